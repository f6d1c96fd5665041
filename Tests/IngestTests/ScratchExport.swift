import Foundation
import Tables

/// An export in a folder of its own, removed with the object.
final class ScratchExport {
  /// Where it is.
  let path: String
  private let folder: URL

  /// Writes an export of these bytes.
  init(_ bytes: [UInt8]) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("ingest-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appendingPathComponent("export.csv").path
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  /// Writes an export of this text.
  convenience init(_ text: String) throws { try self.init(Array(text.utf8)) }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The folder that holds it and nothing else.
  var folderPath: String { folder.path }
}

extension Reading {
  /// Reads an export as a comma-separated one, or as told.
  init(_ export: ScratchExport, _ dialect: FileDialect = FileDialect()) throws {
    try self.init(path: export.path, dialect)
  }

  /// Reads an export of this text.
  init(_ text: String, _ dialect: FileDialect = FileDialect()) throws {
    try self.init(ScratchExport(text), dialect)
  }
}

/// Files that others wrote, beside the project; absent in most checkouts.
enum Shared {
  /// Their folder.
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("shared")

  /// Whether it is there; says so where it is not.
  static func holds(_ name: String) -> Bool {
    let isThere = FileManager.default.fileExists(atPath: path(name))
    if !isThere { print("skipped: no ../shared/\(name) beside the project") }
    return isThere
  }

  /// The path of one of them.
  static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
}
