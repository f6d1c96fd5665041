/// The equal-tailed interval of a proportion under the prior of Jeffreys, Beta(½, ½).
///
/// Quantiles of Beta(x + ½, n − x + ½); the lower end is 0 where x is 0, the upper one 1 where x is n.
/// Coverage is near the nominal one on average over p, and falls to 87 % at single p where n is 10.
/// Source: Brown, Cai and DasGupta (2001), Statistical Science 16(2), 101–133, section 3.1.2,
/// doi:10.1214/ss/1009213286.
package struct JeffreysInterval: Equatable, Sendable {
  /// Lower end, 0…1.
  package let low: Double
  /// Upper end, 0…1.
  package let high: Double

  /// The interval of a proportion; `confidence` is between 0 and 1.
  package init(of proportion: Proportion, confidence: Double = 0.95) throws(NotEstimable) {
    precondition(confidence > 0 && confidence < 1, "a confidence between 0 and 1")
    let failures = proportion.size - proportion.successes
    let posterior = BetaDistribution(alpha: proportion.successes + 0.5, beta: failures + 0.5)
    let tail = (1 - confidence) / 2
    low = proportion.successes == 0 ? 0 : posterior.quantile(tail)
    high = failures == 0 ? 1 : posterior.quantile(1 - tail)
    guard low.isFinite, high.isFinite else { throw .noConvergence }
  }
}
