/// Places of numbers in the order in which they were first met: a table with open addressing, since
/// every conversation looks up some fifty of them.
struct PlaceIndex {
  private struct Slot {
    var key: UInt64 = 0
    /// Place + 1; 0: empty.
    var mark: UInt32 = 0
  }

  private var slots = Array(repeating: Slot(), count: 1 << 10)
  private var shift = UInt64(64 - 10)
  /// All numbers, by place.
  private(set) var keys: [UInt64] = []

  /// How many numbers it has met.
  var count: Int { keys.count }

  /// The place of a number; the count of all before it where it is new.
  mutating func place(of key: UInt64) -> Int {
    var slot = first(key)
    while true {
      let found = slots[slot]
      if found.mark == 0 { break }
      if found.key == key { return Int(found.mark) - 1 }
      slot = (slot + 1) & (slots.count - 1)
    }
    keys.append(key)
    slots[slot] = Slot(key: key, mark: UInt32(keys.count))
    if keys.count * 2 > slots.count { grow() }
    return keys.count - 1
  }

  /// Source: Fibonacci hashing, Knuth (1998), The Art of Computer Programming 3, section 6.4.
  private func first(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: ((key ^ key >> 29) &* 0x9e37_79b9_7f4a_7c15) >> shift)
  }

  private mutating func grow() {
    slots = Array(repeating: Slot(), count: slots.count * 2)
    shift -= 1
    for (place, key) in keys.enumerated() {
      var slot = first(key)
      while slots[slot].mark != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Slot(key: key, mark: UInt32(place + 1))
    }
  }
}
