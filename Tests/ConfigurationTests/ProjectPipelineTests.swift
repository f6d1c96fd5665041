import Foundation
import Tables
import Testing

@testable import Configuration

@Suite struct ProjectPipelineTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("pipelines").resolvingSymlinksInPath().path

  /// Paths of YAML files in a folder of the project, without those of folders in it where not said.
  private static func files(in folder: String, nested: Bool) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder)
      .filter { FilePath.isYAML($0) && (nested || !$0.contains("/")) && $0 != "thresholds.yaml" }
      .map { "\(folder)/\($0)" }
  }

  @Test func `every pipeline of the project is right`() throws {
    let files = try Self.files(in: Self.folder, nested: false)
    #expect(!files.isEmpty)
    for file in files {
      #expect(throws: Never.self, "\(file)") { try decodePipeline(path: file, zoneExists: { _ in true }) }
    }
  }

  @Test func `every profile of the project is right`() throws {
    let files = try Self.files(in: Self.folder + "/profiles", nested: true)
    #expect(!files.isEmpty)
    for file in files {
      #expect(throws: Never.self, "\(file)") { try decodeProfile(path: file, zoneExists: { _ in true }) }
    }
  }

  @Test func `the profile that the documents show is right`() throws {
    let text = try String(contentsOfFile: Self.folder + "/../docs/profiles.md", encoding: .utf8)
    let shown = try #require(text.components(separatedBy: "```yaml\n").dropFirst().first)
    let profile = try #require(shown.components(separatedBy: "```").first)
    #expect(try Folder.problems(profile: profile) == [])
  }
}
