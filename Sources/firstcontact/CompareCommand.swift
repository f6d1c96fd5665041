import ArgumentParser
import Configuration
import Pipeline
import Tables

/// Says what moved from one run to another beyond its interval.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Says what moved from one run to a later one beyond its interval.",
    discussion: """
      A change is judged by its interval, never by the difference. A gate file lists numbers and bounds: \
      {number: fcr.team=Elm, not_below: 0.7, fall_at_most: 0.02}. Exit status: 0 done; 1 a gate fails; \
      66 no such run; 78 the gate file is wrong.
      """)

  @Argument(help: ArgumentHelp("Id of the earlier run, or how it begins or ends.", valueName: "earlier"))
  var earlier: String

  @Argument(help: ArgumentHelp("Id of the later run; default: the latest.", valueName: "later"))
  var later = "latest"

  @Option(help: ArgumentHelp("File of gates.", valueName: "file"))
  var gate: String?

  @Option(help: ArgumentHelp("Folder that runs are published in.", valueName: "dir"))
  var out = "out"

  func run() throws {
    let gates = try gate.map { path in try decodeGates(path: path) } ?? []
    let (text, hasFailed) = try RunHistory(out).comparison(of: later, since: earlier, gates)
    try Console().print(text)
    if hasFailed { throw Console.Reported(status: StageFailure.Status.difference.rawValue) }
  }
}
