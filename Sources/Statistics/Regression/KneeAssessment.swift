/// A claimed knee held against a panel: the bend there, the knee that fits best, and a verdict.
///
/// Outcome over x with controls, clustered by unit. At 20 units and more the bend's p is that of t with
/// cluster-robust errors, below it is that of the wild cluster bootstrap. The verdict (`KneeVerdict`) needs at
/// least 8 units, 12 periods and a unit above the claimed knee. It is about association: that y falls
/// where x is high does not say that x makes it fall.
package struct KneeAssessment: Sendable {
  /// Consistent, elsewhere, none, or insufficient.
  package let verdict: KneeVerdict
  /// What was found; nil where the data are insufficient.
  package let evidence: Evidence?

  /// The numbers behind a verdict.
  package struct Evidence: Sendable {
    /// The line that bends at the claimed knee.
    package let claimed: Hinge
    /// The p-value of its bend.
    package let bendP: Double
    /// The knee that fits best.
    package let estimated: EstimatedKnee
    /// Its interval.
    package let interval: KneeInterval
    /// Whether the line bends at all.
    package let test: KneeTest
  }

  /// The knee of annual external turnover from which service is said to fall.
  ///
  /// Source: SQM Group.
  package static let claimedTurnover = 0.20
  /// Below so many units the verdict is insufficient.
  ///
  /// Source: docs/statistics.md, knee.
  package static let minimumUnits = 8
  /// Below so many periods the verdict is insufficient.
  ///
  /// Source: docs/statistics.md, knee.
  package static let minimumPeriods = 12
  /// The size of the tests.
  static let level = 0.05

  /// The verdict about `knee`.
  /// - Parameters:
  ///   - controls: further columns, such as dummies of units and periods.
  ///   - units: dense ids, one for each row; the clusters.
  ///   - periods: dense ids, one for each row.
  ///   - draws: of the interval and of the test.
  ///   - gridPoints: of the interval, at least 2.
  /// - Throws: `notFinite` or `outOfRange(.weights)`; what else cannot be estimated is `insufficient`.
  package init(
    of y: [Double], over x: [Double], claimed knee: Double = KneeAssessment.claimedTurnover,
    controls: [Regressor] = [], weights: [Double]? = nil, units: [Int], periods: [Int],
    draws: Int = KneeInterval.usualDraws, gridPoints: Int = KneeInterval.usualGridPoints, seed: UInt64
  ) throws(NotEstimable) {
    let sample = try RegressionSample(y, on: controls + [Regressor(Hinge.slopeName, x)], weights: weights)
    let unitCount = Factor(sample.rows.map { units[$0] }).count
    let isEnough =
      unitCount >= Self.minimumUnits
      && Factor(sample.rows.map { periods[$0] }).count >= Self.minimumPeriods
      && sample.rows.contains { x[$0] > knee }
    guard
      isEnough,
      let found = try? Evidence(
        y, x, knee, controls, weights, units, isFew: unitCount < WildClusterBootstrap.fewClusters,
        draws, gridPoints, seed)
    else {
      (verdict, evidence) = (.insufficient, nil)
      return
    }
    evidence = found
    if found.interval.contains(knee) && found.claimed.bend.value < 0 && found.bendP < Self.level {
      verdict = .consistent
    } else if found.test.p < Self.level && found.estimated.hinge.bend.value < 0 {
      verdict = .kneeElsewhere
    } else {
      verdict = .noKnee
    }
  }
}

extension KneeAssessment.Evidence {
  fileprivate init(
    _ y: [Double], _ x: [Double], _ knee: Double, _ controls: [Regressor], _ weights: [Double]?,
    _ units: [Int], isFew: Bool, _ draws: Int, _ gridPoints: Int, _ seed: UInt64
  ) throws(NotEstimable) {
    claimed = try Hinge(y, over: x, knee: knee, controls: controls, weights: weights, clusters: units)
    bendP =
      isFew
      ? try WildClusterBootstrap(
        of: claimed.regression, testing: Hinge.bendName, clusters: units, seed: seed
      ).p : claimed.bend.p
    estimated = try EstimatedKnee(y, over: x, controls: controls, weights: weights, clusters: units)
    interval = try KneeInterval(
      of: estimated, clusters: units, draws: draws, gridPoints: gridPoints, seed: seed &+ 1)
    test = try KneeTest(of: estimated, clusters: units, draws: draws, seed: seed &+ 2)
  }
}
