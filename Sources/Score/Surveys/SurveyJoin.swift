import Canonical
import Tables

/// Finds which contact each response is about: the one of its own source, else the only one of that id.
package struct SurveyJoin: Sendable {
  /// Rows of responses that are about no contact inside the coverage.
  package private(set) var excluded = ExcludedRows()

  /// The row that counts of each contact that responses may be about.
  private(set) var contacts = BestRows<ContactMatch>()
  private var numbers = PlaceTable()
  // By number of the contact's id: the last contact that has it; by contact the one before.
  private var lasts: [Int32] = []
  private var previous: [Int32] = []
  private let stated: Instant?

  /// No contact is known.
  /// - Parameter stated: the horizon of knowledge where it is stated: rows changed later lose to others.
  package init(stated: Instant?) { self.stated = stated }

  /// Makes rows of contacts known; all of any contact that a response names are to be known before that is
  /// joined.
  package mutating func know(_ matches: [ContactMatch]) {
    let stated = stated
    for match in matches {
      let place = contacts.rows.count
      _ = contacts.take(match, key: match.contact.combined(with: UInt64(match.source) + 1)) {
        DuplicateRows.Rank(updated: $0.updated, place: $0.place, asOf: stated)
      }
      if contacts.rows.count == place { continue }
      let number = numbers.number(of: match.contact)
      if number == lasts.count { lasts.append(-1) }
      previous.append(lasts[number])
      lasts[number] = Int32(place)
    }
  }

  /// Joins responses to the known contacts.
  /// - Parameter isInside: whether a start in milliseconds is inside the coverage.
  /// - Returns: what was said about contacts inside.
  package mutating func join(_ responses: [VocResponse], isInside: (Int64) -> Bool) -> [PlacedAnswer] {
    var answers: [PlacedAnswer] = []
    for response in responses {
      let reason: String
      switch contact(of: response) {
      case .known(let match) where isInside(match.start):
        answers.append(PlacedAnswer(response, about: match))
        continue
      case .known: reason = "outside_coverage"
      case .ambiguous: reason = "ambiguous_contact"
      case .unknown: reason = "unknown_contact"
      }
      excluded.add(reason, file: response.rows.file, count: Int(response.rows.count))
    }
    return answers
  }

  private enum Finding {
    case known(ContactMatch)
    case ambiguous
    case unknown
  }

  private func contact(of response: VocResponse) -> Finding {
    guard let number = numbers.existingNumber(of: response.contact) else { return .unknown }
    let last = Int(lasts[number])
    var place = last
    while place >= 0 {
      if contacts.rows[place].source == response.source { return .known(contacts.rows[place]) }
      place = Int(previous[place])
    }
    return previous[last] < 0 ? .known(contacts.rows[last]) : .ambiguous
  }
}
