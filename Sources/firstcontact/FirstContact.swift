import ArgumentParser

/// The command line.
struct FirstContact: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "firstcontact",
    abstract: "First contact resolution and what moves it, from the exports of a contact center.",
    version: "0.1.0",
    subcommands: [
      RunCommand.self, CheckCommand.self, ProfileCommand.self, SampleCommand.self, SchemaCommand.self,
      ListCommand.self, ReportCommand.self, ExplainCommand.self, CompareCommand.self, DoctorCommand.self,
      PruneCommand.self,
    ])
}
