import Canonical

/// A conversation of a known customer as the generator made it, with what stands open behind it.
struct LatentConversation {
  /// UTC second of the start.
  var start: Int64
  /// UTC second of the latest end of its legs.
  var end: Int64
  /// Index into `CallType.all` of its first leg; -1: unknown.
  var callType: Int
  /// Whether the customer began it.
  var isInbound: Bool
  /// Whether somebody answered.
  var isHandled: Bool
  /// Whether an agent can be credited.
  var hasAgent: Bool
  /// Its legs, by start.
  var legs: [SampleContact]

  /// Whether it can be a first contact.
  var isQualifying: Bool { isInbound && isHandled && hasAgent }

  private init(_ leg: SampleContact) {
    (start, end, callType) = (leg.start, leg.end, Int(leg.callType))
    isInbound = leg.direction == .inbound
    (isHandled, hasAgent, legs) = (false, false, [])
    append(leg)
  }

  private mutating func append(_ leg: SampleContact) {
    end = max(end, leg.end)
    if leg.outcome == .handled {
      isHandled = true
      // Logins that nobody knows are agents all the same.
      hasAgent = hasAgent || leg.agent != -1
    }
    legs.append(leg)
  }

  /// The conversations of one customer's legs, by start: chains, then what overlaps.
  static func conversations(of legs: [SampleContact]) -> [LatentConversation] {
    var conversations: [LatentConversation] = []
    var chains: [Int64: Int] = [:]
    var runningEnd: Int64?
    var joined = 0
    for leg in legs.sorted(by: { ($0.start, $0.number) < ($1.start, $1.number) }) {
      // A leg's number is used once, so a chain of the telephone never bears the name of a chat's.
      if leg.chain != 0, let index = chains[leg.chain] {
        conversations[index].append(leg)
        if index == joined, let end = runningEnd { runningEnd = max(end, leg.end) }
        continue
      }
      let mayJoin = leg.direction == .inbound && leg.channel != .email
      if mayJoin, let end = runningEnd, leg.start < end {
        conversations[joined].append(leg)
        runningEnd = max(end, leg.end)
      } else {
        conversations.append(LatentConversation(leg))
        if mayJoin { (joined, runningEnd) = (conversations.count - 1, leg.end) }
      }
      if leg.chain != 0 { chains[leg.chain] = mayJoin ? joined : conversations.count - 1 }
    }
    return conversations
  }
}
