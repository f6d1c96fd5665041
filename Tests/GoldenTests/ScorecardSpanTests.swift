import Foundation
import Testing

/// From which day on a scorecard is asked for.
@Suite struct ScorecardSpanTests {
  /// Points that days without a scorecard cost a role whose people were hired in 2020, and which has one from 2026 on.
  private func points(covers: String) throws -> [String] {
    let work = try WorkFolder(isEmpty: true)
    let people = (1...6).map { "P\($0)" }
    try work.put(
      "people.csv",
      "person_id,worker_class,hired_on,left_on,site\n"
        + people.map { "\($0),employee,2020-01-01,,center\n" }.joined()
        + "Z,employee,2020-01-01,2020-02-01,center\n")
    try work.put(
      "assignments.csv",
      "person_id,from,role_id,team_id,site,move\n"
        + people.map { "\($0),2020-01-01,agent,calls,center,hire\n" }.joined())
    try work.put("roles.csv", "role_id,role_type,level\nagent,customer_facing,1\n")
    try work.put(
      "scorecards.csv",
      "scorecard_id,role_id,from,metric,metric_class,weight,direction\ncard,agent,2026-01-01,csat,outcome,1,up\n"
    )
    try work.put(
      "pipeline.yaml",
      """
      version: 1
      name: span
      as_of: 2026-06-30
      inputs:
        - {table: people, source: hr, files: [people.csv]\(covers)}
        - {table: assignments, source: hr, files: [assignments.csv]}
        - {table: roles, source: hr, files: [roles.csv]}
        - {table: scorecards, source: hr, files: [scorecards.csv]}
      analyses: [alignment]
      """)
    let ending = try work.firstcontact("run", "pipeline.yaml", "--out", "out")
    try #require(ending.status == 0, "\(ending.errors)")
    #expect(ending.errors.contains("ask why: firstcontact explain alignment"))
    return HistoryTables(work, ["out/latest/tables"])("alignment_violations.csv")
      .filter { $0["rule"] == "missing_period" }.compactMap { $0["points"] }
  }

  @Test func `without covers days count from the first scorecard on`() throws {
    #expect(try points(covers: "") == [])
  }

  @Test func `with covers days without a scorecard cost points`() throws {
    // 2025-07-01 to 2026-06-30 are 365 days, 184 of them before the scorecard: 20 · 184/365 = 10.08. Nothing is known of
    // csat, which costs 100: both are scaled to 100 together.
    let lost = 20 * 184.0 / 365
    let points = try points(covers: ", covers: {from: 2025-07-01, to: 2026-07-01}").compactMap(Double.init)
    #expect(points.count == 1 && abs((points.first ?? 0) - 100 * lost / (100 + lost)) < 1e-6)
  }
}
