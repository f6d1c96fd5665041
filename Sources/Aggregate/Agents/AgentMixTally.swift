import Canonical
import Tables

/// How often agents' contacts of each channel and call type come back, over the last months: `observe` adds
/// scored pieces, `merge` joins tallies of other customers, in any order, `finish` makes the counts.
package struct AgentMixTally: Sendable {
  private let windows: [RepeatWindow]
  /// Contacts that start before this instant are left out.
  private let start: Int64
  /// Agents with a channel and a call type, by their codes.
  private var strata = KeyIndex()
  /// By stratum, for each match that may headline: settled contacts, resolved ones and unsettled ones.
  private var counts: [SIMD8<Int64>] = []
  /// By match that may headline.
  private var repetitions: AgentRepetitions

  /// Counts of one match stand this far from those of another.
  private static let lanes = 4

  /// Nothing observed yet.
  /// - Parameter start: contacts that start before it are left out.
  package init(_ parameters: FCRParameters, coverage: Coverage, from start: Instant) {
    windows = parameters.headlineCandidates.map {
      RepeatWindow(FCRNumber.Variant(days: parameters.headlineDays, match: $0), coverage: coverage)
    }
    self.start = start.milliseconds
    repetitions = AgentRepetitions(shares: windows.count)
  }

  /// About how many bytes it holds.
  package var bytes: Int { strata.bytes + 64 * counts.capacity + repetitions.bytes }

  /// Adds a piece of complete customers.
  package mutating func observe(_ piece: borrowing ScoredPiece) {
    let conversations = piece.conversations.span
    var start = 0
    for end in piece.customerEnds {
      for place in start..<end { observe(conversations[place]) }
      repetitions.endCustomer()
      start = end
    }
  }

  /// Adds another's, of other customers and the same parameters.
  package mutating func merge(_ other: AgentMixTally) {
    for (theirs, key) in other.strata.keys.enumerated() { counts[stratum(key)] &+= other.counts[theirs] }
    repetitions.merge(other.repetitions)
  }

  /// What was counted under a match given by its place among those that may headline; by agent, channel and
  /// call type, ascending.
  package func finish(headline: Int) -> [AgentStratum] {
    let first = headline * AgentMixTally.lanes
    return zip(strata.keys, counts).map { key, counts in
      AgentStratum(
        agent: key.x, channel: key.y, callType: key.z, n: counts[first], x: counts[first + 1],
        unsettled: counts[first + 2])
    }.sorted { ($0.agent, $0.channel, $0.callType) < ($1.agent, $1.channel, $1.callType) }
  }

  /// The settled contacts of one agent under a match given by its place among those that may headline.
  package func rate(of agent: UInt32, n: Int64, x: Int64, headline: Int) -> RateTally {
    RateTally(n: n, x: x, repetitions.repetition(of: agent, headline))
  }

  @inline(__always)
  private mutating func observe(_ conversation: borrowing ScoredConversation) {
    if conversation.status != .qualifying { return }
    if conversation.start.milliseconds < start { return }
    let stratum = stratum(
      KeyIndex.Key(
        conversation.agent, conversation.groups[AgentMixTally.channel],
        conversation.groups[AgentMixTally.callType], 0))
    var own = AgentRepetitions.Contact(agent: conversation.agent, counts: 0, hits: 0)
    for headline in windows.indices {
      let first = headline &* AgentMixTally.lanes
      switch ACR.verdict(windows[headline].state(of: conversation)) {
      case .hit:
        counts[stratum][first] &+= 1
        counts[stratum][first &+ 1] &+= 1
        own.counts |= 1 << UInt8(headline)
        own.hits |= 1 << UInt8(headline)
      case .miss:
        counts[stratum][first] &+= 1
        own.counts |= 1 << UInt8(headline)
      case .unsettled: counts[stratum][first &+ 2] &+= 1
      default: break
      }
    }
    if own.counts != 0 { repetitions.add(own) }
  }

  private static let (channel, callType) = (Grouping.channel.place, Grouping.callType.place)

  @inline(__always)
  private mutating func stratum(_ key: KeyIndex.Key) -> Int {
    let stratum = strata.number(of: key)
    if stratum == counts.count { counts.append(.zero) }
    return stratum
  }
}
