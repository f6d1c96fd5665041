/// Where the rows of a run stay while it works: so much memory, and beyond it a folder.
struct Workspace: Sendable {
  /// What rows and tallies may take.
  let budget: MemoryBudget
  /// Where temporary files are created.
  let folder: String

  /// Records that are worked on at once: a partition of contacts that holds more is divided.
  static let recordsAtOnce = 1 << 16

  /// So much memory, and a folder for what does not fit in.
  init(memory: Int, folder: String) {
    budget = MemoryBudget(limit: memory)
    self.folder = folder
  }

  /// An empty store for about so many records.
  func store(width: Int, expecting records: Int) -> RecordStore {
    var bits = 0
    while records >> bits > Workspace.recordsAtOnce / 2 && bits < 10 { bits += 1 }
    return store(width: width, PartitionBits(skipped: 0, bits: bits), expecting: records)
  }

  /// An empty store with these partitions.
  func store(width: Int, _ partitions: PartitionBits, expecting records: Int) -> RecordStore {
    RecordStore(
      width: width, partitions: partitions, expecting: records, budget: budget, folder: folder)
  }

  /// A filter for about so many keys, which takes at most a part of the memory.
  func filter(expecting keys: Int) -> SeenFilter {
    let filter = SeenFilter(keys: keys, mostBytes: budget.limit / 8)
    budget.take(filter.bytes)
    return filter
  }
}
