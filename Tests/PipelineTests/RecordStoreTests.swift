import Dice
import Tables
import Testing

@testable import Pipeline

@Suite struct RecordStoreTests {
  /// Records of 1 + `width` words: number, then what follows from it.
  private struct Records {
    var words: [UInt64] = []
    var keys: [UInt64] = []

    init(_ numbers: Range<Int>, width: Int) {
      for number in numbers {
        keys.append(Records.key(number))
        words += (0..<width).map { $0 == 0 ? UInt64(number) : Records.key(number) &+ UInt64($0) }
      }
    }

    static func key(_ number: Int) -> UInt64 { UInt64(number) &* 0x9e37_79b9_7f4a_7c15 }
  }

  /// Numbers of the records of a partition, ascending.
  /// - Throws: what reading throws.
  private static func numbers(_ records: consuming StoredRecords, width: Int) throws -> [Int] {
    var numbers: [Int] = []
    try records.read { words, count in
      #expect(count % width == 0 && count <= words.count)
      for at in stride(from: 0, to: count, by: width) {
        let number = Int(words[at])
        numbers.append(number)
        let key = Records.key(number)
        #expect((1..<width).allSatisfy { words[at + $0] == key &+ UInt64($0) })
      }
    }
    return numbers.sorted()
  }

  /// Numbers of the records that belong into a partition.
  private static func expected(_ count: Int, _ partitions: PartitionBits, _ partition: Int) -> [Int] {
    (0..<count).filter { partitions.place(of: Records.key($0)) == partition }
  }

  /// A store filled by several workers, a few records at a time.
  private static func filled(_ count: Int, width: Int, bits: Int, _ budget: MemoryBudget, _ folder: String)
    throws -> RecordStore
  {
    let file = SpillFile(folder: folder, slotBytes: 1 << 12)
    return try filled(count, width: width, bits: bits, budget, file)
  }

  /// A store filled like that, whose pages go into a file.
  private static func filled(
    _ count: Int, width: Int, bits: Int, _ budget: MemoryBudget, _ file: SpillFile
  ) throws -> RecordStore {
    let store = RecordStore(
      width: width, partitions: PartitionBits(skipped: 0, bits: bits), expecting: count, budget: budget,
      file: file)
    let step = 97
    _ = try Workers(count: 4).gather(count: (count + step - 1) / step, { 0 }) { _, piece in
      let records = Records(piece * step..<min(count, (piece + 1) * step), width: width)
      try store.append(records.words, keys: records.keys)
    }
    return store
  }

  @Test(arguments: [(1, 0), (5, 2), (9, 3), (15, 4)])
  func `what several workers append comes back from its partition, though most of it was written away`(
    width: Int, bits: Int
  ) throws {
    let folder = try TemporaryFolder()
    let budget = MemoryBudget(limit: 64 << 10)
    let count = 600_000 / width / 8
    let store = try Self.filled(count, width: width, bits: bits, budget, folder.path)
    #expect(store.count == count)
    // Beside the open pages nothing goes over the budget; the rest can only be in the file.
    let openPages = store.partitions.count << 12
    #expect(budget.used <= budget.limit + openPages && budget.used < count * width * 8 / 3)
    #expect(folder.names.isEmpty)
    for partition in 0..<store.partitions.count {
      let expected = Self.expected(count, store.partitions, partition)
      #expect(store.count(of: partition) == expected.count)
      #expect(try Self.numbers(store.look(at: partition), width: width) == expected)
      #expect(try Self.numbers(store.take(partition), width: width) == expected)
      #expect(store.count(of: partition) == 0)
      #expect(try Self.numbers(store.take(partition), width: width).isEmpty)
    }
    #expect(store.count == 0 && budget.used == 0)
  }

  @Test func `looking changes nothing, taking gives the memory back once the records were read`() throws {
    let folder = try TemporaryFolder()
    let budget = MemoryBudget(limit: 1 << 30)
    let store = try Self.filled(20_000, width: 3, bits: 1, budget, folder.path)
    let used = budget.used
    #expect(used >= 20_000 * 3 * 8)
    for _ in 0..<2 { _ = try Self.numbers(store.look(at: 0), width: 3) }
    #expect(budget.used == used && store.count == 20_000)
    let taken = store.take(0)
    #expect(budget.used == used)
    _ = try Self.numbers(taken, width: 3)
    #expect(budget.used < used)
    _ = try Self.numbers(store.take(1), width: 3)
    #expect(budget.used == 0)
  }

  @Test(arguments: [1, 511, 512, 513, 1024, 1025, 4096])
  func `the memory is given back however full the last page is`(count: Int) throws {
    let folder = try TemporaryFolder()
    for limit in [1, 1 << 20] {
      let budget = MemoryBudget(limit: limit)
      let store = try Self.filled(count, width: 1, bits: 0, budget, folder.path)
      #expect(try Self.numbers(store.take(0), width: 1) == Array(0..<count))
      #expect(budget.used == 0, "\(count) records, limit \(limit)")
    }
  }

