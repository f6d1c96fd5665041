import Canonical
import Tables

/// What is wrong with the rows of one batch: the first fault of each row rejects it.
struct RowFaults {
  /// Values that became missing and the like.
  var warnings = WarningTally()

  private let table: TableSchema
  private let lines: [(first: UInt32, last: UInt32)]
  private var byRow: [Int: Reject] = [:]

  /// No fault yet for the given rows of a batch.
  init(table: TableSchema, rows: [Int], batch: RawBatch) {
    self.table = table
    lines = rows.map { (batch.firstLines[$0], batch.lastLines[$0]) }
  }

  /// Whether any row was rejected.
  var hasAny: Bool { !byRow.isEmpty }

  /// Whether a row was rejected.
  func isRejected(_ row: Int) -> Bool { byRow[row] != nil }

  /// Rejects a row, unless it was rejected already.
  mutating func reject(
    _ row: Int, _ code: RejectCode, _ column: ColumnSchema, _ value: BoundMapping.Value?,
    _ problem: String
  ) {
    guard byRow[row] == nil else { return }
    byRow[row] = Reject(
      firstLine: Int(lines[row].first), lastLine: Int(lines[row].last), code: code,
      column: value?.column ?? 0,
      columnName: value.map(\.columnName).flatMap { $0.isEmpty ? nil : $0 } ?? column.name,
      message: "\(problem); row rejected")
  }

  /// A text in quotes for a message: cut at 40 characters, and left out where the column is personal.
  static func quoted(_ bytes: [UInt8], _ range: Range<Int>, _ column: ColumnSchema) -> String {
    if column.isPersonal { return "(personal)" }
    let text = String(decoding: bytes[range], as: UTF8.self)
    let shown = text.count > 40 ? text.prefix(40) + "…" : text[...]
    return "'\(shown.map { $0.isNewline ? " " : String($0) }.joined())'"
  }

  /// The rejects in the order of their rows.
  var rejects: RejectList {
    var list = RejectList()
    for row in byRow.keys.sorted() { if let reject = byRow[row] { list.append(reject) } }
    return list
  }
}
