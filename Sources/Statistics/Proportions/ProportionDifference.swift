import Glibc

/// The difference of two independent proportions, with its 95 % interval and test.
///
/// Interval: Newcombe's hybrid of both Wilson intervals (l, u), (p₁ − p₂) − √((p₁ − l₁)² + (u₂ − p₂)²) to
/// (p₁ − p₂) + √((u₁ − p₁)² + (p₂ − l₂)²), always within −1…1. Test: the pooled z, whose square is Pearson's
/// chi-squared without continuity correction; trust it from about 5 expected successes and failures on either
/// side. Sizes may be effective ones. As interval and test are built differently, they can disagree near 5 %.
/// Source: Newcombe (1998), Statistics in Medicine 17(8), 873–890, method 10,
/// doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I.
package struct ProportionDifference: Equatable, Sendable {
  /// First share − second share, −1…1.
  package let difference: Double
  /// Lower end of the 95 % interval.
  package let low: Double
  /// Upper end of the 95 % interval.
  package let high: Double
  /// The pooled z, positive where the first share is larger; nil where all or none succeed on both sides.
  package let z: Double?

  /// The difference of the first from the second.
  package init(_ first: Proportion, minus second: Proportion) {
    let (one, other) = (first.share, second.share)
    let (oneRange, otherRange) = (
      WilsonInterval(share: one, size: first.size), WilsonInterval(share: other, size: second.size)
    )
    difference = one - other
    low = max(-1, difference - hypot(one - oneRange.low, otherRange.high - other))
    high = min(1, difference + hypot(oneRange.high - one, other - otherRange.low))
    let pooled = (first.successes + second.successes) / (first.size + second.size)
    let variance = pooled * (1 - pooled) * (1 / first.size + 1 / second.size)
    z = variance > 0 ? difference / variance.squareRoot() : nil
  }

  /// Two-sided p of no difference; nil where `z` is.
  package var pValue: Double? { z.map(NormalDistribution.twoSided) }
}
