import Canonical
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

  /// Whether somebody asks what surveys say of coaches.
  private let keepsAnswers: Bool
  /// Rows of such surveys, batch by batch, in any order.
  private let kept = Mutex<[Kept]>([])

  /// Rows of one batch.
  private struct Kept: Sendable {
    var batch: CanonicalBatch
    var source: UInt16
  }

  private let noted: Mutex<(contacts: SeenFilter?, newest: Int64?, namesContacts: Bool)>

  /// Nothing taken yet.
  /// - Parameters:
  ///   - rows: about how many will come.
  ///   - isJoined: whether somebody asks which contacts they are about.
  ///   - keepsAnswers: whether somebody asks what surveys say of coaches.
  init(rows: Int, hasKeepRule: Bool, isJoined: Bool, keepsAnswers: Bool = false, in workspace: Workspace) {
    (self.hasKeepRule, self.workspace, self.keepsAnswers) = (hasKeepRule, workspace, keepsAnswers)
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

  /// Keeps what a batch has of surveys about coaches, where somebody asks for them; all else is taken apart.
  /// - Parameter first: place among all rows of the run of the first byte of the batch's chunk.
  func keepAnswers(of batch: CanonicalBatch, source: UInt16, first: UInt64) {
    if !keepsAnswers { return }
    var own = batch
    if own.places.isEmpty { own.places = own.offsets.map { first + UInt64($0) } }
    CoachSurveys.keepOwn(in: &own)
    if own.count == 0 { return }
    // Such rows stay in memory, so that others make room for them.
    workspace.budget.take(own.count * SurveyInlet.bytesOfAnswer)
    kept.withLock { [own] in $0.append(Kept(batch: own, source: source)) }
  }

  /// About how much memory a row takes that is kept whole.
  private static let bytesOfAnswer = 192

  /// Tells, and forgets, what surveys say of coaches: the rows that count; nil where nobody asks.
  /// - Parameters:
  ///   - asOf: the horizon of knowledge where it is stated.
  ///   - keepColumn: the column of each account's keep rule.
  func takeAnswers(asOf: Instant?, keepColumn: [UInt32: String], _ vocabulary: Vocabulary) -> SmallTable? {
    if !keepsAnswers { return nil }
    let batches = kept.withLock { kept in
      defer { kept = [] }
      return kept.sorted { $0.batch.places[0] < $1.batch.places[0] }
    }
    var table = SmallTable(.responses)
    for own in batches {
      let files = own.batch.places.map { UInt32($0 >> 40) }
      vocabulary.change { table.append(own.batch, source: own.source, files: files, vocabulary: &$0) }
    }
    // What it leaves out is counted where all responses are settled.
    _ = table.settle(asOf: asOf, keepColumn: keepColumn)
    return table
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
