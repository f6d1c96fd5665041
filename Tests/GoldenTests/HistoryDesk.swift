import Foundation

/// The synthetic center of teams over years, written by the built binary, and a pipeline over it.
struct HistoryDesk {
  /// Where its files and its pipeline lie.
  let work: WorkFolder

  /// A center of a size; 1 has 40 teams.
  init(size: Double, seed: Int = 1, analyses: String = "fcr") throws {
    work = try WorkFolder(isEmpty: true)
    let ending = try work.firstcontact(
      "sample", "--history", "--size", "\(size)", "--seed", "\(seed)", "--out", ".")
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
      analyses: [\(analyses)]
      """)
  }

  /// The center could not be written.
  struct Unwritten: Error {
    /// What was said.
    var errors: String
  }

  /// The rows of a CSV file by the names of its columns.
  func rows(_ path: String) -> [[String: String]] {
    let lines = work.text(path).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    guard let names = lines.first else { return [] }
    return lines.dropFirst().map { Dictionary(zip(names, $0)) { first, _ in first } }
  }
}
