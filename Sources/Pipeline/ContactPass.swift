import Canonical
import Score
import Tables

/// Visits all contacts of a run, partition by partition: what belongs together comes together.
struct ContactPass: Sendable {
  /// Where they are.
  let store: RecordStore
  /// How they are packed.
  let layout: LegLayout
  /// By what they are brought together.
  let key: LegLayout.Key
  /// Where a partition goes that is too large to be worked on at once.
  let workspace: Workspace
  /// Leaves those that count; nil where that was done before.
  var sieve: LegSieve?
  /// More chains of one customer than this within 30 days make it a switchboard; 0: off.
  var sharedIDMaximum = 0

  /// What a worker keeps from one partition to the next.
  struct Scratch: Sendable {
    fileprivate var legs: [Leg] = []
    /// What the sieve counted.
    var counts = LegSieve.Counts()
    /// Customers that were handed over as nobody's chains, see `ContactPass.visit`.
    var switchboards = 0

    /// Nothing yet.
    init() {}
  }

  /// How many partitions there are.
  var partitionCount: Int { store.partitions.count }

  /// Hands over the contacts of a partition, in one or several parts, and takes them out of the store.
  ///
  /// A customer with too many contacts to be worked on at once who is surely a switchboard is nobody: its
  /// chains come without a customer, a few at a time.
  func visit(_ partition: Int, _ scratch: inout Scratch, _ body: (inout [Leg]) throws -> Void) throws {
    try parts.visit(partition) { records, crowd in
      if key == .owner, sharedIDMaximum > 0, let crowd {
        return try visit(records, crowd: crowd, &scratch, body)
      }
      scratch.legs.removeAll(keepingCapacity: true)
      try records.read { words, count in
        let start = scratch.legs.count
        layout.unpack(words, count: count, into: &scratch.legs)
        sieve?.sift(&scratch.legs, from: start, &scratch.counts)
      }
      if !scratch.legs.isEmpty { try body(&scratch.legs) }
    }
  }

  /// Hands over the contacts of a partition a page at a time, and takes them out of the store.
  func readPages(_ partition: Int, _ body: (inout [Leg]) throws -> Void) throws {
    try pages(of: store.take(partition), body)
  }

  /// Hands over of the contacts of a partition those that win a contest, and takes all out of the store: first
  /// those that take no part in it, a page at a time.
  /// - Parameter lost: called with each that lost.
  /// - Returns: how many of each file lost, by reason.
  func select(
    _ partition: Int, _ contest: BestLegs.Contest, asOf: Instant?, lost: (Leg) -> Void = { _ in },
    _ body: ([Leg]) throws -> Void
  ) throws -> ExcludedRows {
    var excluded = ExcludedRows()
    try parts.visit(partition) { records, _ in
      var best = BestLegs(contest, asOf: asOf)
      try pages(of: records) { legs in
        best.take(&legs, lost: lost)
        if !legs.isEmpty { try body(legs) }
      }
      if !best.legs.isEmpty { try body(best.legs) }
      excluded.merge(best.excluded)
    }
    return excluded
  }

  private var parts: RecordParts {
    RecordParts(store: store, workspace: workspace) { [layout, key] words, count in
      var legs: [Leg] = []
      layout.unpack(words, count: count, into: &legs)
      return LegLayout.keys(of: legs, by: key)
    }
  }

  /// Hands over records a page at a time.
  func pages(of records: StoredRecords, _ body: (inout [Leg]) throws -> Void) throws {
    var legs: [Leg] = []
    try records.read { words, count in
      legs.removeAll(keepingCapacity: true)
      layout.unpack(words, count: count, into: &legs)
      try body(&legs)
    }
  }
}
