import Tables

/// Reads the records that begin in a cut, wherever the last of them ends.
///
/// `start` is where the chunk before ended, or nil to speculate: behind the first line end of the cut.
/// A speculation holds only if its `start` is where the chunk before ended; if not, the cut is parsed
/// once more with that place. For any cuts, chunks that follow one another so give the same records,
/// rejects, warnings and lines. `columns` are the places of the columns to keep, ascending; nil keeps
/// all. A record is accepted or rejected for all of its fields, whichever are kept.
/// - Throws: `ioFailed` where the system cannot read, `dataRefused` where the file has changed.
package func parse(
  _ file: ExportFile, cut: Range<Int64>, from start: Int64?, keeping columns: [Int]? = nil,
  parser choice: ParserChoice = .auto, pool: BufferPool = BufferPool()
) throws(StageFailure) -> ParsedChunk {
  try parse(
    file, file.reopened(), cut: cut, from: start, keeping: columns, parser: choice, pool: pool)
}

/// Reads the records of a cut from where the file's text is.
private func parse(
  _ file: ExportFile, _ source: TextSource, cut: Range<Int64>, from start: Int64?, keeping columns: [Int]?,
  parser choice: ParserChoice, pool: BufferPool
) throws(StageFailure) -> ParsedChunk {
  precondition(file.holds(cut), "a cut of the data")
  precondition(cut.upperBound - cut.lowerBound <= ExportFile.largestCut, "a cut that cut(from:) made")
  let cutCount = Int(cut.upperBound - cut.lowerBound)
  var batch = pool.batch(places: places(of: columns, width: file.columns.count))
  var memory: [UInt8] = []
  swap(&memory, &batch.bytes)
  var window = try ByteWindow(
    source, from: cut.lowerBound, count: cutCount, memory: memory)
  let position: Int
  if let start {
    precondition(start >= cut.lowerBound, "a chunk begins in its cut or behind it")
    position = Int(start - cut.lowerBound)
  } else if cut.lowerBound == file.dataStart {
    position = 0
  } else {
    position = speculativeStart(
      behind: try source.byte(at: cut.lowerBound - 1), window, cutCount: cutCount)
  }
  var parser = ChunkParser(file, batch, choice, position: position, stop: cutCount)
  while true {
    switch parser.advance(in: window.bytes.span, isWhole: window.isWhole) {
    case .finished:
      return parser.chunk(cut: cut, from: position, bytes: window.takeBytes())
    case .cutOff: try window.extend()
    case .endlessLine: parser.skipLine(to: Int(try window.endOfLineBehind() - window.base))
    }
  }
}

/// Reads again the one accepted record that begins at a place of the file.
/// - Returns: A batch of that record alone; its lines are counted from 1.
/// - Throws: `ioFailed` where the system cannot read, `dataRefused` where the file has changed.
/// - Complexity: that of decoding all text before it, where the file is compressed or not UTF-8.
package func record(
  of file: ExportFile, at offset: Int64, keeping columns: [Int]? = nil, parser: ParserChoice = .auto
) throws(StageFailure) -> RawBatch {
  let chunk = try parse(
    file, file.reopenedAlone(), cut: offset..<offset + 1, from: offset, keeping: columns, parser: parser,
    pool: BufferPool())
  guard chunk.batch.count == 1 else { throw OpenedFile.changed(file.path) }
  return chunk.batch
}

/// For each of so many columns its place among those that are kept, or -1.
private func places(of columns: [Int]?, width: Int) -> [Int32] {
  guard let columns else { return (0..<width).map { Int32($0) } }
  var places: [Int32] = Array(repeating: -1, count: width)
  for (place, column) in columns.enumerated() {
    precondition(place == 0 || columns[place - 1] < column, "columns in the order of the file")
    places[column] = Int32(place)
  }
  return places
}

/// Behind the first line end at or behind the byte before the cut; the cut's end where it has none.
private func speculativeStart(behind before: UInt8, _ window: ByteWindow, cutCount: Int) -> Int {
  if before == 0x0a { return 0 }
  if before == 0x0d { return window.bytes.first == 0x0a ? 1 : 0 }
  let bytes = window.bytes.span
  for place in bytes.indices where bytes[place] == 0x0a || bytes[place] == 0x0d {
    let isPair = bytes[place] == 0x0d && place + 1 < bytes.count && bytes[place + 1] == 0x0a
    return isPair ? place + 2 : place + 1
  }
  return cutCount
}

/// Walks over the records of one chunk.
private struct ChunkParser: ~Copyable {
  /// Why a walk stopped.
  enum Pause {
    case finished
    case cutOff
    case endlessLine
  }

  private let scanner: RecordScanner?
  private var reader: RecordReader
  private var batch: RawBatch
  // Rows of the batch whose fields are still counted from the start of the reader's sink.
  private var readRows: [Int] = []
  private let columns: [String]
  private let encoding: FileDialect.Encoding
  private let stop: Int
  private var position: Int
  private var line = 1
  private var blankLines = 0
  private var repairedRows = 0
  private var rejects = RejectList()

