import Testing

/// Rows of people and assignments that do not fit: each is counted under its code, and none is silently dropped.
@Suite struct TurnoverRowsTests {
  private static let days = TurnoverDesk.days

  @Test func `a roster in which all fits has no finding`() throws {
    let desk = try TurnoverDesk()
    #expect(desk.ending.status == 0 && desk.findings.isEmpty, "\(desk.findings) \(desk.ending.errors)")
    #expect(desk.turnover("all", "all") == [0, 12 * Self.days, 12])
    #expect(desk.turnover("team", "A") == [0, 12 * Self.days, 12])
    // Nobody ever leaves, which is said.
    #expect(desk.tables.row("diagnostics.csv", ["code": "no_exit_dates"])?("count") == 12)
  }

  @Test func `an exit before the hire is rejected, and so is an assignment that ends before it begins`()
    throws
  {
    let desk = try TurnoverDesk(
      people: [
        "p13,employee,2025-03-01,2025-02-28,voluntary,Elm", "p14,employee,2025-03-01,2025-03-01,other,Elm",
      ],
      assignments: ["p13,2025-03-01,,r1,A,hire", "p14,2025-03-01,2025-02-28,r1,A,hire"])
    let rejects = desk.tables("rejects.csv").map(HistoryRow.init)
    #expect(rejects.map { $0.text("code") } == ["end_before_start", "end_before_start"])
    #expect(
      Set(rejects.map { "\($0.text("file")):\($0.text("line_first"))" }) == [
        "people.csv:14", "assignments.csv:15",
      ])
    // p13 is nobody then, and p14, who left on the day of hire, is in no team.
    #expect(desk.findings == ["assignment_outside_employment": 1, "person_without_assignments": 1])
    #expect(desk.turnover("all", "all") == [1, 12 * Self.days + 1, 13])
    #expect(desk.turnover("team", "") == [1, 1, 1])
  }

  @Test func `of two open assignments at once the later one counts from its first day on`() throws {
    let desk = try TurnoverDesk(assignments: ["p1,2025-06-01,,r1,B,", "p2,2025-06-01,,r1,B,"])
    #expect(desk.findings == ["overlapping_assignments": 2])
    // 151 days to 31 May 2025, 395 from 1 June on.
    #expect(desk.turnover("team", "A") == [0, 10 * Self.days + 2 * 151, 12])
    #expect(desk.turnover("team", "B") == [0, 2 * 395, 2])
    #expect(desk.turnover("all", "all") == [0, 12 * Self.days, 12])
  }

  @Test func `days of an assignment outside employment count for nothing`() throws {
    let desk = try TurnoverDesk(
      people: ["p1,employee,2025-01-01,2025-12-31,voluntary,Elm", "p13,employee,2025-03-01,,,Elm"],
      assignments: [
        "p1,2025-01-01,2026-01-31,r1,A,hire", "p13,2025-01-01,,r1,A,hire", "ghost,2025-01-01,,r1,A,hire",
      ], leavingOut: ["p1"])
    #expect(desk.findings == ["assignment_outside_employment": 3])
    // p1 has the 365 days of 2025, p13 those from 1 March 2025 on: 59 fewer than all.
    #expect(desk.turnover("team", "A") == [1, 11 * Self.days + 365 + Self.days - 59, 13])
    #expect(desk.turnover("all", "all") == desk.turnover("team", "A"))
  }

  @Test func `a person without assignments counts for the group without a name`() throws {
    let desk = try TurnoverDesk(people: ["p13,employee,2025-01-01,2025-01-31,other,"])
    #expect(desk.findings == ["person_without_assignments": 1])
    #expect(desk.turnover("team", "") == [1, 31, 1] && desk.turnover("site", "") == [1, 31, 1])
    #expect(desk.turnover("all", "all") == [1, 12 * Self.days + 31, 13])
  }

  @Test func `a team of one person is counted, and told of nobody where five are needed`() throws {
    let rows = (people: ["p13,employee,2025-01-01,,,Elm"], assignments: ["p13,2025-01-01,,r1,B,hire"])
    let open = try TurnoverDesk(people: rows.people, assignments: rows.assignments)
    #expect(open.findings == ["one_person_team": 1] && open.turnover("team", "B") == [0, Self.days, 1])
    let closed = try TurnoverDesk(people: rows.people, assignments: rows.assignments, minimumPeople: 5)
    #expect(closed.findings == ["one_person_team": 1])
    for team in ["A", "B"] { #expect(closed.turnover("team", team) == [-1, -1, -1], "\(team)") }
    #expect(closed.turnover("all", "all") == [0, 13 * Self.days, 13])
  }

  @Test func `a team in which nobody was employed has no rows, and is named`() throws {
    let desk = try TurnoverDesk(
      people: ["p13,employee,2025-01-01,2025-06-30,other,Elm"],
      assignments: [
        "p13,2025-01-01,2025-06-30,r1,A,hire", "p13,2025-07-01,,r1,Late,", "ghost,2025-01-01,,r1,Void,",
      ])
    #expect(
      desk.findings == [
        "assignment_outside_employment": 2, "no_person_days Late": 1, "no_person_days Void": 1,
      ])
    #expect(desk.turnover("team", "Late") == nil && desk.turnover("team", "Void") == nil)
  }

  @Test func `where nobody was employed at all there are no rates, and the run says so`() throws {
    let ids = Set((1...12).map { "p\($0)" })
    let desk = try TurnoverDesk(people: ["p13,employee,2026-07-01,,,Elm"], leavingOut: ids)
    #expect(desk.ending.status == 0, "\(desk.ending.errors)")
    #expect(desk.findings["no_person_days"] == 1, "\(desk.findings)")
    #expect(desk.tables("turnover.csv").isEmpty)
  }

  @Test func `spells that overlap count each day once, and rows twice in a file are duplicates`() throws {
    let desk = try TurnoverDesk(
      people: ["p1,agency,2025-06-01,,,Elm", "p2,employee,2025-01-01,,,Elm"])
    #expect(desk.findings == ["overlapping_spells": 1])
    #expect(desk.turnover("all", "all") == [0, 12 * Self.days, 12])
    #expect(desk.turnover("worker_class", "agency") == [0, 395, 1])
  }
}
