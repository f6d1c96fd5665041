/// What a tally of rules says in the end.
package struct RuleFigures: Sendable {
  private let book: RuleBook
  /// How many contacts and answers have the same marks.
  private let counts: [(marks: RuleMarks, count: Int64)]
  private let rates: [RateTally]
  private let gaps: [GapSums]
  private let people: [Int]
  /// By agent: a bit for each step after which a contact of theirs is judged.
  private let stepCredits: [SIMD2<UInt64>]
  private let claims: [(agent: UInt32, counts: [ClaimCounts])]
  /// By claim and share: what customers with several contacts of an agent change.
  private let repetitions: AgentRepetitions

  /// One step from ours to a published rule.
  package struct Step: Sendable {
    /// What it changes.
    package let reason: PublishedDefinition.Reason
    /// Contacts, or answers, that are judged after it; and how many are resolved.
    package let n: Int64
    package let x: Int64
    /// Those that it puts in, takes out or judges otherwise.
    package let changed: Int64
    /// Distinct credited agents of n.
    package let people: Int
  }

  /// What was counted under a book of rules.
  init(
    _ book: RuleBook, counts: [(RuleMarks, Int64)], rates: [RateTally],
    gaps: [GapSums], people: [Int], stepCredits: [SIMD2<UInt64>], claims: [(UInt32, [ClaimCounts])],
    repetitions: AgentRepetitions
  ) {
    self.repetitions = repetitions
    (self.book, self.rates, self.gaps, self.people) = (book, rates, gaps, people)
    self.stepCredits = stepCredits
    self.counts = counts.map { (marks: $0.0, count: $0.1) }
    self.claims = claims.map { (agent: $0.0, counts: $0.1) }
  }

  /// The share of a rule under a headline, given by its place among those that may.
  package func rate(_ rule: Rule, headline: Int) -> RateTally {
    rates[book.place(of: rule, headline: headline)]
  }

  /// How many agents are credited with any contact.
  package var allPeople: Int { stepCredits.count }

  /// How many credited agents stand behind it.
  package func people(_ rule: Rule, headline: Int) -> Int { people[book.place(of: rule, headline: headline)] }

  /// The steps from ours to a rule; each begins where the one before it ended, the first one at ours.
  package func steps(to definition: PublishedDefinition, headline: Int) -> [Step] {
    let places = book.steps(to: definition, headline: headline)
    let ours = book.place(of: .definition(.windowFCR), headline: headline)
    var before = counts.map { UInt8($0.marks.judged >> UInt64(ours) & 1 + $0.marks.hits >> UInt64(ours) & 1) }
    return zip(definition.steps(book.headlines[headline]), places).map { step, place in
      let (word, bit) = (place / UInt64.bitWidth, UInt64(place % UInt64.bitWidth))
      var (n, x, changed) = (Int64(0), Int64(0), Int64(0))
      for (number, entry) in counts.enumerated() {
        let isJudged = entry.marks.steps[word] >> bit & 1
        let isHit = entry.marks.stepHits[word] >> bit & 1
        n += Int64(isJudged) * entry.count
        x += Int64(isHit) * entry.count
        let now = UInt8(isJudged + isHit)
        if before[number] != now { changed += entry.count }
        before[number] = now
      }
      return Step(
        reason: step.reason, n: n, x: x, changed: changed,
        people: stepCredits.count { $0[word] >> bit & 1 == 1 })
    }
  }

  /// How many conversations no rule can judge, for they are of an id that many share.
  package var sharedContacts: Int64 { counts.reduce(0) { $0 + ($1.marks.isOfShared ? $1.count : 0) } }

  /// Whether any contact belongs to a case.
  package var hasCases: Bool { counts.contains(where: \.marks.hasCase) }
  /// Whether anything was asserted of any contact.
  package var hasAssertions: Bool { counts.contains(where: \.marks.isAsserted) }
  /// Whether anybody answered both items of `voc_fcr`.
  package var hasAnswers: Bool { counts.contains(where: \.marks.isSaid) }

  /// By how much a claim exceeds its check on average, with what its interval needs.
  package func gap(_ pair: MethodPair, headline: Int) -> (squares: Int64, products: Int64) {
    let wanted = book.place(of: .agreement(pair), headline: headline)
    guard let place = book.gaps.firstIndex(where: { $0.agreement == wanted }) else {
      preconditionFailure("every pair has its gap")
    }
    return (gaps[place].squares, gaps[place].products)
  }

  /// Two by two of a pair.
  package func counts(_ pair: MethodPair, headline: Int) -> ClaimCounts {
    ClaimCounts(
      over: rate(.overClaim(pair), headline: headline), under: rate(.underClaim(pair), headline: headline))
  }

  /// Two by two of a pair that tells agents apart, by code of the agent, ascending; those with any.
  package func agents(_ pair: MethodPair, headline: Int) -> [AgentClaims] {
    guard
      let place = book.ofAgents.firstIndex(where: { $0.pair == pair && $0.headline == headline })
    else { return [] }
    return claims.filter { $0.counts[place].n > 0 }.sorted { $0.agent < $1.agent }.map { claim in
      let shares = ClaimCounts.Share.allCases.map { share in
        let (x, n) = claim.counts[place].counts(share)
        return RateTally(n: n, x: x, repetitions.repetition(of: claim.agent, share.place(ofClaim: place)))
      }
      return AgentClaims(agent: claim.agent, counts: claim.counts[place], shares: shares)
    }
  }

  /// What one agent claims.
  package struct AgentClaims: Sendable {
    /// Code of the agent.
    package let agent: UInt32
    /// Two by two.
    package let counts: ClaimCounts
    /// By share, in their order.
    package let shares: [RateTally]
  }
}
