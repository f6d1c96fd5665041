import Aggregate
import Canonical
import Tables

@testable import Analyses

/// A center whose scored conversations are written out by hand, and the tables made of them.
///
/// Days 0 to 100 are covered; a conversation lasts no time and stands on day 50 unless said otherwise.
struct CenterTables {
  var parameters = FCRParameters()
  var minimumPeople = 1
  private var book = CodeBook()
  private var piece = ScoredPiece()

  init() { parameters.groupings = [.all] }

  /// Adds a customer of one conversation: settled and resolved unless said otherwise.
  mutating func add(
    _ count: Int = 1, day: Int64 = 50, isRepeated: Bool = false, isFirst: Bool = true,
    isIdentified: Bool = true, status: ConversationStatus = .qualifying, agent: String = "ana",
    callType: String = "bill", queue: String = "", resolved: Bool? = nil, isByChance: Bool = false,
    returnDay: Int64 = 0, said answers: [SurveyAnswer] = []
  ) {
    for _ in 0..<count {
      add(
        customer: [isRepeated], day: day, isFirst: isFirst, isIdentified: isIdentified, status: status,
        agent: agent, callType: callType, queue: queue, resolved: resolved, isByChance: isByChance,
        returnDay: returnDay, said: answers)
    }
  }

  /// Adds for each of these respondents a customer of one conversation about which they say this.
  mutating func add(
    respondents: Range<UInt32>, isResolved: Bool? = true, tookOne: Bool? = true, agent: String = "ana"
  ) {
    for respondent in respondents {
      let answer = SurveyAnswer(
        respondent: respondent + 1, isResolved: isResolved, tookOneContact: tookOne)
      add(agent: agent, said: [answer])
    }
  }

  /// Adds a customer of several conversations, each repeated or not.
  mutating func add(
    customer repeats: [Bool], day: Int64 = 50, isFirst: Bool = true, isIdentified: Bool = true,
    status: ConversationStatus = .qualifying, agent: String = "ana", callType: String = "bill",
    queue: String = "", resolved: Bool? = nil, isByChance: Bool = false,
    returnDay: Int64 = 0, said answers: [SurveyAnswer] = []
  ) {
    let texts: [Grouping: String] = [.all: "all", .agent: agent, .callType: callType, .queue: queue]
    var groups = InlineArray<12, UInt32>(repeating: 0)
    for (place, grouping) in Grouping.ofContacts.enumerated() {
      groups[place] = book.code(of: texts[grouping] ?? "")
    }
    let start = Instant(seconds: day * 86_400)
    for isRepeated in repeats {
      var link = RepeatLink()
      link.isIdentified = isIdentified
      if isRepeated { link.untilReturn = returnDay * 86_400_000 }
      if !isFirst { link.sincePrevious = 0 }
      var conversation = ScoredConversation(
        status: status, start: start, end: start, month: CivilDate(days: Int32(day)).month,
        isAssertedResolved: resolved, hasCallType: !callType.isEmpty, agent: book.code(of: agent),
        groups: groups, links: InlineArray(repeating: link))
      if isByChance { conversation.untilPlacebo = 0 }
      conversation.answers = piece.answers.count..<piece.answers.count + answers.count
      piece.answers += answers
      piece.conversations.append(conversation)
    }
    piece.customerEnds.append(piece.conversations.count)
  }

  /// The tally of everything added.
  var tally: FCRTally {
    var tally = FCRTally(plan)
    tally.observe(piece)
    return tally
  }

  /// The numbers and their tables before disclosure, agents called by their own names.
  var numbers: FCRTables {
    FCRTables(
      tally, plan: plan, parameters: parameters, groupings: parameters.groupings, isIndividual: true
    ) { _, code in book.text(of: code) }
  }

  /// What of them is published.
  var tables: Published {
    let tables = numbers
    let disclosed = Disclosure(minimumPeople: minimumPeople).disclose(tables.guarded, tables.pairs)
    return Published(
      headlineMatch: tables.headlineMatch, isReasonUnusable: tables.isReasonUnusable,
      fcr: disclosed[0].table, population: disclosed[1].table, individualFCR: disclosed[2].table,
      individualPopulation: disclosed[3].table, withheldRows: disclosed[0].withheld)
  }

  /// What a run publishes.
  struct Published {
    var headlineMatch: Match
    var isReasonUnusable: Bool
    var fcr: ReportTable
    var population: ReportTable
    var individualFCR: ReportTable?
    var individualPopulation: ReportTable?
    /// Rows of `fcr` that are withheld.
    var withheldRows: Int
  }

  /// Rows of `fcr` as texts under their columns; missing cells are left out.
  var rows: [[String: String]] { CenterTables.texts(tables.fcr) }

  /// The row of one window, 7 days and any match unless said otherwise, of all groups and periods.
  func row(
    _ days: Int = 7, _ match: String = "any", group: String = "all", period: String = "all"
  ) -> [String: String]? {
    rows.first {
      $0["measure"] == "window_fcr" && $0["window_days"] == "\(days)" && $0["match"] == match
        && $0["group"] == group && $0["period"] == period
    }
  }

  /// The rows of a measure of all groups and periods, or of a period.
  func rows(of measure: String, period: String = "all") -> [[String: String]] {
    rows.filter { $0["measure"] == measure && $0["group_by"] == "all" && $0["period"] == period }
  }

  /// Rows of a table as texts under their columns; missing cells are left out.
  static func texts(_ table: ReportTable) -> [[String: String]] {
    table.rows.map { row in
      var texts: [String: String] = [:]
      for (column, cell) in zip(table.columns, row) { texts[column.name] = text(cell) }
      return texts
    }
  }

  private var plan: FCRTally.Plan {
    let (from, to) = (Instant(seconds: 0), Instant(seconds: 100 * 86_400))
    return FCRTally.Plan(parameters, coverage: Coverage(from: from, to: to, asOf: to))
  }

  private static func text(_ cell: ReportTable.Cell) -> String? {
    switch cell {
    case .missing: nil
    case .text(let text): text
    case .integer(let number): "\(number)"
    case .decimal(let millionths):
      (millionths < 0 ? "-" : "") + "\(abs(millionths) / 1_000_000)." + padded(abs(millionths) % 1_000_000, 6)
    case .instant(let instant): instant.description
    }
  }
}
