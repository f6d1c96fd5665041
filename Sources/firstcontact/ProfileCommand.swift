import ArgumentParser
import Drafting

/// Drafts a profile from an export.
struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile", abstract: "Drafts a profile from an export.",
    discussion: """
      Prints YAML with a confidence and a reason for each field. What only a person can know is marked ASK; \
      nothing is guessed there. Values of personal columns are never printed. Save it, answer what it asks, \
      and try it with 'check'. Exit status 64 for a table that does not exist, 65 for a file that is no \
      table, 66 where there is none.
      """)

  @Argument(help: "An export, packed or not, such as exports/calls.csv.")
  var file: String

  @Option(
    help: ArgumentHelp("Canonical table to draft for; default: the one that fits best.", valueName: "table"))
  var table: String?

  func run() throws { try Console().print(ProfileDraft(file: file, table: table).text) }
}
