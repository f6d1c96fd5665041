/// Count, mean and variance of whole numbers, exact until the last division.
///
/// A value is a whole number of 1/`unit` of what is measured (milliseconds of seconds: 1000; hundredths of a
/// score: 100). Sums are kept in 128 bits and n·Σx² − (Σx)² is formed in 256, so that every order and every
/// split of the same values gives the same bits, and a mean however large takes no digit from the variance.
///
/// Domain: all of Int64. |Σx| ≤ 2⁶³·2⁶³ never overflows, nor does Σx² of values up to 2³². Where Σx² of
/// larger ones reaches 2¹²⁷, every order meets it, as the sum only grows: then what needs it is refused.
/// Source: the definition; certified by NIST StRD (NumAcc1 to NumAcc4, Michelso).
package struct Moments: Equatable, Sendable {
  /// How many of a value's units make one of what is measured; positive.
  package let unit: Int64
  /// How many values.
  package private(set) var count: Int64 = 0
  private(set) var sum: Int128 = 0
  private(set) var squares: Int128 = 0
  private(set) var isOverflowed = false

  /// No values yet, each to be a whole number of 1/`unit`.
  package init(unit: Int64 = 1) {
    precondition(unit > 0, "a unit is positive")
    self.unit = unit
  }

  /// Counts one value in.
  package mutating func observe(_ value: Int64) {
    count += 1
    sum += Int128(value)
    add(squares: Int128(value) * Int128(value))
  }

  /// Counts in what another piece of the same data holds.
  package mutating func merge(_ other: Moments) {
    precondition(unit == other.unit, "moments in one unit")
    count += other.count
    sum += other.sum
    isOverflowed = isOverflowed || other.isOverflowed
    add(squares: other.squares)
  }

  /// Σx/n, rounded twice at most; needs a value.
  package func mean() throws(NotEstimable) -> Double {
    guard count > 0 else { throw .tooFew(.observations, found: 0, needed: 1) }
    return sum.nearest / (Int128(count) * Int128(unit)).nearest
  }

  /// (n·Σx² − (Σx)²) / (n·(n − 1)), in squares of what is measured; needs two values.
  package func variance() throws(NotEstimable) -> Double {
    try scaledVariance() / Double(unit) / Double(unit)
  }

  /// The root of the variance with divisor n − 1; needs two values.
  package func standardDeviation() throws(NotEstimable) -> Double {
    try scaledVariance().squareRoot() / Double(unit)
  }

  /// Σ(x − mean)², in squares of what is measured; needs a value.
  package func squaredDeviations() throws(NotEstimable) -> Double {
    guard count > 0 else { throw .tooFew(.observations, found: 0, needed: 1) }
    return try spread() / Double(count) / Double(unit) / Double(unit)
  }

  private func scaledVariance() throws(NotEstimable) -> Double {
    guard count > 1 else { throw .tooFew(.observations, found: Int(count), needed: 2) }
    return try spread() / (Int128(count) * Int128(count - 1)).nearest
  }

  /// n·Σx² − (Σx)² in squared units, rounded once.
  private func spread() throws(NotEstimable) -> Double {
    guard !isOverflowed else { throw .noConvergence }
    return (Int256(Int128(count), times: squares) - Int256(sum, times: sum)).nearest
  }

  private mutating func add(squares more: Int128) {
    // What wraps here is never read, but stays the same in every order.
    let (total, overflows) = squares.addingReportingOverflow(more)
    squares = total
    isOverflowed = isOverflowed || overflows
  }
}
