import Canonical
import Tables
import Testing

@testable import Score

@Suite struct RosterTests {
  private var vocabulary = CodeBook()

  /// Ana's groups on a day, as texts.
  private mutating func standing(
    _ date: String, people: [[String: String]]? = nil, assignments: [[String: String]]? = nil,
    roles: [[String: String]]? = nil, person: String = "ana"
  ) throws -> (site: String, team: String, supervisor: String, role: String, kind: String, tenure: String) {
    let roster = roster(people: people, assignments: assignments, roles: roles)
    let standing = roster.standing(
      of: vocabulary.code(of: person), on: try #require(CivilDate(iso: date)))
    func text(_ code: UInt32) -> String { vocabulary.text(of: code) }
    return (
      text(standing.site), text(standing.team), text(standing.supervisor), text(standing.roleType),
      text(standing.workerClass), text(standing.tenureBand)
    )
  }

  private mutating func roster(
    people: [[String: String]]? = nil, assignments: [[String: String]]? = nil,
    roles: [[String: String]]? = nil
  ) -> Roster {
    Roster(
      people: people.map { CanonicalSheet.table(.people, $0, &vocabulary) },
      assignments: assignments.map { CanonicalSheet.table(.assignments, $0, &vocabulary) },
      roles: roles.map { CanonicalSheet.table(.roles, $0, &vocabulary) }, vocabulary: &vocabulary)
  }

  private func spell(_ hired: String, _ kind: String = "employee", site: String = "", left: String = "")
    -> [String: String]
  {
    ["person_id": "ana", "hired_on": hired, "worker_class": kind, "site": site, "left_on": left]
  }

  private func assignment(
    _ from: String, _ to: String = "", team: String, role: String = "r1", site: String = "",
    supervisor: String = ""
  ) -> [String: String] {
    [
      "person_id": "ana", "from": from, "to": to, "role_id": role, "team_id": team, "site": site,
      "supervisor_id": supervisor,
    ]
  }

  // Hired on 2023-01-01: day 0. 2023 has 365 days, 2024 366, 2025 365.
  @Test(arguments: [
    ("2023-01-01", "0-90d"), ("2023-04-01", "0-90d"), ("2023-04-02", "91-365d"),  // days 90, 91
    ("2024-01-01", "91-365d"), ("2024-01-02", "1-2y"),  // days 365, 366
    ("2024-12-31", "1-2y"), ("2025-01-01", "2-3y"),  // days 730, 731
    ("2025-12-31", "2-3y"), ("2026-01-01", "3y+"),  // days 1095, 1096
  ])
  func `a tenure band ends with day 90, 365, 730 or 1095 since hired_on`(date: String, band: String) throws {
    var tests = self
    #expect(try tests.standing(date, people: [spell("2023-01-01")]).tenure == band)
  }

  @Test func `before the first hired_on there is no tenure, but the class and site of the first spell`()
    throws
  {
    var tests = self
    let people = [spell("2025-01-01", "agency", site: "Elm"), spell("2026-01-01", site: "Oak")]
    let before = try tests.standing("2024-12-31", people: people)
    #expect((before.tenure, before.kind, before.site) == ("", "agency", "Elm"))
  }

  @Test func `a rehire begins tenure, class and site again on hired_on`() throws {
    var tests = self
    let people = [
      spell("2026-01-10", "contractor", site: "Oak"), spell("2020-01-01", site: "Elm", left: "2025-06-30"),
    ]
    let before = try tests.standing("2026-01-09", people: people)
    // Class and site stand after left_on.
    #expect((before.kind, before.site) == ("employee", "Elm"))
    let after = try tests.standing("2026-01-10", people: people)
    #expect((after.kind, after.site, after.tenure) == ("contractor", "Oak", "0-90d"))
  }

  @Test func `an assignment holds from its first day to its last, and a blank end is open`() throws {
    var tests = self
    let rows = [assignment("2026-01-10", "2026-01-20", team: "A"), assignment("2026-02-01", team: "B")]
    let days = ["2026-01-09", "2026-01-10", "2026-01-20", "2026-01-21", "2026-02-01", "2099-01-01"]
    let teams = try days.map { try tests.standing($0, assignments: rows).team }
    #expect(teams == ["", "A", "A", "", "B", "B"])
  }

  @Test func `where two assignments hold on a day the later from counts`() throws {
    var tests = self
    let rows = [
      assignment("2026-01-10", "2026-01-20", team: "B", supervisor: "bo"),
      assignment("2026-01-01", team: "A", supervisor: "al"),
    ]
    let days = ["2026-01-09", "2026-01-10", "2026-01-20", "2026-01-21"]
    let standings = try days.map { try tests.standing($0, assignments: rows) }
    #expect(standings.map(\.team) == ["A", "B", "B", "A"])
    #expect(standings.map(\.supervisor) == ["al", "bo", "bo", "al"])
  }

  @Test func `the site is the assignment's, else the person's`() throws {
    var tests = self
    let people = [spell("2020-01-01", site: "Home")]
    let rows = [
      assignment("2026-01-01", "2026-01-31", team: "A", site: "Elm"),
      assignment("2026-02-01", "2026-02-28", team: "A"),
    ]
    let days = ["2026-01-15", "2026-02-15", "2026-03-15"]
    let sites = try days.map { try tests.standing($0, people: people, assignments: rows).site }
    #expect(sites == ["Elm", "Home", "Home"])
  }

  @Test func `worker_class needs no assignment`() throws {
    var tests = self
    let standing = try tests.standing("2026-01-01", people: [spell("2026-01-01", "agency")], assignments: [])
    #expect((standing.kind, standing.team, standing.role) == ("agency", "", ""))
  }

  @Test func `the role type is that of the assignment's role, and an unknown role is a warning`() throws {
    var tests = self
    let rows = [
      assignment("2026-01-01", "2026-01-31", team: "A", role: "r1"),
      assignment("2026-02-01", team: "A", role: "r9"),
    ]
    let roles = [["role_id": "r1", "role_type": "back_office", "level": "1"]]
    #expect(try tests.standing("2026-01-15", assignments: rows, roles: roles).role == "back_office")
    #expect(try tests.standing("2026-02-15", assignments: rows, roles: roles).role == "")
    let warnings = tests.roster(assignments: rows, roles: roles).warnings.sorted
    #expect(warnings.map(\.key.code) == [.unknownRole] && warnings.map(\.key.subject) == ["r9"])
    #expect(tests.roster(assignments: rows).warnings == WarningTally())
  }

  @Test func `someone whom no table names stands nowhere`() throws {
    var tests = self
    let standing = try tests.standing(
      "2026-01-01", people: [spell("2020-01-01", site: "Elm")],
      assignments: [assignment("2020-01-01", team: "A")], person: "bo")
    #expect((standing.site, standing.team, standing.kind, standing.tenure) == ("", "", "", ""))
  }

  @Test func `the order of rows decides nothing`() throws {
    let people = [spell("2020-01-01", site: "Elm"), spell("2025-01-01", "agency", site: "Oak")]
    let rows = [
      assignment("2024-01-01", team: "A"), assignment("2025-06-01", "2025-06-30", team: "B"),
      assignment("2025-06-10", "2025-06-20", team: "C"),
    ]
    var tests = self
    for date in ["2024-06-01", "2025-06-05", "2025-06-15", "2025-06-25", "2025-07-01"] {
      let one = try tests.standing(date, people: people, assignments: rows)
      let other = try tests.standing(date, people: people.reversed(), assignments: rows.reversed())
      #expect(one == other)
    }
  }
}
