/// Whether the groups moved like their controls before treatment: all effects before it are 0.
///
/// W = ẑᵀR⁺ẑ over the cells with t < g − anticipation, ẑ the effects over their standard errors and R the
/// correlation of their influence functions; p from the chi-squared distribution with rank(R) degrees of
/// freedom. Cells whose changes do not vary are left out.
/// Small samples: rejects too often unless there are many times more independent units than cells, and many
/// treated units a cell; a high p does not prove that trends are parallel.
/// Source: Callaway and Sant'Anna (2021), doi:10.1016/j.jeconom.2020.12.001, remark 9, and the R package
/// did; generalized inverse: Andrews (1987), Econometric Theory 3(3), 348–358.
package struct PreTrendTest: Equatable, Sendable {
  /// W.
  package let statistic: Double
  /// The rank of the effects' covariance.
  package let degreesOfFreedom: Int
  /// P(χ² > W).
  package let p: Double

  /// An eigenvalue below this share of the largest is none.
  private static let rankTolerance = 1e-10

  /// The test of some group-time effects.
  /// - Throws: `tooFew(.periods)` where no effect before treatment has a standard error.
  package init(of effects: GroupTimeEffects) throws(NotEstimable) {
    var columns: [[Double]] = []
    var z: [Double] = []
    for (cell, error) in zip(effects.cells, effects.cellErrors)
    where cell.period < cell.group - effects.anticipation {
      guard let error else { continue }
      var influence = [Double](repeating: 0, count: effects.panel.units)
      cell.addInfluence(times: 1 / error, in: effects.panel, to: &influence)
      columns.append(effects.errorUnits.folded(influence))
      z.append(cell.value / error)
    }
    guard !z.isEmpty else { throw .tooFew(.periods, found: 0, needed: 1) }
    var correlation = Matrix(rows: z.count, columns: z.count)
    for first in z.indices {
      for second in 0...first {
        var sum = 0.0
        for (a, b) in zip(columns[first], columns[second]) { sum += a * b }
        correlation[first, second] = sum
        correlation[second, first] = sum
      }
    }
    guard let (values, vectors) = Numerics.eigen(ofSymmetric: correlation), let largest = values.last,
      z.allSatisfy(\.isFinite)
    else { throw .noConvergence }
    var (statistic, rank) = (0.0, 0)
    for (index, value) in values.enumerated() where value > PreTrendTest.rankTolerance * largest {
      let projection = zip(vectors.column(index), z).reduce(0.0) { $0 + $1.0 * $1.1 }
      statistic += projection * projection / value
      rank += 1
    }
    (self.statistic, degreesOfFreedom) = (statistic, rank)
    p = ChiSquaredDistribution(degreesOfFreedom: Double(rank)).upperTail(statistic)
  }
}
