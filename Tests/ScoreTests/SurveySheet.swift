import Canonical
import Tables

@testable import Score

/// Answers written out by hand, in the order of reading; contacts are known by source.
struct SurveySheet {
  /// Sources by the byte order of their names: two of contacts, then the survey's.
  static let (acd, chat, survey) = (UInt16(0), UInt16(1), UInt16(2))

  private var rows: [(row: [String: String], source: UInt16)] = []
  private var starts: [Fingerprint: Int64] = [:]
  private var customers: [Fingerprint: Fingerprint] = [:]
  private var outside: Set<Fingerprint> = []

  /// Adds one answer of a response; `set` gives any other columns.
  mutating func add(
    _ response: String, _ item: String = "resolved", _ value: String = "1", about contact: String = "c1",
    rater: String = "", source: UInt16 = SurveySheet.survey, answered: Int64? = nil,
    set columns: [String: String] = [:]
  ) {
    var row = [
      "response_id": response, "instrument": "voc", "item": item, "value": value, "contact_id": contact,
      "rater_id": rater, "answered_at": answered.map { "\($0)" } ?? "",
    ]
    row.merge(columns) { $1 }
    rows.append((row, source))
  }

  /// Adds a response that answers both items.
  mutating func add(
    _ response: String, resolved: String, contacts: String, about contact: String = "c1",
    rater: String = "", source: UInt16 = SurveySheet.survey
  ) {
    add(response, "resolved", resolved, about: contact, rater: rater, source: source)
    add(response, "contacts_to_resolve", contacts, about: contact, rater: rater, source: source)
  }

  /// Makes a contact known that starts at a second.
  mutating func know(
    _ contact: String, source: UInt16 = SurveySheet.acd, start: Int64 = 0, customer: String = ""
  ) {
    starts[Self.contact(contact, source)] = start * 1000
    customers[Self.contact(contact, source)] = customer.isEmpty ? .missing : Fingerprint(customer)
  }

  /// Makes a contact known that starts outside the coverage.
  mutating func know(outside contact: String, source: UInt16 = SurveySheet.acd) {
    outside.insert(Self.contact(contact, source))
  }

  /// What a contact of a source is known by.
  static func contact(_ id: String, _ source: UInt16 = SurveySheet.acd) -> Fingerprint {
    Fingerprint(id).combined(with: UInt64(source) + 1)
  }

  /// The settled table; each row comes from a file of its own.
  var table: SmallTable { settled.table }

  /// The responses of the settled table.
  var responses: VocResponses {
    let (table, vocabulary) = settled
    return VocResponses(table, vocabulary: vocabulary)
  }

  private var settled: (table: SmallTable, vocabulary: CodeBook) {
    var vocabulary = CodeBook()
    var table = SmallTable(.responses)
    for (place, row) in rows.enumerated() {
      table.append(
        CanonicalSheet.batch(.responses, [row.row]), source: row.source, file: UInt32(place),
        vocabulary: &vocabulary)
    }
    _ = table.settle(asOf: nil, keepColumn: [:])
    return (table, vocabulary)
  }

  /// The responses joined to the known contacts of two sources.
  var answers: ContactAnswers {
    ContactAnswers(
      responses, sources: [Self.acd, Self.chat], starts: starts, customers: customers, outside: outside)
  }

  /// What each response says, as words: resolved, took one contact.
  var words: [String] {
    responses.responses.map { response in
      [response.isResolved, response.tookOneContact]
        .map { $0.map { $0 ? "yes" : "no" } ?? "-" }.joined(separator: " ")
    }
  }

  /// What is odd about the answers of all responses.
  var oddities: [String] {
    var warnings = WarningTally()
    for response in responses.responses { warnings.merge(response.oddities) }
    return Self.words(warnings)
  }

  /// Codes, subjects and counts of warnings.
  static func words(_ warnings: WarningTally) -> [String] {
    warnings.sorted.map { "\($0.key.code.rawValue) \($0.key.subject) \($0.count)" }
  }
}
