/// Least squares with an effect for each unit and each period, on a panel that need not be balanced.
///
/// y_it = a_i + g_t + x_it·b + e_it with weights: both kinds of effects are taken out of y and each column
/// (`TwoWayDemeaning`), then b is the weighted least squares of what is left. A row that is alone in its unit
/// or its period tells nothing of b, is dropped and counted, again and again until none is left.
/// b is what changes in x go with changes in y beyond those common to the period; it is no effect of x
/// where x follows y, where something else moves both, or where effects differ between early and late units
/// that took up a treatment (there group-time effects are needed).
/// Source: Frisch and Waugh (1933), Econometrica 1(4), 387–401, doi:10.2307/1907330; Correia (2015),
/// Singletons, cluster-robust standard errors and fixed effects: a bad mix.
package struct TwoWayFixedEffects: Sendable {
  /// The fit on what the effects leave; its R² is the one within.
  package let regression: WeightedLeastSquares
  /// Rows that were alone in their unit or period.
  package let singletons: Int
  /// Units that counted.
  package let units: Int
  /// Periods that counted.
  package let periods: Int

  /// Parameters that the effects take: units + periods less the connected components of the panel.
  package var absorbedDegreesOfFreedom: Int { regression.absorbed?.degreesOfFreedom ?? 0 }
  /// Pieces of the panel that share neither units nor periods; effects of two pieces cannot be compared.
  package var components: Int { regression.absorbed?.components ?? 0 }

  /// The fit of a panel.
  ///
  /// Rows may come in any order; where two rows share unit and period, their order may show in the last bits.
  /// - Parameters:
  ///   - units: dense ids, one for each row.
  ///   - periods: dense ids, one for each row.
  ///   - weights: 0 or above; nil for 1 everywhere.
  /// - Throws: as `WeightedLeastSquares`; `collinear` where no column varies beyond the effects.
  package init(
    _ y: [Double], on regressors: [Regressor], units: [Int], periods: [Int], weights: [Double]? = nil
  ) throws(NotEstimable) {
    precondition(units.count == y.count && periods.count == y.count, "a unit and a period for every row")
    let given = try RegressionSample(y, on: regressors, weights: weights)
    let rows = Self.withoutSingletons(given.rows.map { units[$0] }, given.rows.map { periods[$0] })
    singletons = given.rows.count - rows.count
    let unitOf = Factor(rows.map { units[given.rows[$0]] })
    let periodOf = Factor(rows.map { periods[given.rows[$0]] })
    (self.units, self.periods) = (unitOf.count, periodOf.count)

    let (major, minor) = unitOf.count >= periodOf.count ? (unitOf, periodOf) : (periodOf, unitOf)
    let order = major.order(after: minor.order(after: nil))
    let sample = given.picking(order.map { rows[$0] })
    let demeaning = TwoWayDemeaning(
      major: Factor(order.map { major.codes[$0] }), minor: Factor(order.map { minor.codes[$0] }),
      weights: sample.weights)
    var within: [Regressor] = []
    for regressor in sample.regressors {
      within.append(Regressor(regressor.name, try demeaning.residual(of: regressor.values)))
    }
    regression = try WeightedLeastSquares(
      demeaning.residual(of: sample.y), on: within, weights: sample.weights, rows: sample.rows,
      centered: false, collinearity: WeightedLeastSquares.collinearity, absorbed: demeaning)
  }

  /// The coefficients with errors robust to dependence within clusters of rows, such as the units.
  ///
  /// For a p-value see `ClusteredTest` of the `regression`.
  /// - Parameter clusters: dense ids, one for each row given.
  package func clusterRobust(
    by clusters: [Int], counting convention: SmallSampleCorrection.Convention = .notNested
  ) throws(NotEstimable) -> ClusterRobustCovariance {
    try ClusterRobustCovariance(of: regression, clusters: clusters, counting: convention)
  }

  /// The places of rows that share their unit and their period with others.
  static func withoutSingletons(_ units: [Int], _ periods: [Int]) -> [Int] {
    let (units, periods) = (Factor(units), Factor(periods))
    var places = Array(units.codes.indices)
    while true {
      var inUnit = [Int](repeating: 0, count: units.count)
      var inPeriod = [Int](repeating: 0, count: periods.count)
      for place in places {
        inUnit[units.codes[place]] += 1
        inPeriod[periods.codes[place]] += 1
      }
      let left = places.filter { inUnit[units.codes[$0]] > 1 && inPeriod[periods.codes[$0]] > 1 }
      if left.count == places.count { return places }
      places = left
    }
  }
}
