import Canonical
import SimulatedCenters
import Testing

@testable import Analyses

@Suite struct TypePolicyTests {
  private func types(_ roles: [RoleScorecard]) -> [TypePolicy] {
    TypePolicy.all(roles, AlignmentParameters(), hasData: nil)
  }

  @Test func `roles count by the people in them, by hand`() throws {
    // 30 people with csat .8, 10 with .4: (30·.8 + 10·.4)/40 = .7. The second has .5 of efficiency: 30 points.
    let found = try #require(
      types([
        ScorecardSheet.role("a", .customerFacing, ["csat outcome .8 up", "qa quality .2"], people: 30),
        ScorecardSheet.role(
          "b", .customerFacing, ["csat outcome .4", "aht efficiency .5", "qa people .1"], code: 2, people: 10),
        ScorecardSheet.role("c", .customerFacing, [], code: 3, people: 50, hasScorecard: false),
      ]).first)
    #expect(found.shares == [0.75, 0.25, 0])
    #expect(abs((found.score ?? 0) - 92.5) < 1e-9)
    #expect(found.lines.map { "\($0.metric) \($0.weight)" } == ["aht 125000", "csat 700000", "qa 175000"])
    // The class of most weight: .2·.75 against .1·.25.
    #expect(found.lines[2].metricClass == .quality && found.metricsOfTwoClasses == ["qa"])
    #expect(found.lines[1].isBetterLow == false)
  }

  @Test func `without people roles count alike, without scorecards there is no score`() throws {
    let empty = try #require(
      types([
        ScorecardSheet.role("a", .sales, ["csat outcome 1"], people: 0),
        ScorecardSheet.role("b", .sales, ["csat outcome .5", "qa quality .5"], code: 2, people: 0),
      ]).first)
    #expect(empty.shares == [0.5, 0.5] && empty.score == 100)
    let none = try #require(types([ScorecardSheet.role("a", .sales, [], hasScorecard: false)]).first)
    #expect(none.score == nil && none.lines.isEmpty)
    #expect(types([]).isEmpty)
  }

  @Test func `kinds of work come in their order, sales has the bands of who talks to customers`() {
    let found = types([
      ScorecardSheet.role("s", .sales, ["jobs_completed efficiency 1"], code: 2),
      ScorecardSheet.role("g", .gigBackOffice, ["tasks_per_hour efficiency .6", "qa quality .4"], code: 3),
      ScorecardSheet.role("c", .customerFacing, ["csat outcome 1"]),
    ])
    #expect(found.map(\.type) == [.customerFacing, .sales, .gigBackOffice])
    #expect(found.map(\.score) == [100, 0, 100])
  }
}
