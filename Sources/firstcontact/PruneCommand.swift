import ArgumentParser
import Foundation
import Pipeline

/// Removes old runs.
struct PruneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune", abstract: "Removes old runs; the latest always stays.")

  @Option(help: ArgumentHelp("Folder that runs are published in.", valueName: "dir"))
  var out = "out"

  @Option(help: ArgumentHelp("Keeps the newest runs, so many.", valueName: "n"))
  var keep: Int?

  @Option(help: ArgumentHelp("Removes runs published more than so many days ago.", valueName: "days"))
  var olderThan: Int?

  func validate() throws {
    if (keep == nil) == (olderThan == nil) {
      throw ValidationError("expected one of --keep and --older-than")
    }
    if let keep, keep < 1 { throw ValidationError("--keep \(keep): expected at least 1") }
    if let olderThan, olderThan < 0 {
      throw ValidationError("--older-than \(olderThan): expected 0 or more days")
    }
  }

  func run() throws {
    let removed = try RunHistory(out).prune(keep: keep, olderThan: olderThan)
    try Console().print(removed.map { "removed \($0)\n" }.joined())
  }
}
