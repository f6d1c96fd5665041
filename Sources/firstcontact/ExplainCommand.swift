import ArgumentParser
import Pipeline

/// Tells how a number of a run came about.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Tells how a number came about, what a measure is, or what a code means.",
    discussion: """
      A number is a table or measure and what its row says: fcr.team=Elm; acr.call_type=billing,period=2026-05; \
      turnover.kind=seat. What is not said is the headline, all groups and the whole period. What is withheld stays \
      withheld. Exit status: 0 done; 64 nothing of that name, or several; 66 no such run.
      """)

  @Argument(help: ArgumentHelp("A number, a measure, a table or a code.", valueName: "ref"))
  var reference: String

  @Option(help: ArgumentHelp("Id of a run, or how it begins or ends.", valueName: "run"))
  var of = "latest"

  @Option(help: ArgumentHelp("Folder that runs are published in.", valueName: "dir"))
  var out = "out"

  func run() throws { try Console().print(RunHistory(out).explanation(of: reference, in: of)) }
}
