/// Draws of residuals with random signs, by row or by cluster, for the bootstraps of a knee.
struct WildResiduals {
  private let base: OrthonormalBasis
  private let residual: [Double]
  /// The cluster of each row.
  private let clusters: Factor
  private let kind: WildWeights
  private var numbers: SplitMix64

  /// Draws of a residual of the knee's fit.
  /// - Parameters:
  ///   - residual: in the order of `knee.rows`.
  ///   - ids: dense, one for each row that was given to the knee; nil where rows are independent.
  /// - Throws: `tooFew(.clusters)` below 6.
  init(of residual: [Double], _ knee: EstimatedKnee, clusters ids: [Int]?, seed: UInt64) throws(NotEstimable)
  {
    base = knee.profile.base
    self.residual = residual
    clusters = Factor(ids.map { ids in knee.rows.map { ids[$0] } } ?? Array(residual.indices))
    guard clusters.count >= WildClusterBootstrap.minimumClusters else {
      throw .tooFew(.clusters, found: clusters.count, needed: WildClusterBootstrap.minimumClusters)
    }
    kind = clusters.count < WildClusterBootstrap.fewClusters ? .webb : .rademacher
    numbers = SplitMix64(seed: seed)
  }

  /// The next draw, the base columns taken out.
  mutating func next() -> [Double] {
    let weights = kind.draw(clusters.count, using: &numbers)
    return base.residual(of: zip(residual, clusters.codes).map { $0 * weights[$1] })
  }
}
