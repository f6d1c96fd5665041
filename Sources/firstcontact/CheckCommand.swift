import ArgumentParser
import Pipeline
import Tables

/// Reads a pipeline's inputs as a run would, and writes nothing.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Reads a pipeline's inputs as a run would, and writes nothing.",
    discussion: "Exit status 65 with all problems where a run would refuse.")

  @OptionGroup var options: PlanOptions

  @Option(help: ArgumentHelp("Form of the report.", valueName: "text|json"))
  var format: PlanOptions.LogFormat = .text

  func run() throws { try options.reporting(carryOut) }

  private func carryOut() throws {
    let check = try InputCheck(
      options.plan(), options: options.runOptions, log: options.log, stop: stopRequest)
    let report =
      format == .text ? check.text : String(decoding: check.document.printed, as: UTF8.self)
    try Console().print(report)
    if let failure = check.failure { throw failure }
  }
}
