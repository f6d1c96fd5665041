/// The covariance of coefficients for one kind of cluster, whether or not each variance is above 0.
struct ClusterSandwich: Sendable {
  /// Of the fit's coefficients, in their order; the correction is in it.
  let matrix: Matrix
  /// What the sum over clusters was multiplied by.
  let correction: SmallSampleCorrection

  /// The share of what a cluster's sum adds up above which the sum is no rounding.
  private static let rounding = 1e-12

  /// The covariance for the clusters of the rows that counted.
  /// - Throws: `tooFew(.clusters)` below 2.
  init(
    of fit: WeightedLeastSquares, _ clusters: Factor,
    counting convention: SmallSampleCorrection.Convention = .notNested
  ) throws(NotEstimable) {
    guard clusters.count > 1 else { throw .tooFew(.clusters, found: clusters.count, needed: 2) }
    let effects = fit.absorbed.map { absorbed in
      convention == .all ? absorbed.degreesOfFreedom : absorbed.degreesOfFreedom(besides: clusters)
    }
    correction = SmallSampleCorrection(
      convention: convention, observations: fit.rows.count,
      parameters: fit.names.count + (effects ?? 0), clusters: clusters.count)
    let scores = Self.scores(fit, clusters)
    let size = fit.names.count
    var matrix = Matrix(rows: size, columns: size)
    var influence = [Double](repeating: 0, count: size)
    for cluster in 0..<clusters.count {
      for row in 0..<size {
        influence[row] = (0..<size).reduce(0) { $0 + fit.inverseGram[row, $1] * scores[$1][cluster] }
      }
      for row in 0..<size {
        for column in 0..<size { matrix[row, column] += influence[row] * influence[column] }
      }
    }
    // Where sums cancel within every cluster, what is left is rounding and no variance.
    for (column, size) in Self.sizes(fit).enumerated()
    where matrix[column, column].squareRoot() <= Self.rounding * size {
      matrix[column, column] = 0
    }
    let factor = correction.factor
    self.matrix = Matrix(rows: size, columns: size, elements: matrix.elements.map { $0 * factor })
  }

  /// For each coefficient the sum over rows of what each adds to it, all taken as positive.
  private static func sizes(_ fit: WeightedLeastSquares) -> [Double] {
    fit.columns.indices.map { index in
      var shares = [Double](repeating: 0, count: fit.weights.count)
      for (other, column) in fit.columns.enumerated() {
        let factor = fit.inverseGram[index, other]
        for row in column.indices { shares[row] += factor * column[row] }
      }
      return shares.indices.reduce(0) { $0 + abs(fit.weights[$1] * fit.residuals[$1] * shares[$1]) }
    }
  }

  /// For each column its sums of w·e·x over clusters.
  private static func scores(_ fit: WeightedLeastSquares, _ clusters: Factor) -> [[Double]] {
    fit.columns.map { column in
      var sums = [Double](repeating: 0, count: clusters.count)
      for (row, cluster) in clusters.codes.enumerated() {
        sums[cluster] += fit.weights[row] * fit.residuals[row] * column[row]
      }
      return sums
    }
  }
}
