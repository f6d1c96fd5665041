/// The largest instant of each key of one customer: call types or cases.
struct LatestByKey {
  private var keys: [UInt64] = []
  private var instants: [Int64] = []
  /// Upper bits of a product choose a slot, so that codes that follow one another are spread.
  private var shift: UInt64 = 60

  /// Forgets all, with room for so many others.
  mutating func reset(capacity: Int) {
    var size = 16
    shift = 60
    while size < capacity * 2 {
      size *= 2
      shift -= 1
    }
    keys.removeAll(keepingCapacity: true)
    instants.removeAll(keepingCapacity: true)
    keys.append(contentsOf: repeatElement(0, count: size))
    instants.append(contentsOf: repeatElement(.min, count: size))
  }

  /// The largest instant of a key, which is not 0; the least number where it has none.
  subscript(key: UInt64) -> Int64 { instants[slot(of: key)] }

  /// Takes in an instant of a key, which is not 0.
  mutating func raise(_ key: UInt64, _ instant: Int64) {
    let slot = slot(of: key)
    keys[slot] = key
    instants[slot] = max(instants[slot], instant)
  }

  private func slot(of key: UInt64) -> Int {
    let keys = keys.span
    var slot = Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> shift)
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
    return slot
  }
}
