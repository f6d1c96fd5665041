/// A claimed knee held against a panel: the bend there, the knee that fits best, and a verdict.
///
/// Outcome over x with controls, clustered by unit. The units that bear the bend are those with rows above the
/// claimed knee, or those with rows at or below it where these are fewer: a single row above it would make the
/// bend alone, and its cluster-robust error is then far too small. From 20 of them the bend's p is that of t with
/// cluster-robust errors, from 6 that of the wild cluster bootstrap (`ClusteredTest`). The verdict
/// (`KneeVerdict`) needs 6 of them, 8 units and 12 periods. It is about association: that y falls where x is
/// high does not say that x makes it fall.
package struct KneeAssessment: Sendable {
  /// Consistent, elsewhere, none, or insufficient.
  package let verdict: KneeVerdict
  /// What was found; nil where the data are insufficient.
  package let evidence: Evidence?
  /// Why the data are insufficient; nil where they are not.
  package let reason: NotEstimable?

  /// The numbers behind a verdict.
  package struct Evidence: Sendable {
    /// The line that bends at the claimed knee.
    package let claimed: Hinge
    /// The test of its bend.
    package let bend: ClusteredTest
    /// The knee that fits best.
    package let estimated: EstimatedKnee
    /// Its interval.
    package let interval: KneeInterval
    /// Whether the line bends at all.
    package let test: KneeTest
  }

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
  ///   - controls: further columns.
  ///   - units: dense ids, one for each row; the clusters.
  ///   - periods: dense ids, one for each row.
  ///   - hasEffects: whether an effect for each unit and each period is taken out.
  ///   - draws: of the interval and of the test.
  ///   - gridPoints: of the interval, at least 2.
  /// - Throws: `tooMany(.values)`, `notFinite` or `outOfRange(.weights)`; what else cannot be estimated is
  ///   `insufficient`, with its `reason`.
  package init(
    of y: [Double], over x: [Double], claimed knee: Double,
    controls: [Regressor] = [], weights: [Double]? = nil, units: [Int], periods: [Int],
    hasEffects: Bool = false, draws: Int = KneeInterval.usualDraws,
    gridPoints: Int = KneeInterval.usualGridPoints, seed: UInt64
  ) throws(NotEstimable) {
    let sample = try RegressionSample(y, on: controls + [Regressor(Hinge.slopeName, x)], weights: weights)
    do throws(NotEstimable) {
      let bearing = try Self.bearing(
        sample.rows.map { x[$0] > knee }, units: sample.rows.map { units[$0] },
        periods: sample.rows.map { periods[$0] })
      let effects = hasEffects ? PanelEffects(units: units, periods: periods) : nil
      let found = try Evidence(
        y, x, knee, controls, effects, weights, units, bearing, draws, gridPoints, seed)
      (verdict, evidence, reason) = (found.verdict, found, nil)
    } catch {
      (verdict, evidence, reason) = (.insufficient, nil, error)
    }
  }

  /// How many units have rows on the side of the knee where fewer have.
  private static func bearing(
    _ isAbove: [Bool], units: [Int], periods: [Int]
  ) throws(NotEstimable) -> Int {
    func require(_ found: Int, _ quantity: NotEstimable.Quantity, _ needed: Int) throws(NotEstimable) {
      guard found >= needed else { throw .tooFew(quantity, found: found, needed: needed) }
    }
    try require(Factor(units).count, .units, minimumUnits)
    try require(Factor(periods).count, .periods, minimumPeriods)
    let sides = [true, false].map { side in
      Factor(zip(units, isAbove).filter { $0.1 == side }.map(\.0)).count
    }
    let bearing = min(sides[0], sides[1])
    try require(bearing, .clusters, WildClusterBootstrap.minimumClusters)
    return bearing
  }
}

extension KneeAssessment.Evidence {
  fileprivate init(
    _ y: [Double], _ x: [Double], _ knee: Double, _ controls: [Regressor], _ effects: PanelEffects?,
    _ weights: [Double]?, _ units: [Int], _ bearing: Int, _ draws: Int, _ gridPoints: Int, _ seed: UInt64
  ) throws(NotEstimable) {
    claimed = try Hinge(
      y, over: x, knee: knee, controls: controls, within: effects, weights: weights, clusters: units)
    bend = try ClusteredTest(
      of: claimed.regression, testing: Hinge.bendName, clusters: units, bearing: bearing, seed: seed)
    estimated = try EstimatedKnee(
      y, over: x, controls: controls, within: effects, weights: weights, clusters: units)
    interval = try KneeInterval(
      of: estimated, clusters: units, draws: draws, gridPoints: gridPoints, seed: seed &+ 1)
    test = try KneeTest(of: estimated, clusters: units, draws: draws, seed: seed &+ 2)
  }

  fileprivate var verdict: KneeVerdict {
    let level = KneeAssessment.level
    if interval.contains(claimed.knee) && claimed.bend.value < 0 && bend.p < level { return .consistent }
    return test.p < level && estimated.hinge.bend.value < 0 ? .kneeElsewhere : .noKnee
  }
}
