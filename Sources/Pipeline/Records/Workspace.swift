/// Where the rows of a run stay while it works: so much memory, and beyond it a temporary file.
struct Workspace: Sendable {
  /// What rows and tallies may take.
  let budget: MemoryBudget
  /// Where the rest goes.
  let file: SpillFile

  /// Records that are worked on at once: a partition of contacts that holds more is divided.
  static let recordsAtOnce = 1 << 16
  /// What is written to the file at once.
  private static let (leastPage, mostPage) = (1 << 12, 1 << 16)

  /// So much memory, and a folder for what does not fit in.
  init(memory: Int, folder: String) {
    budget = MemoryBudget(limit: memory)
    var slotBytes = Workspace.leastPage
    // The open pages of a store take a sixteenth at most, of the largest one half of that is enough.
    while slotBytes < Workspace.mostPage, slotBytes << (Workspace.mostBits + 3) < memory { slotBytes *= 2 }
    file = SpillFile(folder: folder, slotBytes: slotBytes)
  }

  /// A sixteenth is left for what becomes of the tallies in the end: numbers, tables and their documents.
  static let shareOfTables = 16

  /// Bits that choose among the partitions of the largest store.
  private static let mostBits = 10

  /// An empty store for about so many records.
  /// - Parameter others: records that will meet them partition by partition.
  func store(width: Int, expecting records: Int, meeting others: Int = 0) -> RecordStore {
    let most = max(records, others)
    var bits = 0
    while most >> bits > Workspace.recordsAtOnce / 2, bits < Workspace.mostBits,
      Workspace.leastPage << (bits + 5) <= budget.limit
    { bits += 1 }
    return store(width: width, PartitionBits(skipped: 0, bits: bits), expecting: records)
  }

  /// An empty store with these partitions.
  func store(width: Int, _ partitions: PartitionBits, expecting records: Int) -> RecordStore {
    RecordStore(width: width, partitions: partitions, expecting: records, budget: budget, file: file)
  }

  /// A filter for about so many keys, which takes at most a part of the memory: at 12 bits a key it takes three
  /// new ones in a thousand for known ones while it fills, at 8 bits nine, at 5 bits 33.
  func filter(expecting keys: Int) -> SeenFilter {
    SeenFilter(keys: keys, mostBytes: budget.limit / 4, budget: budget)
  }
}