  @Test func `rows make room for what cannot be written away`() throws {
    let folder = try TemporaryFolder()
    let budget = MemoryBudget(limit: 2 << 20)
    let store = try Self.filled(20_000, width: 4, bits: 2, budget, folder.path)
    let used = budget.used
    #expect(used < budget.limit && used > 500_000)
    try store.makeRoom()
    #expect(budget.used == used)
    budget.take(budget.limit - used + 200_000)
    #expect(budget.excess == 200_000)
    try store.makeRoom()
    #expect(budget.excess == 0)
    // Everything that is full goes where that does not do.
    budget.take(budget.limit)
    try store.makeRoom()
    budget.release(2 * budget.limit - used + 200_000)
    #expect(budget.used < 200_000)
    #expect(folder.names.isEmpty)
    for partition in 0..<4 {
      #expect(
        try Self.numbers(store.take(partition), width: 4)
          == Self.expected(20_000, store.partitions, partition))
    }
    #expect(budget.used == 0)
  }

  @Test func `where no temporary file can be created records that do not fit in are refused`() throws {
    let folder = try TemporaryFolder()
    let failure = #expect(throws: StageFailure.self) {
      _ = try Self.filled(20_000, width: 4, bits: 0, MemoryBudget(limit: 8 << 10), folder.path + "/none")
    }
    #expect(failure?.status == .cannotCreate)
    // What fits in needs no file.
    let store = try Self.filled(
      20_000, width: 4, bits: 0, MemoryBudget(limit: 8 << 20), folder.path + "/none")
    #expect(store.count == 20_000)
  }

  @Test func `records may be appended while others are taken`() throws {
    let folder = try TemporaryFolder()
    let budget = MemoryBudget(limit: 32 << 10)
    let (first, second) = (
      try Self.filled(8000, width: 2, bits: 3, budget, folder.path),
      RecordStore(
        width: 2, partitions: PartitionBits(skipped: 3, bits: 2), expecting: 8000, budget: budget,
        file: SpillFile(folder: folder.path, slotBytes: 1 << 12))
    )
    _ = try Workers(count: 4).gather(count: 8, { 0 }) { _, partition in
      try first.take(partition).read { words, count in
        let keys = stride(from: 0, to: count, by: 2).map { Records.key(Int(words[$0])) }
        try second.append(Array(words.prefix(count)), keys: keys)
      }
    }
    #expect(first.count == 0 && second.count == 8000)
    var numbers: [Int] = []
    for partition in 0..<4 { numbers += try Self.numbers(second.take(partition), width: 2) }
    #expect(numbers.sorted() == Array(0..<8000) && budget.used == 0)
  }

  @Test func `moving records to another store takes the file hardly further, nor does one that is forgotten`()
    throws
  {
    let folder = try TemporaryFolder()
    let budget = MemoryBudget(limit: 1 << 16)
    let file = SpillFile(folder: folder.path, slotBytes: 1 << 12)
    var store = try Self.filled(80_000, width: 2, bits: 4, budget, file)
    let slots = file.slotCount
    #expect(slots > 250)
    for _ in 0..<4 {
      let next = RecordStore(
        width: 2, partitions: store.partitions, expecting: 80_000, budget: budget, file: file)
      for partition in 0..<16 {
        try store.take(partition).read { words, count in
          let keys = stride(from: 0, to: count, by: 2).map { Records.key(Int(words[$0])) }
          try next.append(Array(words.prefix(count)), keys: keys)
        }
      }
      store = next
    }
    #expect(store.count == 80_000 && file.slotCount < slots + 50)
    // Looking at a store leaves its pages where they are.
    #expect(try Self.numbers(store.look(at: 3), width: 2) == Self.numbers(store.take(3), width: 2))
    store = RecordStore(width: 2, partitions: store.partitions, expecting: 1, budget: budget, file: file)
    #expect(budget.used == 0)
    _ = try Self.filled(80_000, width: 2, bits: 4, budget, file)
    #expect(budget.used == 0 && file.slotCount < slots + 50)
  }

  @Test func `a store has partitions enough that one can be worked on at once`() {
    let workspace = Workspace(memory: 64 << 20, folder: "/")
    #expect(workspace.store(width: 9, expecting: 0).partitions.count == 1)
    #expect(workspace.store(width: 9, expecting: Workspace.recordsAtOnce / 2).partitions.count == 1)
    #expect(workspace.store(width: 9, expecting: Workspace.recordsAtOnce / 2 + 1).partitions.count == 2)
    #expect(workspace.store(width: 9, expecting: 10 * Workspace.recordsAtOnce).partitions.count == 32)
    #expect(workspace.store(width: 9, expecting: .max).partitions.count == 1024)
    // As many as others need that meet them.
    #expect(
      workspace.store(width: 9, expecting: 1, meeting: 10 * Workspace.recordsAtOnce).partitions.count == 32)
  }

  @Test(arguments: [(16, 256), (64, 1024), (512, 1024)])
  func `open pages take a sixteenth of the memory at most`(mebibytes: Int, partitions: Int) throws {
    let workspace = Workspace(memory: mebibytes << 20, folder: "/")
    let store = workspace.store(width: 9, expecting: .max)
    #expect(store.partitions.count == partitions)
    let keys = (0..<UInt64(partitions)).map { $0 << 54 }
    for keys in [keys, keys.map { $0 << 2 }] {
      try store.append(Array(repeating: 0, count: 9 * partitions), keys: keys)
    }
    #expect(workspace.budget.used > workspace.budget.limit / 18)
    // The place of each among the pages takes a little too.
    #expect(workspace.budget.used <= workspace.budget.limit / 16 + 64 * partitions)
  }
}
