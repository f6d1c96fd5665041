import Canonical
import Score
import Tables

/// The responses of a run once their duplicates and contradictions are settled, by contact.
struct SurveySettling: Sendable {
  /// Those that name one contact; none where nobody asks what they are about.
  let responses: RecordStore
  /// Rows left out, by account and reason.
  private(set) var excluded = ExcludedRows()
  /// The rows that count of each source and day.
  private(set) var prints = RowPrints()

  /// What settling needs to know.
  struct Ground {
    /// Up to when versions of rows are known; nil: all are.
    var versions: Instant?
    /// The horizon of knowledge.
    var asOf: Instant
    /// Names of the sources.
    var sources: [String]
    /// Whose days count.
    var zone: ZoneTable
    /// Tells rows that a previous run could know.
    var parting: RowParting
  }

  /// What a worker keeps.
  private struct Worker: Sendable {
    var excluded = ExcludedRows()
    var prints = RowPrints()
  }

  /// Settles what came in.
  /// - Parameters:
  ///   - partitions: those of the contacts that responses may name; nil where nobody asks.
  init(
    _ inlet: SurveyInlet, _ ground: Ground, partitions: PartitionBits?, workers: Workers
  ) throws {
    let (workspace, versions, asOf) = (inlet.workspace, ground.versions, ground.asOf)
    let (sources, zone, parting) = (ground.sources, ground.zone, ground.parting)
    var rows = inlet.store
    if inlet.hasKeepRule {
      let kept = workspace.store(width: SurveyRow.width, rows.partitions, expecting: rows.count)
      rows = kept
      for worker in try SurveySettling.visit(
        inlet.store, byKeepRule: true, workspace, workers,
        { partition, worker in
          worker.excluded.merge(VocResponses.applyKeepRule(to: &partition, asOf: versions))
          try kept.append(SurveyRow.pack(partition), keys: SurveyRow.keys(of: partition, byKeepRule: false))
        })
      { excluded.merge(worker.excluded) }
    }
    let responses = workspace.store(
      width: VocResponse.width, partitions ?? PartitionBits(skipped: 0, bits: 0), expecting: rows.count)
    self.responses = responses
    for worker in try SurveySettling.visit(
      rows, byKeepRule: false, workspace, workers,
      { partition, worker in
        var calendar = ZoneCursor(zone)
        var settled = VocResponses(partition, stated: versions, asOf: asOf) { row in
          let isTimed = row.known != CanonicalBatch.missing
          let key = RowPrints.Key(
            table: TableSchema.responses.name, source: sources[Int(row.source)],
            day: isTimed ? calendar.day(of: Instant(milliseconds: row.known)) : nil,
            part: parting.part(instant: isTimed ? row.known : .min, file: row.file))
          worker.prints.add(row.print, to: key)
        }
        let about = settled.takeAboutContacts()
        worker.excluded.merge(settled.excluded)
        if partitions == nil { return }
        try responses.append(VocResponse.pack(about), keys: VocResponse.keys(of: about))
      })
    {
      excluded.merge(worker.excluded)
      prints.merge(worker.prints)
    }
  }

  private static func visit(
    _ store: RecordStore, byKeepRule: Bool, _ workspace: Workspace, _ workers: Workers,
    _ body: @escaping @Sendable (inout [SurveyRow], inout Worker) throws -> Void
  ) throws -> [Worker] {
    let parts = RecordParts(store: store, workspace: workspace) { words, count in
      var rows: [SurveyRow] = []
      SurveyRow.unpack(words, count: count, into: &rows)
      return SurveyRow.keys(of: rows, byKeepRule: byKeepRule)
    }
    return try workers.gather(count: store.partitions.count, Worker.init) { worker, partition in
      try parts.visit(partition) { records, _ in
        var rows: [SurveyRow] = []
        try records.read { words, count in SurveyRow.unpack(words, count: count, into: &rows) }
        try body(&rows, &worker)
      }
    }
  }
}
