/// Gaps of peers' shares to what their own mix of cases predicts, each pulled towards 0 the more the fewer
/// observations it has.
///
/// x_i ~ Binomial(n_i, p_i), p_i ~ Beta(e_iM, (1 − e_i)M) with e_i the expected share; the correlation within
/// units, ρ = 1/(1 + M), is Williams's moment estimate Σ(n_i(x_i/n_i − e_i)² − q_i) / Σ q_i(n_i − 1) with
/// q_i = e_i(1 − e_i). Posterior of a unit: Beta(x + e_iM, n − x + (1 − e_i)M), its gap (x/n − e_i) · n/(n +
/// M). M and e_i are taken as known, so intervals are somewhat short where units are few (ten at least) or
/// the expectation stands on few others. Where units differ no more than chance would have it all gaps are 0.
/// Sums are taken in sorted order of the units, so their order does not show. Source: Williams (1982),
/// Applied Statistics 31(2), 144–148, doi:10.2307/2347977 (ρ, first step of his procedure II with weights
/// n_i); shrinkage as in `BetaBinomialShrinkage`.
package struct CaseMixShrinkage: Equatable, Sendable {
  /// One peer: what was seen, and which share its mix predicts.
  package struct Peer: Equatable, Comparable, Sendable {
    /// What was seen.
    package let seen: Proportion
    /// The expected share, 0…1.
    package let expected: Double

    /// A peer.
    package init(seen: Proportion, expected: Double) { (self.seen, self.expected) = (seen, expected) }

    /// Ordered by what was seen, then by what was expected.
    package static func < (one: Peer, other: Peer) -> Bool {
      one.seen == other.seen ? one.expected < other.expected : one.seen < other.seen
    }
  }

  /// One unit of the group.
  package struct Unit: Equatable, Sendable {
    /// What is believed of its gap.
    package let posterior: Posterior
    /// The shrunken gap, −1…1.
    package let gap: Double
    /// Lower end of its 95 % interval.
    package let low: Double
    /// Upper end of its 95 % interval.
    package let high: Double
    /// How much of its raw gap is kept, 0…1.
    package let reliability: Double
  }

  /// M: how many observations of the expectation a unit's own are pulled by; nil where it is infinite.
  package let priorSize: Double?
  /// The units, as given.
  package let units: [Unit]

  /// Expected shares are moved this far from 0 and 1: no other peer proves that something never happens.
  package static let margin = 0.001
  /// M above this counts as infinite, as in `BetaBinomialFit`.
  private static let largestSize = 1e6

  /// Shrinks the gaps of some peers.
  package init(_ peers: [Peer]) throws(NotEstimable) {
    guard peers.count >= BetaBinomialShrinkage.minimumUnits else {
      throw .tooFew(.units, found: peers.count, needed: BetaBinomialShrinkage.minimumUnits)
    }
    guard peers.allSatisfy({ !$0.expected.isNaN }) else { throw .notFinite(.values) }
    guard peers.allSatisfy({ (0...1).contains($0.expected) }) else { throw .outOfRange(.values) }
    let size = try Self.priorSize(peers.sorted())
    priorSize = size
    units = peers.map { Self.shrunken($0, size) }
  }

  /// The expectation, away from 0 and 1.
  private static func inner(_ expected: Double) -> Double { min(1 - margin, max(margin, expected)) }

  /// M; nil where units differ no more than by chance.
  private static func priorSize(_ peers: [Peer]) throws(NotEstimable) -> Double? {
    var (excess, pairs) = (CompensatedSum(), CompensatedSum())
    for peer in peers {
      let expected = inner(peer.expected)
      let (size, gap, chance) = (peer.seen.size, peer.seen.share - expected, expected * (1 - expected))
      excess.add(size * gap * gap - chance)
      pairs.add(chance * (size - 1))
    }
    // Only from units of more than one observation can be told how alike those of one unit are.
    guard pairs.value > 0 else { throw .tooFew(.observations, found: 1, needed: 2) }
    let correlation = excess.value / pairs.value
    if correlation <= 0 { return nil }
    guard correlation < 1 else { throw .outOfRange(.values) }
    let size = (1 - correlation) / correlation
    return size > largestSize ? nil : size
  }

  private static func shrunken(_ peer: Peer, _ size: Double?) -> Unit {
    guard let size else {
      return Unit(posterior: .normal(mean: 0, deviation: 0), gap: 0, low: 0, high: 0, reliability: 0)
    }
    let (seen, expected) = (peer.seen, inner(peer.expected))
    let share = BetaDistribution(
      alpha: seen.successes + expected * size, beta: seen.size - seen.successes + (1 - expected) * size)
    return Unit(
      posterior: .gap(share, expected: expected),
      gap: (seen.share - expected) * seen.size / (seen.size + size), low: share.quantile(0.025) - expected,
      high: share.quantile(0.975) - expected, reliability: seen.size / (seen.size + size))
  }
}
