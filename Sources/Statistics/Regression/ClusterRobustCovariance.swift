/// The covariance of coefficients where errors of one cluster may depend on one another (CRV1).
///
/// A·(Σ_g s_g·s_gᵀ)·A times the small-sample correction, with A = (XᵀWX)⁻¹ and s_g the sum of w·e·x over
/// cluster g; t with G − 1 degrees of freedom. Crossed clusters: V₁ + V₂ − V₁₂, each with the G/(G−1) of its
/// own clusters (as R's sandwich; fixest takes the smaller G for all three), t with the smaller G less 1.
/// With few clusters the errors are too small: by t, tests at 5 % reject 13 to 18 % of the time at 8 and 12
/// clusters. For a p-value use `ClusteredTest`; clusters of very unequal size ask for more.
/// Source: Liang and Zeger (1986), Biometrika 73(1), 13–22, doi:10.1093/biomet/73.1.13; Cameron, Gelbach and
/// Miller (2011), Journal of Business & Economic Statistics 29(2), 238–249, doi:10.1198/jbes.2010.07136.
package struct ClusterRobustCovariance: Sendable {
  /// Of the fit's coefficients, in their order.
  package let matrix: Matrix
  /// One, or those of the first, the second and the crossed clusters.
  package let corrections: [SmallSampleCorrection]
  /// Of Student's t distribution: the smallest number of clusters less 1.
  package let degreesOfFreedom: Int
  private let names: [String]
  private let coefficients: [Double]

  /// The covariance for one kind of cluster.
  /// - Parameter clusters: dense ids, one for each row that was given to the fit.
  /// - Throws: `tooFew(.clusters)` below 2.
  package init(
    of fit: WeightedLeastSquares, clusters: [Int],
    counting convention: SmallSampleCorrection.Convention = .notNested
  ) throws(NotEstimable) {
    let term = try ClusterSandwich(of: fit, Factor(fit.rows.map { clusters[$0] }), counting: convention)
    self.init(fit, matrix: term.matrix, corrections: [term.correction])
  }

  /// The covariance for two kinds of clusters that cross.
  ///
  /// The difference need not be positive: a coefficient whose variance is not has no estimate.
  /// - Parameters:
  ///   - first: dense ids, one for each row that was given to the fit.
  ///   - second: the same of the other kind.
  /// - Throws: `tooFew(.clusters)` below 2 of either kind.
  package init(
    of fit: WeightedLeastSquares, clusters first: [Int], crossedWith second: [Int],
    counting convention: SmallSampleCorrection.Convention = .notNested
  ) throws(NotEstimable) {
    let rows = Factor(fit.rows.map { first[$0] })
    let columns = Factor(fit.rows.map { second[$0] })
    let both = try ClusterSandwich(of: fit, Factor(crossing: rows, columns), counting: convention)
    let terms = [
      try ClusterSandwich(of: fit, rows, counting: convention),
      try ClusterSandwich(of: fit, columns, counting: convention), both,
    ]
    var matrix = Matrix(rows: fit.names.count, columns: fit.names.count)
    for row in 0..<matrix.rows {
      for column in 0..<matrix.columns {
        matrix[row, column] =
          terms[0].matrix[row, column] + terms[1].matrix[row, column] - both.matrix[row, column]
      }
    }
    self.init(fit, matrix: matrix, corrections: terms.map(\.correction))
  }

  private init(
    _ fit: WeightedLeastSquares, matrix: Matrix, corrections: [SmallSampleCorrection]
  ) {
    let clusters = corrections.map(\.clusters).min() ?? 0
    self.matrix = matrix
    self.corrections = corrections
    degreesOfFreedom = clusters - 1
    (names, coefficients) = (fit.names, fit.coefficients)
  }

  /// The coefficients with these errors.
  /// - Throws: `noSpread(.values)` where a variance is not above 0.
  package func estimates() throws(NotEstimable) -> [CoefficientEstimate] {
    try CoefficientEstimate.all(names, coefficients, matrix, degreesOfFreedom)
  }

  /// The coefficient of `name` with its error, whether or not others have one.
  /// - Throws: `collinear` where the column was dropped, `noSpread(.values)` where the variance is not above 0.
  package func estimate(of name: String) throws(NotEstimable) -> CoefficientEstimate {
    guard let index = names.firstIndex(of: name) else { throw .collinear }
    return try CoefficientEstimate(
      name: name, value: coefficients[index], variance: matrix[index, index],
      degreesOfFreedom: degreesOfFreedom)
  }
}
