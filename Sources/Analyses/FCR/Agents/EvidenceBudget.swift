import Statistics

/// How many more settled contacts would decide where an agent stands, if they go on as estimated.
///
/// The places of the others are taken as they are estimated now: the top half begins at the median of all
/// shrunken gaps, the fourth quartile below their lower quarter. With m more contacts at the shrunken share,
/// the belief about the agent keeps its mean and narrows; the least m at which one of the three decisions is
/// certain enough is found by halving.
struct EvidenceBudget {
  private let median: Double
  private let lowerQuarter: Double

  /// The budget among peers.
  /// - Parameter gaps: the shrunken gaps of all.
  init(_ gaps: [Double]) {
    let sorted = gaps.sorted(by: >)
    // The last place of the second quartile, and of the third.
    func cut(_ quartile: Int) -> Double {
      let places = sorted.indices.filter {
        RankQuartiles.quartile(of: $0 + 1, among: sorted.count) <= quartile
      }
      guard let last = places.last, last + 1 < sorted.count else { return sorted.last ?? 0 }
      return (sorted[last] + sorted[last + 1]) / 2
    }
    (median, lowerQuarter) = (cut(2), cut(3))
  }

  /// The contacts that are missing; nil where not even the most would do.
  /// - Parameters:
  ///   - seen: settled contacts and resolved ones.
  ///   - size: of the prior.
  func moreContacts(_ peer: CaseMixShrinkage.Peer, priorSize size: Double) -> Int? {
    let least = max(0, Int(AgentStanding.minimumContacts) - Int(peer.seen.size))
    func isDecided(_ more: Int) -> Bool {
      let belief = belief(peer, size, more)
      let (top, aboveFourth) = (belief.upperTail(median), belief.upperTail(lowerQuarter))
      return AgentStanding.decision(topHalf: top, fourthQuartile: 1 - aboveFourth) != .insufficientEvidence
    }
    if isDecided(least) { return max(1, least) }
    var (low, high) = (least, max(1, least) * 2)
    while !isDecided(high) {
      if high >= AgentStanding.mostContacts { return nil }
      (low, high) = (high, min(AgentStanding.mostContacts, high * 2))
    }
    while high - low > 1 {
      let middle = (low + high) / 2
      if isDecided(middle) { high = middle } else { low = middle }
    }
    return high
  }

  private func belief(_ peer: CaseMixShrinkage.Peer, _ size: Double, _ more: Int) -> Posterior {
    let expected = min(1 - CaseMixShrinkage.margin, max(CaseMixShrinkage.margin, peer.expected))
    let (alpha, beta) = (
      peer.seen.successes + expected * size, peer.seen.size - peer.seen.successes + (1 - expected) * size
    )
    let scale = 1 + Double(more) / (alpha + beta)
    return .gap(BetaDistribution(alpha: alpha * scale, beta: beta * scale), expected: expected)
  }
}
