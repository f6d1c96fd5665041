import Canonical
import Tables

@testable import Aggregate

/// Scored conversations written out by hand, by customer; times in seconds, days from 0 to 100 covered.
struct ScoredSheet {
  private(set) var customers: [[ScoredConversation]] = []
  /// What customers said, by customer and conversation.
  private(set) var answers: [[[SurveyAnswer]]] = []

  static let coverage = Coverage(
    from: Instant(seconds: 0), to: Instant(seconds: 100 * day), asOf: Instant(seconds: 100 * day))

  /// Adds the conversations of a further customer.
  mutating func add(_ conversations: ScoredConversation...) { add(conversations) }

  /// Adds the conversations of a further customer, and what was said about the first of them.
  mutating func add(_ conversations: [ScoredConversation], said answers: [[SurveyAnswer]] = []) {
    customers.append(conversations)
    self.answers.append(
      answers + Array(repeating: [], count: conversations.count - answers.count))
  }

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
    for (place, grouping) in Grouping.ofContacts.enumerated() {
      groups[place] = grouping == .all ? 9 : grouping == .agent ? agent : grouping == .callType ? callType : 0
    }
    var conversation = ScoredConversation(
      status: status, start: instant, end: Instant(seconds: end ?? start),
      month: CivilDate(days: Int32(start / day)).month, isAssertedResolved: resolved,
      hasCallType: callType != 0, agent: agent, groups: groups,
      links: InlineArray(repeating: link))
    conversation.day = CivilDate(days: Int32(start / day))
    conversation.untilPlacebo = placebo.map { $0 * 1000 } ?? RepeatLink.none
    conversation.isResolvableFirst = isResolvableFirst
    return conversation
  }

  /// A piece of these customers, given by place; all by default.
  func piece(_ places: [Int]? = nil) -> ScoredPiece {
    var piece = ScoredPiece()
    for customer in places ?? Array(customers.indices) {
      for (var conversation, said) in zip(customers[customer], answers[customer]) {
        conversation.answers = piece.answers.count..<piece.answers.count + said.count
        piece.answers += said
        piece.conversations.append(conversation)
      }
      piece.customerEnds.append(piece.conversations.count)
    }
    return piece
  }

  /// The tally of all customers.
  func tally(
    _ parameters: FCRParameters = FCRParameters(), _ coverage: Coverage = ScoredSheet.coverage,
    hasUnresolvable: Bool = false
  ) -> FCRTally {
    let plan = FCRTally.Plan(parameters, coverage: coverage, hasUnresolvable: hasUnresolvable)
    var tally = FCRTally(plan)
    tally.observe(piece())
    return tally
  }

  /// A number of all within a window, under match any.
  func figure(
    _ days: Int, _ coverage: Coverage = ScoredSheet.coverage, _ measure: FCRMeasure = .windowFCR,
    hasUnresolvable: Bool = false
  ) -> FCRFigure? {
    var parameters = FCRParameters()
    parameters.windowDays = [days]
    parameters.matches = [.any]
    parameters.headlineDays = days
    parameters.measures = [measure]
    let variant = FCRNumber.Variant(days: days, match: .any)
    return tally(parameters, coverage, hasUnresolvable: hasUnresolvable).finish()
      .figure(FCRNumber(measure, variant), of: ScoredSheet.all)
  }

  /// What one conversation alone is to a measure within a window, as one word.
  static func word(
    _ measure: FCRMeasure, _ conversation: ScoredConversation, days: Int = 7,
    _ coverage: Coverage = ScoredSheet.coverage
  ) -> String {
    var sheet = ScoredSheet()
    sheet.add(conversation)
    guard
      let figure = sheet.figure(
        days, coverage, measure, hasUnresolvable: !conversation.isResolvableFirst)
    else { return "no number" }
    let counts = [
      ("hit", figure.rate.x), ("miss", figure.rate.n - figure.rate.x),
      ("unsettled", figure.unsettled ?? 0), ("first_unknown", figure.firstUnknown ?? 0),
      ("unidentified", figure.unidentified ?? 0),
    ]
    let words = counts.filter { $0.1 > 0 }.map(\.0).joined(separator: ", ")
    return words.isEmpty ? "left out" : words
  }

  /// The cell of all groups and periods.
  static let all = FCRCell.Key(grouping: .all, group: 9, month: nil)
}

extension FCRFigure {
  /// Denominator and numerator.
  var counts: [Int64] { [rate.n, rate.x] }
}

/// Seconds of a day.
let day: Int64 = 86_400
