/// The generator's own random numbers: the same on every machine and with every version of Swift.
///
/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// A whole number from 0 to below `bound`.
  mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// Whether something happens that happens `count` times in `of`.
  mutating func chance(_ count: Int, of: Int = 1000) -> Bool {
    below(of) < count
  }

  /// A number from 0 to below 1 with 53 bits.
  mutating func unit() -> Double {
    Double(next() >> 11) * 0x1p-53
  }
}
