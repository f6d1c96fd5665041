import Foundation
import Testing

/// What is planted of coaching in the center of teams over years: agents' months from the one before that which had
/// them picked on.
struct PlantedCoaching {
  /// The month of first sessions of some agents, and a month in which they are seen.
  struct Cell: Hashable {
    /// `YYYY-MM` of the first sessions.
    var group: String
    /// `YYYY-MM` seen.
    var month: String
  }

  /// What an agent's month should have been, whatever it was.
  struct AgentMonth {
    /// Whose it is, and who coached them.
    var agent: String
    var coach: String
    /// The month of the first session, and this one.
    var cell: Cell
    /// Months since that of the first session.
    var after: Int
    /// First contacts, and all of them.
    var firsts: Double
    var contacts: Double
    /// The share of contacts after which nobody came back, how large it should be, and would be without coaching.
    var acr: Double
    var expected: Double
    var uncoached: Double
    /// What coaching added to the quality score.
    var qualityEffect: Double
  }

  /// Contacts below which a month has no share.
  ///
  /// Source: docs/coaching.md, "What we decided".
  static let fewestContacts = 5.0

  /// All months, by agent.
  let months: [AgentMonth]
  private let byAgent: [String: [Int: AgentMonth]]

  /// Days of employment in which a session leaves the agent out: nothing is known of them before.
  ///
  /// Source: docs/coaching.md, `always_treated`.
  static let washoutDays = 84

  /// The rows of truth/coaching.csv, but for agents who were coached in their first days, and of exports/people.csv.
  init(_ rows: [[String: String]], people: [[String: String]]) throws {
    let hired = Dictionary(
      people.map { ($0["person_id"] ?? "", $0["hired_on"] ?? "") }, uniquingKeysWith: min)
    let known = try rows.map(HistoryRow.init).filter { row in
      let first = try #require(hired[row.text("agent")].flatMap(Self.day))
      return try #require(Self.day(row.text("first_session"))) - first >= Self.washoutDays
    }
    months = try known.map { row in
      AgentMonth(
        agent: row.text("agent"), coach: row.text("coach"),
        cell: Cell(group: String(row.text("first_session").prefix(7)), month: row.text("month")),
        after: Int(try row.number("months_after")), firsts: try row.number("first_contacts"),
        contacts: try row.number("contacts"), acr: try row.number("acr"),
        expected: try row.number("expected_acr"), uncoached: try row.number("uncoached_acr"),
        qualityEffect: try row.number("qa_effect"))
    }
    byAgent = Dictionary(grouping: months, by: \.agent).mapValues { own in
      Dictionary(uniqueKeysWithValues: own.map { ($0.after, $0) })
    }
  }

  /// Days since 1970 of `YYYY-MM-DD`; nil for anything else.
  private static func day(_ text: String) -> Int? {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return nil }
    let date = DateComponents(
      calendar: Calendar(identifier: .gregorian), timeZone: .gmt, year: parts[0], month: parts[1],
      day: parts[2]
    ).date
    return date.map { Int($0.timeIntervalSince1970) / 86_400 }
  }

  /// What was true of coached agents in some cells, cells weighted by how many agents had their first session then.
  private func mean(in cells: Set<Cell>, since base: Int, of value: (AgentMonth, AgentMonth) -> Double?)
    -> Double
  {
    let sizes = Dictionary(grouping: byAgent.values.compactMap(\.first?.value.cell.group)) { $0 }
      .mapValues { Double($0.count) }
    let seen = Dictionary(grouping: months.filter { $0.after >= 0 && cells.contains($0.cell) }, by: \.cell)
    var (sum, weight) = (0.0, 0.0)
    for (cell, own) in seen.sorted(by: { ($0.key.group, $0.key.month) < ($1.key.group, $1.key.month) }) {
      let values = own.compactMap { month in
        byAgent[month.agent]?[base].flatMap { value(month, $0) }
      }
      if values.isEmpty { continue }
      sum += (sizes[cell.group] ?? 0) * values.sorted().reduce(0, +) / Double(values.count)
      weight += sizes[cell.group] ?? 0
    }
    return sum / weight
  }

  private static func isSeen(_ month: AgentMonth) -> Bool { month.contacts >= fewestContacts }

  /// What coaching added to agents' contact resolution in some cells.
  func effect(in cells: Set<Cell>) -> Double {
    mean(in: cells, since: -2) {
      Self.isSeen($0) && Self.isSeen($1) ? $0.expected - $0.uncoached : nil
    }
  }

  /// What coaching added to quality scores in some cells.
  func qualityEffect(in cells: Set<Cell>) -> Double {
    mean(in: cells, since: -2) { $0.firsts > 0 && $1.firsts > 0 ? $0.qualityEffect : nil }
  }

  /// What agents would have gained without any coaching, against the month that had them picked.
  func selection(in cells: Set<Cell>) -> Double {
    mean(in: cells, since: -1) {
      Self.isSeen($0) && Self.isSeen($1) ? $0.uncoached - $1.acr : nil
    }
  }

  /// What a coach added in the month of the first session and the two after it, each agent counting alike, and how many
  /// agents that are.
  private func mean(
    of coach: String, isSeen: (AgentMonth) -> Bool, _ value: (AgentMonth) -> Double
  ) -> (mean: Double, agents: Int) {
    let own = byAgent.values.filter { $0.first?.value.coach == coach }.compactMap { months -> Double? in
      let seen = (0...2).compactMap { months[$0] }.filter(isSeen).map(value)
      return months[-2].map(isSeen) != true || seen.isEmpty ? nil : seen.reduce(0, +) / Double(seen.count)
    }
    return (own.sorted().reduce(0, +) / Double(max(1, own.count)), own.count)
  }

  /// What a coach added to agents' contact resolution within 84 days.
  func effect(of coach: String) -> (mean: Double, agents: Int) {
    mean(of: coach, isSeen: Self.isSeen) { $0.expected - $0.uncoached }
  }

  /// What a coach added to quality scores within 84 days.
  func qualityEffect(of coach: String) -> (mean: Double, agents: Int) {
    mean(of: coach) {
      $0.firsts > 0
    } _: {
      $0.qualityEffect
    }
  }
}
