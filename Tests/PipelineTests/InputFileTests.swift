import Configuration
import Foundation
import Tables
import Testing

@testable import Pipeline

@Suite struct InputFileTests {
  /// A file of contacts of so many bytes, most of which nobody wrote.
  private func files(bytes: Int64) throws -> [InputFile] {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/contacts.csv"
    // So many rows that its head shows a text.
    let rows = String(repeating: "c,2026-01-01T00:00:00Z\n", count: 100_000)
    try Data(("contact_id,started_at\n" + rows).utf8).write(to: URL(fileURLWithPath: path))
    try #require(truncate(path, off_t(bytes)) == 0)
    let pipeline = "version: 1\ninputs:\n  - {table: contacts, source: acd, files: [contacts.csv]}\n"
    try Data((pipeline + "analyses: [fcr]\n").utf8)
      .write(to: URL(fileURLWithPath: "\(folder.path)/pipeline.yaml"))
    let plan = try decodePipeline(
      path: "\(folder.path)/pipeline.yaml", overrides: PipelineOverrides(), zoneExists: ZoneInfo.exists)
    let (files, failures) = InputFile.open(plan, zones: ["UTC": .utc])
    if let failure = failures.first { throw failure }
    return files
  }

  @Test func `a file beyond a tebibyte is refused, since its rows would have no place`() throws {
    #expect(try files(bytes: 1 << 40).count == 1)
    let failure = #expect(throws: StageFailure.self) { _ = try files(bytes: 1 << 40 + 1) }
    #expect(failure?.status == .dataRefused && failure?.problems.count == 1)
    #expect(
      failure?.problems.first?.hasSuffix(
        "contacts.csv: the file has 1099511627777 bytes, and one may have 1099511627776; split it") == true)
  }

  @Test(arguments: [(1, 2 << 20), (6, 2 << 20), (14, 1 << 20), (62, 1 << 18), (1000, 1 << 17)])
  func `the more work at once the smaller are the pieces`(jobs: Int, bytes: Int) {
    #expect(NightlyRun.Options(jobs: jobs).chunkBytes == bytes)
    #expect(NightlyRun.Options(jobs: jobs, chunkBytes: 77).chunkBytes == 77)
  }
}
