import ArgumentParser
import Pipeline
import Tables

/// Looks whether this machine and the published runs are in order.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Looks whether this machine can carry a run and the published runs are whole.",
    discussion: "Exit status: 0 all is good; 1 something is wrong, and says what to do.")

  @Option(help: ArgumentHelp("Folder that runs are published in.", valueName: "dir"))
  var out = "out"

  func run() throws {
    let doctor = Doctor(outputDirectory: out)
    try Console().print(doctor.text)
    if !doctor.isGood { throw Console.Reported(status: StageFailure.Status.difference.rawValue) }
  }
}
