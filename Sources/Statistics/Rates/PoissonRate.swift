/// Events per unit of exposure, with the exact interval of a Poisson count.
///
/// x/t; 95 % interval ½χ²(0.025; 2x)/t to ½χ²(0.975; 2x + 2)/t, the lower end 0 without events. In the unit of
/// the exposure: separations per person-day, to be scaled to years by who prints it. Coverage is at least 95 %
/// for every rate, and near 98 % below ten events. It takes events as independent: not where one cause (a site
/// that closes) brings many.
/// Source: Garwood (1936), Biometrika 28(3–4), 437–442, doi:10.1093/biomet/28.3-4.437.
package struct PoissonRate: Equatable, Sendable {
  /// Events per unit of exposure.
  package let rate: Double
  /// Lower end of the interval, 0 or more.
  package let low: Double
  /// Upper end of the interval.
  package let high: Double

  /// The rate of events over an exposure above 0; `confidence` is between 0 and 1.
  package init(events: Int, exposure: Double, confidence: Double = 0.95) throws(NotEstimable) {
    precondition(confidence > 0 && confidence < 1, "a confidence between 0 and 1")
    guard events >= 0 else { throw .outOfRange(.events) }
    guard exposure.isFinite else { throw .notFinite(.observations) }
    guard exposure != 0 else { throw .tooFew(.observations, found: 0, needed: 1) }
    guard exposure > 0 else { throw .outOfRange(.observations) }
    let tail = (1 - confidence) / 2
    let count = Double(events)
    rate = count / exposure
    low =
      events == 0 ? 0 : ChiSquaredDistribution(degreesOfFreedom: 2 * count).quantile(tail) / 2 / exposure
    high = ChiSquaredDistribution(degreesOfFreedom: 2 * count + 2).quantile(1 - tail) / 2 / exposure
    guard rate.isFinite, low.isFinite, high.isFinite else { throw .noConvergence }
  }
}
