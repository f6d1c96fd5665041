import Canonical

/// The same contacts under every published rule, and what was said against what was seen: `observe` adds
/// scored pieces, `merge` joins tallies of other customers, in any order, `finish` makes the figures.
package struct RuleTally: Sendable {
  private let book: RuleBook
  /// Facts of contacts and answers that were met.
  private var index = KeyIndex()
  /// By number of the facts: how many have them, and the masks of their rules.
  private var counts: [Int64] = []
  private var masks: [SIMD2<UInt64>] = []
  private var stepMasks: [SIMD2<UInt64>] = []
  /// Shares by rule.
  private var rates: CustomerRates
  /// By pair and headline: what customers change of the interval of the gap.
  private var gaps: [GapSums]
  /// Agents that were met, by code.
  private var agents = KeyIndex()
  /// By number of the agent: a bit for each rule whose denominator they are in.
  private var credits: [UInt64] = []
  /// The same for each step to a published rule.
  private var stepCredits: [SIMD2<UInt64>] = []
  /// By number of the agent and claim: over- and under-claims.
  private var claims: [ClaimCounts] = []

  /// Sums of said minus seen over customers.
  struct GapSums: Sendable, Equatable {
    /// Σ D², and Σ D·n.
    var squares: Int64 = 0
    var products: Int64 = 0

    /// Adds a customer.
    mutating func add(_ difference: Int64, n: Int64) {
      squares += difference * difference
      products += difference * n
    }

    /// Adds another's.
    mutating func merge(_ other: GapSums) {
      squares += other.squares
      products += other.products
    }
  }

  /// Nothing observed yet.
  package init(_ parameters: FCRParameters, coverage: Coverage) {
    book = RuleBook(parameters, coverage: coverage)
    rates = CustomerRates(cells: book.entries.count)
    gaps = Array(repeating: GapSums(), count: book.gaps.count)
  }

  /// About how many bytes it holds.
  package var bytes: Int {
    index.bytes + 40 * counts.capacity + agents.bytes + 24 * credits.capacity
      + MemoryLayout<ClaimCounts>.stride * claims.capacity
  }

  /// Adds a piece of complete customers.
  package mutating func observe(_ piece: borrowing ScoredPiece) {
    var start = 0
    for end in piece.customerEnds {
      if end - start == 1 {
        observe(piece, start, isAlone: piece.conversations[start].answers.count == 0)
      } else {
        for place in start..<end { observe(piece, place, isAlone: false) }
      }
      endCustomer()
      start = end
    }
  }

  /// Adds another's, of other customers and the same rules.
  package mutating func merge(_ other: RuleTally) {
    for (theirs, key) in other.index.keys.enumerated() {
      counts[number(of: ContactFacts(key: key))] += other.counts[theirs]
    }
    rates.merge(other.rates)
    for place in gaps.indices { gaps[place].merge(other.gaps[place]) }
    for (theirs, key) in other.agents.keys.enumerated() {
      let ours = agent(key.x)
      credits[ours] |= other.credits[theirs]
      stepCredits[ours] |= other.stepCredits[theirs]
      let width = book.ofAgents.count
      for claim in 0..<width { claims[ours * width + claim].merge(other.claims[theirs * width + claim]) }
    }
  }

  /// The figures of everything that was observed.
  package func finish() -> RuleFigures {
    let histogram = zip(index.keys, counts).map { (ContactFacts(key: $0), $1) }
    let people = book.entries.indices.map { place in credits.count { $0 >> UInt64(place) & 1 == 1 } }
    let width = book.ofAgents.count
    let ofAgents = agents.keys.enumerated().map { number, key in
      (key.x, Array(claims[number * width..<(number + 1) * width]))
    }
    return RuleFigures(
      book, histogram: histogram, rates: rates, gaps: gaps, people: people,
      stepCredits: stepCredits, claims: ofAgents)
  }

  @inline(__always)
  private mutating func observe(_ piece: borrowing ScoredPiece, _ place: Int, isAlone: Bool) {
    if piece.conversations[place].status != .qualifying { return }
    let facts = book.reader.facts(of: piece.conversations[place])
    let agent = agent(piece.conversations[place].agent)
    add(facts, agent, isAlone: isAlone)
    for answer in piece.conversations[place].answers {
      add(facts.facts(of: piece.answers[answer]), agent, isAlone: false)
    }
  }

  @inline(__always)
  private mutating func add(_ facts: ContactFacts, _ agent: Int, isAlone: Bool) {
    let number = number(of: facts)
    counts[number] &+= 1
    let masks = masks[number]
    credits[agent] |= masks[0]
    stepCredits[agent] |= stepMasks[number]
    var rest = masks[0]
    while rest != 0 {
      let rule = rest.trailingZeroBitCount
      let isHit = masks[1] &>> UInt64(rule) & 1 == 1
      if isAlone { rates.addAlone(rule, isHit: isHit) } else { rates.add(rule, isHit: isHit) }
      rest &= rest &- 1
    }
    if masks[0] & book.claimMask == 0 { return }
    let first = agent &* book.ofAgents.count
    for (place, claim) in book.ofAgents.enumerated() {
      claims[first &+ place].add(masks, over: claim.over, under: claim.under)
    }
    if isAlone {
      for (place, gap) in book.gaps.enumerated() where masks[0] &>> UInt64(gap.agreement) & 1 == 1 {
        let (over, under) = (masks[1] &>> UInt64(gap.over) & 1, masks[1] &>> UInt64(gap.under) & 1)
        gaps[place].add(Int64(over) - Int64(under), n: 1)
      }
    }
  }

  private mutating func endCustomer() {
    if rates.isBetweenCustomers { return }
    for (place, gap) in book.gaps.enumerated() {
      let n = rates.own(gap.agreement).n
      if n > 0 { gaps[place].add(rates.own(gap.over).x - rates.own(gap.under).x, n: n) }
    }
    rates.endCustomer()
  }

  @inline(__always)
  private mutating func number(of facts: ContactFacts) -> Int {
    let number = index.number(of: facts.key)
    if number == counts.count {
      counts.append(0)
      masks.append(book.masks(facts))
      stepMasks.append(book.stepMask(facts))
    }
    return number
  }

  @inline(__always)
  private mutating func agent(_ code: UInt32) -> Int {
    let number = agents.number(of: KeyIndex.Key(code, 0, 0, 0))
    if number == credits.count {
      credits.append(0)
      stepCredits.append(.zero)
      claims.append(contentsOf: repeatElement(ClaimCounts(), count: book.ofAgents.count))
    }
    return number
  }
}
