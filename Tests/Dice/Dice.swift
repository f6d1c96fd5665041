/// The random numbers of tests: SplitMix64, small, and the same everywhere.
package struct Dice: RandomNumberGenerator {
  private var state: UInt64

  /// The numbers of a seed, which a failing test prints.
  package init(seed: UInt64) { state = seed }

  /// The next number.
  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// A number from 0 to below `bound`.
  package mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// Whether something of so many percent happens.
  package mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  /// One of some values.
  package mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }
}
