import Testing

/// How one vendor writes a history down, and how much of it.
struct Dialect: Sendable, CustomTestStringConvertible {
  /// Its name in messages.
  let name: String
  /// An export of it.
  struct Export {
    /// Name of the file.
    var file: String
    /// Shipped profile that reads it; nil for the canonical header.
    var profile: String?
    /// What the file says.
    var text: String
  }
  /// The zone of its times without offset.
  var zone = "America/Phoenix"
  /// What it can say of a history.
  let carries: Set<TrueHistory.Trait>
  /// Matches that it has the columns for.
  var matches = ["any"]
  /// Groups that it has the columns for.
  var groups = ["all", "channel", "queue"]
  /// The channel of all its contacts.
  var channel = "voice"
  /// The column without which the end of a contact is its start and handle time; nil where there is none.
  var endColumn: String?
  /// Its exports of a history.
  let exports: @Sendable (TrueHistory) -> [Export]

  var testDescription: String { name }

  /// Every dialect but the canonical one, with which all are compared.
  static let all = [
    genesys, amazonConnect, amazonConnectRecords, nice, five9, zendesk, asterisk, aircall, talkdesk,
    freshdesk,
  ]

  /// A customer's telephone number, without a country.
  static func phone(_ customer: Int) -> String { "212555\(1000 + customer)" }
  /// A customer's e-mail address, as somebody wrote it in this contact.
  static func address(_ customer: Int, _ contact: Int) -> String {
    contact % 2 == 0 ? "k\(customer)@example.test" : "K\(customer)@Example.Test"
  }
  /// An agent as a name without blanks.
  static func agent(_ number: Int) -> String { "agent\(number)" }

  /// Lines of a comma-separated file: the header, and of each row the columns that it has a cell for.
  static func lines(_ header: String, _ rows: [[String: String]], separator: Character = ",") -> String {
    let names = header.split(separator: separator).map(String.init)
    let body = rows.map { row in names.map { row[$0] ?? "" }.joined(separator: String(separator)) }
    return ([header] + body).joined(separator: "\n") + "\n"
  }
}
