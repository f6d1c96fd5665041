/// Pearson's correlations of all pairs of columns.
///
/// r = Σ(x − x̄)(y − ȳ) / √(Σ(x − x̄)²·Σ(y − ȳ)²), −1…1. Two rows or more; every column must vary.
/// Source: Pearson (1895), Proc. Royal Society of London 58, 240–242, doi:10.1098/rspl.1895.0041.
package struct CorrelationMatrix: Equatable, Sendable {
  /// How many rows the columns had.
  package let observations: Int64
  /// The correlations; 1 on the diagonal.
  package let values: Matrix
  /// How many columns.
  package var columns: Int { values.columns }

  /// The correlation of two columns, both from 0.
  package subscript(first: Int, second: Int) -> Double { values[first, second] }

  /// Correlations from exact sums: the same bits in whatever order rows and pieces came.
  package init(_ products: CrossProducts) throws(NotEstimable) {
    try self.init(spreads: products.spreads(), observations: products.count)
  }

  /// Correlations of finite columns of equal length, in two passes of compensated sums.
  package init(columns: [[Double]]) throws(NotEstimable) {
    let rows = columns.first?.count ?? 0
    precondition(columns.allSatisfy { $0.count == rows }, "columns of equal length")
    guard columns.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { throw .notFinite(.values) }
    // A column all of one value has a spread of exactly 0, which rounding of its mean might hide.
    let isConstant = columns.contains { column in column.allSatisfy { $0 == column[0] } }
    guard rows < 2 || !isConstant else { throw .noSpread(.values) }
    let centered = columns.map { column in
      let mean = CompensatedSum(column).value / Double(rows)
      return column.map { $0 - mean }
    }
    var spreads = Matrix(rows: columns.count, columns: columns.count)
    for i in columns.indices {
      for j in 0...i {
        spreads[i, j] = CompensatedSum(zip(centered[i], centered[j]).map { $0 * $1 }).value
        spreads[j, i] = spreads[i, j]
      }
    }
    try self.init(spreads: spreads, observations: Int64(rows))
  }

  /// Correlations from a matrix that is the covariances but for one factor, such as sums of products of deviations.
  /// - Parameter observations: how many independent rows stand behind it.
  package init(spreads: Matrix, observations: Int64) throws(NotEstimable) {
    guard observations > 1 else { throw .tooFew(.observations, found: Int(observations), needed: 2) }
    let indices = 0..<spreads.columns
    guard spreads.elements.allSatisfy(\.isFinite) else { throw .noConvergence }
    guard indices.allSatisfy({ spreads[$0, $0] > 0 }) else { throw .noSpread(.values) }
    let roots = indices.map { spreads[$0, $0].squareRoot() }
    var values = Matrix(rows: spreads.rows, columns: spreads.columns)
    for i in indices {
      values[i, i] = 1
      for j in 0..<i {
        values[i, j] = min(1, max(-1, spreads[i, j] / roots[i] / roots[j]))
        values[j, i] = values[i, j]
      }
    }
    self.observations = observations
    self.values = values
  }
}
