import Canonical
import Tables

@testable import Score

/// Legs written out by hand, in the order of reading; times in seconds.
struct CallLog {
  var vocabulary = CodeBook()
  private(set) var order = ContactIDs()
  private(set) var legs: [Leg] = []

  init() { order.pieces = [TextColumn()] }

  /// Adds an inbound handled call of Kim that Ana took, unless said otherwise.
  mutating func add(
    _ id: String, _ start: Int64, _ end: Int64? = nil, source: UInt16 = 0, chain: String? = nil,
    customer: String? = "kim", case caseID: String? = nil, channel: Channel = .voice,
    direction: Direction = .inbound, outcome: Outcome = .handled, callType: String = "",
    queue: String = "", line: String = "", agent: String = "ana", resolved: Bool? = nil,
    updated: Int64? = nil, keep: (key: String, value: Int64)? = nil, file: UInt32 = 0
  ) {
    let seed = UInt64(source) + 1
    legs.append(
      Leg(
        start: start * 1000, end: (end ?? start) * 1000,
        updated: updated.map { $0 * 1000 } ?? CanonicalBatch.missing,
        contact: Fingerprint(id).combined(with: seed),
        chain: chain.map { Fingerprint($0).combined(with: seed) } ?? .missing,
        customer: customer.map { Fingerprint($0) } ?? .missing,
        caseID: caseID.map { Fingerprint($0) } ?? .missing,
        keepKey: keep.map { Fingerprint($0.key) } ?? .missing, keepValue: keep?.value ?? 0,
        agent: vocabulary.code(of: agent), queue: vocabulary.code(of: queue),
        callType: vocabulary.code(of: callType), lineOfBusiness: vocabulary.code(of: line),
        source: source, channel: UInt8(channel.place),
        direction: UInt8(direction.place), outcome: UInt8(outcome.place),
        resolved: resolved.map { $0 ? 1 : 0 } ?? -1, file: file, piece: 0, row: UInt32(legs.count)))
    let bytes = Array(id.utf8)
    order.pieces[0].append(bytes, from: 0, to: bytes.count)
  }

  /// The conversations of one customer whose legs these all are.
  func history(sharedIDMaximum: Int = 30) -> CustomerHistory {
    var sorted = legs
    _ = ChainCustomer.assign(to: &sorted, order: order)
    sorted.sort { order.precedes($0, $1) }
    return CustomerHistory(legs: sorted[...], order: order, sharedIDMaximum: sharedIDMaximum)
  }

  /// First and last second of each conversation of one customer.
  var spans: [[Int64]] { history().conversations.map { [$0.start / 1000, $0.end / 1000] } }

  /// The one conversation that all legs are; the first where they are several.
  var conversation: Conversation { history().conversations[0] }

  /// All customers scored.
  mutating func scored(
    _ parameters: FCRParameters = FCRParameters(), roster: Roster? = nil, zone: ZoneTable = .utc,
    unresolvable: [String] = [], answers: ContactAnswers = ContactAnswers()
  ) -> ScoredPiece {
    var chained = legs
    _ = ChainCustomer.assign(to: &chained, order: order)
    let scoring = HistoryScoring(
      order: order, parameters: parameters,
      roster: roster ?? Roster(people: nil, assignments: nil, roles: nil, vocabulary: &vocabulary),
      zone: zone, unresolvable: unresolvable, answers: answers, vocabulary: &vocabulary)
    return scoring.score(chained)
  }

  /// Seconds since the previous one and until the return of each conversation under a match; nil for none.
  mutating func gaps(_ match: Match, _ parameters: FCRParameters = FCRParameters())
    -> [[Int64?]]
  {
    let place = Match.allCases.firstIndex(of: match) ?? 0
    return scored(parameters).conversations.map { conversation in
      let link = conversation.links[place]
      return [link.sincePrevious, link.untilReturn].map { $0 == RepeatLink.none ? nil : $0 / 1000 }
    }
  }
}

/// Seconds of a day.
let day: Int64 = 86_400
