import Canonical

/// What repeats follow: settled first contacts by call type, queue, channel and whether they were transferred,
/// at the headline's window under each match that may become the headline.
///
/// `observe` adds scored pieces, `merge` joins tallies of other customers, in any order, `finish` makes the
/// counts.
package struct RepeatDriverTally: Sendable {
  private let firsts: SettledFirsts
  /// Whether transferred first contacts are counted by agent too.
  private let countsAgents: Bool
  /// Places of call type, queue and channel among the groups.
  private let places = [Grouping.callType.place, Grouping.queue.place, Grouping.channel.place]
  /// By what all have in common: call type, queue, channel, whether transferred.
  private var mixes = KeyIndex()
  /// By agent, call type and channel, of those that were transferred.
  private var agentMixes = KeyIndex()
  /// By mix and match: how many, and how many of them were repeated.
  private var counts: [SIMD2<Int64>] = []
  private var agentCounts: [SIMD2<Int64>] = []
  /// By whether transferred and match: what customers with several of them change.
  private var repetitions: [RateTally.Repetition]
  /// By agent: the same of those that were transferred, by match.
  private var agentRepetitions: AgentRepetitions
  /// By code of the agent: a bit for each of both groups and each match.
  private var agents: [UInt8] = []
  /// Settled firsts of one customer.
  private var own: [Own] = []

  /// What of a settled first matters to its customer.
  private struct Own: Sendable {
    var wasTransferred: Bool
    var marks: SettledFirsts.Marks
  }

  /// Nothing observed yet.
  /// - Parameter countsAgents: whether transferred first contacts are counted by agent too.
  package init(_ firsts: SettledFirsts, countsAgents: Bool) {
    precondition(firsts.matches.count <= 4, "bits of two groups fit into eight")
    self.firsts = firsts
    self.countsAgents = countsAgents
    repetitions = Array(repeating: RateTally.Repetition(), count: 2 * firsts.matches.count)
    agentRepetitions = AgentRepetitions(shares: firsts.matches.count)
  }

  /// About how many bytes it holds.
  package var bytes: Int {
    mixes.bytes + agentMixes.bytes + 16 * (counts.capacity + agentCounts.capacity) + agents.capacity
      + agentRepetitions.bytes
  }

  /// Adds a piece of complete customers.
  package mutating func observe(_ piece: ScoredPiece) {
    let conversations = piece.conversations.span
    var start = 0
    for end in piece.customerEnds {
      for place in start..<end {
        let marks = firsts.marks(of: conversations[place])
        if marks.counts != 0 { add(conversations[place], marks) }
      }
      if own.count > 1 { addCustomer() }
      agentRepetitions.endCustomer()
      own.removeAll(keepingCapacity: true)
      start = end
    }
  }

  /// Adds another's, of other customers and the same plan.
  package mutating func merge(_ other: RepeatDriverTally) {
    RepeatDriverTally.add(other.mixes, other.counts, to: &mixes, &counts, firsts.matches.count)
    RepeatDriverTally.add(
      other.agentMixes, other.agentCounts, to: &agentMixes, &agentCounts, firsts.matches.count)
    for place in repetitions.indices { repetitions[place].add(other.repetitions[place]) }
    agentRepetitions.merge(other.agentRepetitions)
    makeRoom(forAgent: other.agents.count - 1)
    for (agent, bits) in other.agents.enumerated() { agents[agent] |= bits }
  }

  /// The counts under one of the matches.
  package func finish(_ match: Match) -> RepeatDrivers {
    guard let place = firsts.matches.firstIndex(of: match) else {
      preconditionFailure("\(match) may not become the headline")
    }
    let matches = firsts.matches.count
    func strata(_ index: KeyIndex, _ counts: [SIMD2<Int64>]) -> [(key: KeyIndex.Key, count: SIMD2<Int64>)] {
      index.keys.enumerated().map { ($0.element, counts[$0.offset * matches + place]) }
        .filter { $0.count[0] > 0 }
    }
    let mixes = strata(mixes, counts).map { key, count in
      RepeatDrivers.Mix(
        callType: key[0], queue: key[1], channel: key[2], wasTransferred: key[3] == 1, n: count[0],
        x: count[1])
    }
    let transferred = strata(agentMixes, agentCounts).map { key, count in
      RepeatDrivers.AgentMix(agent: key[0], callType: key[1], channel: key[2], n: count[0], x: count[1])
    }
    return RepeatDrivers(
      mixes: mixes, agentMixes: transferred,
      repetitions: [false, true].map { repetitions[($0 ? matches : 0) + place] },
      agentRepetitions: agentRepetitions, match: place,
      people: [false, true].map { group in
        let bit = UInt8(1) << UInt8((group ? 4 : 0) + place)
        return agents.count { $0 & bit != 0 }
      })
  }

  @inline(__always)
  private mutating func add(_ conversation: borrowing ScoredConversation, _ marks: SettledFirsts.Marks) {
    let groups = conversation.groups
    let (callType, queue, channel) = (groups[places[0]], groups[places[1]], groups[places[2]])
    let wasTransferred = conversation.wasTransferred
    let mix = mixes.number(of: KeyIndex.Key(callType, queue, channel, wasTransferred ? 1 : 0))
    RepeatDriverTally.add(marks, at: mix, firsts.matches.count, to: &counts)
    let agent = conversation.agent
    makeRoom(forAgent: Int(agent))
    agents[Int(agent)] |= marks.counts << (wasTransferred ? 4 : 0)
    own.append(Own(wasTransferred: wasTransferred, marks: marks))
    if countsAgents, wasTransferred {
      let mix = agentMixes.number(of: KeyIndex.Key(agent, callType, channel, 0))
      RepeatDriverTally.add(marks, at: mix, firsts.matches.count, to: &agentCounts)
      agentRepetitions.add(.init(agent: agent, counts: marks.counts, hits: marks.repeats))
    }
  }

  /// Adds what several settled firsts of one customer change.
  private mutating func addCustomer() {
    let matches = firsts.matches.count
    for match in 0..<matches {
      repetitions[match].add(RepeatDriverTally.repetition(own, match) { !$0.wasTransferred })
      repetitions[matches + match].add(RepeatDriverTally.repetition(own, match) { $0.wasTransferred })
    }
  }

  private mutating func makeRoom(forAgent agent: Int) {
    if agent >= agents.count {
      agents.append(contentsOf: repeatElement(0, count: agent + 1 - agents.count))
    }
  }

  /// What those contacts of one customer change that are wanted and count under a match.
  private static func repetition(
    _ contacts: [Own], _ match: Int, where isWanted: (Own) -> Bool
  ) -> RateTally.Repetition {
    var (n, x) = (Int64(0), Int64(0))
    for contact in contacts where isWanted(contact) {
      n += Int64(contact.marks.counts >> UInt8(match) & 1)
      x += Int64(contact.marks.repeats >> UInt8(match) & 1)
    }
    return RateTally.Repetition(n: n, x: x, both: x)
  }

  @inline(__always)
  private static func add(
    _ marks: SettledFirsts.Marks, at mix: Int, _ matches: Int, to counts: inout [SIMD2<Int64>]
  ) {
    if (mix + 1) * matches > counts.count {
      counts.append(contentsOf: repeatElement(.zero, count: (mix + 1) * matches - counts.count))
    }
    for match in 0..<matches {
      let (n, x) = (marks.counts &>> UInt8(match) & 1, marks.repeats &>> UInt8(match) & 1)
      counts[mix &* matches &+ match] &+= SIMD2(Int64(n), Int64(x))
    }
  }

  private static func add(
    _ other: KeyIndex, _ theirs: [SIMD2<Int64>], to index: inout KeyIndex, _ counts: inout [SIMD2<Int64>],
    _ matches: Int
  ) {
    for (number, key) in other.keys.enumerated() {
      let mix = index.number(of: key)
      if (mix + 1) * matches > counts.count {
        counts.append(contentsOf: repeatElement(.zero, count: (mix + 1) * matches - counts.count))
      }
      for match in 0..<matches { counts[mix * matches + match] &+= theirs[number * matches + match] }
    }
  }
}
