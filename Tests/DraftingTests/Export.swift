import Foundation
import Testing

@testable import Drafting

/// An export in a folder of its own, removed with the object.
final class Export {
  /// Where it is.
  let path: String
  private let folder: URL

  /// Writes an export of these bytes.
  init(_ bytes: [UInt8], name: String = "export.csv") throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("draft-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appendingPathComponent(name).path
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  /// Writes an export of this text.
  convenience init(_ text: String, name: String = "export.csv") throws {
    try self.init(Array(text.utf8), name: name)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The draft of it.
  func draft(table: String? = nil) throws -> Draft {
    Draft(text: try ProfileDraft(file: path, table: table).text)
  }
}

/// A draft, looked at line by line.
struct Draft: Equatable {
  /// All of it.
  var text: String

  /// Its lines without indentation.
  var lines: [String] { text.split(separator: "\n").map { String($0.drop { $0 == " " }) } }

  /// What a field is given, without the comment behind it; nil where the field is not active.
  func field(_ name: String) -> String? {
    lines.first { $0.hasPrefix("\(name):") }.map { line in
      let value = line.dropFirst(name.count + 1)
      return (value.range(of: "  #").map { String(value[..<$0.lowerBound]) } ?? String(value))
        .trimmingCharacters(in: .whitespaces)
    }
  }

  /// The comment behind a field.
  func note(_ name: String) -> String {
    lines.first { $0.hasPrefix("\(name):") }?.range(of: "  # ").map { range in
      let line = lines.first { $0.hasPrefix("\(name):") } ?? ""
      return String(line[range.upperBound...])
    } ?? ""
  }

  /// The lines that are offered for a field that is asked for.
  func offers(_ name: String) -> [String] {
    guard lines.contains(where: { $0.hasPrefix("# ASK \(name):") }) else { return [] }
    return lines.filter { $0.hasPrefix("# \(name):") }.map { String($0.dropFirst(name.count + 4)) }
  }

  /// What a word is mapped to.
  func word(_ word: String) -> String? {
    lines.first { $0.hasPrefix("\"\(word)\":") }.map { line in
      String(line.dropFirst(word.count + 3).prefix { $0 != "#" }).trimmingCharacters(in: .whitespaces)
    }
  }
}