  init(
    _ file: ExportFile, _ batch: consuming RawBatch, _ choice: ParserChoice, position: Int, stop: Int
  ) {
    scanner =
      choice == .auto ? RecordScanner(delimiter: file.delimiter, places: batch.places) : nil
    reader = RecordReader(
      delimiter: file.delimiter, width: file.columns.count, isRagged: file.isRagged)
    self.batch = batch
    (columns, encoding) = (file.columns, file.encoding)
    self.position = position
    self.stop = stop
  }

  mutating func advance(in bytes: Span<UInt8>, isWhole: Bool) -> Pause {
    reader.begin(count: bytes.count)
    while position < stop {
      if let scanner {
        position = scanner.take(from: position, before: stop, in: bytes, line: &line, into: &batch)
        if position >= stop { break }
      }
      switch reader.read(at: position, in: bytes, isWhole: isWhole) {
      case .record(let end, let lines, let isRepaired):
        settle(position..<end, lines, isRepaired, bytes)
        position = end
        line += lines
      case .blank(let end):
        blankLines += 1
        position = end
        line += 1
      case .misshapen(let code, let end):
        reject(code, lines: 1, message(code))
        position = end
        line += 1
      case .endlessLine: return .endlessLine
      case .cutOff: return .cutOff
      }
    }
    return .finished
  }

  mutating func skipLine(to end: Int) {
    reject(.recordTooLong, lines: 1, message(.recordTooLong))
    position = end
    line += 1
  }

  /// What was read; `bytes` are those of the whole window.
  consuming func chunk(
    cut: Range<Int64>, from start: Int, bytes: consuming [UInt8]
  ) -> ParsedChunk {
    var warnings = WarningTally()
    warnings.add(.repairedQuote, count: repairedRows)
    let base = bytes.count
    precondition(base + reader.sink.bytes.count <= UInt32.max, "places that fit in 32 bits")
    // Exchanged: an assignment would leave a second reference, and what is appended then copies all.
    swap(&batch.bytes, &bytes)
    batch.bytes.reserveCapacity(base + reader.sink.bytes.count)
    batch.bytes.append(contentsOf: reader.sink.bytes)
    for row in readRows {
      for index in row * batch.width..<(row + 1) * batch.width {
        batch.starts[index] += UInt32(base)
        batch.ends[index] += UInt32(base)
      }
    }
    return ParsedChunk(
      start: cut.lowerBound + Int64(start), end: cut.lowerBound + Int64(position), batch: batch,
      rejects: rejects, warnings: warnings, lineCount: line - 1, blankLines: blankLines,
      cutCount: Int(cut.upperBound - cut.lowerBound))
  }

  @inline(__always)
  private mutating func settle(
    _ range: Range<Int>, _ lines: Int, _ isRepaired: Bool, _ bytes: Span<UInt8>
  ) {
    if let code = reader.sink.misfit {
      reject(code, lines: lines, message(code))
    } else if reader.hasNUL(range, in: bytes) {
      reject(.nulByte, lines: lines, message(.nulByte))
    } else if !reader.isText(range, in: bytes) {
      let column = reader.firstFieldWithoutText() ?? 0
      reject(.invalidText, lines: lines, message(.invalidText), column: column)
    } else {
      accept(offset: range.lowerBound, lines: lines)
      if isRepaired { repairedRows += 1 }
    }
  }

  @inline(__always)
  private mutating func accept(offset: Int, lines: Int) {
    readRows.append(batch.count)
    for column in 0..<batch.places.count where batch.places[column] >= 0 {
      let field = reader.sink.field(column)
      batch.starts.append(UInt32(truncatingIfNeeded: field.lowerBound))
      batch.ends.append(UInt32(truncatingIfNeeded: field.upperBound))
    }
    batch.firstLines.append(UInt32(truncatingIfNeeded: line))
    batch.lastLines.append(UInt32(truncatingIfNeeded: line + lines - 1))
    batch.offsets.append(UInt32(truncatingIfNeeded: offset))
    reader.sink.accept()
  }

  private mutating func reject(
    _ code: RejectCode, lines: Int, _ message: String, column: Int? = nil
  ) {
    reader.sink.discard()
    rejects.append(
      Reject(
        firstLine: line, lastLine: line + lines - 1, code: code, column: column.map { $0 + 1 } ?? 0,
        columnName: column.map { columns[$0] } ?? "", message: message))
  }

  private func message(_ code: RejectCode) -> String {
    switch code {
    case .tooFewFields, .tooManyFields:
      let count = reader.sink.fieldCount
      return "\(count) \(count == 1 ? "field" : "fields") where the header has \(columns.count)"
    case .strayQuote: return "a quote was opened in the row and is never closed"
    case .textAfterQuote: return "text behind a closing quote; double a quote that belongs to the text"
    case .unterminatedQuote: return "a quote is still open at the end of the file"
    case .recordTooLong:
      return "a record over \(CSVLimits.recordLines) lines or \(CSVLimits.recordBytes >> 20) MiB"
    case .fieldTooLong: return "a field over \(CSVLimits.fieldBytes >> 20) MiB"
    case .nulByte: return "a byte of zero"
    default:
      let name = encoding == .utf8 ? "UTF-8" : encoding.rawValue
      return "bytes that are not \(name)"
    }
  }
}
