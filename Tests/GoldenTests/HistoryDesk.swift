import Foundation

/// The synthetic center of teams over years, written by the built binary, and a pipeline over it.
struct HistoryDesk {
  /// Where its files and its pipeline lie.
  let work: WorkFolder

  /// A center of a size; 1 has 40 teams.
  /// - Parameters:
  ///   - inputs: further inputs, a line each, as the pipeline has them.
  ///   - parameters: lines below `parameters:` of the pipeline; none: the defaults.
  init(
    size: Double, seed: Int = 1, isKneed: Bool = true, inputs: [String] = [], analyses: String = "fcr",
    parameters: String = ""
  ) throws {
    work = try WorkFolder(isEmpty: true)
    let ending = try work.firstcontact(
      ["sample", "--history", "--size", "\(size)", "--seed", "\(seed)", "--out", "."]
        + (isKneed ? [] : ["--no-knee"]))
    guard ending.status == 0 else { throw Unwritten(errors: ending.errors) }
    try work.put(
      "pipeline.yaml",
      """
      version: 1
      inputs:
        - {table: contacts, source: acd, files: [exports/contacts.csv], covers: {from: 2023-07-01, to: 2026-07-01}}
        - {table: people, source: hr, files: [exports/people.csv], covers: {from: 2022-07-01, to: 2026-07-01}}
        - {table: assignments, source: hr, files: [exports/assignments.csv]}
        - {table: roles, source: hr, files: [exports/roles.csv]}
        - {table: responses, source: voc, files: [exports/responses.csv]}
        - {table: coaching, source: hr, files: [exports/coaching.csv]}
      \(inputs.map { "  - \($0)\n" }.joined())analyses: [\(analyses)]
      \(parameters.isEmpty ? "" : "parameters:\n" + parameters)
      """)
  }

  /// What a run finds, beside the truth; the desk is given up.
  consuming func tables() throws -> HistoryTables {
    let ending = try work.firstcontact("run", "pipeline.yaml", "--out", "out")
    guard ending.status == 0 else { throw Unwritten(errors: ending.errors) }
    return HistoryTables(work, ["truth", "exports", "out/latest/tables"])
  }

  /// The rows of a CSV file by the names of its columns.
  func rows(_ path: String) -> [[String: String]] { HistoryTables.rows(work.text(path)) }

  /// The center could not be written, or not be run.
  struct Unwritten: Error {
    /// What was said.
    var errors: String
  }
}
