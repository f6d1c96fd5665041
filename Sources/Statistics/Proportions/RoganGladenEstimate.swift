/// The share of a population that is affected, from the results of an imperfect test of all of it and from how the
/// test does with those known to be affected or not.
///
/// p = (t − u)/(a − u), with t the positive share of all, a that of the affected and u that of the unaffected. The
/// variance is that of the delta method over three independent samples, the interval normal and cut to 0…1.
/// Where the test tells the two apart at less than 95 % certainty (|a − u| under 1.96 of its standard errors)
/// nothing is estimated, nor where the interval lies outside 0…1: the population then contradicts the test's record.
///
/// For surveys: the test is whether the customer came back, the affected are those who say it is resolved. The
/// estimate holds where whether somebody answers depends on nothing but what they would say.
/// Source: Rogan and Gladen (1978), American Journal of Epidemiology 107(1), 71–76,
/// doi:10.1093/oxfordjournals.aje.a112510.
package struct RoganGladenEstimate: Equatable, Sendable {
  /// The affected share, 0…1.
  package let share: Double
  /// Its standard error.
  package let standardError: Double
  /// Lower end of its 95 % interval, 0…1.
  package let low: Double
  /// Upper end of its 95 % interval, 0…1.
  package let high: Double

  /// The share behind the results of a test.
  package init(
    positive: Proportion, ofAffected affected: Proportion, ofUnaffected unaffected: Proportion
  ) throws(NotEstimable) {
    let spread = affected.share - unaffected.share
    let spreadError = (Self.variance(affected) + Self.variance(unaffected)).squareRoot()
    guard spread != 0, abs(spread) > WilsonInterval.z95 * spreadError else { throw .noSpread(.values) }
    let estimate = (positive.share - unaffected.share) / spread
    let variance =
      Self.variance(positive) + estimate * estimate * Self.variance(affected)
      + (1 - estimate) * (1 - estimate) * Self.variance(unaffected)
    share = min(1, max(0, estimate))
    standardError = variance.squareRoot() / abs(spread)
    let half = WilsonInterval.z95 * standardError
    // More, or fewer, are positive than any share would let be: all were not tested as the others were.
    guard estimate - half < 1, estimate + half > 0 else { throw .outOfRange(.values) }
    low = min(1, max(0, estimate - half))
    high = min(1, max(0, estimate + half))
  }

  /// p(1 − p)/n, with (x + ½)/(n + 1) for p where all or none are positive.
  private static func variance(_ sample: Proportion) -> Double {
    let (x, n) = (sample.successes, sample.size)
    let share = x > 0 && x < n ? sample.share : (x + 0.5) / (n + 1)
    return share * (1 - share) / n
  }
}
