/// Weighted least squares by Householder QR, with rank detection and named dropped columns.
///
/// b minimizes Σ w·(y − x·b)²; its classical covariance is s²·(XᵀWX)⁻¹ with s² = Σ w·e² / (n − K − absorbed).
/// Columns are taken from the left: one that those before it explain is dropped and named. A row of weight 0
/// does not count, neither as an observation. Weights are of precision (1 / variance), so multiplying all by
/// one number changes no error.
/// The classical errors hold for independent errors of equal variance (up to the weights) alone; rows of one
/// team over months are neither: use `ClusterRobustCovariance`.
/// Columns are held in full: rows × columns go up to 2²⁶. For effects of many units and periods use
/// `TwoWayFixedEffects`, which needs no dummies.
/// Source: Golub and Van Loan (2013), Matrix Computations, 4th edition, sections 5.2 and 5.3; Björck (1996),
/// Numerical Methods for Least Squares Problems.
package struct WeightedLeastSquares: Sendable {
  /// Names of the columns that counted.
  package let names: [String]
  /// Names of the columns that those before them explain.
  package let dropped: [String]
  /// One for each of `names`.
  package let coefficients: [Double]
  /// The rows given that counted, those of weight above 0; what follows is in their order.
  package let rows: [Int]
  /// y less what the columns explain.
  package let residuals: [Double]
  /// Observations less parameters less absorbed fixed effects, at least 1.
  package let degreesOfFreedom: Int
  /// Σ w·e².
  package let sumOfSquares: Double
  /// Share of the weighted variance of y that the columns explain, about the mean where there is an
  /// intercept (within fixed effects: of the demeaned y); nil where y does not vary.
  package let rSquared: Double?
  /// 1 − (1 − R²)·f / `degreesOfFreedom`, f the degrees of freedom of what R² divides by: n − 1 with an
  /// intercept, n less the absorbed effects within them, else n.
  package let adjustedRSquared: Double?

  /// The columns that counted, demeaned where effects are absorbed.
  let columns: [[Double]]
  /// Weight of each row, above 0.
  let weights: [Double]
  /// (XᵀWX)⁻¹ of the columns that counted.
  let inverseGram: Matrix
  /// What was taken out of all columns before; nil for nothing.
  let absorbed: TwoWayDemeaning?

  /// The share of its norm that a column must keep beside those before it, else it is dropped.
  ///
  /// Far above rounding, and below what Longley's data need (2e-5). Source: our choice between the 1e-7 of
  /// R's lm and what polynomials of high degree need.
  package static let collinearity = 1e-10

  /// The share of the norm of y below which residuals and deviations from the mean are its rounding.
  ///
  /// They count as 0.
  private static let rounding = 1e-14

  /// The fit of `y` on columns of the same length.
  /// - Parameters:
  ///   - weights: 0 or above; nil for 1 everywhere.
  ///   - intercept: whether a column of ones comes first.
  ///   - collinearity: share of a column's norm that those before it must leave, else it is dropped.
  /// - Throws: `tooMany(.values)`, `notFinite`, `outOfRange(.weights)`, `collinear` where no column counts, `tooFew(.observations)`
  ///   where there are no more rows than parameters, `noConvergence` beyond what 64 bits hold.
  package init(
    _ y: [Double], on regressors: [Regressor], weights: [Double]? = nil, intercept: Bool = true,
    collinearity: Double = WeightedLeastSquares.collinearity
  ) throws(NotEstimable) {
    let sample = try RegressionSample(y, on: regressors, weights: weights)
    let ones = Regressor(Regressor.interceptName, [Double](repeating: 1, count: sample.y.count))
    try self.init(
      sample.y, on: intercept ? [ones] + sample.regressors : sample.regressors, weights: sample.weights,
      rows: sample.rows, centered: intercept, collinearity: collinearity, absorbed: nil)
  }

  /// The fit of checked rows, all of weight above 0.
  init(
    _ y: [Double], on regressors: [Regressor], weights: [Double], rows: [Int], centered: Bool,
    collinearity: Double, absorbed: TwoWayDemeaning?
  ) throws(NotEstimable) {
    let roots = weights.map { $0.squareRoot() }
    let scaled = Matrix(
      rows: y.count, columns: regressors.count,
      elements: regressors.flatMap { zip($0.values, roots).map { $0 * $1 } })
    guard
      let solution = Numerics.leastSquares(
        scaled, zip(y, roots).map { $0 * $1 }, tolerance: collinearity)
    else { throw .noConvergence }
    let kept = regressors.indices.filter { solution.kept[$0] }
    guard !kept.isEmpty else { throw .collinear }
    let parameters = kept.count + (absorbed?.degreesOfFreedom ?? 0)
    guard y.count > parameters else {
      throw .tooFew(.observations, found: y.count, needed: parameters + 1)
    }
    names = kept.map { regressors[$0].name }
    dropped = regressors.indices.filter { !solution.kept[$0] }.map { regressors[$0].name }
    coefficients = kept.map { solution.coefficients[$0] }
    columns = kept.map { regressors[$0].values }
    inverseGram = Matrix(
      columns: kept.map { column in kept.map { solution.inverseGram[$0, column] } })
    (self.rows, self.weights, self.absorbed) = (rows, weights, absorbed)
    let size = Self.sumOfSquares(y, weights).squareRoot()
    guard size.isFinite else { throw .noConvergence }
    let rest = Self.residuals(y, columns, coefficients)
    let isExact = Self.sumOfSquares(rest, weights).squareRoot() <= Self.rounding * size
    residuals = isExact ? [Double](repeating: 0, count: y.count) : rest
    degreesOfFreedom = y.count - parameters
    sumOfSquares = Self.sumOfSquares(residuals, weights)
    guard sumOfSquares.isFinite else { throw .noConvergence }

    let center = centered ? Self.mean(y, weights) : 0
    let total = Self.sumOfSquares(y.map { $0 - center }, weights)
    let varies = total.isFinite && total.squareRoot() > Self.rounding * size
    rSquared = varies ? 1 - sumOfSquares / total : nil
    let free = y.count - (centered ? 1 : 0) - (absorbed?.degreesOfFreedom ?? 0)
    let ratio = Double(free) / Double(degreesOfFreedom)
    adjustedRSquared = rSquared.map { 1 - (1 - $0) * ratio }
  }

  /// √(Σ w·e² / degrees of freedom), in units of y at weight 1.
  package var residualDeviation: Double { (sumOfSquares / Double(degreesOfFreedom)).squareRoot() }

  /// s²·(XᵀWX)⁻¹.
  package var covariance: Matrix {
    let variance = sumOfSquares / Double(degreesOfFreedom)
    return Matrix(
      rows: names.count, columns: names.count, elements: inverseGram.elements.map { $0 * variance })
  }

  /// The coefficients with their classical errors.
  package func estimates() throws(NotEstimable) -> [CoefficientEstimate] {
    try CoefficientEstimate.all(names, coefficients, covariance, degreesOfFreedom)
  }

  private static func residuals(
    _ y: [Double], _ columns: [[Double]], _ coefficients: [Double]
  ) -> [Double] {
    var residuals = y
    for (column, coefficient) in zip(columns, coefficients) {
      for row in residuals.indices { residuals[row] -= coefficient * column[row] }
    }
    return residuals
  }

  private static func sumOfSquares(_ values: [Double], _ weights: [Double]) -> Double {
    zip(values, weights).reduce(0) { $0 + $1.1 * $1.0 * $1.0 }
  }

  private static func mean(_ values: [Double], _ weights: [Double]) -> Double {
    zip(values, weights).reduce(0) { $0 + $1.1 * $1.0 } / weights.reduce(0, +)
  }
}
