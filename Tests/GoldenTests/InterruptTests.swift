import Foundation
import Glibc
import Testing

/// A run that is told to stop leaves what was there before, and nothing else.
@Suite struct InterruptTests {
  /// Published run, lock and folder of an output folder in which a good run was published.
  private func published(_ work: WorkFolder) throws -> [String] {
    let good = try work.firstcontact("run", "pipeline.yaml", "--out", "out", "--as-of", "2026-03-20")
    try #require(good.status == 0)
    return work.names("out")
  }

  @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
  func `a run that is told to stop publishes nothing and leaves no temporary file`(
    signal: Int32, status: Int32
  ) throws {
    let work = try WorkFolder()
    let output = try work.sink("stdout")
    // Nobody empties its error stream, which is full: so the run stands still at its first line there, after
    // its inputs were read and before anything is published, until it was told to stop.
    let errors = Pipe()
    let stuffing = try fill(errors.fileHandleForWriting.fileDescriptor)
    let process = work.process(
      "\(work.path)/bin/firstcontact", ["run", "pipeline.yaml", "--out", "out"], output: output.handle)
    process.standardError = errors
    try start(process)
    // It listens to signals before it makes its folders.
    while !FileManager.default.fileExists(atPath: work("out/runs")), process.isRunning { sched_yield() }
    kill(process.processIdentifier, signal)
    let said = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.endStatus == status)
    #expect(
      String(decoding: said.dropFirst(stuffing), as: UTF8.self)
        .hasSuffix("error: stopped before the end; nothing was published\n"))
    #expect(work.names("out") == [".lock", "runs"])
    #expect(work.temporaryNames.isEmpty)
    #expect(FileManager.default.contents(atPath: output.path) == Data())
  }

  @Test func `a run that is told to stop while it writes is published whole or not at all`() throws {
    let work = try WorkFolder()
    let before = try published(work)
    let latest = try FileManager.default.destinationOfSymbolicLink(atPath: work("out/latest"))
    let output = try work.sink("stdout")
    let process = work.process(
      "\(work.path)/bin/firstcontact", ["run", "pipeline.yaml", "--out", "out", "--individual", "--quiet"],
      output: output.handle)
    process.standardError = FileHandle.nullDevice
    try start(process)
    while !isWriting(work("out/runs")), process.isRunning { sched_yield() }
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    let now = work.names("out")
    let link = try FileManager.default.destinationOfSymbolicLink(atPath: work("out/latest"))
    #expect(!now.contains { $0.contains(".staging") || $0.contains(".latest") || $0.contains(".replaced") })
    #expect(work.temporaryNames.isEmpty)
    if process.endStatus == 130 {
      #expect(now == before)
      #expect(link == latest)
    } else {
      // Told too late: then it is as if nobody had.
      #expect(process.endStatus == 0)
      #expect(link != latest)
      #expect(work.bytes("out/latest/individual/fcr_population.json") != nil)
    }
    let again = try work.firstcontact("run", "pipeline.yaml", "--out", "out", "--individual")
    #expect(again.status == 0)
  }

  /// Starts a process that hears signals: it inherits what this thread, one of a pool, does not hear.
  private func start(_ process: Process) throws {
    var (none, before) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    try #require(pthread_sigmask(SIG_SETMASK, &none, &before) == 0)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try process.run()
  }

  /// Whether a run is writing files into a folder of runs.
  private func isWriting(_ folder: String) -> Bool {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.contains { $0.hasPrefix(".staging") }
  }

  /// Writes into a pipe until it takes no more.
  /// - Returns: how many bytes it took.
  private func fill(_ file: Int32) throws -> Int {
    let flags = fcntl(file, F_GETFL)
    try #require(flags >= 0 && fcntl(file, F_SETFL, flags | O_NONBLOCK) == 0)
    var filled = 0
    for size in [4096, 1] {
      let piece = [UInt8](repeating: UInt8(ascii: "."), count: size)
      while case let count = write(file, piece, size), count > 0 { filled += count }
    }
    try #require(errno == EAGAIN && fcntl(file, F_SETFL, flags) == 0)
    return filled
  }
}
