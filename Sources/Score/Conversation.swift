import Canonical
import Tables

/// Legs that are one conversation: a chain, or chains of one customer that overlap.
struct Conversation {
  /// Its legs, by (start, source, contact id).
  private(set) var legs: [Leg]
  /// Its latest end, in milliseconds.
  private(set) var end: Int64

  /// A conversation of these legs, which are in order and at least one.
  init(legs: [Leg]) {
    self.legs = legs
    end = legs.reduce(Int64.min) { max($0, $1.end) }
  }

  var first: Leg { legs[0] }
  var start: Int64 { first.start }

  /// Whether it may be joined to others that overlap: its first leg is inbound voice, chat or video.
  ///
  /// A ticket open for ten days must not swallow the calls about it.
  var mayOverlap: Bool {
    first.direction == Conversation.inbound
      && (first.channel == Conversation.voice || first.channel == Conversation.chat
        || first.channel == Conversation.video)
  }

  /// Takes in the legs of a conversation that overlaps it.
  mutating func join(_ other: Conversation, order: ContactIDs) {
    legs += other.legs
    legs.sort { order.precedes($0, $1) }
    end = max(end, other.end)
  }

  /// Case of the first leg that has one.
  var caseID: Fingerprint { legs.first { !$0.caseID.isMissing }?.caseID ?? .missing }

  /// What the last leg that says anything asserted.
  var isAssertedResolved: Bool? { legs.last { $0.resolved >= 0 }.map { $0.resolved == 1 } }

  /// Agent of the last handled leg with a known one; 0 without.
  var creditedAgent: UInt32 {
    legs.last { $0.outcome == Conversation.handled && $0.agent != 0 }?.agent ?? 0
  }

  /// Handled when some leg was, else abandoned when some leg was, else what its first leg was.
  var outcome: UInt8 {
    if legs.contains(where: { $0.outcome == Conversation.handled }) { return Conversation.handled }
    if legs.contains(where: { $0.outcome == Conversation.abandoned }) { return Conversation.abandoned }
    return first.outcome
  }

  /// Whether it counts, or why not; direction is looked at first, then the outcome, then the agent.
  var status: ConversationStatus {
    if first.direction == Conversation.outbound { return .outbound }
    if first.direction == Conversation.internal { return .internal }
    switch Outcome.allCases[Int(outcome)] {
    case .handled: return creditedAgent == 0 ? .noAgent : .qualifying
    case .abandoned: return .abandoned
    case .voicemail: return .voicemail
    case .missed: return .missed
    case .selfServed: return .selfServed
    }
  }

  // Places of words among those of their column, as canonical batches keep them.
  static let inbound = UInt8(Direction.inbound.place)
  static let outbound = UInt8(Direction.outbound.place)
  static let `internal` = UInt8(Direction.internal.place)
  static let voice = UInt8(Channel.voice.place)
  static let chat = UInt8(Channel.chat.place)
  static let video = UInt8(Channel.video.place)
  static let handled = UInt8(Outcome.handled.place)
  static let abandoned = UInt8(Outcome.abandoned.place)
}
