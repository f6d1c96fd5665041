import Statistics

/// The random numbers of tests: SplitMix64, small, and the same everywhere.
package struct Dice: RandomNumberGenerator {
  private var numbers: SplitMix64

  /// The numbers of a seed, which a failing test prints.
  package init(seed: UInt64) { numbers = SplitMix64(seed: seed) }

  /// The next number.
  package mutating func next() -> UInt64 { numbers.next() }

  /// A number from 0 to below `bound`.
  package mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// Whether something of so many percent happens.
  package mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  /// One of some values.
  package mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }
}
