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
    var size: Int
    var rows: Int?
    var sha256: String

    /// A file of these bytes.
    init(path: String, bytes: [UInt8], rows: Int? = nil) {
      (self.path, self.bytes, self.rows) = (path, bytes, rows)
      (size, sha256) = (bytes.count, ContentDigest.hexadecimal(of: bytes))
    }

    /// A file whose bytes are elsewhere.
    init(path: String, size: Int, rows: Int?, sha256: String) {
      (self.path, bytes, self.size, self.rows, self.sha256) = (path, [], size, rows, sha256)
    }
  }

  /// A table of rows about one person whose documents are written already; their bytes are not here.
  struct Written {
    /// Without its rows.
    var table: ReportTable
    var csv: File
    var json: File
  }

  /// All files but the manifest, in the order of their paths.
  private(set) var files: [File]

  /// - Parameters:
  ///   - tables: what analyses found; each is written as CSV and JSON.
  ///   - plain: tables of rejects and diagnostics, at the top, that are written as CSV alone.
  ///   - written: those that are written already.
  init(
    name: String, tables: [DisclosedTable], plain: [ReportTable], written others: [Written],
    workers: Workers
  ) throws {
    let written = tables.map { (path: "\($0.folder)/\($0.table.name)", table: $0.table, isTwice: true) }
    let all = written + plain.map { (path: $0.name, table: $0, isTwice: false) }
    // The JSON of a table takes as long as everything else of it.
    let pieces =
      all.map { (path: $0.path + ".csv", table: $0.table) }
      + written.map { (path: $0.path + ".json", table: $0.table) }
    files = try workers.map(pieces) { path, table in
      File(
        path: path, bytes: path.hasSuffix(".csv") ? CSVDocument(table).bytes : JSONDocument(table).bytes,
        rows: table.rows.count)
    }
    let described = zip(files, all).map { ($0, $1.table) } + others.map { ($0.csv, $0.table) }
    let resources = described.map { file, table in
      DataPackage.Resource(path: file.path, table: table, bytes: file.size, sha256: file.sha256)
    }
    files += others.flatMap { [$0.csv, $0.json] }
    let package = DataPackage(name: name, title: "firstcontact: \(name)", resources: resources)
    files.append(File(path: "datapackage.json", bytes: package.document.printed))
    files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// Adds the page of the run.
  mutating func add(_ report: RunReport) {
    files = (files + report.files).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }
}
