import Canonical

/// The same contacts under every published rule, and what was said against what was seen: `observe` adds
/// scored pieces, `merge` joins tallies of other customers, in any order, `finish` makes the figures.
package struct RuleTally: Sendable {
  private let book: RuleBook
  /// What rules make of contacts and answers that were met.
  private var index = FactIndex()
  /// By number of the marks: how many have them.
  private var counts: [Int64] = []
  /// Of contacts and answers of one customer.
  private var pairs: RulePairs
  /// By code of the agent.
  private var credits: [Credit] = []
  /// By claim of agents: over-, under- and false claims.
  private var repetitions: AgentRepetitions
  /// Numbers of the marks of one customer.
  private var own: [Int32] = []

  /// What an agent is credited with.
  private struct Credit: Sendable {
    /// Whether anything.
    var isMet = false
    /// A bit for each rule whose denominator they are in.
    var judged: UInt64 = 0
    /// The same for each step to a published rule.
    var steps = SIMD2<UInt64>.zero
    /// By claim: its lanes; nobody takes 2³² contacts.
    var claims = InlineArray<2, SIMD4<UInt32>>(repeating: .zero)
  }

  /// Nothing observed yet.
  package init(_ parameters: FCRParameters, coverage: Coverage) {
    book = RuleBook(parameters, coverage: coverage)
    precondition(book.ofAgents.count <= 2, "an agent has room for claims under two headlines")
    pairs = RulePairs(gaps: book.gaps.count)
    repetitions = AgentRepetitions(shares: ClaimCounts.Share.allCases.count * book.ofAgents.count)
  }

  /// About how many bytes it holds.
  package var bytes: Int {
    index.bytes + 8 * counts.capacity + MemoryLayout<Credit>.stride * credits.capacity
      + repetitions.bytes
  }

  /// Adds a piece of complete customers.
  package mutating func observe(_ piece: borrowing ScoredPiece) {
    let (conversations, answers) = (piece.conversations.span, piece.answers.span)
    var start = 0
    for end in piece.customerEnds {
      own.removeAll(keepingCapacity: true)
      for place in start..<end where conversations[place].status == .qualifying {
        observe(conversations[place], answers)
      }
      if own.count > 1 { pairs.add(own, index.marks) }
      repetitions.endCustomer()
      start = end
    }
  }

  /// Adds another's, of other customers and the same rules.
  package mutating func merge(_ other: RuleTally) {
    for (marks, count) in zip(other.index.marks, other.counts) {
      self.count(index.number(of: marks), by: count)
    }
    pairs.merge(other.pairs)
    repetitions.merge(other.repetitions)
    makeRoom(forAgent: other.credits.count - 1)
    for (agent, theirs) in other.credits.enumerated() where theirs.isMet {
      credits[agent].isMet = true
      credits[agent].judged |= theirs.judged
      credits[agent].steps |= theirs.steps
      for claim in book.ofAgents.indices { credits[agent].claims[claim] &+= theirs.claims[claim] }
    }
  }

  /// The figures of everything that was observed.
  package func finish() -> RuleFigures {
    let met = credits.filter(\.isMet)
    let claims = credits.enumerated().filter(\.element.isMet).map { code, credit in
      (UInt32(code), book.ofAgents.indices.map { ClaimCounts(lanes: credit.claims[$0]) })
    }
    return RuleFigures(
      book, counts: Array(zip(index.marks, counts)), rates: book.entries.indices.map(rate),
      gaps: book.gaps.indices.map(gap),
      people: book.entries.indices.map { place in met.count { $0.judged >> UInt64(place) & 1 == 1 } },
      stepCredits: met.map(\.steps), claims: claims,
      repetitions: repetitions)
  }

  /// The share of a rule, given by its place.
  private func rate(_ rule: Int) -> RateTally {
    var (n, x) = (Int64(0), Int64(0))
    for (marks, count) in zip(index.marks, counts) {
      n += count * Int64(marks.judged >> UInt64(rule) & 1)
      x += count * Int64(marks.hits >> UInt64(rule) & 1)
    }
    return RateTally(n: n, x: x, pairs.repetition(rule))
  }

  /// Sums of said minus seen over customers, of a gap given by its place.
  private func gap(_ gap: Int) -> GapSums {
    var sums = pairs.gap(gap)
    for (marks, count) in zip(index.marks, counts) {
      let difference = Int64(marks.over >> UInt64(gap) & 1) - Int64(marks.under >> UInt64(gap) & 1)
      sums.squares += count * difference * difference
      sums.products += count * difference
    }
    return sums
  }

  @inline(__always)
  private mutating func observe(
    _ conversation: borrowing ScoredConversation, _ answers: Span<SurveyAnswer>
  ) {
    let facts = book.reader.facts(of: conversation)
    let agent = Int(conversation.agent)
    if agent >= credits.count { makeRoom(forAgent: agent) }
    credits[agent].isMet = true
    add(facts, agent)
    for answer in conversation.answers { add(facts.facts(of: answers[answer]), agent) }
  }

  @inline(__always)
  private mutating func add(_ facts: ContactFacts, _ agent: Int) {
    let number = index.number(of: facts, book)
    count(number, by: 1)
    own.append(Int32(truncatingIfNeeded: number))
    credits[agent].judged |= index.marks[number].judged
    credits[agent].steps |= index.marks[number].steps
    let lanes = index.marks[number].claims
    var repeated = AgentRepetitions.Contact(agent: UInt32(truncatingIfNeeded: agent), counts: 0, hits: 0)
    for claim in 0..<book.ofAgents.count where lanes[claim] < ClaimCounts.laneCount {
      credits[agent].claims[claim][Int(lanes[claim])] &+= 1
      let shift = UInt8(truncatingIfNeeded: claim &* ClaimCounts.Share.allCases.count)
      repeated.counts |= ClaimCounts.sharesOfLane[Int(lanes[claim])].counts &<< shift
      repeated.hits |= ClaimCounts.sharesOfLane[Int(lanes[claim])].hits &<< shift
    }
    if repeated.counts != 0 { repetitions.add(repeated) }
  }

  @inline(__always)
  private mutating func count(_ number: Int, by count: Int64) {
    if number == counts.count { counts.append(0) }
    counts[number] &+= count
  }

  private mutating func makeRoom(forAgent agent: Int) {
    let more = agent + 1 - credits.count
    if more > 0 { credits.append(contentsOf: repeatElement(Credit(), count: more)) }
  }
}
