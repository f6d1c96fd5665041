/// Random numbers of a seed: integers alone, so every machine draws the same.
///
/// Source: Steele, Lea and Flood (2014), Fast splittable pseudorandom number generators, OOPSLA,
/// doi:10.1145/2660193.2660195.
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// The numbers of a seed.
  package init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return SplitMix64.mixed(state)
  }

  /// A number from 0 up to, not including, `count`.
  package mutating func below(_ count: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(count)).high)
  }

  /// A number strictly between 0 and 1, each of 2⁵² equally likely.
  package mutating func unit() -> Double { (Double(next() >> 12) + 0.5) * 0x1p-52 }

  /// A standard normal number, by inversion.
  package mutating func normal() -> Double { NormalDistribution.quantile(unit()) }

  /// A number whose bits all depend on all bits of another.
  package static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
