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
  /// α of the other items for each item; nil with two items and where the others' sum does not vary
  /// but for rounding.
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

    let alpha = try Self.reliability(complete, of: Array(0..<items))
    value = alpha
    subjects = complete.count
    let freedom = Double(complete.count - 1)
    let ratio = FisherDistribution(numerator: freedom, denominator: freedom * Double(items - 1))
    low = 1 - (1 - alpha) * ratio.quantile(0.975)
    high = 1 - (1 - alpha) * ratio.quantile(0.025)
    ifDropped = (0..<items).map { dropped in
      try? Self.reliability(complete, of: (0..<items).filter { $0 != dropped })
    }
    guard low.isFinite && high.isFinite else { throw .noConvergence }
  }

  /// α of some of the items.
  private static func reliability(_ rows: [[Double]], of items: [Int]) throws(NotEstimable) -> Double {
    guard items.count > 1 else { throw .tooFew(.items, found: items.count, needed: 2) }
    // What rounding leaves of a sum grows with the scores that went into it.
    let scale = rows.map { row in items.reduce(0) { $0 + row[$1].magnitude } }.max() ?? 0
    let parts = items.map { item in Spread(rows.map { $0[item] }, scale: scale).squares }
    let whole = Spread(rows.map { row in CompensatedSum(items.map { row[$0] }).value }, scale: scale).squares
    guard whole.isFinite else { throw .noConvergence }
    guard whole > 0 else { throw .noSpread(.scores) }
    let alpha = Double(items.count) / Double(items.count - 1) * (1 - CompensatedSum(parts).value / whole)
    guard alpha.isFinite else { throw .noConvergence }
    return alpha
  }
}
