import Analyses
import Canonical
import Digest
import Foundation
import Output
import Tables

/// The documents of one run, as they are published: tables twice, manifest, data package.
struct RunDocuments {
  /// One file.
  struct File: Sendable {
    var path: String
    var bytes: [UInt8]
    var rows: Int?
    var sha256: String
  }

  /// All files but the manifest, in the order of their paths.
  private(set) var files: [File]

  /// - Parameters:
  ///   - tables: what analyses found; each is written as CSV and JSON.
  ///   - plain: tables of rejects and diagnostics, at the top, that are written as CSV alone.
  init(
    name: String, tables: [DisclosedTable], plain: [ReportTable], workers: Workers
  ) throws {
    let written = tables.map { (path: "\($0.folder)/\($0.table.name)", table: $0.table, isTwice: true) }
    let all = written + plain.map { (path: $0.name, table: $0, isTwice: false) }
    // The JSON of a table takes as long as everything else of it.
    let pieces =
      all.map { (path: $0.path + ".csv", table: $0.table) }
      + written.map { (path: $0.path + ".json", table: $0.table) }
    files = try workers.map(pieces) { path, table in
      RunDocuments.file(
        path, path.hasSuffix(".csv") ? CSVDocument(table).bytes : JSONDocument(table).bytes,
        rows: table.rows.count)
    }
    let resources = zip(files, all).map { file, document in
      DataPackage.Resource(
        path: file.path, table: document.table, bytes: file.bytes.count, sha256: file.sha256)
    }
    let package = DataPackage(name: name, title: "firstcontact: \(name)", resources: resources)
    files.append(RunDocuments.file("datapackage.json", package.document.printed, rows: nil))
    files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private static func file(_ path: String, _ bytes: [UInt8], rows: Int?) -> File {
    File(path: path, bytes: bytes, rows: rows, sha256: ContentDigest.hexadecimal(of: bytes))
  }
}
