import Foundation
import Testing

/// One text of the project, named by its path from the top.
struct ProjectFile: Sendable {
  /// Path from the top of the project.
  let path: String
  /// What it says.
  let text: String
  /// Its code, word by word, where it is Swift.
  let words: [SwiftCode.Word]

  /// Reads the code of a Swift file once, for all rules.
  init(path: String, text: String) {
    self.path = path
    self.text = text
    words = path.hasSuffix(".swift") ? SwiftCode(text).words : []
  }

  /// The module whose source it is; nil outside `Sources`.
  var module: String? {
    let parts = path.split(separator: "/")
    return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
  }

  /// File name without folder and ending.
  var stem: String {
    ((path as NSString).lastPathComponent as NSString).deletingPathExtension
  }
}

/// The checkout that this test was compiled from.
enum Project {
  /// Its top folder.
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Folders whose texts are ours, written by hand.
  static let folders = [".ci", "Sources", "Tests", "docs", "pipelines", "scripts"]

  /// Swift files below `Sources`.
  static let sources = files(below: "Sources", ending: ".swift")
  /// Swift files below `Tests`.
  static let tests = files(below: "Tests", ending: ".swift")
  /// README, CONTRIBUTING, CHANGELOG and docs.
  static let documents =
    ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].compactMap(file) + files(below: "docs", ending: ".md")

  /// Whether the project holds a file or folder at this path.
  static func holds(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
  }

  /// The file at this path; nil where there is none.
  static func file(_ path: String) -> ProjectFile? {
    guard let data = FileManager.default.contents(atPath: root.appendingPathComponent(path).path)
    else { return nil }
    return ProjectFile(path: path, text: String(decoding: data, as: UTF8.self))
  }

  /// The files below a folder, in the order of their paths.
  static func files(below folder: String, ending: String = "") -> [ProjectFile] {
    let found = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)
    let paths = found?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(ending) }.sorted().compactMap { file(folder + "/" + $0) }
  }

  /// Regular files at the top and everything in `folders`.
  static func texts() -> [ProjectFile] {
    let top = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    return top.sorted().compactMap(file) + folders.flatMap { files(below: $0) }
  }
}

/// Fails with one line per finding.
func expectNone(_ findings: [String], sourceLocation: SourceLocation = #_sourceLocation) {
  let lines = findings.joined(separator: "\n")
  #expect(findings.isEmpty, Comment(rawValue: "\n" + lines), sourceLocation: sourceLocation)
}
