/// Shares of a peer group, each pulled towards the group's mean the more the fewer observations it has.
///
/// Posterior of a unit: Beta(x + μM, n − x + (1 − μ)M), mean (x + μM)/(n + M), reliability n/(n + M). μ and M
/// are those of `BetaBinomialFit` and taken as known, so intervals are somewhat short where units are few
/// (ten at least); as M differs between moments and likelihood then, `fit.estimator` is to be printed. Where
/// units differ no more than by chance all are given the mean, with Jeffreys' interval of the pooled share;
/// with five observations a unit that happens where they do differ, and intervals hold the truth in 4 of 5 only.
/// Peers must be comparable: the mean of a group of different work pulls to what nobody does.
/// Source: Kleinman (1973), JASA 68(341), 46–54, doi:10.1080/01621459.1973.10481332; Efron and Morris (1975),
/// JASA 70(350), 311–319, doi:10.1080/01621459.1975.10479864 (why to shrink).
package struct BetaBinomialShrinkage: Equatable, Sendable {
  /// How few units a peer group needs.
  package static let minimumUnits = 10

  /// One unit of the group.
  package struct Unit: Equatable, Sendable {
    /// What is believed of its share.
    package let posterior: Posterior
    /// The shrunken share, 0…1.
    package let mean: Double
    /// Lower end of the 95 % interval.
    package let low: Double
    /// Upper end of the 95 % interval.
    package let high: Double
    /// How much of its distance from the mean is kept, 0…1.
    package let reliability: Double
  }

  /// The group's distribution.
  package let fit: BetaBinomialFit
  /// The units, as given.
  package let units: [Unit]

  /// Shrinks each of some peers.
  package init(_ peers: [Proportion], by estimator: BetaBinomialFit.Estimator) throws(NotEstimable) {
    guard peers.count >= Self.minimumUnits else {
      throw .tooFew(.units, found: peers.count, needed: Self.minimumUnits)
    }
    let fit = try BetaBinomialFit(peers, by: estimator)
    self.fit = fit
    if let size = fit.priorSize {
      units = try peers.map { peer throws(NotEstimable) in
        try Self.shrunken(peer, mean: fit.mean, size: size)
      }
    } else {
      let same = try Self.pooled(peers, mean: fit.mean)
      units = peers.map { _ in same }
    }
  }

  private static func shrunken(
    _ peer: Proportion, mean: Double, size: Double
  ) throws(NotEstimable) -> Unit {
    let (alpha, beta) = (peer.successes + mean * size, peer.size - peer.successes + (1 - mean) * size)
    guard alpha > 0, beta > 0 else { throw .noConvergence }
    let posterior = BetaDistribution(alpha: alpha, beta: beta)
    let (low, high) = (posterior.quantile(0.025), posterior.quantile(0.975))
    guard low.isFinite, high.isFinite else { throw .noConvergence }
    return Unit(
      posterior: .beta(posterior), mean: alpha / (peer.size + size),
      low: low, high: high, reliability: peer.size / (peer.size + size))
  }

  private static func pooled(_ peers: [Proportion], mean: Double) throws(NotEstimable) -> Unit {
    let all = try Proportion(
      successes: peers.sorted().reduce(0) { $0 + $1.successes },
      size: peers.sorted().reduce(0) { $0 + $1.size })
    let interval = try JeffreysInterval(of: all)
    return Unit(
      posterior: .normal(mean: mean, deviation: 0), mean: mean, low: interval.low, high: interval.high,
      reliability: 0)
  }
}
