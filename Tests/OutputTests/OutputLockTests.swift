import Foundation
import Output
import Tables
import Testing

struct OutputLockTests {
  @Test func `a second run is turned away until the first lets go`() throws {
    let scratch = try ScratchFolder()
    let first = Publication(outputDirectory: scratch("out"))
    let second = Publication(outputDirectory: scratch("out"))
    try first.lock()
    let failure = #expect(throws: StageFailure.self) { try second.lock() }
    #expect(failure?.status == .locked)
    #expect(failure?.problems.first?.hasPrefix("\(scratch("out")): another run is writing here") == true)
    #expect(!second.isLocked)
    first.unlock()
    try second.lock()
    #expect(second.isLocked)
    #expect(try scratch.mode("out/.lock") == 0o600)
  }

  @Test func `a lock goes with its owner`() throws {
    let scratch = try ScratchFolder()
    var first: Publication? = Publication(outputDirectory: scratch("out"))
    try first?.lock()
    first = nil
    let second = Publication(outputDirectory: scratch("out"))
    try second.lock()
    try second.lock()
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/flock")))
  func `another process is turned away too`() throws {
    let scratch = try ScratchFolder()
    let publication = Publication(outputDirectory: scratch("out"))
    try publication.lock()
    func tryLock() throws -> Int32 {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
      process.arguments = ["--nonblock", scratch("out/.lock"), "/bin/true"]
      try process.run()
      process.waitUntilExit()
      return process.terminationStatus
    }
    #expect(try tryLock() == 1)
    publication.unlock()
    #expect(try tryLock() == 0)
  }
}
