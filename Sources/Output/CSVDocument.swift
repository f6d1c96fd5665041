import Tables

/// A report table as CSV: a header line, LF line ends, UTF-8, quotes only where RFC 4180 needs them.
///
/// A missing cell is empty. A text that a spreadsheet would run as a formula begins with `'`.
package struct CSVDocument: Sendable {
  /// The whole file.
  package let bytes: [UInt8]

  /// The file of a table; a cell that its column does not allow is a bug.
  /// - Parameter isBegun: whether these rows follow others in their file, so that they have no header.
  package init(_ table: ReportTable, isBegun: Bool = false) {
    table.checkCells()
    var text = TextBuffer()
    text.reserve(64 + table.rows.count * table.columns.count * 8)
    for (index, column) in table.columns.enumerated() where !isBegun {
      if index > 0 { text.append(byte: CSVDocument.comma) }
      CSVDocument.append(column.name, to: &text)
    }
    if !isBegun { text.append(byte: CSVDocument.lineFeed) }
    for row in table.rows {
      let start = text.bytes.count
      for (index, cell) in row.enumerated() {
        if index > 0 { text.append(byte: CSVDocument.comma) }
        CSVDocument.append(cell, to: &text)
      }
      // A blank line would be no row at all.
      if text.bytes.count == start { text.append("\"\"") }
      text.append(byte: CSVDocument.lineFeed)
    }
    bytes = text.bytes
  }

  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  private static func append(_ cell: ReportTable.Cell, to text: inout TextBuffer) {
    switch cell {
    case .missing: break
    case .text(let value): append(value, to: &text)
    case .integer(let value): text.append(integer: value)
    case .decimal(let millionths): text.append(millionths: millionths)
    case .instant(let instant): text.append(instant.description)
    }
  }

  private static func append(_ value: String, to text: inout TextBuffer) {
    guard let first = value.utf8.first, let last = value.utf8.last else { return }
    let isFormula = runsInSpreadsheet(first)
    var needsQuotes = isBlank(last) || (isBlank(first) && !isFormula)
    let span = value.utf8Span.span
    for index in span.indices where isSpecial(span[index]) { needsQuotes = true }
    if !needsQuotes {
      if isFormula { text.append(byte: UInt8(ascii: "'")) }
      text.append(value)
      return
    }
    text.append(byte: quote)
    if isFormula { text.append(byte: UInt8(ascii: "'")) }
    for byte in value.utf8 {
      if byte == quote { text.append(byte: quote) }
      text.append(byte: byte)
    }
    text.append(byte: quote)
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == comma || byte == quote || byte == lineFeed || byte == carriageReturn
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == 0x09 }

  /// Whether a text that begins so is run as a formula.
  ///
  /// Source: SPEC.md section 12, the cells that are never written unprefixed.
  package static func runsInSpreadsheet(_ first: UInt8) -> Bool {
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0d: true
    default: false
    }
  }
}

extension ReportTable {
  /// Stops the process where a row is too short or too long, or a cell is not of its column's type.
  ///
  /// A whole number may stand in a column of decimals.
  func checkCells() {
    for row in rows {
      precondition(row.count == columns.count, "a row of '\(name)' has \(row.count) cells")
      for (cell, column) in zip(row, columns) {
        precondition(column.type.allows(cell), "'\(name).\(column.name)' is no \(column.type.rawValue)")
      }
    }
  }
}

extension ReportTable.ColumnType {
  /// Whether a cell may stand in a column of this type.
  fileprivate func allows(_ cell: ReportTable.Cell) -> Bool {
    switch (cell, self) {
    case (.missing, _), (.text, .text), (.integer, .integer), (.integer, .decimal),
      (.decimal, .decimal), (.instant, .instant):
      true
    default: false
    }
  }
}
