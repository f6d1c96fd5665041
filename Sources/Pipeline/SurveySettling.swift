import Canonical
import Score
import Tables

/// The responses of a run once their duplicates and contradictions are settled, by contact.
struct SurveySettling: Sendable {
  /// Those that name one contact; none where nobody asks what they are about.
  let responses: RecordStore
  /// Rows left out, by account and reason.
  private(set) var excluded = ExcludedRows()

  /// Settles what came in.
  /// - Parameters:
  ///   - stated: the horizon of knowledge where it is stated.
  ///   - asOf: the horizon of knowledge.
  ///   - partitions: those of the contacts that responses may name; nil where nobody asks.
  init(
    _ inlet: SurveyInlet, stated: Instant?, asOf: Instant, partitions: PartitionBits?, workers: Workers
  ) throws {
    let workspace = inlet.workspace
    var rows = inlet.store
    if inlet.hasKeepRule {
      let kept = workspace.store(width: SurveyRow.width, rows.partitions, expecting: rows.count)
      rows = kept
      for worker in try SurveySettling.visit(
        inlet.store, byKeepRule: true, workspace, workers,
        { partition, excluded in
          excluded.merge(VocResponses.applyKeepRule(to: &partition, asOf: stated))
          try kept.append(SurveyRow.pack(partition), keys: SurveyRow.keys(of: partition, byKeepRule: false))
        })
      { excluded.merge(worker) }
    }
    let responses = workspace.store(
      width: VocResponse.width, partitions ?? PartitionBits(skipped: 0, bits: 0), expecting: rows.count)
    self.responses = responses
    for worker in try SurveySettling.visit(
      rows, byKeepRule: false, workspace, workers,
      { partition, excluded in
        var settled = VocResponses(partition, stated: stated, asOf: asOf)
        let about = settled.takeAboutContacts()
        excluded.merge(settled.excluded)
        if partitions == nil { return }
        try responses.append(VocResponse.pack(about), keys: VocResponse.keys(of: about))
      })
    { excluded.merge(worker) }
  }

  private static func visit(
    _ store: RecordStore, byKeepRule: Bool, _ workspace: Workspace, _ workers: Workers,
    _ body: @escaping @Sendable (inout [SurveyRow], inout ExcludedRows) throws -> Void
  ) throws -> [ExcludedRows] {
    let parts = RecordParts(store: store, workspace: workspace) { words, count in
      var rows: [SurveyRow] = []
      SurveyRow.unpack(words, count: count, into: &rows)
      return SurveyRow.keys(of: rows, byKeepRule: byKeepRule)
    }
    return try workers.gather(count: store.partitions.count, ExcludedRows.init) { excluded, partition in
      try parts.visit(partition) { records, _ in
        var rows: [SurveyRow] = []
        try records.read { words, count in SurveyRow.unpack(words, count: count, into: &rows) }
        try body(&rows, &excluded)
      }
    }
  }
}
