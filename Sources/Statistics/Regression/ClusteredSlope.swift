/// The slope of a line through the origin, with errors where rows of one cluster may depend on one another.
///
/// b = Σxy/Σx²; its variance is G/(G − 1)·Σ_g (Σ_g x·e)²/(Σx²)² with e = y − b·x, t with G − 1 degrees of freedom:
/// `WeightedLeastSquares` of one regressor without intercept with `ClusterRobustCovariance`, without matrices.
/// Source: Liang and Zeger (1986), Biometrika 73(1), 13–22, doi:10.1093/biomet/73.1.13.
package struct ClusteredSlope: Sendable {
  /// b, in units of y for one of x.
  package let slope: Double
  private let scores: [Double]
  private let square: Double
  /// What all that adds up to a score is at most, so that less than its rounding is no spread.
  private let size: Double

  /// The share of what a sum adds up above which it is no rounding.
  private static let rounding = 1e-12

  /// The line of finite numbers.
  /// - Throws: `tooFew(.observations)` below 2, `notFinite`, `noSpread(.values)` where all x are 0.
  package init(_ x: [Double], _ y: [Double]) throws(NotEstimable) {
    precondition(x.count == y.count, "a y for every x")
    guard x.count > 1 else { throw .tooFew(.observations, found: x.count, needed: 2) }
    var (squares, products) = (CompensatedSum(), CompensatedSum())
    for row in x.indices {
      squares.add(x[row] * x[row])
      products.add(x[row] * y[row])
    }
    guard squares.value.isFinite, products.value.isFinite else { throw .notFinite(.values) }
    guard squares.value > 0 else { throw .noSpread(.values) }
    let slope = products.value / squares.value
    (self.slope, square) = (slope, squares.value)
    scores = x.indices.map { x[$0] * (y[$0] - slope * x[$0]) }
    size = scores.reduce(0) { $0 + abs($1) }
  }

  /// The slope with errors of clusters.
  /// - Throws: `tooFew(.clusters)` below 2, `noSpread(.values)` where scores cancel within every cluster.
  package func estimate(named name: String, clusters: Factor) throws(NotEstimable) -> CoefficientEstimate {
    precondition(clusters.codes.count == scores.count, "a cluster for every row")
    guard clusters.count > 1 else { throw .tooFew(.clusters, found: clusters.count, needed: 2) }
    var sums = [Double](repeating: 0, count: clusters.count)
    for (row, cluster) in clusters.codes.enumerated() { sums[cluster] += scores[row] }
    let squares = sums.reduce(0) { $0 + $1 * $1 }
    let count = Double(clusters.count)
    return try CoefficientEstimate(
      name: name, value: slope,
      variance: squares.squareRoot() <= Self.rounding * size
        ? 0 : count / (count - 1) * squares / (square * square),
      degreesOfFreedom: clusters.count - 1)
  }
}
