/// Sums of products of some columns, cluster by cluster: what correlations of drawn clusters are made of.
///
/// Columns are deviations already, of which no mean is taken again.
package struct ClusteredProducts: Sendable {
  /// How many columns.
  package let columns: Int
  /// Clusters with a row.
  package let clusters: Int
  /// How many independent rows stand behind them.
  package let observations: Int64
  /// By cluster: products of columns j ≤ i at i(i + 1)/2 + j, in vectors.
  private let sums: [SIMD8<Double>]
  private let vectors: Int

  /// The products of columns of equal length.
  /// - Parameters:
  ///   - clusters: dense ids from 0, one for each row.
  ///   - observations: how many independent rows they are worth: fewer than there are, where means were taken out.
  package init(_ columns: [[Double]], clusters ids: [Int], observations: Int64) {
    let factor = Factor(ids)
    let (count, size) = (columns.count, columns.count * (columns.count + 1) / 2)
    let vectors = (size + Self.lanes - 1) / Self.lanes
    // In vectors only when all are summed: single lanes are slow to write.
    let width = vectors * Self.lanes
    var flat = [Double](repeating: 0, count: factor.count * width)
    var values = [Double](repeating: 0, count: count)
    for (row, cluster) in factor.codes.enumerated() {
      for column in 0..<count { values[column] = columns[column][row] }
      var place = cluster * width
      for i in 0..<count {
        let value = values[i]
        for j in 0...i { flat[place + j] += value * values[j] }
        place += i + 1
      }
    }
    let sums = (0..<factor.count * vectors).map { vector in
      SIMD8<Double>(flat[vector * Self.lanes..<(vector + 1) * Self.lanes])
    }
    (self.columns, self.clusters, self.observations) = (count, factor.count, observations)
    (self.sums, self.vectors) = (sums, vectors)
  }

  private static let lanes = 8

  /// Correlations of all clusters, each as often as it is drawn; once where nothing is said.
  package func correlations(drawn: [Double]? = nil) throws(NotEstimable) -> CorrelationMatrix {
    var total = [SIMD8<Double>](repeating: .zero, count: vectors)
    for cluster in 0..<clusters {
      let times = drawn?[cluster] ?? 1
      if times == 0 { continue }
      let at = cluster * vectors
      for vector in 0..<vectors { total[vector] += times * sums[at + vector] }
    }
    var matrix = Matrix(rows: columns, columns: columns)
    var place = 0
    for i in 0..<columns {
      for j in 0...i {
        matrix[i, j] = total[place / Self.lanes][place % Self.lanes]
        matrix[j, i] = matrix[i, j]
        place += 1
      }
    }
    return try CorrelationMatrix(spreads: matrix, observations: observations)
  }

  /// Correlations of as many clusters as there are, drawn with replacement, so many times; nil where nothing varies in
  /// a draw.
  ///
  /// Given the seed, the same draws. Cost: draws × clusters × columns².
  package func bootstrap(draws: Int, seed: UInt64) -> [CorrelationMatrix?] {
    var numbers = SplitMix64(seed: seed)
    return (0..<draws).map { _ in
      var drawn = [Double](repeating: 0, count: clusters)
      for _ in 0..<clusters { drawn[numbers.below(clusters)] += 1 }
      return try? correlations(drawn: drawn)
    }
  }
}
