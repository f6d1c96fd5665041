import Canonical
import Dice
import Tables

@testable import Score

/// Legs written out by hand, in the order of reading; times in seconds.
struct CallLog {
  var vocabulary = CodeBook()
  private(set) var legs: [Leg] = []
  /// Contact ids by place of the leg's record.
  private(set) var ids: [UInt64: [UInt8]] = [:]

  /// Brings the legs into another order than that of reading.
  mutating func shuffle(_ random: Dice) {
    var random = random
    legs.shuffle(using: &random)
  }

  /// The order by the ids of this log.
  var order: ContactOrder {
    ContactOrder { [ids] leg in ids[leg.place] ?? [] }
  }

  /// Adds an inbound handled call of Kim that Ana took, unless said otherwise.
  mutating func add(
    _ id: String, _ start: Int64, _ end: Int64? = nil, source: UInt16 = 0, chain: String? = nil,
    customer: String? = "kim", case caseID: String? = nil, channel: Channel = .voice,
    direction: Direction = .inbound, outcome: Outcome = .handled, callType: String = "",
    queue: String = "", line: String = "", agent: String = "ana", resolved: Bool? = nil,
    transferred: Bool = false, handled: Int32? = nil, updated: Int64? = nil,
    keep: (key: String, value: Int64)? = nil,
    file: UInt32 = 0
  ) {
    let seed = UInt64(source) + 1
    let place = UInt64(file) << 40 | UInt64(legs.count)
    legs.append(
      Leg(
        start: start * 1000, end: (end ?? start) * 1000,
        updated: updated.map { $0 * 1000 } ?? CanonicalBatch.missing,
        contact: Fingerprint(id),
        chain: chain.map { Fingerprint($0).combined(with: seed) } ?? .missing,
        customer: customer.map { Fingerprint($0) } ?? .missing,
        caseID: caseID.map { Fingerprint($0).low } ?? 0,
        keepKey: keep.map { Fingerprint($0.key) } ?? .missing, keepValue: keep?.value ?? 0,
        agent: vocabulary.code(of: agent), queue: vocabulary.code(of: queue),
        callType: vocabulary.code(of: callType), lineOfBusiness: vocabulary.code(of: line),
        source: source, channel: UInt8(channel.place),
        direction: UInt8(direction.place), outcome: UInt8(outcome.place),
        resolved: resolved.map { $0 ? 1 : 0 } ?? -1, isTransferred: transferred,
        handleSeconds: handled ?? -1, place: place))
    ids[place] = Array(id.utf8)
  }

  /// The conversations of one customer whose legs these all are.
  func history(
    sharedIDMaximum: Int = 30
  ) throws -> (conversations: [Conversation], isShared: Bool) {
    var chained = legs
    _ = try ChainCustomer.assign(to: &chained, order: order)
    var places = OwnerOrder(chained.span).places
    var history = CustomerHistory(sharedIDMaximum: sharedIDMaximum)
    try history.gather(&places, 0..<places.count, chained.span, order: order)
    return (Array(history.conversations[..<history.count]), history.isShared)
  }

  /// First and last second of each conversation of one customer.
  var spans: [[Int64]] {
    get throws { try history().conversations.map { [$0.start / 1000, $0.end / 1000] } }
  }

  /// The one conversation that all legs are; the first where they are several.
  var conversation: Conversation {
    get throws { try history().conversations[0] }
  }

  /// All customers scored.
  mutating func scored(
    _ parameters: FCRParameters = FCRParameters(), roster: Roster? = nil, zone: ZoneTable = .utc,
    unresolvable: [String] = [], answers: ContactAnswers = ContactAnswers()
  ) throws -> ScoredPiece {
    var chained = legs
    _ = try ChainCustomer.assign(to: &chained, order: order)
    let roster = roster ?? Roster(people: nil, assignments: nil, roles: nil, vocabulary: &vocabulary)
    let scoring = scoring(parameters, roster, zone: zone, unresolvable: unresolvable)
    return try scoring.score(chained, answers: answers)
  }

  /// The rules by which customers are scored.
  mutating func scoring(
    _ parameters: FCRParameters, _ roster: Roster, zone: ZoneTable = .utc, unresolvable: [String] = [],
    order: ContactOrder? = nil
  ) -> HistoryScoring {
    HistoryScoring(
      order: order ?? self.order, parameters: parameters, roster: roster, zone: zone,
      unresolvable: unresolvable, vocabulary: &vocabulary)
  }

  /// Seconds since the previous one and until the return of each conversation under a match; nil for none.
  mutating func gaps(
    _ match: Match, _ parameters: FCRParameters = FCRParameters()
  ) throws -> [[Int64?]] {
    let place = Match.allCases.firstIndex(of: match) ?? 0
    return try scored(parameters).conversations.map { conversation in
      let link = conversation.links[place]
      return [link.sincePrevious, link.untilReturn].map { $0 == RepeatLink.none ? nil : $0 / 1000 }
    }
  }
}

/// Seconds of a day.
let day: Int64 = 86_400
