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
    var spilled: [SpillFile.Extent] = []
    var count = 0
  }

  private let budget: MemoryBudget
  private let folder: String
  private let pageWords: Int
  private let contents: Mutex<(partitions: [Partition], file: SpillFile?)>

  /// An empty store.
  /// - Parameters:
  ///   - records: about how many will come.
  ///   - folder: where a temporary file may be created.
  init(
    width: Int, partitions: PartitionBits, expecting records: Int, budget: MemoryBudget, folder: String
  ) {
    (self.width, self.partitions, self.budget, self.folder) = (width, partitions, budget, folder)
    // A page of every partition is open at any time: together they take a small part of the budget, and
    // a quarter of what will come at most.
    let most = min(budget.limit / 16, min(records, 1 << 32) * width * 2) / partitions.count
    let bytes = min(1 << 16, max(1 << 10, most))
    pageWords = max(1, bytes / 8 / width) * width
    contents = Mutex((Array(repeating: Partition(), count: partitions.count), nil))
  }

  /// How many records a partition holds.
  func count(of partition: Int) -> Int { contents.withLock { $0.partitions[partition].count } }

  /// How many records it holds.
  var count: Int { contents.withLock { $0.partitions.reduce(0) { $0 + $1.count } } }

  /// Adds records.
  /// - Parameters:
  ///   - records: `width` words each.
  ///   - keys: one for each record.
  func append(_ records: [UInt64], keys: [UInt64]) throws(StageFailure) {
    if keys.isEmpty { return }
    let deal = RecordDeal(records, width: width, keys: keys, into: partitions)
    let failure = contents.withLock { contents -> StageFailure? in
      var start = 0
      for (partition, end) in deal.ends.enumerated() where end > start {
        do throws(StageFailure) {
          try append(deal.words[start * width..<end * width], to: partition, &contents)
        } catch { return error }
        start = end
      }
      return nil
    }
    if let failure { throw failure }
  }

  /// Takes all records of a partition out of the store.
  func take(_ partition: Int) -> StoredRecords {
    contents.withLock { contents in
      let taken = contents.partitions[partition]
      contents.partitions[partition] = Partition()
      return StoredRecords(
        pages: taken.full + (taken.open.isEmpty ? [] : [taken.open]), spilled: taken.spilled,
        count: taken.count, file: contents.file, budget: budget,
        bytes: (taken.full.count + (taken.open.capacity == 0 ? 0 : 1)) * pageWords * 8)
    }
  }

  /// The records of a partition, which stay in the store.
  func look(at partition: Int) -> StoredRecords {
    contents.withLock { contents in
      let held = contents.partitions[partition]
      return StoredRecords(
        pages: held.full + (held.open.isEmpty ? [] : [held.open]), spilled: held.spilled,
        count: held.count, file: contents.file, budget: budget, bytes: 0)
    }
  }

  /// Writes full pages to the temporary file until the budget holds again, or none is left.
  func makeRoom() throws(StageFailure) {
    let failure = contents.withLock { contents -> StageFailure? in
      for partition in contents.partitions.indices.reversed() {
        while budget.excess > 0, let page = contents.partitions[partition].full.popLast() {
          do throws(StageFailure) { try spill(page, partition, &contents) } catch { return error }
          budget.release(pageWords * 8)
        }
      }
      return nil
    }
    if let failure { throw failure }
  }

  private func append(
    _ words: ArraySlice<UInt64>, to partition: Int,
    _ contents: inout (partitions: [Partition], file: SpillFile?)
  ) throws(StageFailure) {
    contents.partitions[partition].count += words.count / width
    var rest = words
    while !rest.isEmpty {
      let held = contents.partitions[partition].open.count
      if contents.partitions[partition].open.capacity == 0 {
        budget.take(pageWords * 8)
        contents.partitions[partition].open.reserveCapacity(pageWords)
      }
      let taken = min(pageWords - held, rest.count)
      contents.partitions[partition].open += rest.prefix(taken)
      rest = rest.dropFirst(taken)
      if held + taken == pageWords { try close(partition, &contents) }
    }
  }

  /// Puts a full page away and opens another one.
  private func close(_ partition: Int, _ contents: inout (partitions: [Partition], file: SpillFile?))
    throws(StageFailure)
  {
    if budget.reserve(pageWords * 8) {
      contents.partitions[partition].full.append(contents.partitions[partition].open)
      contents.partitions[partition].open = []
      contents.partitions[partition].open.reserveCapacity(pageWords)
    } else {
      try spill(contents.partitions[partition].open, partition, &contents)
      contents.partitions[partition].open.removeAll(keepingCapacity: true)
    }
  }

  private func spill(
    _ page: [UInt64], _ partition: Int, _ contents: inout (partitions: [Partition], file: SpillFile?)
  ) throws(StageFailure) {
    let file: SpillFile
    if let open = contents.file { file = open } else { file = try SpillFile(folder: folder) }
    contents.file = file
    contents.partitions[partition].spilled.append(try file.write(page))
  }
}

/// The records of one partition, wherever they are.
struct StoredRecords: Sendable {
  fileprivate let pages: [[UInt64]]
  fileprivate let spilled: [SpillFile.Extent]
  /// How many there are.
  let count: Int
  fileprivate let file: SpillFile?
  fileprivate let budget: MemoryBudget
  /// Bytes that are given back once they were read.
  fileprivate let bytes: Int

  /// Hands them over, a page at a time: whole records, from the first word on so many.
  consuming func read(_ body: (_ words: [UInt64], _ count: Int) throws -> Void) throws {
    defer { budget.release(bytes) }
    for page in pages { try body(page, page.count) }
    guard let file, let longest = spilled.map(\.count).max() else { return }
    var words = Array(repeating: UInt64(0), count: longest)
    for extent in spilled {
      try file.read(extent, into: &words)
      try body(words, extent.count)
    }
  }
}
