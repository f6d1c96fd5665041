import Canonical
import Statistics

/// The importance of some metrics for an outcome, with intervals by people.
struct EvidenceFit {
  /// Importance on all people.
  let importance: LMGImportance
  /// Agreement of weights with it; nil where no metric has a weight.
  private(set) var index: OutcomeEvidence.Ranged?
  private(set) var cosine: Double?

  private let weights: [Double]?
  private let correlations: CorrelationMatrix
  private let shares: [Double]
  /// By draw: shares, and correlations with the outcome.
  private let drawn: [(shares: [Double], correlations: [Double])?]

  /// The fit of people's products, the outcome last.
  /// - Parameter lines: of the metrics, in their order.
  init(_ products: ClusteredProducts, lines: [ScorecardLine], draws: Int) throws(NotEstimable) {
    let outcome = lines.count
    correlations = try products.correlations()
    importance = try LMGImportance(correlations, outcome: outcome)
    shares = importance.shares ?? lines.map { _ in 0 }
    drawn = products.bootstrap(draws: draws, seed: EvidenceReading.seed).map { matrix in
      guard let matrix, let drawn = try? LMGImportance(matrix, outcome: outcome), let shares = drawn.shares
      else { return nil }
      return (shares, lines.indices.map { matrix[$0, outcome] })
    }
    weights = try? Shares(lines.map(\.share)).values
    guard let weights, importance.shares != nil else { return }
    let own = try TotalVariationIndex(weights: weights, importances: shares).value
    let range = try PercentileInterval(
      drawn.map { drawn in
        drawn.flatMap { try? TotalVariationIndex(weights: weights, importances: $0.shares).value }
      })
    index = OutcomeEvidence.Ranged(value: own, low: range.low, high: range.high)
    cosine = try? CosineIndex(weights: weights, importances: shares).value
  }

  /// Adds what is known of a metric.
  /// - Parameter flip: −1 where smaller outcomes are better.
  func fill(_ driver: inout OutcomeEvidence.Driver, _ number: Int, flip: Double, hasSignal: Bool) {
    let outcome = weights?.count ?? shares.count
    driver.weight = weights?[number]
    driver.first = importance.first[number]
    driver.last = importance.last[number]
    if hasSignal, let range = try? PercentileInterval(drawn.map { $0?.shares[number] }) {
      // Drawn people spread importance, so that what is near 0 or 1 may lie beside its quantiles.
      driver.importance = .init(
        value: shares[number], low: min(range.low, shares[number]), high: max(range.high, shares[number]))
    }
    guard let range = try? PercentileInterval(drawn.map { $0.map { flip * $0.correlations[number] } }) else {
      return
    }
    driver.correlation = .init(
      value: flip * correlations[number, outcome], low: range.low, high: range.high)
    driver.sign = range.low > 0 ? .up : range.high < 0 ? .down : .unclear
  }
}
