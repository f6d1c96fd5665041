import Analyses
import Digest
import Output
import Tables

/// A table that is written as its rows come, so that they are never in memory together: as CSV and JSON, the
/// same bytes as of a whole table.
struct TableStream {
  private let publication: Publication
  private let path: String
  private let table: ReportTable
  private var csv = Document()
  private var json = Document()
  /// How many rows were written.
  private(set) var rows = 0

  /// Bytes of a document that are written at once.
  private static let pageBytes = 4 << 20

  /// One of the two documents.
  private struct Document {
    var pending: [UInt8] = []
    var digest = ContentDigest()
    var size = 0
  }

  /// Begins the documents of a table without rows in the run to come.
  /// - Parameter path: of both, without ending.
  init(_ table: ReportTable, at path: String, in publication: Publication) throws {
    precondition(table.rows.isEmpty, "rows come later")
    (self.table, self.path, self.publication) = (table, path, publication)
    csv.pending = CSVDocument(table).bytes
    try publication.write(path: path + ".csv", bytes: [])
    try publication.write(path: path + ".json", bytes: [])
  }

  /// Adds the rows of a page, which went through disclosure as every table does.
  mutating func append(_ disclosed: DisclosedTable) throws {
    let page = disclosed.table
    precondition(
      "\(disclosed.folder)/\(page.name)" == path, "a page of the table that is written")
    if page.rows.isEmpty { return }
    csv.pending += CSVDocument(page, isBegun: true).bytes
    json.pending += JSONDocument(page, before: rows, isLast: false).bytes
    rows += page.rows.count
    if json.pending.count > TableStream.pageBytes { try flush() }
  }

  /// Ends the documents.
  mutating func finish() throws -> RunDocuments.Written {
    json.pending += JSONDocument(table, before: rows).bytes
    try flush()
    func file(_ ending: String, _ document: Document) -> RunDocuments.File {
      RunDocuments.File(
        path: path + ending, size: document.size, rows: rows, sha256: document.digest.hexadecimal)
    }
    return RunDocuments.Written(table: table, csv: file(".csv", csv), json: file(".json", json))
  }

  private mutating func flush() throws {
    try flush(&csv, ".csv")
    try flush(&json, ".json")
  }

  private func flush(_ document: inout Document, _ ending: String) throws {
    try publication.append(path: path + ending, bytes: document.pending)
    document.digest.update(document.pending)
    document.size += document.pending.count
    document.pending.removeAll(keepingCapacity: true)
  }
}
