import Foundation
import Ingest
import Tables
import Testing

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

/// What a whole file gave, its chunks joined in order.
struct Reading: Equatable {
  /// Fields of the accepted records.
  var rows: [[[UInt8]]] = []
  /// First and last physical line of each, from 1 in the file.
  var lines: [ClosedRange<Int>] = []
  /// Rejected records, lines from 1 in the file.
  var rejects = RejectList()
  /// Warnings of the chunks and of opening.
  var warnings = WarningTally()
  /// Physical lines of the data.
  var lineCount = 0
  /// Lines without a record.
  var blankLines = 0
  /// The bytes of all cuts.
  var raw: [UInt8] = []

  /// Reads a file in cuts of this size: each is speculated, verified, and read again where that failed.
  init(_ file: ExportFile, chunkBytes: Int = .max) throws {
    warnings = file.warnings
    var end = file.dataStart
    for cut in file.cuts(chunkBytes: chunkBytes) {
      var chunk = try parse(file, cut: cut, from: nil)
      if chunk.start != end { chunk = try parse(file, cut: cut, from: end) }
      #expect(chunk.start == end && chunk.end >= cut.upperBound)
      end = chunk.end
      let before = file.linesBefore + lineCount
      for row in 0..<chunk.batch.count {
        rows.append(
          (0..<chunk.batch.width).map {
            Array(chunk.batch.bytes[chunk.batch.start(row, $0)..<chunk.batch.end(row, $0)])
          })
        lines.append(
          before + Int(chunk.batch.firstLines[row])...before + Int(chunk.batch.lastLines[row]))
      }
      rejects.merge(chunk.rejects, lineOffset: before)
      warnings.merge(chunk.warnings)
      lineCount += chunk.lineCount
      blankLines += chunk.blankLines
      raw += chunk.raw
    }
    #expect(end == file.dataEnd)
  }

  /// Reads an export as a comma-separated one, or as told.
  init(_ export: ScratchExport, _ dialect: FileDialect = FileDialect()) throws {
    try self.init(ExportFile.open(path: export.path, dialect: dialect))
  }

  /// Reads an export of this text.
  init(_ text: String, _ dialect: FileDialect = FileDialect()) throws {
    try self.init(ScratchExport(text), dialect)
  }

  /// The fields as text.
  var texts: [[String]] { rows.map { $0.map { String(decoding: $0, as: UTF8.self) } } }

  /// Codes and lines of what was rejected.
  var rejected: [String] {
    rejects.rejects.map { "\($0.code.rawValue) \($0.firstLine)-\($0.lastLine)" }
  }

  /// Codes of the warnings, with their numbers.
  var warned: [String] { warnings.sorted.map { "\($0.key.code.rawValue) \($0.count)" } }
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
