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

  @Test func `the profiles that the documents show are right`() throws {
    let text = try String(contentsOfFile: Self.folder + "/../docs/profiles.md", encoding: .utf8)
    let shown = text.components(separatedBy: "```yaml\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
    let profiles = shown.filter { $0.hasPrefix("profile: 1") }
    #expect(profiles.count >= 3)
    for profile in profiles { #expect(try Folder.problems(profile: profile) == [], "\(profile)") }
  }
}
