import ArgumentParser

/// What the command line sets of what a run reads; whoever reads its exports again gives the same.
struct ReadingOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Horizon of knowledge: a day (yyyy-MM-dd) or an instant.", valueName: "date"))
  var asOf: String?

  @Option(
    name: .customLong("from"),
    help: ArgumentHelp("First day that the contacts cover.", valueName: "date"))
  var coversFrom: String?

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp("First day that the contacts no longer cover.", valueName: "date"))
  var coversTo: String?

  @Option(
    help: ArgumentHelp("Reads this file in place of a table's; may be repeated.", valueName: "table=path"))
  var input: [String] = []

  func validate() throws {
    for pair in input where !pair.contains("=") {
      throw ValidationError("--input '\(pair)': expected table=path, such as contacts=calls.csv")
    }
  }
}
