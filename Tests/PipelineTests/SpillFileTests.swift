import Glibc
import Tables
import Testing

@testable import Pipeline

@Suite struct SpillFileTests {
  @Test func `what several workers write comes back from where they wrote it`() throws {
    let folder = try TemporaryFolder()
    let file = try SpillFile(folder: folder.path)
    let extents = SharedValue<[(number: Int, extent: SpillFile.Extent)]>([])
    _ = try Workers(count: 4).gather(count: 200, { 0 }) { _, number in
      let extent = try file.write(Array(repeating: UInt64(number), count: number % 7 * 1000 + 1))
      extents.change { $0.append((number, extent)) }
    }
    #expect(extents.value.count == 200)
    var words = Array(repeating: UInt64.max, count: 7000)
    for (number, extent) in extents.value {
      #expect(extent.count == number % 7 * 1000 + 1)
      try file.read(extent, into: &words)
      #expect(words[..<extent.count].allSatisfy { $0 == UInt64(number) })
    }
    let total = extents.value.reduce(0) { $0 + $1.extent.count }
    #expect(Set(extents.value.map(\.extent.offset)).count == 200 && total > 200_000)
  }

  @Test func `the file has no name while it is used, and its folder stays empty`() throws {
    let folder = try TemporaryFolder()
    let file = try SpillFile(folder: folder.path)
    _ = try file.write(Array(repeating: 7, count: 10_000))
    #expect(folder.names.isEmpty)
  }

  @Test(arguments: ["/none", "/file"])
  func `a folder that takes no file is named, with what to do`(name: String) throws {
    let folder = try TemporaryFolder()
    try #require(creat(folder.path + "/file", 0o600) >= 0)
    let failure = #expect(throws: StageFailure.self) { _ = try SpillFile(folder: folder.path + name) }
    #expect(failure?.status == .cannotCreate && failure?.problems.count == 1)
    let problem = failure?.problems.first ?? ""
    #expect(problem.hasPrefix(folder.path + name + ": no temporary file can be created: "))
    #expect(problem.hasSuffix("; set TMPDIR to a folder on a disk with room, or raise --memory"))
  }

  @Test func `reading what was never written fails`() throws {
    let folder = try TemporaryFolder()
    let file = try SpillFile(folder: folder.path)
    _ = try file.write([1, 2, 3])
    var words = Array(repeating: UInt64(0), count: 4)
    let failure = #expect(throws: StageFailure.self) {
      try file.read(SpillFile.Extent(offset: 0, count: 4), into: &words)
    }
    #expect(failure?.status == .ioFailed)
    #expect(failure?.problems.first?.contains("a temporary file cannot be read from") == true)
  }

  @Test func `a disk that takes no more is said, and what was written before stays`() async {
    // In a process of its own, whose files may not grow beyond a page.
    await #expect(processExitsWith: .success) {
      signal(SIGXFSZ, SIG_IGN)
      let folder = try TemporaryFolder()
      let file = try SpillFile(folder: folder.path)
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
      try file.read(before, into: &words)
      #expect(words == Array(repeating: 5, count: 100))
    }
  }
}
