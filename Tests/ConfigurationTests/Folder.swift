import Canonical
import Foundation
import Tables

@testable import Configuration

/// A folder of its own for one test, gone with it.
final class Folder {
  let path: String

  init(_ files: [String: String] = [:]) throws {
    path = NSTemporaryDirectory() + "firstcontact-configuration-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try write(name, Array(text.utf8)) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let file = URL(fileURLWithPath: "\(path)/\(name)")
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  /// The plan of a pipeline file in this folder.
  func plan(_ name: String = "p.yaml", _ overrides: PipelineOverrides = PipelineOverrides())
    throws(StageFailure) -> PipelinePlan
  {
    try decodePipeline(path: "\(path)/\(name)", overrides: overrides, zoneExists: knownZones.contains)
  }

  /// The mapping of a profile file in this folder.
  func profile(_ file: String = "p.yaml", name: String? = nil) throws(StageFailure) -> ProfileMapping {
    try decodeProfile(path: "\(path)/\(file)", name: name, zoneExists: knownZones.contains)
  }

  /// What is wrong with a pipeline of this text, without the folder; none where it is right.
  static func problems(
    pipeline text: String, _ files: [String: String] = [:],
    _ overrides: PipelineOverrides = PipelineOverrides()
  ) throws -> [String] {
    let folder = try Folder(files.merging(["p.yaml": text]) { $1 })
    do throws(StageFailure) {
      _ = try folder.plan("p.yaml", overrides)
      return []
    } catch {
      return error.problems.map { $0.replacingOccurrences(of: folder.path + "/", with: "") }
    }
  }

  /// What is wrong with a profile of this text, without the folder; none where it is right.
  static func problems(profile text: String) throws -> [String] {
    let folder = try Folder(["p.yaml": text])
    do throws(StageFailure) {
      _ = try folder.profile()
      return []
    } catch {
      return error.problems.map { $0.replacingOccurrences(of: folder.path + "/", with: "") }
    }
  }
}

/// Zones that the tests' machine has.
let knownZones: Set<String> = ["UTC", "America/Chicago", "Europe/Berlin", "Asia/Kolkata"]

/// A profile of contacts with the required fields, then these lines from line 6 on.
func contacts(_ lines: String...) -> String {
  (["profile: 1", "table: contacts", "fields:", "  contact_id: ID", "  started_at: START"]
    + lines.map { "  " + $0 }).joined(separator: "\n") + "\n"
}

/// A pipeline that reads contacts by their canonical header, with these lines from line 3 on.
func pipeline(_ lines: String...) -> String {
  (["version: 1", "inputs: [{table: contacts, files: contacts.csv}]"] + lines).joined(separator: "\n") + "\n"
}
