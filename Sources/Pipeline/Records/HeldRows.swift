import Canonical
import Score
import Synchronization
import Tables

/// Rows of one input that must wait until all of them are there.
///
/// Several become one, or the legs before them tell their chains. Several workers may add to it at once.
final class HeldRows: Sendable {
  /// How its rows are read.
  let mapping: ProfileMapping
  /// Place of its source.
  let source: UInt16
  private let layout: RowLayout
  private let store: RecordStore
  private let workspace: Workspace

  /// No row yet.
  /// - Parameter rows: about how many will come.
  init(_ mapping: ProfileMapping, source: UInt16, expecting rows: Int, in workspace: Workspace) {
    (self.mapping, self.source, self.workspace) = (mapping, source, workspace)
    layout = RowLayout(mapping)
    store = workspace.store(width: layout.width, expecting: rows)
  }

  /// How many partitions they are in.
  var partitionCount: Int { store.partitions.count }

  /// Adds the rows of a batch.
  /// - Parameter first: place among all rows of the run of the first byte of the batch's chunk.
  func take(_ batch: CanonicalBatch, first: UInt64, _ vocabulary: Vocabulary) throws {
    let codes = vocabulary.change { book in batch.books.map { book.merge($0) } }
    let keys =
      mapping.collapse.map { batch.filledPrints(of: $0.by, seed: 1) }
      ?? Array(repeating: .missing, count: batch.count)
    let words = layout.pack(batch, first: first, keys: keys, codes: codes)
    try store.append(words, keys: layout.keys(words, words.count))
  }

  /// Takes the rows of a partition out, as they are once all are there.
  /// - Parameters:
  ///   - links: which legs follow which.
  ///   - body: takes a batch of rows that came of some.
  /// - Returns: how many rows of each file became none, by reason.
  func release(
    _ partition: Int, _ links: ChainLinks?, _ vocabulary: Vocabulary, _ body: (CanonicalBatch) throws -> Void
  ) throws -> ExcludedRows {
    func texts(_ codes: [UInt32]) -> [[UInt8]] {
      vocabulary.change { book in codes.map { Array(book.bytes(of: $0)) } }
    }
    func hand(over batch: CanonicalBatch) throws {
      var batch = batch
      if let links {
        let slot = batch.slots[batch.table.place(of: "chain_id")]
        batch.keys[slot] = batch.keys[slot].map(links.root)
      }
      if let keep = mapping.keep { batch.keepKeys = batch.keepKeys(of: keep) }
      if batch.count > 0 { try body(batch) }
    }
    var excluded = ExcludedRows()
    guard let rule = mapping.collapse else {
      try store.take(partition).read { words, count in
        try hand(over: layout.rows(Array(words[..<count]), of: mapping.table, texts: texts))
      }
      return excluded
    }
    let packing = layout
    let parts = RecordParts(store: store, workspace: workspace) { packing.keys($0, $1) }
    try parts.visit(partition) { records, _ in
      var fold = RowFold(layout, rule)
      try records.read { words, count in fold.take(words, count: count) }
      let folded = fold.finish(as: mapping.table, texts: texts)
      excluded.merge(folded.excluded)
      try hand(over: folded.batch)
    }
    return excluded
  }
}
