import Tables

/// Reads what stands before an export's records: byte order mark, separator line, preamble, header.
struct HeadReader: ~Copyable {
  /// What the head says of the file.
  struct Header {
    /// Names of the columns.
    var columns: [String]
    /// Where the records begin.
    var end: Int
    /// Physical lines up to there.
    var lines: Int
  }

  /// What separates two fields.
  private(set) var delimiter: FileDialect.Delimiter
  /// What was repaired or passed over.
  private(set) var warnings = WarningTally()
  private let path: String
  private let dialect: FileDialect
  private var window: ByteWindow
  private var position = 0
  private var line = 1

  /// Blank lines behind the header are searched for a record only so far.
  private static let searchedBytes = 1 << 20

  /// Begins to read a text.
  init(_ source: TextSource, _ dialect: FileDialect) throws(StageFailure) {
    path = source.path
    self.dialect = dialect
    delimiter = dialect.delimiter
    window = try ByteWindow(source, from: 0, count: 0, memory: [])
  }

  /// Whether there is any text at all.
  var isEmpty: Bool { window.isWhole && window.bytes.isEmpty }

  /// The first bytes of the text.
  func bytes(upTo end: Int) -> [UInt8] { Array(window.bytes[..<end]) }

  /// Reads the head; to be called once.
  mutating func header() throws(StageFailure) -> Header {
    try checkDialect()
    try refuseUTF16()
    if window.bytes.starts(with: [0xef, 0xbb, 0xbf]) {
      position = 3
      warnings.add(.byteOrderMark)
    }
    if let declared = separator(try lineHere()) {
      delimiter = declared
      warnings.add(.separatorLine)
      try skipLine()
    }
    for _ in 0..<dialect.skippedLines {
      guard !isAtEnd else { throw refusal("no header behind the lines to skip") }
      try skipLine()
    }
    var reader = RecordReader(delimiter: delimiter, width: nil)
    var columns = dialect.names
    var headerLine = line
    for number in 1..<(dialect.headerRecords + 1) {
      let names = try headerRecord(&reader, number)
      if number == dialect.nameRecord {
        columns = names.columns
        headerLine = names.line
      }
    }
    let header = Header(columns: columns, end: position, lines: line - 1)
    if dialect.headerRecords > 0 {
      try refusePreamble(&reader, header, headerLine)
    } else if isAtEnd {
      warnings.add(.headerOnly)
    }
    return header
  }

  /// Whether nothing follows.
  private var isAtEnd: Bool { window.isWhole && position == window.bytes.count }

  private func checkDialect() throws(StageFailure) {
    let hasNames = dialect.headerRecords == 0 && !dialect.names.isEmpty
    let hasHeader = dialect.headerRecords > 0 && (1...dialect.headerRecords).contains(dialect.nameRecord)
    guard dialect.skippedLines >= 0, hasNames || hasHeader else {
      throw StageFailure(
        .configuration,
        "\(path): nothing names the columns; set input.header_row to one of input.header_rows, "
          + "or input.header_rows to 0 with input.names")
    }
  }

