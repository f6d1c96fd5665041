import Canonical
import Tables

@testable import Aggregate

/// Scored conversations written out by hand, by customer; times in seconds, days from 0 to 100 covered.
struct ScoredSheet {
  private(set) var customers: [[ScoredConversation]] = []

  static let coverage = Coverage(
    from: Instant(seconds: 0), to: Instant(seconds: 100 * day), asOf: Instant(seconds: 100 * day))

  /// Adds the conversations of a further customer.
  mutating func add(_ conversations: ScoredConversation...) { customers.append(conversations) }

  /// Adds the conversations of a further customer.
  mutating func add(_ conversations: [ScoredConversation]) { customers.append(conversations) }

  /// A conversation that ends when it starts, under one link for all matches.
  static func conversation(
    at start: Int64 = 50 * day, until end: Int64? = nil, since previous: Int64? = nil,
    return gap: Int64? = nil, status: ConversationStatus = .qualifying, isIdentified: Bool = true,
    agent: UInt32 = 1, callType: UInt32 = 1, resolved: Bool? = nil, placebo: Int64? = nil,
    isResolvableFirst: Bool = true
  ) -> ScoredConversation {
    var link = RepeatLink()
    link.isIdentified = isIdentified
    link.sincePrevious = previous.map { $0 * 1000 } ?? RepeatLink.none
    link.untilReturn = gap.map { $0 * 1000 } ?? RepeatLink.none
    let instant = Instant(seconds: start)
    var groups = InlineArray<12, UInt32>(repeating: 0)
    for (place, grouping) in Grouping.allCases.enumerated() {
      groups[place] = grouping == .all ? 9 : grouping == .agent ? agent : grouping == .callType ? callType : 0
    }
    var conversation = ScoredConversation(
      status: status, start: instant, end: Instant(seconds: end ?? start),
      month: CivilDate(days: Int32(start / day)).month, isAssertedResolved: resolved,
      hasCallType: callType != 0, agent: agent, groups: groups,
      links: InlineArray(repeating: link))
    conversation.untilPlacebo = placebo.map { $0 * 1000 } ?? RepeatLink.none
    conversation.isResolvableFirst = isResolvableFirst
    return conversation
  }

  /// A piece of these customers, given by place; all by default.
  func piece(_ places: [Int]? = nil) -> ScoredPiece {
    var piece = ScoredPiece()
    for place in places ?? Array(customers.indices) {
      piece.conversations += customers[place]
      piece.customerEnds.append(piece.conversations.count)
    }
    return piece
  }

  /// The tally of all customers.
  func tally(_ parameters: FCRParameters = FCRParameters(), _ coverage: Coverage = ScoredSheet.coverage)
    -> FCRTally
  {
    var tally = FCRTally(FCRTally.Plan(parameters, coverage: coverage))
    tally.observe(piece())
    return tally
  }

  /// A number of all within a window, under match any.
  func figure(
    _ days: Int, _ coverage: Coverage = ScoredSheet.coverage, _ measure: FCRMeasure = .windowFCR
  ) -> FCRFigure? {
    var parameters = FCRParameters()
    parameters.windowDays = [days]
    parameters.matches = [.any]
    parameters.headlineDays = days
    parameters.measures = [measure]
    let variant = FCRNumber.Variant(days: days, match: .any)
    return tally(parameters, coverage).finish().figure(FCRNumber(measure, variant), of: ScoredSheet.all)
  }

  /// The cell of all groups and periods.
  static let all = FCRCell.Key(grouping: .all, group: 9, month: nil)
}

/// Seconds of a day.
let day: Int64 = 86_400
