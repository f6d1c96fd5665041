import Tables

/// A report table as a JSON array of objects, one a line, keys in the order of the columns.
///
/// Numbers are printed as in the CSV file; what is an empty cell there is null here. Texts carry no
/// prefix against spreadsheets.
package struct JSONDocument: Sendable {
  /// The whole file.
  package let bytes: [UInt8]

  /// The file of a table; a cell that its column does not allow is a bug.
  /// - Parameters:
  ///   - before: rows that stand before these in their file.
  ///   - isLast: whether the file ends behind these rows.
  package init(_ table: ReportTable, before: Int = 0, isLast: Bool = true) {
    table.checkCells()
    let keys = table.columns.enumerated().map { index, column in
      var key = TextBuffer()
      key.append(index == 0 ? "{" : ",")
      key.append(quoted: column.name)
      key.append(":")
      return key.bytes
    }
    var text = TextBuffer()
    text.reserve(4 + table.rows.count * keys.reduce(2) { $0 + $1.count + 8 })
    if before == 0 { text.append("[") }
    for (number, row) in table.rows.enumerated() {
      text.append(before + number == 0 ? "\n" : ",\n")
      for (key, cell) in zip(keys, row) {
        text.append(bytes: key)
        JSONDocument.append(cell, to: &text)
      }
      text.append(keys.isEmpty ? "{}" : "}")
    }
    if isLast { text.append(before + table.rows.count == 0 ? "]\n" : "\n]\n") }
    bytes = text.bytes
  }

  private static func append(_ cell: ReportTable.Cell, to text: inout TextBuffer) {
    switch cell {
    case .missing, .text(""): text.append("null")
    case .text(let value): text.append(quoted: value)
    case .integer(let value): text.append(integer: value)
    case .decimal(let millionths): text.append(millionths: millionths)
    case .instant(let instant): text.append(quoted: instant.description)
    }
  }
}
