/// Spearman's correlation of each pair of columns with all other columns held fixed.
///
/// −P_ij / √(P_ii·P_jj), with P the inverse of the correlations of mid-ranks; −1…1.
///
/// Domain: finite columns that vary and are not explained by the others, more rows than columns. Removes what
/// is linear in the ranks of the others, no more.
/// Source: Kim (2015), Communications for Statistical Applications and Methods 22(6), 665–674,
/// doi:10.5351/CSAM.2015.22.6.665.
package struct PartialRankCorrelation: Equatable, Sendable {
  /// The correlations; 1 on the diagonal.
  package let values: Matrix

  /// The correlation of two columns, both from 0, with all others fixed.
  package subscript(first: Int, second: Int) -> Double { values[first, second] }

  /// The share of a column's rank variance that those before it must leave unexplained, as a root.
  static let leastUnique = 1e-7

  /// Correlations of columns of equal length.
  package init(columns: [[Double]]) throws(NotEstimable) {
    let rows = columns.first?.count ?? 0
    precondition(columns.allSatisfy { $0.count == rows }, "columns of equal length")
    guard columns.count > 1 else { throw .tooFew(.predictors, found: columns.count, needed: 2) }
    guard rows > columns.count else {
      throw .tooFew(.observations, found: rows, needed: columns.count + 1)
    }
    var ranked: [[Double]] = []
    for column in columns {
      // Ranks about their mean, which is (n + 1)/2 whatever the ties: exact halves.
      let centered = try Ranks.midRanks(of: column).map { $0 - Double(rows + 1) / 2 }
      guard centered.contains(where: { $0 != 0 }) else { throw .noSpread(.values) }
      ranked.append(centered)
    }
    // The inverse of the Gram matrix is that of the correlations but for scales, which cancel.
    let none = [Double](repeating: 0, count: rows)
    let ranks = Matrix(columns: ranked)
    guard let solution = Numerics.leastSquares(ranks, none, tolerance: Self.leastUnique) else {
      throw .noConvergence
    }
    guard solution.kept.allSatisfy(\.self) else { throw .collinear }
    let inverse = solution.inverseGram
    var values = Matrix(rows: columns.count, columns: columns.count)
    for i in columns.indices {
      values[i, i] = 1
      for j in 0..<i {
        let scale = (inverse[i, i] * inverse[j, j]).squareRoot()
        values[i, j] = min(1, max(-1, -inverse[i, j] / scale))
        values[j, i] = values[i, j]
      }
    }
    self.values = values
  }
}
