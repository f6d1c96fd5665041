import Canonical
import Tables

/// What customers answered about contacts: the rows of each response together.
///
/// A response is one `response_id` of one source, of the instrument `voc`.
package struct VocResponses: Sendable {
  /// All of them, in the order in which they were first read.
  private(set) var responses: [VocResponse] = []
  /// Rows that were not used, and rows of responses that are about no contact.
  package private(set) var excluded = ExcludedRows()
  /// Rows of responses in a second and further file, by response.
  private(set) var furtherRows: [Fingerprint: [VocResponse.Rows]] = [:]

  /// The item that asks whether it is resolved.
  static let resolved = "resolved"
  /// The item that asks how many contacts that took.
  static let contactsToResolve = "contacts_to_resolve"
  /// The items that ask how satisfied somebody is, and how much effort it took.
  static let (csat, ces) = ("csat", "ces")

  /// Settles the rows of complete responses.
  /// - Parameters:
  ///   - rows: all rows of any response in it, in any order.
  ///   - stated: the horizon of knowledge where it is stated: rows changed later lose to others.
  ///   - asOf: rows that became known later count for nothing.
  ///   - used: called with each row that counts.
  package init(
    _ rows: [SurveyRow], stated: Instant?, asOf: Instant, used: (SurveyRow) -> Void = { _ in }
  ) {
    var rows = rows.sorted { $0.place < $1.place }
    drop(
      "duplicate", &rows,
      DuplicateRows.superseded(rows, key: { $0.key }) {
        DuplicateRows.Rank(updated: $0.updated, place: $0.place, asOf: stated)
      })
    drop(
      "after_as_of", &rows,
      rows.indices.filter { rows[$0].known != CanonicalBatch.missing && rows[$0].known > asOf.milliseconds })
    var places = PlaceTable(capacity: rows.count)
    var said: [Said] = []
    for row in rows where row.isVoc {
      used(row)
      let place = places.number(of: row.response)
      if place == responses.count {
        responses.append(VocResponse(row))
        said.append(Said())
      }
      responses[place].take(row, &furtherRows)
      said[place].take(row)
    }
    for place in responses.indices { said[place].settle(&responses[place]) }
  }

  /// Leaves of the rows that compete under a profile's keep rule the one it names.
  package static func applyKeepRule(to rows: inout [SurveyRow], asOf: Instant?) -> ExcludedRows {
    rows.sort { $0.place < $1.place }
    let losers = DuplicateRows.superseded(rows, key: { $0.keepKey.isMissing ? nil : $0.keepKey }) {
      DuplicateRows.Rank(updated: $0.keepValue, place: $0.place, asOf: asOf)
    }
    var excluded = ExcludedRows()
    drop("not_kept", &rows, losers, &excluded)
    return excluded
  }

  /// Those that name one contact; the others are left out under their reasons.
  ///
  /// Behind one whose rows lie in several files there is another one for each further file.
  package mutating func takeAboutContacts() -> [VocResponse] {
    var kept: [VocResponse] = []
    for response in responses {
      if response.contact.isMissing {
        exclude(response, "no_contact_id")
      } else if response.isTorn {
        exclude(response, "two_contacts")
      } else {
        kept.append(response)
        for rows in furtherRows[response.print, default: []] { kept.append(response.further(rows)) }
      }
    }
    return kept
  }

  private mutating func exclude(_ response: VocResponse, _ reason: String) {
    for rows in [response.rows] + furtherRows[response.print, default: []] {
      excluded.add(reason, file: rows.file, count: Int(rows.count))
    }
  }

  private mutating func drop(_ reason: String, _ rows: inout [SurveyRow], _ places: [Int]) {
    VocResponses.drop(reason, &rows, places, &excluded)
  }

  private static func drop(
    _ reason: String, _ rows: inout [SurveyRow], _ places: [Int], _ excluded: inout ExcludedRows
  ) {
    for place in places { excluded.add(reason, file: rows[place].file) }
    let dropped = Set(places)
    if !dropped.isEmpty { rows = rows.indices.filter { !dropped.contains($0) }.map { rows[$0] } }
  }

  /// What the rows of one response said, before contradictions are settled.
  private struct Said {
    /// What several rows said of one thing.
    private struct Word<Value: Equatable> {
      var first: Value?
      var isTorn = false

      mutating func take(_ value: Value) {
        isTorn = isTorn || first != nil && first != value
        first = first ?? value
      }

      /// What all of them said; nil where they contradict each other.
      var agreed: Value? { isTorn ? nil : first }
    }

    private var rater = Word<Fingerprint>()
    private var resolved = Word<Int64>()
    private var contacts = Word<Int64>()
    private var (csat, ces) = (Word<Int64>(), Word<Int64>())

    mutating func take(_ row: SurveyRow) {
      if !row.rater.isMissing { rater.take(row.rater) }
      guard let answer = row.answer else { return }
      switch row.item {
      case .resolved: resolved.take(answer)
      case .contacts: contacts.take(answer)
      case .csat: csat.take(answer)
      case .ces: ces.take(answer)
      case .other: break
      }
    }

    /// Rows of a response that contradict each other answer nothing.
    func settle(_ response: inout VocResponse) {
      if let rater = rater.agreed { response.rater = rater }
      response.isResolved = resolved.agreed.map { $0 == 1 }
      response.tookOneContact = contacts.agreed.map { $0 == 1 }
      (response.csat, response.ces) = (csat.agreed, ces.agreed)
      response.hasConflict = (resolved: resolved.isTorn, contacts: contacts.isTorn)
    }
  }
}
