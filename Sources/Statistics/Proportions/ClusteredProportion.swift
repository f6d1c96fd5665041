/// A proportion whose observations come in clusters: contacts of the same customers.
///
/// Its standard error is the linearized one, √(deff · p(1 − p)/n); its interval is Wilson's on the effective
/// size n / max(1, deff), so clustering never narrows it. With few clusters (under about 20) the design effect
/// is itself uncertain and coverage falls somewhat below 95 %.
/// Source: Kish (1965), Survey Sampling, section 8.2 (effective size); variance as `DesignEffect`; interval as
/// `WilsonInterval`.
package struct ClusteredProportion: Equatable, Sendable {
  /// The share of successes, 0…1.
  package let share: Double
  /// By how much clusters inflate the variance; below 1 where they hold each other's opposite.
  package let designEffect: Double
  /// The standard error of the share with clusters; 0 where no cluster differs from the share.
  package let standardError: Double
  /// How many independent observations these are worth, at most n.
  package let effectiveSize: Double
  /// Wilson's 95 % interval on the effective size.
  package let interval: WilsonInterval

  /// The largest n² · Σn_g² whose exact sums stay within 128 bits.
  private static let largestProduct = 0x1p125

  /// The proportion from exact sums over clusters, which add up in any order; two clusters at least.
  /// - Parameters:
  ///   - n: Σ n_g, and `x`: Σ x_g.
  ///   - xx: Σ x_g², `xn`: Σ x_g·n_g, `nn`: Σ n_g².
  ///   - clusters: G.
  package init(
    n: Int64, x: Int64, xx: Int64, xn: Int64, nn: Int64, clusters: Int64
  ) throws(NotEstimable) {
    guard n != 0 else { throw .tooFew(.observations, found: 0, needed: 1) }
    guard 0 <= x, x <= n, 0 <= xx, xx <= xn, xn <= nn, n <= nn else { throw .outOfRange(.observations) }
    guard clusters >= 2 else { throw .tooFew(.clusters, found: Int(clusters), needed: 2) }
    guard Double(n) * Double(n) * Double(nn) <= Self.largestProduct else { throw .noConvergence }
    let size = Double(n)
    share = Double(x) / size
    designEffect = DesignEffect.ofProportion(n: n, x: x, xx: xx, xn: xn, nn: nn, clusters: clusters)
    standardError = max(0, designEffect * share * (1 - share) / size).squareRoot()
    effectiveSize = size / max(1, designEffect)
    interval = WilsonInterval(share: share, size: effectiveSize)
  }
}