  private func refuseUTF16() throws(StageFailure) {
    let bytes = window.bytes.prefix(256)
    let hasMark = bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff])
    let pairs = bytes.count / 2
    let even = (0..<pairs).count { bytes[2 * $0] == 0 }
    let odd = (0..<pairs).count { bytes[2 * $0 + 1] == 0 }
    if hasMark || pairs >= 2 && max(even, odd) * 2 >= pairs {
      let name = dialect.encoding.rawValue
      throw refusal("UTF-16 text, expected \(name); set input.encoding to utf-16, or export it as UTF-8")
    }
  }

  /// The delimiter that a line such as `sep=;` declares; nil for any other line.
  private func separator(_ range: Range<Int>) -> FileDialect.Delimiter? {
    var text = window.bytes[range]
    while text.last == 0x0a || text.last == 0x0d { text.removeLast() }
    if text.count == 7, text.first == 0x22, text.last == 0x22 { text = text.dropFirst().dropLast() }
    guard text.count == 5, let last = text.last else { return nil }
    let name = String(decoding: text.dropLast(), as: UTF8.self).lowercased()
    return name == "sep=" ? FileDialect.Delimiter(rawValue: last) : nil
  }

  private mutating func lineHere() throws(StageFailure) -> Range<Int> {
    var reader = RecordReader(delimiter: delimiter, width: nil)
    while true {
      reader.begin(count: window.bytes.count)
      if let end = reader.lineEnd(from: position, in: window.bytes.span, isWhole: window.isWhole) {
        return position..<end
      }
      guard window.bytes.count - position <= CSVLimits.recordBytes else {
        throw refusal("a line over \(CSVLimits.recordBytes >> 20) MiB before the data")
      }
      try window.extend()
    }
  }

  private mutating func skipLine() throws(StageFailure) {
    position = try lineHere().upperBound
    line += 1
  }

  /// What stands here; moves on behind it, behind its first line where it is misshapen.
  private mutating func next(
    _ reader: inout RecordReader
  ) throws(StageFailure) -> (finding: RecordReader.Finding, range: Range<Int>) {
    while true {
      let start = position
      reader.begin(count: window.bytes.count)
      let finding = reader.read(at: start, in: window.bytes.span, isWhole: window.isWhole)
      switch finding {
      case .record(let end, let lines, _):
        position = end
        line += lines
      case .blank(let end), .misshapen(_, let end):
        position = end
        line += 1
      case .endlessLine: break
      case .cutOff:
        try window.extend()
        continue
      }
      return (finding, start..<position)
    }
  }

  private mutating func headerRecord(
    _ reader: inout RecordReader, _ number: Int
  ) throws(StageFailure) -> (columns: [String], line: Int) {
    while !isAtEnd {
      let first = line
      let (finding, range) = try next(&reader)
      defer { reader.sink.discard() }
      switch finding {
      case .blank, .cutOff: continue
      case .misshapen, .endlessLine:
        throw refusal("the header's quotes or its length are not those of CSV", line: first)
      case .record(_, _, let isRepaired):
        if isRepaired { warnings.add(.repairedQuote) }
        guard !window.bytes[range].contains(0) else {
          throw refusal("a byte of zero in the header", line: first)
        }
        let sink = reader.sink
        var columns: [String] = []
        for number in 0..<sink.fieldCount {
          guard let name = String(validating: sink.bytes[sink.field(number)], as: UTF8.self) else {
            throw refusal(
              "column \(number + 1) of the header is not \(dialect.encoding.rawValue); set input.encoding, "
                + "or export it as UTF-8", line: first)
          }
          columns.append(name)
        }
        guard number != dialect.nameRecord || columns.contains(where: { !isBlank($0) }) else {
          throw refusal("the header names no column", line: first)
        }
        return (columns, first)
      }
    }
    let found = number == 1 ? "no header" : "\(number - 1) header records, expected \(dialect.headerRecords)"
    throw refusal(found)
  }

  /// Looks at the next two records, if they are well formed: both wider than the header and equally
  /// wide, they show that the header stands further down.
  private mutating func refusePreamble(
    _ reader: inout RecordReader, _ header: Header, _ headerLine: Int
  ) throws(StageFailure) {
    var widths: [Int] = []
    while widths.count < 2 && !isAtEnd {
      let finding = try next(&reader).finding
      let width = reader.sink.fieldCount
      reader.sink.discard()
      switch finding {
      case .record: widths.append(width)
      case .blank where position - header.end < HeadReader.searchedBytes: break
      default: return
      }
    }
    if widths.isEmpty { warnings.add(.headerOnly) }
    let width = header.columns.count
    if widths.count == 2, widths[0] == widths[1], widths[0] > width {
      throw refusal(
        "a header of \(width) \(width == 1 ? "field" : "fields") before rows of \(widths[0]); "
          + "set input.skip_rows to the number of lines before the header", line: headerLine)
    }
  }

  private func isBlank(_ name: String) -> Bool { name.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } }

  private func refusal(_ problem: String, line: Int? = nil) -> StageFailure {
    StageFailure(.dataRefused, "\(path):\(line.map { "\($0):" } ?? "") \(problem)")
  }
}
