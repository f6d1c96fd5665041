import CNumerics

/// The one place that calls C++: distributions of Boost.Math, linear algebra of Eigen.
///
/// What is outside a function's domain gives NaN here; the types that stand on it check their arguments.
enum Numerics {
  /// Least squares by Householder QR, as `LeastSquares` gives it on.
  struct Solution {
    /// One for each column; 0 where it was dropped.
    let coefficients: [Double]
    /// Which columns counted.
    let kept: [Bool]
    /// Inverse of the Gram matrix of the kept columns, 0 elsewhere.
    let inverseGram: Matrix
  }

  /// The coefficients that bring `columns` nearest to `y`; nil where they are not finite.
  ///
  /// - Parameter tolerance: the share of a column's norm that the columns before it must leave unexplained.
  static func leastSquares(_ columns: Matrix, _ y: [Double], tolerance: Double) -> Solution? {
    precondition(columns.rows == y.count, "a value for every row")
    let count = columns.columns
    var coefficients = [Double](repeating: 0, count: count)
    var kept = [UInt8](repeating: 0, count: count)
    var inverse = [Double](repeating: 0, count: count * count)
    let rank = cn_least_squares(
      columns.rows, count, columns.elements, y, tolerance, &coefficients, &kept, &inverse)
    guard rank >= 0 else { return nil }
    return Solution(
      coefficients: coefficients, kept: kept.map { $0 == 1 },
      inverseGram: Matrix(rows: count, columns: count, elements: inverse))
  }

  /// Eigenvalues, ascending, and the vectors that belong to them as columns; nil where they are not finite.
  static func eigen(ofSymmetric matrix: Matrix) -> (values: [Double], vectors: Matrix)? {
    precondition(matrix.rows == matrix.columns, "a symmetric matrix is square")
    var values = [Double](repeating: 0, count: matrix.rows)
    var vectors = [Double](repeating: 0, count: matrix.elements.count)
    guard cn_symmetric_eigen(matrix.rows, matrix.elements, &values, &vectors) == 0 else { return nil }
    return (values, Matrix(rows: matrix.rows, columns: matrix.rows, elements: vectors))
  }

  static func normalLower(_ z: Double) -> Double { cn_normal_lower(z) }
  static func normalUpper(_ z: Double) -> Double { cn_normal_upper(z) }
  static func normalQuantile(_ p: Double) -> Double { cn_normal_quantile(p) }
  static func studentUpper(_ t: Double, _ df: Double) -> Double { cn_student_upper(t, df) }
  static func studentQuantile(_ p: Double, _ df: Double) -> Double { cn_student_quantile(p, df) }
  static func chiSquaredUpper(_ x: Double, _ df: Double) -> Double { cn_chi_squared_upper(x, df) }
  static func chiSquaredQuantile(_ p: Double, _ df: Double) -> Double { cn_chi_squared_quantile(p, df) }
  static func fisherUpper(_ f: Double, _ df1: Double, _ df2: Double) -> Double {
    cn_fisher_upper(f, df1, df2)
  }
  static func fisherQuantile(_ p: Double, _ df1: Double, _ df2: Double) -> Double {
    cn_fisher_quantile(p, df1, df2)
  }
  static func betaLower(_ x: Double, _ a: Double, _ b: Double) -> Double { cn_beta_lower(x, a, b) }
  static func betaUpper(_ x: Double, _ a: Double, _ b: Double) -> Double { cn_beta_upper(x, a, b) }
  static func betaQuantile(_ p: Double, _ a: Double, _ b: Double) -> Double { cn_beta_quantile(p, a, b) }
  static func logGamma(_ x: Double) -> Double { cn_log_gamma(x) }
  static func digamma(_ x: Double) -> Double { cn_digamma(x) }
  static func trigamma(_ x: Double) -> Double { cn_trigamma(x) }
}
