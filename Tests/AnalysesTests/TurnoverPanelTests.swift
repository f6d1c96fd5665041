import Aggregate
import Canonical
import Tables
import Testing

@testable import Analyses

@Suite struct TurnoverPanelTests {
  // 20 of 100 settled first contacts are repeated, so of 10 whose window is open 2 are expected to be: 30 contacts
  // that are no first ones over 22 unresolved first ones.
  @Test func `repeats are told for each first contact that is not resolved`() throws {
    var center = CenterTables()
    center.add(80)
    center.add(20, isRepeated: true)
    center.add(30, isFirst: false)
    center.add(10, day: 97)
    center.add(5, isIdentified: false)
    let repeats = try #require(center.numbers.repeatsPerUnresolved)
    #expect(abs(repeats - 30.0 / 22) < 1e-12)
  }

  @Test func `where every first contact is resolved nothing tells of repeats`() {
    var center = CenterTables()
    center.add(80)
    #expect(center.numbers.repeatsPerUnresolved == nil)
    #expect(CenterTables().numbers.repeatsPerUnresolved == nil)
  }

  // Two people in January, of whom one leaves on its last day: 62, 28 and 31 days.
  @Test func `a unit has the months in which somebody was there, with its days and separations`() throws {
    let first = try #require(CivilDate(iso: "2025-01-01"))
    let leaves = try #require(CivilDate(iso: "2025-01-31"))
    let last = try #require(CivilDate(iso: "2025-03-31"))
    let groups = EmploymentHistory.Groups(0, 0, 7, 0, 0, 0, 0, 0)
    var stays = EmploymentHistory(person: 1)
    stays.stretches = [.init(first: first, last: last, groups: groups)]
    var leaver = EmploymentHistory(person: 2)
    leaver.stretches = [.init(first: first, last: leaves, groups: groups)]
    leaver.separations = [.init(day: leaves, groups: groups, kinds: [.external, .seat, .voluntary])]
    var tally = TurnoverTally(TurnoverSpan(first: first, last: last), groupings: [.all, .site, .team])
    for history in [stays, leaver] { tally.observe(history) }

    let teams = TurnoverPanel(.team, tally, nil) { grouping, code in "\(grouping.rawValue) \(code)" }
    #expect(teams.kind == .team && teams.units == ["team 7"])
    #expect(teams.cells.map(\.month) == (0..<3).map { Int(first.month.number) + $0 })
    #expect(teams.cells.map(\.personDays) == [62, 28, 31] && teams.cells.map(\.people) == [2, 1, 1])
    #expect(teams.cells.map(\.separations) == [1, 0, 0])
    // Without contacts nothing is known of them; a site without a name is no unit.
    #expect(teams.cells.allSatisfy { $0.n == 0 && $0.x == 0 && $0.agents == 0 && $0.unit == 0 })
    #expect(TurnoverPanel(.site, tally, nil) { _, _ in "" }.units.isEmpty)
  }
}
