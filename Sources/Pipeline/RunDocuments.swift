import Canonical
import Digest
import Foundation
import Output
import Tables

/// The documents of one run, as they are published: tables twice, manifest, data package.
struct RunDocuments {
  /// One file.
  struct File {
    var path: String
    var bytes: [UInt8]
    var rows: Int?
    var sha256: String
  }

  /// All files but the manifest, in the order of their paths.
  private(set) var files: [File] = []
  private var resources: [DataPackage.Resource] = []

  /// - Parameters:
  ///   - tables: by folder below the run's; each is written as CSV and JSON.
  ///   - plain: tables at the top that are written as CSV alone.
  init(name: String, tables: [(folder: String, table: ReportTable)], plain: [ReportTable]) {
    for (folder, table) in tables {
      add(csv: table, at: "\(folder)/\(table.name).csv")
      add("\(folder)/\(table.name).json", JSONDocument(table).bytes, rows: table.rows.count)
    }
    for table in plain { add(csv: table, at: "\(table.name).csv") }
    let package = DataPackage(
      name: name, title: "firstcontact: \(name)", resources: resources)
    add("datapackage.json", package.document.printed, rows: nil)
    files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private mutating func add(csv table: ReportTable, at path: String) {
    let bytes = CSVDocument(table).bytes
    add(path, bytes, rows: table.rows.count)
    resources.append(
      .init(path: path, table: table, bytes: bytes.count, sha256: files[files.count - 1].sha256))
  }

  private mutating func add(_ path: String, _ bytes: [UInt8], rows: Int?) {
    files.append(
      File(path: path, bytes: bytes, rows: rows, sha256: ContentDigest.hexadecimal(of: bytes)))
  }
}
