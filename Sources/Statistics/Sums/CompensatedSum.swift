/// A sum of Doubles that keeps beside it what rounding took away.
///
/// Its error does not grow with the number of terms: 1 ulp of the sum, plus n·ε² of the sum of magnitudes.
/// Terms in another order may give other last bits, so callers add in a fixed order. Infinite and NaN terms
/// show in `value`.
/// Source: Neumaier (1974), ZAMM 54(1), 39–51, doi:10.1002/zamm.19740540106.
package struct CompensatedSum: Equatable, Sendable {
  private var sum = 0.0
  private var lost = 0.0

  /// The sum of no terms: 0.
  package init() {}

  /// The sum of terms in their order.
  package init(_ terms: some Sequence<Double>) {
    for term in terms { add(term) }
  }

  /// The same of an array, which other modules then need not take term by term.
  package init(_ terms: [Double]) {
    for term in terms { add(term) }
  }

  /// Adds one term.
  package mutating func add(_ term: Double) {
    let total = sum + term
    lost += abs(sum) >= abs(term) ? (sum - total) + term : (term - total) + sum
    sum = total
  }

  /// The sum so far.
  package var value: Double { sum.isFinite ? sum + lost : sum }
}
