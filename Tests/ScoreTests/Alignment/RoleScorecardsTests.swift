import Canonical
import Tables
import Testing

@testable import Score

@Suite struct RoleScorecardsTests {
  private var vocabulary = CodeBook()

  private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(iso: text)) }

  private func line(
    _ card: String, _ role: String, _ metric: String, weight: String, from: String = "2025-01-01",
    to: String = "", metricClass: String = "outcome", target: String = "", direction: String = ""
  ) -> [String: String] {
    [
      "scorecard_id": card, "role_id": role, "metric": metric, "weight": weight, "from": from, "to": to,
      "metric_class": metricClass, "target": target, "direction": direction,
    ]
  }

  /// People in roles on days; the year 2025 is looked at.
  private mutating func found(
    _ lines: [[String: String]], stays: [(role: String, from: String, to: String)]
  ) throws -> RoleScorecards {
    let roles = CanonicalSheet.table(
      .roles,
      [
        ["role_id": "csr", "role_type": "customer_facing", "level": "1"],
        ["role_id": "back", "role_type": "back_office", "level": "1"],
        ["role_id": "lead", "role_type": "supervisor", "level": "3"],
      ], &vocabulary)
    let table = CanonicalSheet.table(.scorecards, lines, &vocabulary)
    let place = EmploymentHistory.place(of: .role)
    let histories = try stays.enumerated().map { number, stay in
      var history = EmploymentHistory(person: UInt32(number + 1_000))
      var groups = EmploymentHistory.Groups()
      groups[place] = vocabulary.code(of: stay.role)
      history.stretches = [.init(first: try day(stay.from), last: try day(stay.to), groups: groups)]
      return history
    }
    return RoleScorecards(
      .init(
        scorecards: table, roles: roles, histories: histories,
        span: try day("2025-01-01")...day("2025-12-31")), vocabulary: vocabulary)
  }

  private func texts(_ warnings: WarningTally) -> [String] {
    warnings.sorted.map { "\($0.key.code.rawValue) \($0.key.subject) \($0.count)" }
  }

  @Test mutating func `the lines of the last day count, by metric, with weight, target and direction`() throws
  {
    let found = try found(
      [
        line("a", "csr", "csat", weight: "0.6", target: "0.85", direction: "up"),
        line("a", "csr", "aht", weight: "0.4", metricClass: "efficiency", direction: "down"),
        line("a", "csr", "sales", weight: "0.5", to: "2025-12-30"),
        line("a", "csr", "chat", weight: "0.5", from: "2026-01-01"),
      ], stays: [("csr", "2024-03-01", "2026-12-31"), ("csr", "2025-06-01", "2025-07-01")])
    #expect(
      found.roles == [
        RoleScorecard(
          role: vocabulary.code(of: "csr"), name: "csr", type: .customerFacing, scorecard: "a",
          lines: [
            ScorecardLine("aht", .efficiency, weight: 400_000, isBetterLow: true),
            ScorecardLine("csat", .outcome, weight: 600_000, target: 850_000, isBetterLow: false),
          ], people: 1, days: 365)
      ])
    #expect(found.warnings.counts.isEmpty)
  }

  @Test mutating func `weights above 1 and below 0 are left out, each under its code`() throws {
    let found = try found(
      [
        line("a", "csr", "csat", weight: "40"), line("a", "csr", "aht", weight: "-0.1"),
        line("a", "csr", "qa", weight: "1"), line("a", "csr", "sales", weight: "0"),
        line("a", "csr", "csat", weight: "1.000001", from: "2025-02-01"),
      ], stays: [])
    #expect(found.roles.map { $0.lines.map(\.metric) } == [["qa", "sales"]])
    #expect(texts(found.warnings) == ["weight_negative aht 1", "weight_over_one csat 2"])
  }

  @Test mutating func `a scorecard of a role that no table names is counted`() throws {
    let found = try found(
      [line("a", "ghost", "csat", weight: "1"), line("b", "lead", "coaching", weight: "1")], stays: [])
    #expect(found.roles.map(\.name) == ["lead"] && found.roles[0].days == 0)
    #expect(texts(found.warnings) == ["role_without_type ghost 1"])
  }

  @Test mutating func `days without and with two scorecards are counted while somebody is in the role`()
    throws
  {
    // Somebody is there from 1 March to 31 December: 306 days. Card a holds in March and April (61 days), b from 1 July
    // on, c on 30 and 31 December: 31 + 30 days of May and June have none, 2 have two.
    let found = try found(
      [
        line("a", "back", "qa", weight: "0.5", from: "2025-01-01", to: "2025-04-30"),
        line("a", "back", "tph", weight: "0.5", from: "2025-02-01", to: "2025-04-30"),
        line("b", "back", "qa", weight: "1", from: "2025-07-01"),
        line("c", "back", "tph", weight: "1", from: "2025-12-30"),
      ], stays: [("back", "2025-03-01", "2025-12-31")])
    let role = try #require(found.roles.first)
    #expect(role.days == 306 && role.missingDays == 61 && role.overlappingDays == 2)
    // The one that began last counts.
    #expect(role.scorecard == "c" && role.lines.map(\.metric) == ["tph"])
    #expect(texts(found.warnings) == ["missing_scorecard back 61", "overlapping_scorecards back 2"])
  }

  @Test mutating func `of two lines of one metric the later one counts, and both are told of`() throws {
    let found = try found(
      [
        line("a", "csr", "csat", weight: "0.7", from: "2025-06-01"), line("a", "csr", "csat", weight: "0.3"),
      ], stays: [])
    #expect(found.roles[0].lines.map(\.weight) == [700_000])
    #expect(texts(found.warnings) == ["overlapping_scorecards csr 1"])
  }

  @Test mutating func `a role with people and without a scorecard is found, one with neither is not`() throws
  {
    let found = try found(
      [], stays: [("lead", "2025-01-01", "2025-12-31"), ("csr", "2025-01-01", "2025-03-01")])
    #expect(found.roles.map(\.name) == ["lead"])
    #expect(found.roles[0].scorecard == nil && found.roles[0].missingDays == 365)
  }
}
