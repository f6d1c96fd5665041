import Synchronization
import Tables

/// Records of fixed width in partitions by a key: in memory as far as the budget goes, beyond it in a
/// temporary file.
///
/// Several workers may append at once; what they append has no order. Whoever takes a partition sees all
/// of its records.
final class RecordStore: Sendable {
  /// Words of a record.
  let width: Int
  /// Which bits of the keys choose the partition.
  let partitions: PartitionBits

  private struct Partition {
    var full: [[UInt64]] = []
    var open: [UInt64] = []
    var spilled: [SpillFile.Slot] = []
    var count = 0
  }

  private let budget: MemoryBudget
  private let file: SpillFile
  private let pageWords: Int
  private let contents: Mutex<[Partition]>

  /// What a page takes beside its words.
  private static let pageOverhead = 64

  /// An empty store.
  /// - Parameters:
  ///   - records: about how many will come.
  ///   - file: where pages go that find no room in the budget.
  init(
    width: Int, partitions: PartitionBits, expecting records: Int, budget: MemoryBudget, file: SpillFile
  ) {
    (self.width, self.partitions, self.budget, self.file) = (width, partitions, budget, file)
    // A page of every partition is open at any time: together they take a small part of the budget, and
    // a quarter of what will come at most.
    let most = min(budget.limit / 16, min(records, 1 << 32) * width * 2) / partitions.count
    let bytes = min(file.slotBytes, max(1 << 10, most))
    pageWords = max(1, bytes / 8 / width) * width
    contents = Mutex(Array(repeating: Partition(), count: partitions.count))
  }

  deinit {
    // What nobody took.
    contents.withLock { partitions in
      for partition in partitions { give(back: partition) }
    }
  }

  private var pageBytes: Int { pageWords * 8 + RecordStore.pageOverhead }

  private func give(back partition: Partition) {
    budget.release((partition.full.count + (partition.open.capacity == 0 ? 0 : 1)) * pageBytes)
    for slot in partition.spilled { file.free(slot) }
  }

  /// How many records a partition holds.
  func count(of partition: Int) -> Int { contents.withLock { $0[partition].count } }

  /// How many records it holds.
  var count: Int { contents.withLock { $0.reduce(0) { $0 + $1.count } } }

  /// Adds records.
  /// - Parameters:
  ///   - records: `width` words each.
  ///   - keys: one for each record.
  func append(_ records: [UInt64], keys: [UInt64]) throws(StageFailure) {
    if keys.isEmpty { return }
    let deal = RecordDeal(records, width: width, keys: keys, into: partitions)
    let failure = contents.withLock { partitions -> StageFailure? in
      var start = 0
      for (partition, end) in deal.ends.enumerated() where end > start {
        do throws(StageFailure) {
          try append(deal.words[start * width..<end * width], to: &partitions[partition])
        } catch { return error }
        start = end
      }
      return nil
    }
    if let failure { throw failure }
  }

  /// Takes all records of a partition out of the store.
  func take(_ partition: Int) -> StoredRecords {
    contents.withLock { partitions in
      let taken = partitions[partition]
      partitions[partition] = Partition()
      return records(of: taken, isTaken: true)
    }
  }

  /// The records of a partition, which stay in the store.
  func look(at partition: Int) -> StoredRecords {
    contents.withLock { records(of: $0[partition], isTaken: false) }
  }

  private func records(of partition: Partition, isTaken: Bool) -> StoredRecords {
    StoredRecords(
      pages: partition.full + (partition.open.isEmpty ? [] : [partition.open]), spilled: partition.spilled,
      count: partition.count, pageWords: pageWords, file: file, budget: budget,
      bytes: isTaken ? (partition.full.count + (partition.open.capacity == 0 ? 0 : 1)) * pageBytes : nil)
  }

  /// Writes full pages to the temporary file until the budget holds again, or none is left.
  func makeRoom() throws(StageFailure) {
    let failure = contents.withLock { partitions -> StageFailure? in
      for partition in partitions.indices.reversed() {
        while budget.excess > 0, let page = partitions[partition].full.popLast() {
          do throws(StageFailure) { try spill(page, &partitions[partition]) } catch { return error }
          budget.release(pageBytes)
        }
      }
      return nil
    }
    if let failure { throw failure }
  }

  private func append(_ words: ArraySlice<UInt64>, to partition: inout Partition) throws(StageFailure) {
    partition.count += words.count / width
    var rest = words
    while !rest.isEmpty {
      let held = partition.open.count
      if partition.open.capacity == 0 {
        budget.take(pageBytes)
        partition.open.reserveCapacity(pageWords)
      }
      let taken = min(pageWords - held, rest.count)
      partition.open += rest.prefix(taken)
      rest = rest.dropFirst(taken)
      if held + taken == pageWords { try close(&partition) }
    }
  }

  /// Puts a full page away and opens another one.
  private func close(_ partition: inout Partition) throws(StageFailure) {
    if budget.reserve(pageBytes) {
      partition.full.append(partition.open)
      partition.open = []
      partition.open.reserveCapacity(pageWords)
    } else {
      try spill(partition.open, &partition)
      partition.open.removeAll(keepingCapacity: true)
    }
  }

  private func spill(_ page: [UInt64], _ partition: inout Partition) throws(StageFailure) {
    partition.spilled.append(try file.write(page))
  }
}

/// The records of one partition, wherever they are.
struct StoredRecords: Sendable {
  fileprivate let pages: [[UInt64]]
  fileprivate let spilled: [SpillFile.Slot]
  /// How many there are.
  let count: Int
  /// Words of a page that was written away.
  fileprivate let pageWords: Int
  fileprivate let file: SpillFile
  fileprivate let budget: MemoryBudget
  /// Bytes that are given back once they were read; nil where they stay in their store.
  fileprivate let bytes: Int?

  /// Hands them over, a page at a time: whole records, from the first word on so many.
  ///
  /// Records that were taken out of their store are read once; their room in the file is free then.
  consuming func read(_ body: (_ words: [UInt64], _ count: Int) throws -> Void) throws {
    defer { if let bytes { budget.release(bytes) } }
    let isTaken = bytes != nil
    try look(body) { if isTaken { file.free($0) } }
  }

  /// Hands them over like `read`, and keeps them to be read once more.
  func look(_ body: (_ words: [UInt64], _ count: Int) throws -> Void) throws {
    try look(body) { _ in }
  }

  private func look(
    _ body: (_ words: [UInt64], _ count: Int) throws -> Void, done: (SpillFile.Slot) -> Void
  ) throws {
    for page in pages { try body(page, page.count) }
    if spilled.isEmpty { return }
    var words = Array(repeating: UInt64(0), count: pageWords)
    for slot in spilled {
      try file.read(slot, count: pageWords, into: &words)
      done(slot)
      try body(words, pageWords)
    }
  }
}
