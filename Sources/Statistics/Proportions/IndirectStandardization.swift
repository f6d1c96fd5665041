/// A unit's successes over those that a reference population's shares predict for its mix: O/E.
///
/// E = Σ n_k·r_k and, with the reference as fixed, Var O = Σ n_k·r_k(1 − r_k). The 95 % interval is Wilson's for
/// the share O/n on the size at which the variance of a plain sample at E/n is Var O / n², divided by E/n: the
/// ratio 1 is inside exactly where |O − E| ≤ 1.96·√Var O. For common outcomes such as resolution, where
/// Poisson limits are far too wide. Ratios of units with different mixes are not comparable among each other
/// but for strata effects that are proportional. Sums are taken in sorted order of the strata.
/// Source: Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, 3rd edition,
/// chapter 19; the interval scales Wilson's to Var O.
package struct IndirectStandardization: Equatable, Sendable {
  /// The unit's successes, O.
  package let observed: Double
  /// The successes that the reference predicts, E.
  package let expected: Double
  /// O/E; above 1 where the unit does better than the reference would with its mix.
  package let ratio: Double
  /// Lower end of the ratio's 95 % interval.
  package let low: Double
  /// Upper end of the ratio's 95 % interval.
  package let high: Double

  /// The ratio of a unit; strata without observations count for nothing.
  /// - Parameters:
  ///   - strata: the unit's proportion in each stratum; nil where it has no observations.
  ///   - reference: the reference's share in each stratum, 0…1.
  package init(strata: [Proportion?], reference: [Double]) throws(NotEstimable) {
    precondition(strata.count == reference.count, "a reference share for each stratum")
    guard reference.allSatisfy({ !$0.isNaN }) else { throw .notFinite(.values) }
    guard reference.allSatisfy({ $0 >= 0 && $0 <= 1 }) else { throw .outOfRange(.values) }
    let present = zip(strata, reference).compactMap { proportion, share in
      proportion.map { (proportion: $0, share: share) }
    }.sorted { $0 < $1 }
    guard !present.isEmpty else { throw .tooFew(.observations, found: 0, needed: 1) }
    var (observed, expected, failures, variance) = (0.0, 0.0, 0.0, 0.0)
    for (proportion, share) in present {
      observed += proportion.successes
      expected += proportion.size * share
      failures += proportion.size * (1 - share)
      variance += proportion.size * share * (1 - share)
    }
    guard expected > 0 else { throw .tooFew(.events, found: 0, needed: 1) }
    guard variance > 0 else { throw .noSpread(.values) }
    (self.observed, self.expected) = (observed, expected)
    let size = expected + failures
    // n²·q(1 − q)/Var O with q = E/n, from the failures themselves: 1 − q is 0 where q is nearly 1.
    let worth = expected * failures / variance
    let predicted = expected / size
    guard worth > 0, worth.isFinite, predicted > 0 else { throw .noConvergence }
    let wilson = WilsonInterval(share: min(1, observed / size), size: worth)
    ratio = observed / expected
    low = wilson.low / predicted
    high = wilson.high / predicted
    guard ratio.isFinite, low.isFinite, high.isFinite else { throw .noConvergence }
  }

  /// The ratio at the reference's overall share: what the unit's share would be with the reference's mix.
  ///
  /// It may exceed 1, as a ratio is no share.
  package func share(ofOverall overall: Double) -> Double { ratio * overall }
}
