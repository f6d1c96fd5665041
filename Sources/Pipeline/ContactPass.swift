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

  /// What a worker keeps from one partition to the next.
  struct Scratch: Sendable {
    fileprivate var legs: [Leg] = []
    /// What the sieve counted.
    var counts = LegSieve.Counts()

    /// Nothing yet.
    init() {}
  }

  /// How many partitions there are.
  var partitionCount: Int { store.partitions.count }

  /// Hands over the contacts of a partition, in one or several parts, and takes them out of the store.
  func visit(_ partition: Int, _ scratch: inout Scratch, _ body: (inout [Leg]) throws -> Void) throws {
    let records = store.take(partition)
    if records.count == 0 { return }
    let used = store.partitions.skipped + store.partitions.bits
    if records.count > Workspace.recordsAtOnce && used < ContactPass.mostBits {
      return try divide(records, skipping: used, &scratch, body)
    }
    scratch.legs.removeAll(keepingCapacity: true)
    try records.read { words, count in layout.unpack(words, count: count, into: &scratch.legs) }
    sieve?.sift(&scratch.legs, &scratch.counts)
    if !scratch.legs.isEmpty { try body(&scratch.legs) }
  }

  /// Of a key's bits so many are tried: what they do not tell apart is one customer.
  private static let mostBits = 48

  private func divide(
    _ records: consuming StoredRecords, skipping used: Int, _ scratch: inout Scratch,
    _ body: (inout [Leg]) throws -> Void
  ) throws {
    var bits = 1
    while records.count >> bits > Workspace.recordsAtOnce / 2 && bits < 8 { bits += 1 }
    let parts = ContactPass(
      store: workspace.store(
        width: layout.width, PartitionBits(skipped: used, bits: bits), expecting: records.count),
      layout: layout, key: key, workspace: workspace, sieve: sieve)
    var legs: [Leg] = []
    try records.read { words, count in
      legs.removeAll(keepingCapacity: true)
      layout.unpack(words, count: count, into: &legs)
      try parts.store.append(Array(words.prefix(count)), keys: LegLayout.keys(of: legs, by: key))
    }
    for part in 0..<parts.partitionCount { try parts.visit(part, &scratch, body) }
  }
}
