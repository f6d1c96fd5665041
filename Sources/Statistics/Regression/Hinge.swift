/// A line that bends at a given knee: its slopes below and above, and the bend.
///
/// y = a + b·x + h·max(x − k, 0) + controls: b is the slope below, b + h the one above. The knee is given, not
/// estimated: where it was found in the same data, the errors are too small (see `KneeInterval`, `KneeTest`).
/// With clusters, the p-values of its slopes are those of t: `ClusteredTest` is the test below 20 of them.
/// Source: Seber and Wild (1989), Nonlinear Regression, section 9.3.
package struct Hinge: Sendable {
  /// Where the line bends.
  package let knee: Double
  /// Slope below the knee.
  package let below: CoefficientEstimate
  /// Change of the slope at the knee; negative where y falls faster above.
  package let bend: CoefficientEstimate
  /// Slope above the knee.
  package let above: CoefficientEstimate
  /// The whole fit: controls first, then x and the bend.
  package let regression: WeightedLeastSquares

  /// What the column of x is called in the regression.
  package static let slopeName = "below"
  /// What the column of the bend is called in the regression.
  package static let bendName = "bend"

  /// The line that bends at `knee`.
  /// - Parameters:
  ///   - controls: further columns.
  ///   - effects: an effect for each unit and each period is taken out; nil for none.
  ///   - clusters: dense ids, one for each row; nil for classical errors.
  /// - Throws: as `WeightedLeastSquares`; `collinear` where x does not vary beyond the controls, or not on one
  ///   side of the knee.
  package init(
    _ y: [Double], over x: [Double], knee: Double, controls: [Regressor] = [],
    within effects: PanelEffects? = nil, weights: [Double]? = nil, clusters: [Int]? = nil
  ) throws(NotEstimable) {
    guard knee.isFinite else { throw .notFinite(.values) }
    let own = [
      Regressor(Self.slopeName, x), Regressor(Self.bendName, x.map { max($0 - knee, 0) }),
    ]
    let fit: WeightedLeastSquares
    if let effects {
      fit =
        try TwoWayFixedEffects(
          y, on: controls + own, units: effects.units, periods: effects.periods, weights: weights
        ).regression
    } else {
      fit = try WeightedLeastSquares(y, on: controls + own, weights: weights)
    }
    guard Array(fit.names.suffix(own.count)) == own.map(\.name) else { throw .collinear }
    var covariance = fit.covariance
    var degreesOfFreedom = fit.degreesOfFreedom
    if let clusters {
      let sandwich = try ClusterSandwich(of: fit, Factor(fit.rows.map { clusters[$0] }))
      covariance = sandwich.matrix
      degreesOfFreedom = sandwich.correction.clusters - 1
    }
    self.knee = knee
    regression = fit
    let (slope, last) = (fit.names.count - 2, fit.names.count - 1)
    below = try CoefficientEstimate(
      name: Self.slopeName, value: fit.coefficients[slope], variance: covariance[slope, slope],
      degreesOfFreedom: degreesOfFreedom)
    bend = try CoefficientEstimate(
      name: Self.bendName, value: fit.coefficients[last], variance: covariance[last, last],
      degreesOfFreedom: degreesOfFreedom)
    above = try CoefficientEstimate(
      name: "above", value: fit.coefficients[slope] + fit.coefficients[last],
      variance: covariance[slope, slope] + covariance[last, last] + 2 * covariance[slope, last],
      degreesOfFreedom: degreesOfFreedom)
  }
}
