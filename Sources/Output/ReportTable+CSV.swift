import Tables

extension ReportTable {
  /// The table of a CSV file that `CSVDocument` wrote, with the columns of a table that is its like.
  ///
  /// Columns are found by name; one that the file lacks, and is no part of the key, is missing in each row. Texts lose the prefix against
  /// spreadsheets.
  /// - Returns: nil where it is no such file.
  package init?(csv bytes: [UInt8], like template: ReportTable) {
    var records = PublishedRecords(bytes: bytes)
    guard let header = records.next() else { return nil }
    guard template.primaryKey.allSatisfy(header.contains) else { return nil }
    let places = template.columns.map { column in header.firstIndex(of: column.name) }
    self = template
    rows = []
    while let record = records.next() {
      guard record.count == header.count else { return nil }
      var row: [Cell] = []
      row.reserveCapacity(places.count)
      for (place, column) in zip(places, template.columns) {
        guard let cell = Cell(written: place.map { record[$0] } ?? "", as: column.type) else { return nil }
        row.append(cell)
      }
      rows.append(row)
    }
    if !records.isWhole { return nil }
  }
}

extension ReportTable.Cell {
  /// The cell that a text of a CSV file stands for; nil where it is none of its type.
  fileprivate init?(written text: String, as type: ReportTable.ColumnType) {
    if text.isEmpty {
      self = .missing
      return
    }
    switch type {
    case .text, .instant:
      let isPrefixed = text.utf8.first == UInt8(ascii: "'")
      self = .text(
        isPrefixed && text.utf8.dropFirst().first.map(CSVDocument.runsInSpreadsheet) == true
          ? String(text.dropFirst()) : text)
    case .integer:
      guard let number = Int64(text) else { return nil }
      self = .integer(number)
    case .decimal:
      guard case .success(let value) = Result(catching: { try JSONValue(parsing: Array(text.utf8)) }),
        let millionths = value.millionths
      else { return nil }
      self = .decimal(millionths: millionths)
    }
  }
}

/// The records of a CSV file of ours, one after the other.
private struct PublishedRecords {
  let bytes: [UInt8]
  var position = 0
  /// Whether no record was cut short.
  var isWhole = true

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let lineFeed = UInt8(ascii: "\n")

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// The fields of the next record; nil at the end.
  mutating func next() -> [String]? {
    guard position < bytes.count else { return nil }
    var fields: [String] = []
    while true {
      fields.append(field())
      guard position < bytes.count else {
        isWhole = false
        return nil
      }
      position += 1
      if bytes[position - 1] == PublishedRecords.lineFeed { return fields }
    }
  }

  /// One field, up to its comma or line end.
  private mutating func field() -> String {
    let start = position
    if position < bytes.count, bytes[position] == PublishedRecords.quote { return quotedField() }
    while position < bytes.count, bytes[position] != PublishedRecords.comma,
      bytes[position] != PublishedRecords.lineFeed
    { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func quotedField() -> String {
    var text: [UInt8] = []
    position += 1
    while position < bytes.count {
      if bytes[position] == PublishedRecords.quote {
        position += 1
        guard position < bytes.count, bytes[position] == PublishedRecords.quote else { break }
      }
      text.append(bytes[position])
      position += 1
    }
    return String(decoding: text, as: UTF8.self)
  }
}
