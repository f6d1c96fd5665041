/// Numbers what contacts have in common, four codes of it, in the order of being met.
struct MixIndex: Sendable {
  /// Four codes.
  typealias Key = SIMD4<UInt32>

  /// The mixes, by number.
  private(set) var keys: [Key] = []
  /// Numbers + 1, in a table with open addressing.
  private var slots = [UInt32](repeating: 0, count: 1 << 6)
  private var shift = UInt32(32 - 6)

  /// None yet.
  init() {}

  /// The number of a mix; a new one where it was not met.
  @inline(__always)
  mutating func number(of key: Key) -> Int {
    var slot = MixIndex.slot(key, shift)
    while slots[slot] > 0 {
      let number = Int(slots[slot]) - 1
      if keys[number] == key { return number }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    return append(key, at: slot)
  }

  /// About how many bytes it holds.
  var bytes: Int { MemoryLayout<Key>.stride * keys.capacity + 4 * slots.capacity }

  @inline(never)
  private mutating func append(_ key: Key, at slot: Int) -> Int {
    keys.append(key)
    slots[slot] = UInt32(keys.count)
    if keys.count * 2 > slots.count { grow() }
    return keys.count - 1
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    shift -= 1
    for (number, key) in keys.enumerated() {
      var slot = MixIndex.slot(key, shift)
      while slots[slot] > 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number + 1)
    }
  }

  /// Source: multilinear hashing, Carter and Wegman (1979), doi:10.1016/0022-0000(79)90044-8.
  @inline(__always)
  private static func slot(_ key: Key, _ shift: UInt32) -> Int {
    let mixed = key &* Key(0x9e37_79b1, 0x85eb_ca6b, 0xc2b2_ae35, 0x27d4_eb2f)
    return Int((mixed.wrappedSum() &* 0x9e37_79b1) &>> shift)
  }
}
