import Output
import Report
import Tables

/// A run that was never computed: its files are made up, so that a page can be shown every kind of row.
package struct SketchedRun: Sendable {
  /// Bytes by path.
  package var files: [String: [UInt8]] = [:]
  private var manifest: [JSONValue.Member]
  private var outputs: [JSONValue] = []

  /// A run without any table.
  package init(name: String = "sketch", asOf: String = "2026-06-30") {
    manifest = [
      .init("run_id", .string("\(asOf)-0123456789ab")), .init("name", .string(name)),
      .init("as_of", .string(asOf)),
      .init("covers", ["from": "2026-01-01T00:00:00Z", "to": "2026-07-01T00:00:00Z"]),
      .init("previous", .null),
      .init("headline", ["window_days": 7, "match": "reason"]),
    ]
  }

  /// Sets a member of the manifest.
  package mutating func set(_ name: String, _ value: JSONValue) {
    manifest.removeAll { $0.name == name }
    manifest.append(.init(name, value))
  }

  /// Adds a table, written as runs write theirs.
  package mutating func add(_ name: String, _ columns: [String], _ rows: [[SketchedCell]]) {
    let types = columns.indices.map { place -> ReportTable.ColumnType in
      let cells = rows.map { $0[place] }
      if cells.contains(where: \.isText) { return .text }
      return cells.contains(where: \.isDecimal) ? .decimal : .integer
    }
    let table = ReportTable(
      name: name, description: "",
      columns: zip(columns, types).map { ReportTable.Column($0, $1, "") }, primaryKey: [],
      rows: rows.map { row in zip(row, types).map { $0.cell(as: $1) } })
    let isList = ["rejects", "diagnostics", "row_prints"].contains(name)
    let path = isList ? "\(name).csv" : "tables/\(name).csv"
    files[path] = CSVDocument(table).bytes
    outputs.append([
      "path": .string(path), "sha256": .string(String(repeating: "0", count: 64)),
      "rows": .integer(Int64(rows.count)),
      "flags": [],
    ])
  }

  /// The manifest as the run would have it.
  package var manifestBytes: [UInt8] {
    JSONValue.object(manifest + [.init("outputs", .array(outputs))]).printed
  }

  /// The folder of the run.
  package var folder: RunFolder {
    get throws {
      var files = files
      files["manifest.json"] = manifestBytes
      let all = files
      return try RunFolder { all[$0] }
    }
  }
}

/// A cell of a sketched table.
package enum SketchedCell: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByNilLiteral
{
  case text(String)
  case whole(Int64)
  case decimal(Double)
  case missing

  package init(stringLiteral value: String) { self = .text(value) }
  package init(integerLiteral value: Int64) { self = .whole(value) }
  package init(floatLiteral value: Double) { self = .decimal(value) }
  package init(nilLiteral: ()) { self = .missing }

  var isText: Bool { if case .text = self { true } else { false } }
  var isDecimal: Bool { if case .decimal = self { true } else { false } }

  /// The cell in a column of a type.
  func cell(as type: ReportTable.ColumnType) -> ReportTable.Cell {
    switch self {
    case .missing: .missing
    case .text(let text): text.isEmpty ? .missing : .text(text)
    case .whole(let number): type == .text ? .text(String(number)) : .integer(number)
    case .decimal(let number): .decimal(millionths: Int64((number * 1_000_000).rounded()))
    }
  }
}
