import Score
import Synchronization
import Tables

/// Takes the rows of `responses` as they are read; several workers may use it at once.
final class SurveyInlet: Sendable {
  /// The rows, by response, or by what competes under a keep rule.
  let store: RecordStore
  /// Whether some profile has a keep rule.
  let hasKeepRule: Bool
  /// Where more rows may be kept.
  let workspace: Workspace

  private let noted: Mutex<(contacts: SeenFilter?, newest: Int64?, namesContacts: Bool)>

  /// Nothing taken yet.
  /// - Parameters:
  ///   - rows: about how many will come.
  ///   - isJoined: whether somebody asks which contacts they are about.
  init(rows: Int, hasKeepRule: Bool, isJoined: Bool, in workspace: Workspace) {
    (self.hasKeepRule, self.workspace) = (hasKeepRule, workspace)
    store = workspace.store(width: SurveyRow.width, expecting: rows)
    noted = Mutex((isJoined ? workspace.filter(expecting: rows) : nil, nil, false))
  }

  /// Takes rows.
  /// - Parameter newest: the newest instant in them that is no open end.
  func take(_ rows: [SurveyRow], newest: Instant?) throws {
    noted.withLock { noted in
      for contact in SurveyRow.contacts(of: rows) {
        noted.contacts?.insert(contact)
        noted.namesContacts = true
      }
      if let newest { noted.newest = max(noted.newest ?? newest.milliseconds, newest.milliseconds) }
    }
    try store.append(SurveyRow.pack(rows), keys: SurveyRow.keys(of: rows, byKeepRule: hasKeepRule))
  }

  /// The newest instant in all rows that is no open end.
  var newest: Instant? { noted.withLock { $0.newest.map { Instant(milliseconds: $0) } } }

  /// Tells contacts that some row may name, and forgets them; nil where none names any, or nobody asks.
  func takeContacts() -> SeenFilter? {
    noted.withLock { noted in
      defer { noted.contacts = nil }
      return noted.namesContacts ? noted.contacts : nil
    }
  }
}
