import Canonical
import Tables
import Testing

@testable import Score

@Suite struct EmploymentResolutionTests {
  private var vocabulary = CodeBook()

  private static func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }

  private func spell(
    _ hired: String, _ left: String = "", exit: String = "", kind: String = "employee", person: String = "ana"
  ) -> [String: String] {
    [
      "person_id": person, "hired_on": hired, "left_on": left, "exit_type": exit, "worker_class": kind,
      "site": "Elm",
    ]
  }

  private func assignment(
    _ from: String, _ to: String = "", team: String = "A", role: String = "r1", move: String = "",
    person: String = "ana"
  ) -> [String: String] {
    ["person_id": person, "from": from, "to": to, "team_id": team, "role_id": role, "move": move]
  }

  private mutating func resolution(
    _ people: [[String: String]], _ assignments: [[String: String]]? = nil, last: String = "2026-06-30",
    snapshots: [String] = [], topHalf: [String] = []
  ) throws -> EmploymentResolution {
    var people = CanonicalSheet.table(.people, people, &vocabulary)
    _ = people.settle(asOf: nil, keepColumn: [:])
    let top = Set(topHalf.map { vocabulary.code(of: $0) })
    var resolution = EmploymentResolution(
      EmploymentResolution.Ground(
        people: people,
        assignments: assignments.map { CanonicalSheet.table(.assignments, $0, &vocabulary) }, roles: nil,
        sources: ["hr"], snapshots: snapshots, last: try Self.day(last), zone: .utc),
      vocabulary: &vocabulary)
    resolution.regret(top)
    return resolution
  }

  /// First and last days, and teams, of Ana's stretches.
  private func stretches(_ resolution: EmploymentResolution) -> [String] {
    resolution.histories[0].stretches.map {
      "\($0.first.description)..\($0.last.description) \(vocabulary.text(of: $0.groups[2]))"
    }
  }

  private func separations(_ resolution: EmploymentResolution) -> [String] {
    resolution.histories[0].separations.map { separation in
      let kinds = separation.kinds.map(\.rawValue).sorted().joined(separator: "+")
      return "\(separation.day.description) \(vocabulary.text(of: separation.groups[2])) \(kinds)"
    }
  }

  private func count(_ code: WarningCode, _ resolution: EmploymentResolution) -> Int {
    resolution.warnings.sorted.filter { $0.key.code == code }.reduce(0) { $0 + $1.count }
  }

  @Test func `the last day counts, and a separation belongs to its team`() throws {
    var tests = self
    let found = try tests.resolution(
      [spell("2024-01-01", "2024-02-29", exit: "voluntary")],
      [assignment("2024-01-01", "2024-01-31"), assignment("2024-02-01", team: "B", move: "transfer")])
    // A transfer to another team in the same role empties no seat.
    #expect(tests.stretches(found) == ["2024-01-01..2024-01-31 A", "2024-02-01..2024-02-29 B"])
    #expect(tests.separations(found) == ["2024-02-29 B external+seat+voluntary"])
    #expect(tests.count(.assignmentOutsideEmployment, found) == 0)
  }

  @Test(arguments: [
    ("r2", "", true), ("r1", "promotion", true), ("r1", "lateral", true), ("r1", "demotion", true),
    ("r1", "exit_center", true), ("r1", "transfer", false), ("r1", "", false),
  ])
  func `a seat is left for another role, or by promotion, lateral move or demotion`(
    role: String, move: String, leaves: Bool
  ) throws {
    var tests = self
    let found = try tests.resolution(
      [spell("2026-01-01")],
      [assignment("2026-01-01", "2026-03-31"), assignment("2026-04-01", team: "B", role: role, move: move)])
    #expect(tests.separations(found) == (leaves ? ["2026-03-31 A seat"] : []))
  }

  @Test func `a rehire is a second spell, and an exit in the future waits`() throws {
    var tests = self
    let found = try tests.resolution([
      spell("2026-05-01", "2026-07-01", exit: "voluntary"),
      spell("2025-01-01", "2025-03-31", exit: "involuntary"),
    ])
    #expect(
      found.histories[0].employments.map(\.last.description) == ["2025-03-31", "2026-06-30"])
    #expect(found.histories[0].employments.map(\.exit) == [.involuntary, nil])
    #expect(tests.separations(found) == ["2025-03-31  external+involuntary+seat"])
    let later = try tests.resolution(
      [spell("2026-05-01", "2026-07-01", exit: "voluntary")], last: "2026-07-01")
    #expect(tests.separations(later) == ["2026-07-01  external+seat+voluntary"])
  }

  @Test func `who is hired later is not there yet`() throws {
    var tests = self
    let found = try tests.resolution([spell("2026-07-01")])
    #expect(found.histories[0].stretches.isEmpty && found.histories[0].employments.isEmpty)
    #expect(found.firstHired == nil)
  }

  @Test func `spells that overlap count each day once, and nobody leaves in between`() throws {
    var tests = self
    let found = try tests.resolution([
      spell("2026-01-01", "2026-04-30", exit: "voluntary"), spell("2026-04-01"),
    ])
    #expect(tests.count(.overlappingSpells, found) == 1)
    #expect(tests.separations(found).isEmpty)
    let days = found.histories[0].stretches.reduce(0) { $0 + Int($1.last.days - $1.first.days) + 1 }
    // January to June 2026: 31 + 28 + 31 + 30 + 31 + 30.
    #expect(days == 181)
  }

  @Test func `contractors have neither days nor separations`() throws {
    var tests = self
    let found = try tests.resolution(
      [spell("2026-01-01", "2026-03-31", exit: "other", kind: "contractor")], [assignment("2026-01-01")])
    #expect(found.histories[0].stretches.isEmpty && found.histories[0].separations.isEmpty)
    #expect(found.histories[0].employments.map(\.isContractor) == [true])
    #expect(tests.count(.noPersonDays, found) == 0)
  }

  @Test func `an assignment that begins with leaving the employer ends the spell the day before`() throws {
    var tests = self
    let found = try tests.resolution(
      [spell("2025-01-01"), spell("2025-01-01", "2025-02-01", person: "bo")],
      [assignment("2025-01-01", "2026-03-31"), assignment("2026-04-01", move: "exit_employer")])
    #expect(tests.separations(found) == ["2026-03-31 A external+seat+unknown"])
    #expect(tests.count(.inferredExit, found) == 0 && tests.count(.assignmentOutsideEmployment, found) == 0)
  }

  @Test func `without any last day in a source the end of the last assignment is the exit, and is said`()
    throws
  {
    var tests = self
    let rows = [assignment("2025-01-01", "2026-03-31")]
    let found = try tests.resolution([spell("2025-01-01")], rows)
    #expect(tests.separations(found) == ["2026-03-31 A external+seat+unknown"])
    #expect(tests.count(.inferredExit, found) == 1 && tests.count(.noExitDates, found) == 0)
    // Where others have a last day, a blank one says that they are here.
    let dated = try tests.resolution(
      [spell("2025-01-01"), spell("2025-01-01", "2025-05-01", person: "bo")], rows)
    #expect(tests.separations(dated).isEmpty && tests.count(.inferredExit, dated) == 0)
  }

  @Test func `who is missing in a later snapshot left halfway, and a roster without leavers is warned of`()
    throws
  {
    var tests = self
    // 2026-01-31, 2026-02-28 and 2026-03-31 at noon, in seconds.
    let stamps = ["1769860800", "1772280000", "1774958400"]
    func row(_ person: String, _ stamp: String) -> [String: String] {
      var row = spell("2025-01-01", person: person)
      row["updated_at"] = stamp
      return row
    }
    let rows = [row("ana", stamps[0])] + stamps.map { row("bo", $0) }
    let found = try tests.resolution(rows, snapshots: ["hr"])
    // 28 days lie between the two; 14 after the first is 2026-02-14.
    #expect(tests.separations(found) == ["2026-02-14  external+seat+unknown"])
    #expect(found.histories[1].separations.isEmpty)
    #expect(tests.count(.inferredExit, found) == 1)
    let plain = try tests.resolution(rows)
    #expect(tests.separations(plain).isEmpty && tests.count(.noExitDates, plain) == 2)
  }

  @Test func `assignments outside employment and people without assignments are counted`() throws {
    var tests = self
    let found = try tests.resolution(
      [
        spell("2025-01-01", "2025-06-30"), spell("2025-01-01", person: "bo"),
        spell("2025-01-01", "2025-01-31", person: "cy"), spell("2025-02-01", person: "cy"),
      ],
      [
        // Too early, too late, a stranger's; an open end ends with employment, spells without a gap are one.
        assignment("2024-12-31", "2025-03-31"), assignment("2025-04-01", "2025-07-01"),
        assignment("2025-06-01"), assignment("2025-01-01", person: "eve"),
        assignment("2025-01-01", "2025-03-31", person: "cy"),
      ])
    #expect(tests.count(.assignmentOutsideEmployment, found) == 3)
    #expect(tests.count(.personWithoutAssignments, found) == 1)
  }

  @Test func `two open assignments at once count each day once, for the later one`() throws {
    var tests = self
    let found = try tests.resolution(
      [spell("2026-06-01")], [assignment("2026-06-01"), assignment("2026-06-11", team: "B")])
    #expect(tests.stretches(found) == ["2026-06-01..2026-06-10 A", "2026-06-11..2026-06-30 B"])
  }

  @Test func `a team in which nobody was employed is counted`() throws {
    var tests = self
    let found = try tests.resolution(
      [spell("2026-01-01", "2026-01-31")], [assignment("2026-01-01"), assignment("2026-02-01", team: "B")])
    #expect(found.warnings.sorted.filter { $0.key.code == .noPersonDays }.map(\.key.subject) == ["B"])
  }

  @Test func `only a voluntary exit of the top half is regretted`() throws {
    var tests = self
    let people = [spell("2026-01-01", "2026-02-01", exit: "voluntary")]
    #expect(
      tests.separations(try tests.resolution(people, topHalf: ["ana"]))
        == ["2026-02-01  external+regretted+seat+voluntary"])
    #expect(
      tests.separations(try tests.resolution([spell("2026-01-01", "2026-02-01")], topHalf: ["ana"]))
        == ["2026-02-01  external+seat+unknown"])
  }

  @Test func `who comes back to an earlier assignment leaves no seat by the move that began it`() throws {
    var tests = self
    let found = try tests.resolution(
      [spell("2026-01-01")],
      [
        assignment("2026-01-01", move: "promotion"),
        assignment("2026-03-01", "2026-03-31", team: "B", move: "transfer"),
      ])
    // Day 91 of tenure is 2 April.
    #expect(
      tests.stretches(found) == [
        "2026-01-01..2026-02-28 A", "2026-03-01..2026-03-31 B", "2026-04-01..2026-04-01 A",
        "2026-04-02..2026-06-30 A",
      ])
    #expect(tests.separations(found).isEmpty)
  }

  @Test func `a spell without a last day ended before a later one only where days lie between`() throws {
    var tests = self
    let rows = [assignment("2025-01-01", "2025-06-30"), assignment("2025-07-03")]
    // 1 July lies between 30 June and 2 July; bo's last day says that the source has such days.
    let bo = spell("2025-01-01", "2025-02-01", person: "bo")
    let apart = try tests.resolution([spell("2025-01-01"), spell("2025-07-02"), bo], rows)
    #expect(tests.separations(apart) == ["2025-06-30 A external+seat+unknown"])
    #expect(tests.count(.inferredExit, apart) == 1 && tests.count(.overlappingSpells, apart) == 0)
    let next = try tests.resolution([spell("2025-01-01"), spell("2025-07-01"), bo], rows)
    #expect(tests.separations(next).isEmpty)
    #expect(tests.count(.inferredExit, next) == 0 && tests.count(.overlappingSpells, next) == 1)
  }
}
