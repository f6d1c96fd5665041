import Tables

/// The records of a text whose columns nobody told yet, of any number of fields.
package struct LooseRecords: Sendable {
  /// One record.
  package struct Record: Sendable {
    /// Its first physical line, from 1 at the start of the text.
    package var line: Int
    /// Its fields without the blanks around them.
    package var fields: [String]
  }

  /// The records, in their order.
  package private(set) var records: [Record] = []
  /// Lines whose quotes are not those of CSV.
  package private(set) var misshapenLines = 0
  /// Where in the text reading stopped.
  package private(set) var end = 0
  /// Whether reading stopped at the limit, or at a record that the text cuts off.
  package private(set) var isCut = false

  /// Reads records from the start of a text on.
  /// - Parameters:
  ///   - isWhole: whether the text ends where the file does.
  ///   - limit: how many records at most.
  package init(_ text: [UInt8], delimiter: FileDialect.Delimiter, isWhole: Bool, limit: Int) {
    var reader = RecordReader(delimiter: delimiter, width: nil)
    reader.begin(count: text.count)
    let bytes = text.span
    var (position, line) = (0, 1)
    defer { end = position }
    while position < bytes.count {
      guard records.count < limit else {
        isCut = true
        return
      }
      switch reader.read(at: position, in: bytes, isWhole: isWhole) {
      case .record(let end, let lines, _):
        let sink = reader.sink
        let fields = (0..<sink.fieldCount).map { number in
          String(decoding: LooseRecords.trimmed(sink.bytes[sink.field(number)]), as: UTF8.self)
        }
        records.append(Record(line: line, fields: fields))
        position = end
        line += lines
      case .blank(let end):
        position = end
        line += 1
      case .misshapen(_, let end):
        misshapenLines += 1
        position = end
        line += 1
      case .endlessLine, .cutOff:
        isCut = true
        return
      }
      reader.sink.discard()
    }
  }

  private static func trimmed(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }
    let start = field.firstIndex { !isBlank($0) } ?? field.endIndex
    let end = field.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start
    return field[start..<max(start, end)]
  }
}
