/// How far the weights that a score gives agree with the importance that the data show.
///
/// 1 − ½·Σ|w − I| of two sets of shares: 1 where they are the same, 0 where they have nothing in common; the
/// share of weight that is where it should be.
/// Source: total variation distance, Levin, Peres and Wilmer (2009), Markov Chains and Mixing Times,
/// proposition 4.2.
package struct TotalVariationIndex: Equatable, Sendable {
  /// The index, 0…1.
  package let value: Double
  /// w − I of each metric, −1…1: positive where the score gives more than the data show.
  package let gaps: [Double]

  /// Compares weights with importances, metric by metric; each is scaled to sum to 1.
  package init(weights: [Double], importances: [Double]) throws(NotEstimable) {
    precondition(weights.count == importances.count, "an importance for every weight")
    let (weights, importances) = (try Shares(weights).values, try Shares(importances).values)
    gaps = zip(weights, importances).map { $0 - $1 }
    value = min(1, max(0, 1 - CompensatedSum(gaps.map(\.magnitude)).value / 2))
  }
}
