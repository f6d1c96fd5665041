import Aggregate
import Canonical
import Statistics
import Tables

/// What contact resolution loses while those who left are replaced: their last days against their replacements' first.
package struct ReplacementGap {
  /// Pairs that are compared.
  let pairs: Int
  /// Contact resolution of the replacements less that of the leavers, or why there is none.
  let estimate: Result<(value: CoefficientEstimate, test: ClusteredTest), NotEstimable>

  private static let replacement = "replacement"
  /// The gap of some pairs: of those both of whose days are covered and hold settled contacts.
  package init(_ replacements: [SeatReplacement], _ figures: AgentFigures, covered: ClosedRange<CivilDate>) {
    var rows: [(y: Double, weight: Double, isNew: Double, pair: Int)] = []
    var pairs = 0
    for seat in replacements {
      func acr(_ agent: UInt32, _ days: ClosedRange<CivilDate>) -> AgentCounts.Share? {
        covered.contains(days.lowerBound) && covered.contains(days.upperBound)
          ? figures.counts(of: agent, from: days.lowerBound, through: days.upperBound)?.acr : nil
      }
      guard let before = acr(seat.leaver, seat.lastDays), let after = acr(seat.replacement, seat.firstDays),
        let old = before.rate, let new = after.rate
      else { continue }
      rows.append((old, Double(before.n), 0, pairs))
      rows.append((new, Double(after.n), 1, pairs))
      pairs += 1
    }
    self.pairs = pairs
    let count = pairs
    estimate = Result { () throws(NotEstimable) in
      guard count >= WildClusterBootstrap.minimumClusters else {
        throw .tooFew(.clusters, found: count, needed: WildClusterBootstrap.minimumClusters)
      }
      let fit = try WeightedLeastSquares(
        rows.map(\.y), on: [Regressor(ReplacementGap.replacement, rows.map(\.isNew))],
        weights: rows.map(\.weight))
      let clusters = rows.map(\.pair)
      let robust = try ClusterRobustCovariance(of: fit, clusters: clusters)
      let test = try ClusteredTest(
        of: fit, testing: ReplacementGap.replacement, clusters: clusters, bearing: count,
        seed: ImpactRegression.seed)
      return (try robust.estimate(of: ReplacementGap.replacement), test)
    }
  }
}
