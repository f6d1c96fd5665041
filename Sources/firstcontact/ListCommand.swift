import ArgumentParser
import Pipeline

/// Lists the published runs, newest first.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the published runs, newest first.")

  @Option(help: ArgumentHelp("Folder that runs are published in.", valueName: "dir"))
  var out = "out"

  func run() throws { try Console().print(RunHistory(out).listing) }
}
