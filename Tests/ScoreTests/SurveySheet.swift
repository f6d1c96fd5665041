import Canonical
import Tables

@testable import Score

/// Answers written out by hand, in the order of reading, and the contacts that they may be about.
///
/// Each row of answers comes from a file of its own, so that files tell rows apart.
struct SurveySheet {
  /// Sources by the byte order of their names: two of contacts, then the survey's.
  static let (acd, chat, survey) = (UInt16(0), UInt16(1), UInt16(2))

  /// The rows, in the order of reading.
  private(set) var rows: [SurveyRow] = []
  /// Rows of contacts, in the order of reading.
  private(set) var matches: [ContactMatch] = []

  /// Adds one answer of a response; `set` gives any other columns.
  mutating func add(
    _ response: String, _ item: String = "resolved", _ value: String = "1", about contact: String = "c1",
    rater: String = "", source: UInt16 = SurveySheet.survey, answered: Int64? = nil,
    set columns: [String: String] = [:], keep: KeepRule? = nil
  ) {
    var row = [
      "response_id": response, "instrument": "voc", "item": item, "value": value, "contact_id": contact,
      "rater_id": rater, "answered_at": answered.map { "\($0)" } ?? "",
    ]
    row.merge(columns) { $1 }
    var batch = CanonicalSheet.batch(.responses, [row])
    if let keep { batch.keepKeys = batch.prints(of: keep.key, seed: 0) }
    rows += SurveyRow.rows(of: batch, source: source, first: UInt64(rows.count) << 40, keep: keep)
  }

  /// Adds a response that answers both items.
  mutating func add(
    _ response: String, resolved: String, contacts: String, about contact: String = "c1",
    rater: String = "", source: UInt16 = SurveySheet.survey
  ) {
    add(response, "resolved", resolved, about: contact, rater: rater, source: source)
    add(response, "contacts_to_resolve", contacts, about: contact, rater: rater, source: source)
  }

  /// Makes a row of a contact known that starts at a second; what starts before 0 is not covered.
  mutating func know(
    _ contact: String, source: UInt16 = SurveySheet.acd, start: Int64 = 0, customer: String = "",
    updated: Int64? = nil
  ) {
    var log = CallLog()
    log.add(
      contact, start, source: source, customer: customer.isEmpty ? nil : customer, updated: updated,
      file: UInt32(matches.count))
    know(log.legs)
  }

  /// Makes the contacts of a log known.
  mutating func know(_ legs: [Leg]) { matches += legs.map { ContactMatch($0) } }

  /// The responses of the rows.
  var responses: VocResponses { settled() }

  /// The responses of the rows, at a horizon of knowledge in seconds.
  func settled(stated: Int64? = nil, asOf: Int64 = .max / 1000) -> VocResponses {
    VocResponses(
      rows, stated: stated.map { Instant(seconds: $0) }, asOf: Instant(seconds: asOf))
  }

  /// The responses joined to the known contacts.
  var join: Joined { joined() }

  /// What joining gives.
  typealias Joined = (answers: [PlacedAnswer], excluded: ExcludedRows)

  /// The responses joined to the known contacts, at a horizon of knowledge in seconds.
  func joined(stated: Int64? = nil) -> Joined {
    var responses = responses
    var join = SurveyJoin(stated: stated.map { Instant(seconds: $0) })
    join.know(matches)
    let answers = join.join(responses.takeAboutContacts()) { $0 >= 0 }
    return (answers, join.excluded)
  }

  /// What was said about covered contacts; whoever answered twice has a number.
  var answers: ContactAnswers {
    var answers = join.answers
    var people = RespondentNumbers()
    people.note(answers.filter { !$0.isFurther && !$0.person.isMissing })
    people.number(&answers, after: 0)
    return ContactAnswers(answers)
  }

  /// Places of responses that are about no covered contact, by reason.
  var excluded: [String: [Int]] {
    var responses = responses
    _ = responses.takeAboutContacts()
    var places: [String: Set<Int>] = [:]
    var excluded = responses.excluded
    excluded.merge(join.excluded)
    for (file, reasons) in excluded.counts {
      for (place, response) in responses.responses.enumerated()
      where responses.files(of: response).contains(file) {
        for reason in reasons.keys { places[reason, default: []].insert(place) }
      }
    }
    return places.mapValues { $0.sorted() }
  }

  /// Places of the responses about a contact, ascending.
  func places(about id: String, _ source: UInt16 = SurveySheet.acd) -> [Int] {
    let answers = answers
    return matches.filter { $0.contact == Fingerprint(id) && $0.source == source }
      .flatMap { answers.answers(at: $0.place).map { responses.place(of: answers.answers[$0].response) } }
      .sorted()
  }

  /// What each response says, as words: resolved, took one contact.
  var words: [String] {
    responses.responses.map { response in
      [response.isResolved, response.tookOneContact]
        .map { $0.map { $0 ? "yes" : "no" } ?? "-" }.joined(separator: " ")
    }
  }

  /// What is odd about the answers of each response, by itself.
  var oddities: [[String]] {
    var log = CallLog()
    log.add("c1", 0)
    let match = ContactMatch(log.legs[0])
    return responses.responses.map { Self.words(PlacedAnswer($0, about: match).oddities) }
  }

  /// What is odd about the answers to known contacts.
  var warnings: [String] {
    let answers = answers
    var warnings = WarningTally()
    for match in matches { warnings.merge(answers.oddities(of: answers.answers(at: match.place))) }
    return Self.words(warnings)
  }

  /// Codes, subjects and counts of warnings.
  static func words(_ warnings: WarningTally) -> [String] {
    warnings.sorted.map { "\($0.key.code.rawValue) \($0.key.subject) \($0.count)" }
  }
}

extension VocResponses {
  /// Where a response stands in the order in which they were first read; -1 where it is none.
  func place(of response: Fingerprint) -> Int { responses.firstIndex { $0.print == response } ?? -1 }

  /// The files of a response's rows, in the order in which they were met.
  func files(of response: VocResponse) -> [UInt32] {
    ([response.rows] + furtherRows[response.print, default: []]).map(\.file)
  }
}
