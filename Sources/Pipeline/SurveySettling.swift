import Canonical
import Score
import Tables

/// The responses of a run once their duplicates and contradictions are settled, by contact.
struct SurveySettling: Sendable {
  /// Those that name one contact.
  let responses: RecordStore
  /// Rows left out, by account and reason.
  private(set) var excluded = ExcludedRows()
  /// Rows of responses in a second and further file.
  private(set) var furtherRows: [Fingerprint: [VocResponse.Rows]] = [:]

  /// Settles what came in.
  /// - Parameters:
  ///   - stated: the horizon of knowledge where it is stated.
  ///   - asOf: the horizon of knowledge.
  ///   - partitions: those of the contacts that responses may name.
  init(
    _ inlet: SurveyInlet, stated: Instant?, asOf: Instant, partitions: PartitionBits, workers: Workers
  ) throws {
    let workspace = inlet.workspace
    var rows = inlet.store
    if inlet.hasKeepRule {
      rows = workspace.store(width: SurveyRow.width, rows.partitions, expecting: rows.count)
      let kept = rows
      for worker in try SurveySettling.visit(
        inlet.store, workers,
        { partition, excluded in
          var partition = partition
          excluded.merge(VocResponses.applyKeepRule(to: &partition, asOf: stated))
          try kept.append(SurveyRow.pack(partition), keys: SurveyRow.keys(of: partition, byKeepRule: false))
        })
      { excluded.merge(worker) }
    }
    let responses = workspace.store(width: VocResponse.width, partitions, expecting: rows.count)
    self.responses = responses
    let further = SharedValue<[Fingerprint: [VocResponse.Rows]]>([:])
    for worker in try SurveySettling.visit(
      rows, workers,
      { partition, excluded in
        var settled = VocResponses(partition, stated: stated, asOf: asOf)
        let about = settled.takeAboutContacts()
        excluded.merge(settled.excluded)
        let furtherRows = settled.furtherRows
        further.change { $0.merge(furtherRows) { $1 } }
        try responses.append(VocResponse.pack(about), keys: VocResponse.keys(of: about))
      })
    { excluded.merge(worker) }
    furtherRows = further.value
  }

  /// Rows of a response, as rows that were not used.
  func rows(of response: Fingerprint, _ first: VocResponse.Rows) -> [VocResponse.Rows] {
    [first] + furtherRows[response, default: []]
  }

  private static func visit(
    _ store: RecordStore, _ workers: Workers,
    _ body: @escaping @Sendable ([SurveyRow], inout ExcludedRows) throws -> Void
  ) throws -> [ExcludedRows] {
    try workers.gather(count: store.partitions.count, ExcludedRows.init) { excluded, partition in
      var rows: [SurveyRow] = []
      try store.take(partition).read { words, count in SurveyRow.unpack(words, count: count, into: &rows) }
      if !rows.isEmpty { try body(rows, &excluded) }
    }
  }
}
