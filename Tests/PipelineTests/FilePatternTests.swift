import Foundation
import Tables
import Testing

@testable import Pipeline

@Suite struct FilePatternTests {
  private func folder(with files: [String]) throws -> String {
    let folder = NSTemporaryDirectory() + "pattern-" + UUID().uuidString
    for file in files {
      let path = "\(folder)/\(file)"
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try Data("x".utf8).write(to: URL(filePath: path))
    }
    return folder
  }

  @Test func `files come in the byte order of their names, each once`() throws {
    let folder = try folder(with: ["b.csv", "a.csv", "B.csv", "a10.csv", "a9.csv", "c.txt"])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let names = try FilePattern.files(["*.csv", "a.csv"], base: folder).map(\.name)
    #expect(names == ["B.csv", "a.csv", "a10.csv", "a9.csv", "b.csv"])
  }

  @Test func `a pattern matches in folders, and hidden files only where it says so`() throws {
    let folder = try folder(with: ["2026/01/x.csv", "2026/02/x.csv", "2026/02/.hidden.csv", "y/x.csv"])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(
      try FilePattern.files(["20??/*/*.csv"], base: folder).map(\.name)
        == ["2026/01/x.csv", "2026/02/x.csv"])
    #expect(try FilePattern.files(["2026/02/.*.csv"], base: folder).count == 1)
  }

  @Test func `every pattern without a file is named`() throws {
    let failure = #expect(throws: StageFailure.self) {
      _ = try FilePattern.files(["no-*.csv", "none/?.csv"], base: "nowhere")
    }
    #expect(failure?.status == .inputMissing)
    #expect(failure?.problems.count == 2)
  }
}
