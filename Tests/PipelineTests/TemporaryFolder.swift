import Foundation

/// An empty folder of one test, removed with it.
final class TemporaryFolder: Sendable {
  /// Its path.
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "/firstcontact-pipeline-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Names of what lies in it.
  var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? ["unreadable"] }
}
