import ArgumentParser
import Pipeline

/// Reads a pipeline's inputs and publishes its tables.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Reads a pipeline's inputs and publishes its tables.",
    discussion: """
      Prints the folder of the published run. Exit status: 0 done; 64 wrong usage; 65 data refused; \
      66 input missing; 70 our bug; 73/74 output cannot be written; 75 another run is at work; \
      78 a pipeline or profile file is wrong; 130/143 stopped.
      """)

  @OptionGroup var options: PlanOptions

  @Flag(help: "Also writes rows about single people, to the folder individual/.")
  var individual = false

  @Flag(help: "Runs although this run is published already, and replaces it.")
  var force = false

  @Flag(help: "Prints every effective value with its origin and what would be done, and writes nothing.")
  var dryRun = false

  func run() throws { try options.reporting(carryOut) }

  private func carryOut() throws {
    let plan = try options.plan()
    if dryRun {
      try Console().print(EffectivePlan(plan).text)
      return
    }
    var runOptions = options.runOptions
    runOptions.isIndividual = individual
    runOptions.isForced = force
    let folder = try NightlyRun(plan, options: runOptions, log: options.log, stop: stopRequest).publish()
    try Console().print(folder + "\n")
  }
}
