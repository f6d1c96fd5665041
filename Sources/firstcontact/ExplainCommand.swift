import ArgumentParser
import Pipeline
import Tables

/// Tells how a number of a run came about.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Tells how a number came about, what a measure is, or what a code means.",
    discussion: """
      A number is a table or measure and what its row says: fcr.team=Elm; acr.call_type=billing,period=2026-05; \
      turnover.kind=seat. What is not said is the headline, all groups and the whole period. What is withheld stays \
      withheld. With --rows the exports are read again, with what the run had of --input, --as-of, --from and --to, and \
      the earliest contacts behind a number of tables/fcr.csv are listed with file and line. Exit status: 0 done; 64 nothing of that name, or several; 65 the exports have \
      changed; 66 no such run.
      """)

  @Argument(help: ArgumentHelp("A number, a measure, a table or a code.", valueName: "ref"))
  var reference: String

  @Option(help: ArgumentHelp("Id of a run, or how it begins or ends.", valueName: "run"))
  var of = "latest"

  @Option(help: ArgumentHelp("Folder that runs are published in.", valueName: "dir"))
  var out = "out"

  @Option(help: ArgumentHelp("Lists so many contacts behind the number, with --pipeline.", valueName: "n"))
  var rows: Int?

  @Option(help: ArgumentHelp("Pipeline file of the run.", valueName: "file"))
  var pipeline: String?

  @OptionGroup var reading: ReadingOptions

  func validate() throws {
    if let rows, rows < 1 { throw ValidationError("--rows \(rows): expected at least 1") }
    if rows != nil, pipeline == nil {
      throw ValidationError("--rows needs --pipeline, the pipeline file of the run")
    }
  }

  func run() throws {
    try Console().print(RunHistory(out).explanation(of: reference, in: of))
    guard let rows, let pipeline else { return }
    var options = try PlanOptions.parse([pipeline, "--out", out, "--quiet"])
    options.reading = reading
    let listing = try RowListing(
      of: reference, in: of, most: rows, plan: options.plan(), options: options.runOptions, log: options.log,
      stop: stopRequest)
    try Console().print("\n" + listing.text)
  }
}
