import Testing

@Suite struct TokenTests {
  private func source(_ module: String, _ text: String) -> ProjectFile {
    ProjectFile(path: "Sources/\(module)/Thing.swift", text: text)
  }

  // MARK: threads

  @Test func `work is given to threads in one file`() {
    expectNone(Project.sources.flatMap(TokenRule.threads))
  }

  @Test(arguments: [
    "import Dispatch", "let queue = DispatchQueue(label: \"a\")", "DispatchSemaphore(value: 0).wait()",
    "let gate = NSCondition()", "Thread.detachNewThread {}", "pthread_create(&id, nil, run, nil)",
    "print(\"\\(DispatchTime.now())\")",
  ])
  func `a thread outside that file is reported`(_ text: String) {
    #expect(TokenRule.threads(in: source("Pipeline", text)).count == 1)
    expectNone(TokenRule.threads(in: ProjectFile(path: TokenRule.workers, text: text)))
  }

  // MARK: pointers

  @Test func `unsafe pointers stay in Ingest, temporary files and where memory is handed back`() {
    expectNone(Project.sources.flatMap(TokenRule.pointers))
    for path in TokenRule.pointerFiles {
      #expect(Project.holds(path), "\(path) is allowed unsafe pointers and does not exist")
      #expect(
        path.hasPrefix("Sources/Ingest/") || path == "Sources/Pipeline/Records/SpillFile.swift"
          || path == "Sources/Pipeline/ProcessMemory.swift")
    }
  }

  @Test(arguments: [
    "let p: UnsafePointer<UInt8>", "bytes.withUnsafeBytes { _ in }", "unsafeBitCast(a, to: Int.self)",
    "[UInt8](unsafeUninitializedCapacity: 4) { _, _ in }",
    "bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: 0, as: UInt64.self)",
    "Unmanaged.passRetained(self)", "func read(_ b: UnsafeMutableRawBufferPointer)",
  ])
  func `an unsafe pointer elsewhere is reported`(_ text: String) {
    #expect(TokenRule.pointers(in: source("Score", text)).count == 1)
    #expect(TokenRule.pointers(in: source("Ingest", text)).count == 1)
  }

  @Test func `a load whose bounds are checked is not reported`() {
    expectNone(
      TokenRule.pointers(in: source("Tables", "bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: T.self)")))
  }

  // MARK: promises

  @Test func `an unchecked promise states its invariant`() {
    expectNone((Project.sources + Project.tests).flatMap(TokenRule.uncheckedPromises))
  }

  @Test(arguments: [
    "final class A: @unchecked Sendable {}", "/// A box.\nfinal class A: @unchecked Sendable {}",
    "/// Invariant: written once.\nlet a = 1\nextension A: @unchecked Sendable {}",
    "nonisolated(unsafe) var count = 0",
  ])
  func `an unchecked promise without an invariant is reported`(_ text: String) {
    #expect(TokenRule.uncheckedPromises(in: source("Pipeline", text)).count == 1)
  }

  @Test(arguments: [
    "/// A box.\n/// Invariant: written once.\n@frozen\nfinal class A: @unchecked Sendable {}",
    "// Invariant: written once.\nfinal class A<B: Sendable>:\n  @unchecked Sendable\n{}",
    "// Invariant: set before main.\nnonisolated(unsafe) var count = 0",
  ])
  func `an unchecked promise with its invariant above is not reported`(_ text: String) {
    expectNone(TokenRule.uncheckedPromises(in: source("Pipeline", "let a = 1\n" + text)))
  }

  // MARK: exits

  @Test func `one file ends the process`() {
    expectNone(TokenRule.exits(in: Project.sources))
  }

  @Test func `an exit below the executable or in its second file is reported`() {
    let end = "func end() { exit(70) }"
    let first = ProjectFile(path: "Sources/firstcontact/Ending.swift", text: end)
    let second = ProjectFile(path: "Sources/firstcontact/Second.swift", text: "Self.exit(withError: error)")
    expectNone(TokenRule.exits(in: [first]))
    #expect(TokenRule.exits(in: [first, second]).count == 1)
    #expect(TokenRule.exits(in: [source("Pipeline", "_exit (1)"), first]).count == 1)
    expectNone(TokenRule.exits(in: [first, source("Pipeline", "let exit = 1 // exit(2)")]))
  }

  // MARK: surroundings

  @Test func `nothing below Pipeline reads the clock, the environment or the locale`() {
    expectNone(Project.sources.flatMap(TokenRule.surroundings))
  }

  @Test(arguments: [
    "let now = Date()", "let now = Date.now", "ContinuousClock().now", "ProcessInfo.processInfo",
    "getenv(name)",
    "Locale(identifier: name)", "TimeZone.current", "clock_gettime(CLOCK_REALTIME, &time)",
  ])
  func `a look at the surroundings is reported`(_ text: String) {
    #expect(TokenRule.surroundings(in: source("Analyses", text)).count == 1)
    expectNone(TokenRule.surroundings(in: source("Pipeline", text)))
  }

  @Test func `a date that is given is not reported`() {
    expectNone(TokenRule.surroundings(in: source("Output", "let a = Date(timeIntervalSince1970: 0)")))
  }

  // MARK: sleeps

  @Test func `no test sleeps`() {
    #expect(!Project.tests.isEmpty)
    expectNone(Project.tests.flatMap(TokenRule.sleeps))
  }

  @Test(arguments: [
    "sleep(1)", "try await Task.sleep(for: .seconds(1))", "usleep (5)", "Thread.sleep(forTimeInterval: 1)",
  ])
  func `a sleep is reported`(_ text: String) {
    let file = ProjectFile(path: "Tests/ScoreTests/WindowTests.swift", text: "// sleep(1)\n" + text)
    #expect(TokenRule.sleeps(in: file).count == 1)
  }
}
