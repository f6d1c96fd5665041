import Canonical
import Tables
import Testing

@testable import Score

@Suite struct CoachingRecordsTests {
  private var vocabulary = CodeBook()

  @Test mutating func `metrics are told by name, those of days to come are not`() throws {
    func row(
      _ person: String, _ metric: String, _ from: String, _ to: String, _ value: String, n: String = ""
    )
      -> [String: String]
    {
      ["person_id": person, "metric": metric, "period_start": from, "period_end": to, "value": value, "n": n]
    }
    let table = CanonicalSheet.table(
      .metrics,
      [
        row("ana", "qa", "2025-01-01", "2025-01-31", "87.5", n: "12"),
        row("ana", "qa", "2025-01-15", "2025-02-14", "80"),
        row("ana", "adherence", "2025-01-01", "2025-01-31", "1"),
        row("ana", "qa", "2025-03-01", "2025-03-31", "90"),
      ], &vocabulary)
    let last = try #require(CivilDate(iso: "2025-03-30"))
    let metrics = PersonMetrics(table, named: ["qa", "quality"], last: last, vocabulary: vocabulary)
    let own = metrics.named("qa")
    #expect(own.map(\.millionths) == [87_500_000, 80_000_000] && own.map(\.n) == [12, nil])
    #expect(own.map { $0.month?.description } == ["2025-01", nil])
    #expect(metrics.named("quality").isEmpty && metrics.named("adherence").isEmpty)
  }

  @Test
  mutating func `scorecards of supervisors count on the day, with coaching where a weighted metric says so`()
    throws
  {
    func row(
      _ card: String, _ role: String, _ metric: String, weight: String = "0.2", from: String = "2025-01-01",
      to: String = ""
    )
      -> [String: String]
    {
      [
        "scorecard_id": card, "role_id": role, "metric": metric, "weight": weight, "from": from, "to": to,
        "metric_class": "people",
      ]
    }
    let roles = CanonicalSheet.table(
      .roles,
      [
        ["role_id": "lead", "role_type": "supervisor", "level": "3"],
        ["role_id": "csr", "role_type": "customer_facing", "level": "1"],
      ], &vocabulary)
    let table = CanonicalSheet.table(
      .scorecards,
      [
        row("a", "lead", "team_fcr"), row("a", "lead", "Coaching_Minutes"), row("b", "lead", "attrition"),
        row("b", "lead", "coaching", weight: "0"), row("c", "csr", "coaching"),
        row("d", "lead", "coached", to: "2025-05-31"), row("e", "lead", "coached", from: "2025-06-02"),
        row("f", "lead", "coached", from: "2025-06-01", to: "2025-06-01"),
      ], &vocabulary)
    let day = try #require(CivilDate(iso: "2025-06-01"))
    let cards = SupervisorScorecards(table, roles: roles, on: day, vocabulary: vocabulary)
    #expect(cards.count == 3 && cards.withCoaching == 2)
  }

  @Test mutating func `programs count that were not dropped and are over`() throws {
    func row(_ id: String, _ first: String, _ last: String, kind: String = "program", status: String = "")
      -> [String: String]
    {
      [
        "development_id": id, "person_id": "sue", "kind": kind, "status": status, "started_on": first,
        "ended_on": last,
      ]
    }
    let table = CanonicalSheet.table(
      .development,
      [
        row("b", "2025-05-01", "2025-05-20", status: "completed"), row("a", "2025-02-01", "2025-02-03"),
        row("c", "2025-03-01", "2025-03-03", status: "dropped"),
        row("d", "2025-03-01", "2025-03-03", kind: "mentoring"),
        row("e", "2025-03-01", ""), row("f", "2025-05-01", "2025-06-02"),
      ], &vocabulary)
    let last = try #require(CivilDate(iso: "2025-06-01"))
    let programs = CompletedPrograms(table, last: last)
    let own = programs.trainings(of: vocabulary.code(of: "sue"))
    #expect(
      own.map { "\($0.first.description) \($0.last.description)" } == [
        "2025-02-01 2025-02-03", "2025-05-01 2025-05-20",
      ])
    #expect(CompletedPrograms(nil, last: last).trainings(of: 1).isEmpty)
  }

  @Test mutating func `promotions are assignments that began so`() throws {
    func row(_ from: String, _ move: String) -> [String: String] {
      ["person_id": "ana", "from": from, "role_id": "csr", "team_id": "A", "move": move]
    }
    let rows = AssignmentRows(
      CanonicalSheet.table(
        .assignments,
        [
          row("2025-05-01", "promotion"), row("2024-01-01", "hire"), row("2024-06-01", "promotion"),
          row("2026-01-01", "promotion"),
        ],
        &vocabulary))
    let last = try #require(CivilDate(iso: "2025-12-31"))
    #expect(
      rows.promotions(of: vocabulary.code(of: "ana"), by: last).map(\.description) == [
        "2024-06-01", "2025-05-01",
      ])
  }
}
