import Glibc

/// The share a unit would have with the mix of a standard population: Σ w_k · p_k.
///
/// Variance Σ w_k² p_k(1 − p_k)/n_k; the 95 % interval is normal on the logit. A stratum of all or none adds
/// nothing to that variance, as if its share were known: where there is one, the interval is Wilson's on the size
/// of a plain sample as precise, P(1 − P)/V, with (x + ½)/(n + 1) for the share of such strata in P and V (a
/// choice of ours; `standardError` stays). Weights are scaled to 1. A stratum of at least 1 % of the weight needs 10 observations in
/// the unit, or the estimate is refused (use `IndirectStandardization` for all units then, never both in one
/// ranking); a smaller one without observations is left out. Sums are taken in sorted order of the strata.
/// Source: Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, 3rd edition,
/// chapter 19.
package struct DirectStandardization: Equatable, Sendable {
  /// From which share of the weight on a stratum needs `minimumSize` observations; our choice, as is the size.
  package static let minimumWeight = 0.01
  /// How many observations such a stratum needs.
  package static let minimumSize = 10.0

  /// The standardized share, 0…1.
  package let share: Double
  /// Its standard error.
  package let standardError: Double
  /// The part of the weight that is on strata with observations; below 1 where small ones have none.
  package let weightCovered: Double
  /// Lower end of the 95 % interval.
  package let low: Double
  /// Upper end of the 95 % interval.
  package let high: Double

  /// The standardized share of a unit.
  /// - Parameters:
  ///   - strata: the unit's proportion in each stratum; nil where it has no observations.
  ///   - weights: the standard population's count or share of each stratum, 0 or more.
  package init(strata: [Proportion?], weights: [Double]) throws(NotEstimable) {
    precondition(strata.count == weights.count, "a weight for each stratum")
    let present = try Self.present(strata, weights)
    let total = present.reduce(0) { $0 + $1.weight }
    guard total > 0 else { throw .tooFew(.observations, found: 0, needed: 1) }
    weightCovered = min(1, total)
    var (share, variance) = (0.0, 0.0)
    var inner = (share: 0.0, rest: 0.0, variance: 0.0)
    for (weight, proportion) in present {
      let (weight, part) = (weight / total, proportion.share)
      share += weight * part
      variance += weight * weight * part * (1 - part) / proportion.size
      let drawn = Self.drawnIn(proportion)
      inner.share += weight * drawn.share
      inner.rest += weight * drawn.rest
      inner.variance += weight * weight * drawn.share * drawn.rest / proportion.size
    }
    // Weights that sum to 1 but for rounding must not lead out of 0…1.
    self.share = min(1, max(0, share))
    standardError = variance.squareRoot()
    let isMixed = present.allSatisfy { $0.proportion.successes > 0 && $0.proportion.share < 1 }
    if isMixed, variance > 0, self.share > 0, self.share < 1 {
      let odds = log(self.share / (1 - self.share))
      let half = WilsonInterval.z95 * standardError / (self.share * (1 - self.share))
      low = 1 / (1 + exp(half - odds))
      high = 1 / (1 + exp(-half - odds))
    } else {
      let size = inner.share * inner.rest / inner.variance
      let wilson = WilsonInterval(share: self.share, size: size)
      (low, high) = (wilson.low, wilson.high)
    }
  }

  /// The shares of successes and of failures in a stratum; neither is 0: (x + ½)/(n + 1) where one would be.
  private static func drawnIn(_ stratum: Proportion) -> (share: Double, rest: Double) {
    let (x, n) = (stratum.successes, stratum.size)
    if x > 0, stratum.share < 1 { return (stratum.share, 1 - stratum.share) }
    return ((x + 0.5) / (n + 1), (n - x + 0.5) / (n + 1))
  }

  /// The strata that have weight and observations, sorted; refuses where one that matters has too few.
  private static func present(
    _ strata: [Proportion?], _ weights: [Double]
  ) throws(NotEstimable) -> [(weight: Double, proportion: Proportion)] {
    guard weights.allSatisfy(\.isFinite) else { throw .notFinite(.weights) }
    guard weights.allSatisfy({ $0 >= 0 }) else { throw .outOfRange(.weights) }
    let total = weights.sorted().reduce(0, +)
    guard total.isFinite else { throw .notFinite(.weights) }
    guard total > 0 else { throw .tooFew(.groups, found: 0, needed: 1) }
    for (proportion, weight) in zip(strata, weights) where weight >= minimumWeight * total {
      let size = proportion?.size ?? 0
      guard size >= minimumSize else {
        throw .tooFew(.observations, found: Int(size), needed: Int(minimumSize))
      }
    }
    let present = zip(strata, weights).compactMap { proportion, weight in
      proportion.map { (weight: weight / total, proportion: $0) }
    }
    return present.filter { $0.weight > 0 }.sorted { $0 < $1 }
  }
}
