import ArgumentParser
import Pipeline

/// Draws the page of a published run again.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Draws the page of a run again, from its tables alone.",
    discussion:
      "Prints the path of the page. Exit status: 0 done; 66 no such run; 74 it cannot be written; 75 a run is at work."
  )

  @Argument(
    help: ArgumentHelp("Id of a run, or how it begins or ends; default: the latest.", valueName: "run"))
  var name = "latest"

  @Option(help: ArgumentHelp("Folder that runs are published in.", valueName: "dir"))
  var out = "out"

  func run() throws { try Console().print(RunHistory(out).drawReport(of: name) + "\n") }
}
