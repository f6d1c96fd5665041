import Canonical

/// What the legs of one conversation say: a chain, or chains of one customer that overlap.
struct Conversation {
  /// When its first leg started, in milliseconds.
  let start: Int64
  /// Its latest end, in milliseconds.
  private(set) var end: Int64
  /// Case of the first leg that has one; 0 without.
  private(set) var caseID: UInt64
  /// Codes of its first leg.
  let queue: UInt32
  let callType: UInt32
  let lineOfBusiness: UInt32
  /// Agent of the last handled leg with a known one; 0 without.
  private(set) var creditedAgent: UInt32
  /// Channel and direction of its first leg.
  let channel: UInt8
  let direction: UInt8
  /// Handled when some leg was, else abandoned when some leg was, else what its first leg was.
  private(set) var outcome: UInt8
  private var resolved: Int8
  /// Whether it was handed on: some leg says so, or legs of two different agents were handled.
  private(set) var wasTransferred: Bool
  /// Seconds that its credited agent handled it since it was last handed to them; -1 where some leg does not say.
  private(set) var handleSeconds: Int32

  /// A conversation that begins with this leg.
  init(_ first: borrowing Leg) {
    start = first.start
    end = first.end
    caseID = first.caseID
    queue = first.queue
    callType = first.callType
    lineOfBusiness = first.lineOfBusiness
    channel = first.channel
    direction = first.direction
    outcome = first.outcome
    creditedAgent = first.outcome == Conversation.handled ? first.agent : 0
    resolved = first.resolved
    wasTransferred = first.isTransferred
    handleSeconds = first.outcome == Conversation.handled ? first.handleSeconds : -1
  }

  /// Takes in the next leg by (start, source, contact id).
  mutating func append(_ leg: borrowing Leg) {
    end = max(end, leg.end)
    if caseID == 0 { caseID = leg.caseID }
    if leg.outcome == Conversation.handled {
      outcome = leg.outcome
      if leg.agent != 0 {
        if creditedAgent != 0, creditedAgent != leg.agent { wasTransferred = true }
        if creditedAgent != leg.agent {
          handleSeconds = leg.handleSeconds
        } else {
          let further = leg.handleSeconds
          handleSeconds = min(handleSeconds, further) < 0 ? -1 : handleSeconds.addingClamped(further)
        }
        creditedAgent = leg.agent
      }
    } else if leg.outcome == Conversation.abandoned, outcome != Conversation.handled {
      outcome = leg.outcome
    }
    if leg.resolved >= 0 { resolved = leg.resolved }
    if leg.isTransferred { wasTransferred = true }
  }

  /// What the last leg that says anything asserted.
  var isAssertedResolved: Bool? { resolved < 0 ? nil : resolved == 1 }

  /// Whether it counts, or why not; direction is looked at first, then the outcome, then the agent.
  var status: ConversationStatus {
    if direction == Conversation.outbound { return .outbound }
    if direction == Conversation.internal { return .internal }
    switch outcome {
    case Conversation.handled: return creditedAgent == 0 ? .noAgent : .qualifying
    case Conversation.abandoned: return .abandoned
    case Conversation.voicemail: return .voicemail
    case Conversation.missed: return .missed
    default: return .selfServed
    }
  }

  // Places of words among those of their column, as canonical batches keep them; written out, since
  // a place that is looked up would be looked up for every leg.
  static var inbound: UInt8 { 0 }
  static var outbound: UInt8 { 1 }
  static var `internal`: UInt8 { 2 }
  static var voice: UInt8 { 0 }
  static var chat: UInt8 { 1 }
  static var video: UInt8 { 4 }
  static var handled: UInt8 { 0 }
  static var abandoned: UInt8 { 1 }
  static var voicemail: UInt8 { 2 }
  static var missed: UInt8 { 3 }
}

extension Leg {
  /// Whether the chain that it begins may be joined to others that overlap: inbound voice, chat or video.
  ///
  /// A ticket open for ten days must not swallow the calls about it.
  var mayOverlap: Bool {
    direction == Conversation.inbound
      && (channel == Conversation.voice || channel == Conversation.chat || channel == Conversation.video)
  }
}

extension Int32 {
  /// A sum that stays at the largest number.
  fileprivate func addingClamped(_ other: Int32) -> Int32 { Int32(clamping: Int64(self) + Int64(other)) }
}
