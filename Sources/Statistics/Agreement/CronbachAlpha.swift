/// How far items that are to measure one thing agree: the reliability of their sum.
///
/// α = k/(k − 1) · (1 − Σ var(x_j) / var(Σx_j)), at most 1; negative where items run against each other
/// (orient them first). The interval is Feldt's, exact for normal parallel items.
///
/// Domain: finite scores of two items and two subjects or more; a subject with a missing score is left out.
/// With fewer than ten subjects the interval spans nearly everything. α grows with the number of items, and
/// is no sign that they measure one thing.
/// Source: Cronbach (1951), Psychometrika 16(3), 297–334, doi:10.1007/BF02310555; interval: Feldt (1965),
/// Psychometrika 30(3), 357–370, doi:10.1007/BF02289499.
package struct CronbachAlpha: Equatable, Sendable {
  /// α, 1 or less.
  package let value: Double
  /// Lower end of its 95 % interval.
  package let low: Double
  /// Upper end of its 95 % interval.
  package let high: Double
  /// α of the other items for each item; nil with two items and where the others' sum does not vary.
  package let ifDropped: [Double?]
  /// How many subjects had all scores.
  package let subjects: Int

  /// Agreement of the items in rows of subjects, a score or nil for each item.
  package init(rows: [[Double?]]) throws(NotEstimable) {
    let items = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == items }, "a score or nil for every item")
    guard rows.isEmpty || items > 1 else { throw .tooFew(.items, found: items, needed: 2) }
    let complete = rows.compactMap { row in
      let scores = row.compactMap(\.self)
      return scores.count == items ? scores : nil
    }
    guard complete.count > 1 else { throw .tooFew(.observations, found: complete.count, needed: 2) }
    guard complete.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { throw .notFinite(.scores) }

    func reliability(without dropped: Int?) -> Double? {
      let kept = (0..<items).filter { $0 != dropped }
      let parts = kept.map { item in Self.squaredDeviations(complete.map { $0[item] }) }
      let whole = Self.squaredDeviations(complete.map { row in CompensatedSum(kept.map { row[$0] }).value })
      guard kept.count > 1, whole > 0 else { return nil }
      return Double(kept.count) / Double(kept.count - 1) * (1 - CompensatedSum(parts).value / whole)
    }
    guard let alpha = reliability(without: nil) else { throw .noSpread(.scores) }
    guard alpha.isFinite else { throw .noConvergence }
    value = alpha
    subjects = complete.count
    let freedom = Double(complete.count - 1)
    let ratio = FisherDistribution(numerator: freedom, denominator: freedom * Double(items - 1))
    low = 1 - (1 - alpha) * ratio.quantile(0.975)
    high = 1 - (1 - alpha) * ratio.quantile(0.025)
    ifDropped = (0..<items).map { reliability(without: $0) }
  }

  private static func squaredDeviations(_ scores: [Double]) -> Double {
    let mean = CompensatedSum(scores).value / Double(scores.count)
    return CompensatedSum(scores.map { ($0 - mean) * ($0 - mean) }).value
  }
}
