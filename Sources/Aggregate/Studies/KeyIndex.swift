/// Numbers keys of four codes from 0 on, in the order of being met: a table with open addressing.
struct KeyIndex: Sendable {
  /// Four codes; those that are not needed are 0.
  typealias Key = SIMD4<UInt32>

  /// The keys, by number.
  private(set) var keys: [Key] = []
  /// Numbers + 1.
  private var slots = [UInt32](repeating: 0, count: 1 << 6)
  private var shift = UInt64(64 - 6)

  /// No key yet.
  init() {}

  /// How many keys there are.
  var count: Int { keys.count }

  /// About how many bytes it holds.
  var bytes: Int { MemoryLayout<Key>.stride * keys.capacity + 4 * slots.capacity }

  /// The number of a key; a new one where it was not met.
  @inline(__always)
  mutating func number(of key: Key) -> Int {
    var slot = KeyIndex.slot(key, shift)
    while slots[slot] > 0 {
      let number = Int(slots[slot]) &- 1
      if all(keys[number] .== key) { return number }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    return append(key, slot)
  }

  @inline(never)
  private mutating func append(_ key: Key, _ slot: Int) -> Int {
    keys.append(key)
    slots[slot] = UInt32(keys.count)
    if keys.count * 2 > slots.count { grow() }
    return keys.count - 1
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    shift -= 1
    for (number, key) in keys.enumerated() {
      var slot = KeyIndex.slot(key, shift)
      while slots[slot] > 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number + 1)
    }
  }

  /// Source: multilinear hashing, Carter and Wegman (1979), doi:10.1016/0022-0000(79)90044-8.
  @inline(__always)
  private static func slot(_ key: Key, _ shift: UInt64) -> Int {
    var mixed = UInt64(key.x) &* 0x9e37_79b9_7f4a_7c15
    mixed ^= UInt64(key.y) &* 0xd1b5_4a32_d192_ed03
    mixed &+= UInt64(key.z) &* 0x8cb9_2ba7_2f3d_8dd7 &+ UInt64(key.w) &* 0xaef1_7502_108e_f2d9
    mixed ^= mixed &>> 32
    return Int(truncatingIfNeeded: (mixed &* 0x9e37_79b9_7f4a_7c15) &>> shift)
  }
}
