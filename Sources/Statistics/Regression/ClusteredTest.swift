/// The p-value of one coefficient where errors of one cluster may depend on one another.
///
/// From 20 clusters it is that of t with cluster-robust errors (CRV1), from 6 that of the wild cluster
/// bootstrap, and below 6 there is none: `hasFewClusters` says which.
/// Source: Cameron and Miller (2015), Journal of Human Resources 50(2), 317–372, doi:10.3368/jhr.50.2.317,
/// section VI.
package struct ClusteredTest: Equatable, Sendable {
  /// The two-sided p-value of a coefficient of 0.
  package let p: Double
  /// The t statistic, with CRV1.
  package let t: Double
  /// How many clusters bear the coefficient, at least 6.
  package let clusters: Int

  /// Whether there are so few clusters that p is that of the bootstrap.
  package var hasFewClusters: Bool { clusters < WildClusterBootstrap.fewClusters }

  /// The test of the coefficient of `name`.
  /// - Parameters:
  ///   - clusters: dense ids, one for each row that was given to the fit.
  ///   - bearing: how many clusters the regressor varies in, where those are fewer; nil for all.
  /// - Throws: `tooFew(.clusters)` below 6, `collinear` where the column was dropped, `noSpread(.values)`
  ///   where the error is 0.
  package init(
    of fit: WeightedLeastSquares, testing name: String, clusters ids: [Int], bearing: Int? = nil,
    seed: UInt64
  ) throws(NotEstimable) {
    let all = Factor(fit.rows.map { ids[$0] }).count
    clusters = min(bearing ?? all, all)
    guard clusters >= WildClusterBootstrap.minimumClusters else {
      throw .tooFew(.clusters, found: clusters, needed: WildClusterBootstrap.minimumClusters)
    }
    if clusters < WildClusterBootstrap.fewClusters {
      let test = try WildClusterBootstrap(of: fit, testing: name, clusters: ids, seed: seed)
      (p, t) = (test.p, test.t)
    } else {
      let estimate = try ClusterRobustCovariance(of: fit, clusters: ids).estimate(of: name)
      (p, t) = (estimate.p, estimate.t)
    }
  }
}
