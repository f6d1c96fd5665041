import Foundation
import Testing

/// The scorecards that are planted in the center of teams over years, as a run of alignment finds them.
///
/// Seed 1 alone: it shows that exports, program and truth fit together, and no coverage of intervals.
@Suite struct HistoryAlignmentTests {
  private static let pipeline = """
    version: 1
    inputs:
      - {table: contacts, source: acd, files: [exports/contacts.csv], covers: {from: 2023-07-01, to: 2026-07-01}}
      - {table: people, source: hr, files: [exports/people.csv], covers: {from: 2025-07-01, to: 2026-07-01}}
      - {table: assignments, source: hr, files: [exports/assignments.csv]}
      - {table: roles, source: hr, files: [exports/roles.csv]}
      - {table: metrics, source: bi, files: [exports/metrics.csv]}
      - {table: tasks, source: crm, files: [exports/tasks.csv]}
      - {table: scorecards, source: hr, files: [exports/scorecards.csv]}
    analyses: [fcr, alignment]
    parameters:
      fcr: {windows_days: [7], headline_days: 7, matches: [reason], measures: [window_fcr, acr], group_by: [all]}
    """

  @Test func `importance, signs, policy and gaming are found as they were planted`() throws {
    let work = try WorkFolder(isEmpty: true)
    #expect(try work.firstcontact("sample", "--history", "--seed", "1", "--out", ".").status == 0)
    try work.put("pipeline.yaml", Self.pipeline)
    let ending = try work.firstcontact("run", "pipeline.yaml", "--out", "out", "--quiet")
    #expect(ending.status == 0, "\(ending.errors)")
    func rows(_ path: String) -> [[String: String]] { HistoryTables.rows(work.text(path)) }
    func number(_ row: [String: String], _ column: String) -> Double? { row[column].flatMap { Double($0) } }
    let truth = rows("truth/alignment.csv")
    #expect(truth.count == 17)

    // Drivers: the planted importance lies in the interval, and the order is the planted one.
    let importance = rows("out/latest/tables/alignment_importance.csv").filter { $0["role"] == "" }
    for (type, outcome) in [("customer_facing", "csat"), ("back_office", "quality")] {
      let drivers = truth.filter { row in
        row["role_type"] == type && ["driver", "wrong_sign"].contains(row["part"])
      }
      #expect(drivers.count >= 2)
      let found = importance.filter { $0["role_type"] == type && $0["outcome"] == outcome }
      for driver in drivers {
        let row = try #require(found.first { $0["metric"] == driver["metric"] })
        let (low, high) = (try #require(number(row, "lo")), try #require(number(row, "hi")))
        let planted = try #require(number(driver, "importance"))
        #expect(low <= planted && planted <= high, "\(type) \(driver["metric"] ?? ""): \(low) to \(high)")
        #expect(row["sign"] == (driver["part"] == "driver" ? "up" : "down"))
      }
      func order(_ rows: [[String: String]]) -> [String] {
        rows.filter { row in drivers.contains { $0["metric"] == row["metric"] } }
          .sorted { (number($0, "importance") ?? 0) > (number($1, "importance") ?? 0) }
          .compactMap { $0["metric"] }
      }
      #expect(order(found) == order(drivers))
    }

    // What scorecards were given beside: each has its flag, and no other metric of agents has it.
    let agents = rows("out/latest/tables/alignment.csv").filter { $0["role_type"] == "customer_facing" }
    for (flag, part) in [("wrong_sign", "wrong_sign"), ("dead", "dead"), ("circular", "outcome")] {
      let flagged = agents.filter { $0["flag"]?.split(separator: ";").contains(Substring(flag)) == true }
      let planted = truth.filter { $0["role_type"] == "customer_facing" && $0["part"] == part }
      #expect(flagged.compactMap { $0["metric"] } == planted.compactMap { $0["metric"] }, "\(flag)")
    }
    let redundant = agents.filter { $0["flag"]?.contains("redundant") == true }.compactMap { $0["metric"] }
    #expect(redundant == ["schedule_adherence", "schedule_conformance"])

    // 30 points of jobs completed and 20 of outcomes that lack; none; 10 of coaching.
    let scores = rows("out/latest/tables/alignment_scores.csv")
    #expect(scores.map { $0["policy_score"] } == ["50", "100", "90"])
    #expect(scores.map { $0["verdict"] } == ["MISALIGNED", "MISALIGNED", "MISALIGNED"])

    // The gamed metric, and no other, is bunched inside its target; it gets better while satisfaction falls.
    let gaming = rows("out/latest/tables/alignment_gaming.csv")
    let bunched = gaming.filter { $0["flag"] == "GAMING" }.map { [$0["check"], $0["metric"]] }
    #expect(Set(bunched) == [["bunching", "marked_resolved"]])
    #expect(gaming.contains { $0["metric"] == "marked_resolved" && $0["flag"] == "DIVERGING" })
  }
}
