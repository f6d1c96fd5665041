/// The knee that fits best: the least sum of squares over all knees that leave enough on both sides.
///
/// y = a + b·x + h·max(x − k, 0) + controls with k free. The profile is exact (`KneeProfile`): no grid, no start
/// value. There is always a best knee, also where there is none: ask `KneeTest` whether it bends at all, and
/// `KneeInterval` how well the knee is known. The errors of `hinge` take the knee as given.
/// Of rows with equal x the order may show in the last bits.
/// Source: Hansen (2017), Regression kink with an unknown threshold, Journal of Business & Economic
/// Statistics 35(2), 228–240, doi:10.1080/07350015.2015.1073595.
package struct EstimatedKnee: Sendable {
  /// Where the line bends, in units of x.
  package let knee: Double
  /// The line that bends there.
  package let hinge: Hinge
  /// Where the knee was looked for.
  package let range: ClosedRange<Double>
  /// n·(S₀ − S) / S: S₀ without a bend, S with the best one; 0 or above.
  package let statistic: Double

  /// Share of the rows that stay on each side.
  ///
  /// Source: Andrews (1993), Econometrica 61(4), 821–856.
  package static let usualTrim = 0.15
  /// Rows that stay on each side at least.
  package static let usualMinimumPerSide = 10

  /// Σ w·e² with the best knee.
  package var sumOfSquares: Double { hinge.regression.sumOfSquares }

  /// The rows in the order of x, in units that suit the arithmetic.
  let profile: KneeProfile
  /// What the base columns leave of y, in that order.
  let residual: [Double]
  /// The row given of each.
  let rows: [Int]
  /// The middle of x: x = center + scale · the profile's x.
  let center: Double
  /// Half the range of x.
  let scale: Double
  /// The best knee in the profile's units.
  let peak: KneeProfile.Peak

  /// The best knee of `y` over `x`.
  /// - Parameters:
  ///   - controls: further columns.
  ///   - effects: an effect for each unit and each period is taken out; nil for none.
  ///   - weights: 0 or above; nil for 1 everywhere.
  ///   - clusters: dense ids for the errors of `hinge`; nil for classical errors.
  ///   - trim: share of the rows that stay on each side, 0 ..< 0.5.
  ///   - minimumPerSide: rows that stay on each side at least.
  /// - Throws: as `Hinge`; `tooFew(.observations)` where the sides do not fit, `noSpread(.predictors)` where no
  ///   two neighbors between them differ.
  package init(
    _ y: [Double], over x: [Double], controls: [Regressor] = [], within effects: PanelEffects? = nil,
    weights: [Double]? = nil, clusters: [Int]? = nil, trim: Double = EstimatedKnee.usualTrim,
    minimumPerSide: Int = EstimatedKnee.usualMinimumPerSide
  ) throws(NotEstimable) {
    precondition(trim >= 0 && trim < 0.5 && minimumPerSide >= 1, "both sides hold rows")
    let own = Regressor(Hinge.slopeName, x)
    let given = try RegressionSample(y, on: controls + [own], weights: weights)
    let margin = max(Int((trim * Double(given.y.count)).rounded(.up)), minimumPerSide)
    guard given.y.count >= 2 * margin else {
      throw .tooFew(.observations, found: given.y.count, needed: 2 * margin)
    }
    let values = given.regressors[controls.count].values
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    let sample = given.picking(order)
    let sorted = order.map { values[$0] }
    guard let least = sorted.first, let most = sorted.last, least < most else {
      throw .noSpread(.predictors)
    }
    center = least / 2 + most / 2
    scale = most / 2 - least / 2
    let units = sorted.map { [center, scale] in ($0 - center) / scale }
    let ones = [Double](repeating: 1, count: units.count)
    profile = KneeProfile(
      x: units, base: [ones] + sample.regressors.dropLast().map(\.values) + [units],
      weights: sample.weights, margin: margin,
      within: effects.map { effects in
        TwoWayCoordinates(
          Factor(sample.rows.map { effects.units[$0] }), Factor(sample.rows.map { effects.periods[$0] }),
          weights: sample.weights)
      })
    guard let range = profile.range else { throw .noSpread(.predictors) }
    residual = profile.base.residual(of: sample.y)
    rows = sample.rows
    peak = profile.peak(profile.scores(residual))
    knee = center + scale * peak.knee
    self.range = (center + scale * range.lowerBound)...(center + scale * range.upperBound)
    hinge = try Hinge(
      y, over: x, knee: knee, controls: controls, within: effects, weights: weights, clusters: clusters)

    let without = profile.base.inner(residual, residual)
    let with = hinge.regression.sumOfSquares
    guard with > 0 else { throw .noSpread(.values) }
    let ratio = Double(residual.count) * max(0, without - with) / with
    guard ratio.isFinite else { throw .noConvergence }
    statistic = ratio
  }

  /// What the best knee leaves of y, in the order of `rows`.
  var errors: [Double] {
    let bend = profile.bend(at: peak.knee)
    let height = profile.base.inner(bend, residual) / profile.base.inner(bend, bend)
    return zip(residual, bend).map { $0 - height * $1 }
  }

  /// Places from end to end of where the knee was looked for, at least 2, in the profile's units.
  func grid(_ count: Int) -> [Double] {
    let (low, high) = ((range.lowerBound - center) / scale, (range.upperBound - center) / scale)
    let step = (high - low) / Double(count - 1)
    return (0..<count).map { low + Double($0) * step }
  }

  /// The sum of squares with the knee at each of some places, from end to end of where it was looked for.
  /// - Parameter points: at least 2; a place whose bend the other columns explain is left out.
  package func sumsOfSquares(points: Int) -> [(knee: Double, sumOfSquares: Double)] {
    let scores = profile.scores(residual)
    let whole = profile.base.inner(residual, residual)
    var next = 0
    return grid(points).compactMap { place in
      while next + 1 < profile.splits.count, profile.splits[next].left + profile.splits[next].width < place {
        next += 1
      }
      let split = profile.splits[next]
      let distance = min(max(place - split.left, 0), split.width)
      let squares = split.a - 2 * distance * split.b + distance * distance * split.c
      let score = scores.alpha[next] - distance * scores.beta[next]
      return squares > 0 ? (center + scale * place, whole - score * score / squares) : nil
    }
  }
}
