import Glibc
import Tables
import Testing

@testable import Pipeline

@Suite struct SpillFileTests {
  @Test func `what several workers write comes back from where they wrote it`() throws {
    let folder = try TemporaryFolder()
    let file = SpillFile(folder: folder.path, slotBytes: 1 << 16)
    let slots = SharedValue<[(number: Int, slot: SpillFile.Slot)]>([])
    _ = try Workers(count: 4).gather(count: 200, { 0 }) { _, number in
      let slot = try file.write(Array(repeating: UInt64(number), count: number % 7 * 1000 + 1))
      slots.change { $0.append((number, slot)) }
    }
    #expect(Set(slots.value.map(\.slot)).count == 200 && file.slotCount == 200)
    var words = Array(repeating: UInt64.max, count: 7000)
    for (number, slot) in slots.value {
      let count = number % 7 * 1000 + 1
      try file.read(slot, count: count, into: &words)
      #expect(words[..<count].allSatisfy { $0 == UInt64(number) })
    }
  }

  @Test func `the file grows no more while slots are free`() throws {
    let folder = try TemporaryFolder()
    let file = SpillFile(folder: folder.path, slotBytes: 64)
    var slots: [SpillFile.Slot] = []
    for number in 0..<10 as Range<UInt64> { slots.append(try file.write([number])) }
    for slot in [slots[3], slots[7]] { file.free(slot) }
    (slots[3], slots[7]) = (try file.write([3]), try file.write([7]))
    #expect(Set(slots).count == 10 && file.slotCount == 10)
    slots.append(try file.write([10]))
    #expect(file.slotCount == 11)
    var words: [UInt64] = [0]
    for (number, slot) in slots.enumerated() {
      try file.read(slot, count: 1, into: &words)
      #expect(words[0] == UInt64(number))
    }
  }

  @Test func `the file has no name while it is used, and its folder stays empty`() throws {
    let folder = try TemporaryFolder()
    let file = SpillFile(folder: folder.path, slotBytes: 1 << 17)
    _ = try file.write(Array(repeating: 7, count: 10_000))
    #expect(folder.names.isEmpty)
  }

  @Test(arguments: ["/none", "/file"])
  func `a folder that takes no file is named, with what to do`(name: String) throws {
    let folder = try TemporaryFolder()
    try #require(creat(folder.path + "/file", 0o600) >= 0)
    let file = SpillFile(folder: folder.path + name, slotBytes: 64)
    let failure = #expect(throws: StageFailure.self) { _ = try file.write([1]) }
    #expect(failure?.status == .cannotCreate && failure?.problems.count == 1)
    let problem = failure?.problems.first ?? ""
    #expect(problem.hasPrefix(folder.path + name + ": no temporary file can be created: "))
    #expect(problem.hasSuffix("; set TMPDIR to a folder on a disk with room, or raise --memory"))
  }

  @Test func `reading what was never written fails`() throws {
    let folder = try TemporaryFolder()
    let file = SpillFile(folder: folder.path, slotBytes: 64)
    let slot = try file.write([1, 2, 3])
    var words = Array(repeating: UInt64(0), count: 4)
    let failure = #expect(throws: StageFailure.self) { try file.read(slot, count: 4, into: &words) }
    #expect(failure?.status == .ioFailed)
    #expect(failure?.problems.first?.contains("a temporary file cannot be read from") == true)
  }

  @Test func `a disk that takes no more is said, and what was written before stays`() async {
    // In a process of its own, whose files may not grow beyond a page.
    await #expect(processExitsWith: .success) {
      signal(SIGXFSZ, SIG_IGN)
      let folder = try TemporaryFolder()
      let file = SpillFile(folder: folder.path, slotBytes: 1 << 17)
      let before = try file.write(Array(repeating: 5, count: 100))
      var limit = rlimit(rlim_cur: 4096, rlim_max: 4096)
      try #require(setrlimit(__rlimit_resource_t(1), &limit) == 0)
      let failure = #expect(throws: StageFailure.self) {
        _ = try file.write(Array(repeating: 6, count: 10_000))
      }
      #expect(failure?.status == .ioFailed)
      let problem = failure?.problems.first ?? ""
      #expect(problem.hasPrefix(folder.path + ": a temporary file cannot be written to: "))
      #expect(problem.contains("TMPDIR") && problem.contains("--memory"))
      var words = Array(repeating: UInt64(0), count: 100)
      try file.read(before, count: 100, into: &words)
      #expect(words == Array(repeating: 5, count: 100))
    }
  }
}
