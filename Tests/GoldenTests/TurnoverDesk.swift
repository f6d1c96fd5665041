import Foundation
import Testing

/// A small roster written row by row, and what a run of turnover over it says and publishes.
///
/// Twelve people were hired on 2025-01-01 into team A and are still there on 2026-06-30: 546 days each.
struct TurnoverDesk {
  /// Days of one of them.
  static let days = 546.0

  /// The tables of the run, `rejects.csv` and `diagnostics.csv` beside them.
  let tables: HistoryTables
  /// What it was told, with its exit status.
  let ending: WorkFolder.Ending

  /// A run over the roster and further rows.
  /// - Parameters:
  ///   - people: rows after `person_id,worker_class,hired_on,left_on,exit_type,site`.
  ///   - assignments: rows after `person_id,from,to,role_id,team_id,move`.
  ///   - others: further tables, header first.
  ///   - parameters: those of the pipeline, on one line.
  ///   - leavingOut: people of the roster who are not in it.
  init(
    people: [String] = [], assignments: [String] = [], others: [String: [String]] = [:],
    leavingOut absent: Set<String> = [], analyses: String = "turnover", parameters: String = "{}",
    minimumPeople: Int = 1
  ) throws {
    let ids = (1...12).map { "p\($0)" }.filter { !absent.contains($0) }
    let work = try WorkFolder(isEmpty: true)
    var rows = others
    rows["people"] =
      ["person_id,worker_class,hired_on,left_on,exit_type,site"]
      + ids.map { "\($0),employee,2025-01-01,,,Elm" } + people
    rows["assignments"] =
      ["person_id,from,to,role_id,team_id,move"] + ids.map { "\($0),2025-01-01,,r1,A,hire" } + assignments
    for (table, rows) in rows { try work.put("\(table).csv", rows.joined(separator: "\n") + "\n") }
    let inputs = rows.keys.sorted().map { table in
      let covers = table == "contacts" ? ", covers: {from: 2026-01-01, to: 2026-07-01}" : ""
      return "  - {table: \(table), source: desk, files: [\(table).csv]\(covers)}"
    }
    try work.put(
      "pipeline.yaml",
      """
      version: 1
      as_of: 2026-06-30
      inputs:
      \(inputs.joined(separator: "\n"))
      analyses: [\(analyses)]
      parameters: \(parameters)
      privacy: {min_people: \(minimumPeople)}
      """)
    ending = try work.firstcontact("run", "pipeline.yaml", "--out", "out")
    tables = HistoryTables(
      work, ["out/latest/tables"], ["out/latest/rejects.csv", "out/latest/diagnostics.csv"])
  }

  /// How often a code was found, by what it is about; codes of every run are left out, and that of a roster without
  /// leavers.
  var findings: [String: Int] {
    let usual: Set = [
      "raw_ids", "min_people", "min_people_low", "withheld_groups", "not_run", "no_exit_dates",
    ]
    var findings: [String: Int] = [:]
    for row in tables("diagnostics.csv").map(HistoryRow.init) where !usual.contains(row.text("code")) {
      let subject = row.text("subject")
      findings[row.text("code") + (subject.isEmpty ? "" : " \(subject)"), default: 0] += Int(
        row("count") ?? 0)
    }
    return findings
  }

  /// Separations, person days and people of a group over all days; nil where it has no row.
  func turnover(_ grouping: String, _ group: String, _ kind: String = "external") -> [Double]? {
    let row = tables.row(
      "turnover.csv", ["kind": kind, "group_by": grouping, "group": group, "period": "all"])
    return row.map { row in ["separations", "person_days", "people"].map { row($0) ?? -1 } }
  }
}
