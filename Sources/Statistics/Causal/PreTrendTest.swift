/// Whether the groups moved like their controls before treatment: all effects before it are 0.
///
/// W = ẑᵀR⁺ẑ over effects with t < g − anticipation, ẑ the effects over their standard errors and R the
/// correlation of their influence functions; p from the chi-squared distribution with rank(R) degrees of
/// freedom. Effects without a standard error are left out.
/// Small samples: rejects too often unless there are many times more independent units than effects, so
/// with many groups take the averages by event time, and of them those shortly before treatment, which are few;
/// `fewUnitsP` knows how many independent units there are. A high p does not prove that trends are parallel.
/// Source: Callaway and Sant'Anna (2021), doi:10.1016/j.jeconom.2020.12.001, and the R package
/// did; few units: Hotelling (1931), Annals of Mathematical Statistics 2(3), 360–378; generalized inverse: Andrews (1987), Econometric Theory 3(3), 348–358.
package struct PreTrendTest: Equatable, Sendable {
  /// W.
  package let statistic: Double
  /// The rank of the effects' covariance.
  package let degreesOfFreedom: Int
  /// P(χ² > W).
  package let p: Double
  /// P(F > W·(n − r)/(n·r)) with r and n − r degrees of freedom, r the rank and n how many independent units there are.
  ///
  /// Hotelling's T² is W·(n − 1)/n, as the covariance in W has the denominator n; exact for normal influences.
  package let fewUnitsP: Double

  /// An eigenvalue below this share of the largest is none.
  private static let rankTolerance = 1e-10

  /// The test of the effects of each group in each period before treatment.
  /// - Throws: `tooFew(.periods)` where no effect before treatment has a standard error, `tooFew(.units)` or
  ///   `tooFew(.clusters)` unless there are more of them than effects.
  package init(of effects: GroupTimeEffects) throws(NotEstimable) {
    var averages: [AggregatedEffect] = []
    for cell in effects.cells where cell.period < cell.group - effects.anticipation {
      var influence = [Double](repeating: 0, count: effects.panel.units)
      cell.addInfluence(times: 1, in: effects.panel, to: &influence)
      averages.append(
        AggregatedEffect(
          value: cell.value, cells: 1, influence: effects.errorUnits.folded(influence),
          magnitude: cell.magnitude))
    }
    try self.init(averages, effects.errorUnits)
  }

  /// The test of the averages at each event time before treatment.
  /// - Parameter periods: how many of them, the last ones before the selection.
  /// - Throws: as the test of each cell.
  package init(byEventTimeOf effects: GroupTimeEffects, last periods: Int = .max) throws(NotEstimable) {
    precondition(periods >= 1, "a time before treatment")
    let before = try effects.averages { cell in
      let eventTime = cell.period - cell.group
      let distance = -effects.anticipation - eventTime
      return distance >= 1 && distance <= periods ? eventTime : nil
    }
    try self.init(before.map(\.effect), effects.errorUnits)
  }

  private init(_ effects: [AggregatedEffect], _ errorUnits: ErrorUnits) throws(NotEstimable) {
    var columns: [[Double]] = []
    var z: [Double] = []
    for effect in effects {
      guard let error = effect.estimate.standardError else { continue }
      columns.append(effect.influence.map { $0 / error })
      z.append(effect.estimate.value / error)
    }
    guard !z.isEmpty else { throw .tooFew(.periods, found: 0, needed: 1) }
    guard errorUnits.count > z.count else {
      throw .tooFew(
        errorUnits.areClusters ? .clusters : .units, found: errorUnits.count, needed: z.count + 1)
    }
    var correlation = Matrix(rows: z.count, columns: z.count)
    for row in z.indices {
      for column in 0...row {
        correlation[row, column] = innerProduct(columns[row], columns[column])
        correlation[column, row] = correlation[row, column]
      }
    }
    guard let (values, vectors) = Numerics.eigen(ofSymmetric: correlation), let largest = values.last,
      z.allSatisfy(\.isFinite)
    else { throw .noConvergence }
    var (statistic, rank) = (0.0, 0)
    for (index, value) in values.enumerated() where value > PreTrendTest.rankTolerance * largest {
      let projection = innerProduct(Array(vectors.column(index)), z)
      statistic += projection * projection / value
      rank += 1
    }
    (self.statistic, degreesOfFreedom) = (statistic, rank)
    p = ChiSquaredDistribution(degreesOfFreedom: Double(rank)).upperTail(statistic)
    // More units than effects, so a degree is left.
    let (freedom, left) = (Double(rank), Double(errorUnits.count - rank))
    fewUnitsP = FisherDistribution(numerator: freedom, denominator: left)
      .upperTail(statistic * left / (Double(errorUnits.count) * freedom))
  }
}
