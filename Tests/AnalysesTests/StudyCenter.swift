import Aggregate
import Canonical
import Tables

@testable import Analyses

/// A center of contacts written out by hand, each of a customer of its own unless said otherwise; times in
/// days.
struct StudyCenter {
  var parameters = FCRParameters()
  var coverage: Coverage
  private(set) var piece = ScoredPiece()
  private var book = CodeBook()

  /// Days from 0 to `days` are covered.
  init(days: Int64 = 100) {
    let end = Instant(seconds: days * 86_400)
    coverage = Coverage(from: Instant(seconds: 0), to: end, asOf: end)
  }

  /// Adds customers of one contact that lasts no time, under the same link for all matches but `case`.
  mutating func add(
    _ count: Int = 1, day: Double = 50, back: Double? = nil, isIdentified: Bool = true, agent: String = "ana",
    callType: String = "bill", channel: String = "voice", resolved: Bool? = nil,
    said: [(first: Bool?, delay: Double?)] = []
  ) {
    for _ in 0..<count {
      var groups = InlineArray<12, UInt32>(repeating: 0)
      groups[Grouping.channel.place] = book.code(of: channel)
      groups[Grouping.callType.place] = book.code(of: callType)
      groups[Grouping.agent.place] = book.code(of: agent)
      let start = Instant(milliseconds: Int64(day * 86_400_000))
      var link = RepeatLink()
      link.isIdentified = isIdentified
      if let back { link.untilReturn = Int64(back * 86_400_000) }
      var links = InlineArray<3, RepeatLink>(repeating: link)
      links[Match.case.place] = RepeatLink()
      var contact = ScoredConversation(
        status: .qualifying, start: start, end: start, month: CivilDate(days: Int32(day)).month,
        isAssertedResolved: resolved, hasCallType: !callType.isEmpty, agent: book.code(of: agent),
        groups: groups,
        links: links)
      contact.hasCustomer = isIdentified
      contact.answers = piece.answers.count..<piece.answers.count + said.count
      piece.answers += said.map {
        SurveyAnswer(
          respondent: 0, isResolved: $0.first != nil, tookOneContact: $0.first,
          known: $0.delay.map { start.milliseconds + Int64($0 * 86_400_000) })
      }
      piece.conversations.append(contact)
      piece.customerEnds.append(piece.conversations.count)
    }
  }

  /// What a code is called.
  func name(_ code: UInt32) -> String { book.text(of: code) }

  /// The rules' figures.
  var rules: RuleFigures {
    var tally = RuleTally(parameters, coverage: coverage)
    tally.observe(piece)
    return tally.finish()
  }

  /// Rows of a table that is disclosed to the full unless said otherwise, as texts; missing cells are left
  /// out.
  static func rows(_ table: GuardedTable, minimumPeople: Int = 0, surveys: Bool = true) -> [[String: String]]
  {
    var table = table
    // Small examples are looked into as if nobody had answered.
    if surveys { for place in table.rows.indices { table.rows[place].isSurveyed = false } }
    return CenterTables.texts(Disclosure(minimumPeople: minimumPeople).disclose([table])[0].table)
  }
}

extension [String: String] {
  /// Cells as one line; `-` where missing.
  func line(_ columns: String...) -> String { columns.map { self[$0] ?? "-" }.joined(separator: " ") }
}
