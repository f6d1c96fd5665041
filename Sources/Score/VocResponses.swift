import Canonical
import Tables

/// What customers answered about contacts: the rows of each response together.
///
/// A response is one `response_id` of one source, of the instrument `voc`.
package struct VocResponses: Sendable {
  /// One response.
  struct Response: Sendable {
    /// Place of its source among the sources.
    var source: UInt16
    /// The contact that its rows name; missing where none does.
    var contact: Fingerprint = .missing
    /// Whether its rows name two contacts.
    var isTorn = false
    /// Who answered; missing where no row says, or they say different ones.
    var rater: Fingerprint = .missing
    /// When it was answered, else asked, in milliseconds; `CanonicalBatch.missing` where unknown.
    var known = CanonicalBatch.missing
    /// Whether it is resolved; nil where that is not answered.
    var isResolved: Bool?
    /// Whether one contact resolved it; nil where the number of contacts is not answered.
    var tookOneContact: Bool?
    /// Answers that cannot be used.
    var oddities = WarningTally()
    /// Places of its rows in the table.
    var rows: [Int] = []
  }

  /// All of them, in the order in which they were first met.
  private(set) var responses: [Response] = []
  private let files: [UInt32]

  /// How many responses there are.
  package var count: Int { responses.count }

  /// The item that asks whether it is resolved.
  static let resolved = "resolved"
  /// The item that asks how many contacts that took.
  static let contactsToResolve = "contacts_to_resolve"

  /// The responses of a settled table.
  package init(_ table: SmallTable, vocabulary: CodeBook) {
    files = table.files
    var places: [Fingerprint: Int] = [:]
    var raters: [Set<Fingerprint>] = []
    var answers: [(resolved: Set<Bool>, contacts: Set<Int64>)] = []
    let (instruments, items) = (table.numbers("instrument"), table.codes("item"))
    let (ids, contacts, raterIDs) = (
      table.keys("response_id"), table.keys("contact_id"), table.keys("rater_id")
    )
    let (asked, answered) = (table.numbers("asked_at"), table.numbers("answered_at"))
    let scale = AnswerScale(table)
    for row in ids.indices where instruments[row] == VocResponses.voc {
      let id = ids[row].combined(with: UInt64(table.sources[row]) + 1)
      let place = places[id] ?? responses.count
      if place == responses.count {
        places[id] = place
        responses.append(Response(source: table.sources[row]))
        raters.append([])
        answers.append(([], []))
      }
      responses[place].rows.append(row)
      let known = answered[row] != CanonicalBatch.missing ? answered[row] : asked[row]
      responses[place].known = max(responses[place].known, known)
      if !contacts[row].isMissing {
        responses[place].isTorn =
          responses[place].isTorn
          || !responses[place].contact.isMissing && responses[place].contact != contacts[row]
        responses[place].contact = contacts[row]
      }
      if !raterIDs[row].isMissing { raters[place].insert(raterIDs[row]) }
      let item = vocabulary.text(of: items[row])
      switch item {
      case VocResponses.resolved:
        if let answer = scale.truth(row) {
          answers[place].resolved.insert(answer)
        } else {
          responses[place].oddities.add(.otherScale, item)
        }
      case VocResponses.contactsToResolve:
        if let count = scale.count(row) {
          answers[place].contacts.insert(count)
        } else {
          responses[place].oddities.add(.otherScale, item)
        }
      default: break
      }
    }
    for place in responses.indices {
      responses[place].isResolved = responses[place].only(answers[place].resolved, VocResponses.resolved)
      let contacts = responses[place].only(answers[place].contacts, VocResponses.contactsToResolve)
      responses[place].tookOneContact = contacts.map { $0 == 1 }
      if raters[place].count == 1, let rater = raters[place].first { responses[place].rater = rater }
    }
  }

  /// The rows of some responses, as rows that were not used.
  package func excluded(_ reason: String, _ places: [Int]) -> ExcludedRows {
    var excluded = ExcludedRows()
    for place in places {
      for row in responses[place].rows { excluded.add(reason, file: files[row]) }
    }
    return excluded
  }

  /// Place of the instrument among its words.
  private static let voc: Int64 = 0
}

extension VocResponses.Response {
  /// The one answer; none where rows of a response contradict each other.
  fileprivate mutating func only<Answer>(_ answers: Set<Answer>, _ item: String) -> Answer? {
    if answers.count > 1 { oddities.add(.conflictingAnswers, item) }
    return answers.count == 1 ? answers.first : nil
  }
}

/// Reads answers on the scale that an item must have: on another one a number means something else.
private struct AnswerScale {
  private let values: [Int64]
  private let lowest: [Int64]
  private let highest: [Int64]
  /// One, as numbers are kept.
  private static let one: Int64 = 1_000_000

  init(_ table: SmallTable) {
    values = table.numbers("value")
    lowest = table.numbers("scale_min")
    highest = table.numbers("scale_max")
  }

  /// 1 or 0 on a scale of 0 to 1.
  func truth(_ row: Int) -> Bool? {
    guard [CanonicalBatch.missing, 0].contains(lowest[row]),
      [CanonicalBatch.missing, AnswerScale.one].contains(highest[row])
    else { return nil }
    return values[row] == AnswerScale.one ? true : values[row] == 0 ? false : nil
  }

  /// A whole number from 1 on.
  func count(_ row: Int) -> Int64? {
    guard [CanonicalBatch.missing, AnswerScale.one].contains(lowest[row]),
      values[row] >= AnswerScale.one, values[row] % AnswerScale.one == 0
    else { return nil }
    return values[row] / AnswerScale.one
  }
}
