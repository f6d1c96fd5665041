/// The 95 % interval of an estimated knee, by a grid bootstrap of the likelihood ratio.
///
/// At each knee γ of a grid over the range the data are drawn anew with the bend at γ and the residuals of the
/// best fit with random signs (of rows or whole clusters); γ stays where the drawn ratios S(γ) / S reach the
/// observed one in more than 5 % of the draws. The interval is the hull of those that stay, its ends
/// interpolated between grid points. It holds where the usual one, estimate ± 1.96 errors, fails: small bends,
/// knees near the border. An end at the border is open: the data cannot tell what lies beyond.
/// The same draws serve all grid points.
/// Source: Hansen (1999), Review of Economics and Statistics 81(4), 594–607, doi:10.1162/003465399558463
/// (grid bootstrap); Hansen (2017), Journal of Business & Economic Statistics 35(2), 228–240,
/// doi:10.1080/07350015.2015.1073595.
package struct KneeInterval: Equatable, Sendable {
  /// Lower end, in units of x.
  package let low: Double
  /// Upper end.
  package let high: Double
  /// Whether the lower end is the border of where the knee was looked for.
  package let isLowOpen: Bool
  /// Whether the upper end is the border of where the knee was looked for.
  package let isHighOpen: Bool

  /// How many draws there are.
  package static let usualDraws = 999
  /// How many grid points there are.
  package static let usualGridPoints = 100
  /// 1 less the confidence.
  static let level = 0.05

  /// Whether a knee is in the interval, or beyond an open end.
  ///
  /// An open end counts as containing all beyond it: the data cannot exclude a knee there.
  package func contains(_ knee: Double) -> Bool {
    (knee >= low || isLowOpen) && (knee <= high || isHighOpen)
  }

  /// The interval of an estimated knee.
  /// - Parameters:
  ///   - clusters: dense ids, one for each row that was given; nil where rows are independent, within effects where
  ///     units are.
  ///   - gridPoints: at least 2.
  /// - Throws: `tooFew(.clusters)` below 6 clusters.
  package init(
    of knee: EstimatedKnee, clusters: [Int]? = nil, draws: Int = KneeInterval.usualDraws,
    gridPoints: Int = KneeInterval.usualGridPoints, seed: UInt64
  ) throws(NotEstimable) {
    precondition(gridPoints >= 2, "a grid has two ends")
    let grid = knee.grid(gridPoints)
    let p: [Double]
    if knee.profile.base.effects != nil {
      let knots = try KneeKnots(of: knee.errors, knee, clusters: clusters, gridPoints: gridPoints)
      p = knots.pAtPlaces(observing: knee, draws: draws, seed: seed)
    } else {
      p = try KneeRatios(of: knee, clusters: clusters, draws: draws, seed: seed).p(at: grid)
    }
    let best = knee.peak.knee
    let kept = grid.indices.filter { p[$0] > Self.level }

    // Between a point that stays and its neighbor that does not, p is taken for a line.
    func end(_ inside: Int, _ outside: Int) -> Double {
      let share = (p[inside] - Self.level) / (p[inside] - p[outside])
      return grid[inside] + share * (grid[outside] - grid[inside])
    }
    let first = kept.first ?? gridPoints
    let last = kept.last ?? -1
    let low = first == 0 ? grid[0] : first < gridPoints ? end(first, first - 1) : best
    let high = last == gridPoints - 1 ? grid[last] : last >= 0 ? end(last, last + 1) : best
    self.low = knee.center + knee.scale * min(low, best)
    self.high = knee.center + knee.scale * max(high, best)
    isLowOpen = first == 0
    isHighOpen = last == gridPoints - 1
  }
}
