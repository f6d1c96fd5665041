/// The 95 % interval of a statistic from its values in bootstrap draws: their 2.5 % and 97.5 % quantiles (type 7).
///
/// It needs nine of ten draws to have a value: where more have none, the others are a choice of their own.
/// Source: Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 13; Hyndman and Fan (1996), The
/// American Statistician 50(4), 361–365, doi:10.1080/00031305.1996.10473566.
package struct PercentileInterval: Equatable, Sendable {
  /// Lower end.
  package let low: Double
  /// Upper end.
  package let high: Double

  /// The share of draws that must have a value.
  package static let leastShare = 0.9

  /// The interval of values by draw; nil where a draw has none.
  package init(_ draws: [Double?]) throws(NotEstimable) {
    let sorted = draws.compactMap(\.self).sorted()
    let needed = max(1, Int((Self.leastShare * Double(draws.count)).rounded(.up)))
    guard sorted.count >= needed else { throw .tooFew(.values, found: sorted.count, needed: needed) }
    guard sorted.allSatisfy(\.isFinite) else { throw .notFinite(.values) }
    (low, high) = (Quantile.of(sorted, at: 0.025), Quantile.of(sorted, at: 0.975))
  }
}
