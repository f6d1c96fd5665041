/// Whether a line bends at all: the largest F over all knees, by the wild bootstrap.
///
/// Where there is no bend the knee is not identified, and the largest F follows no table. So y is drawn anew
/// as the straight line's residuals with random signs (of rows or whole clusters), x and controls staying as
/// they are; p is the share of draws whose largest F reaches the observed one, the data counted in.
/// It says that the line bends somewhere, also where it curves smoothly: a knee is no proof of a threshold.
/// Source: Hansen (1996), Econometrica 64(2), 413–430, doi:10.2307/2171789; Hansen (2017), Journal of
/// Business & Economic Statistics 35(2), 228–240, doi:10.1080/07350015.2015.1073595.
package struct KneeTest: Equatable, Sendable {
  /// The largest n·(S₀ − S) / S.
  package let statistic: Double
  /// Above 0, up to 1.
  package let p: Double
  /// How many draws.
  package let draws: Int

  /// With the data 1,000.
  package static let usualDraws = 999

  /// The test of an estimated knee.
  /// - Parameter clusters: dense ids, one for each row that was given; nil where rows are independent, within effects
  ///   where units are.
  /// - Throws: `tooFew(.clusters)` below 6 clusters.
  package init(
    of knee: EstimatedKnee, clusters: [Int]? = nil, draws: Int = KneeTest.usualDraws, seed: UInt64
  ) throws(NotEstimable) {
    statistic = knee.statistic
    self.draws = draws
    if knee.profile.base.effects != nil {
      p = try KneeKnots(of: knee.residual, knee, clusters: clusters).p(draws: draws, seed: seed)
      return
    }
    let profile = knee.profile
    let whole = profile.base.inner(knee.residual, knee.residual)
    var residuals = try WildResiduals(of: knee.residual, knee, clusters: clusters, seed: seed)
    var reached = 1
    for _ in 0..<draws {
      let drawn = residuals.next()
      // (S₀ − S) / S₀ grows with F and needs no division by a sum that may be 0.
      let reduction = profile.peak(profile.scores(drawn)).reduction
      if reduction * whole >= knee.peak.reduction * profile.base.inner(drawn, drawn) { reached += 1 }
    }
    p = Double(reached) / Double(draws + 1)
  }
}
