/// What rules make of all contacts, or answers, that have the same facts.
struct RuleMarks: Hashable, Sendable {
  /// A bit for each rule whose denominator they are in, and whose numerator.
  let judged: UInt64
  let hits: UInt64
  /// A bit for each gap: where both methods tell, and where the claim says more or less than its check.
  let compared: UInt64
  let over: UInt64
  let under: UInt64
  /// A bit for each step to a published rule after which they are judged, and are resolved.
  let steps: SIMD2<UInt64>
  let stepHits: SIMD2<UInt64>
  /// For each claim of agents: its lane among counts of two by two, or how many there are where it is none.
  let claims: SIMD4<UInt8>
  /// Contacts, not answers, of an id that many share.
  let isOfShared: Bool
  /// They belong to a case.
  let hasCase: Bool
  /// Something was asserted of them.
  let isAsserted: Bool
  /// Both items of `voc_fcr` were answered.
  let isSaid: Bool

  /// What a book of rules makes of facts.
  init(_ facts: ContactFacts, _ book: RuleBook) {
    let masks = book.masks(facts)
    (judged, hits) = masks
    /// A bit for each gap whose rule's bit is set.
    func gathered(_ mask: UInt64, _ place: (RuleBook.PairPlaces) -> Int) -> UInt64 {
      book.gaps.enumerated().reduce(0) { $0 | (mask >> UInt64(place($1.element)) & 1) << UInt64($1.offset) }
    }
    compared = gathered(judged, \.agreement)
    over = gathered(hits, \.over)
    under = gathered(hits, \.under)
    (steps, stepHits) = book.stepMasks(facts)
    var claims = SIMD4(repeating: UInt8(ClaimCounts.laneCount))
    for (place, claim) in book.ofAgents.enumerated() {
      if let lane = ClaimCounts.lane(masks, over: claim.over, under: claim.under) {
        claims[place] = UInt8(lane)
      }
    }
    self.claims = claims
    isOfShared = facts.identity == .shared && !facts.isAnswer
    hasCase = facts.hasCase
    isAsserted = facts.isAssertedResolved != nil
    isSaid = facts.isSaidFirst != nil
  }
}
