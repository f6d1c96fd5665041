import Tables

/// Reads the records that begin in a cut, wherever the last of them ends.
///
/// `start` is where the chunk before ended, or nil to speculate: behind the first line end of the cut.
/// A speculation holds only if its `start` is where the chunk before ended; if not, the cut is parsed
/// once more with that place. For any cuts, chunks that follow one another so give the same records,
/// rejects, warnings and lines.
/// - Throws: `ioFailed` where the system cannot read, `dataRefused` where the file has changed.
package func parse(
  _ file: ExportFile, cut: Range<Int64>, from start: Int64?
) throws(StageFailure) -> ParsedChunk {
  precondition(cut.lowerBound >= file.dataStart && cut.upperBound <= file.dataEnd, "a cut of the data")
  precondition(cut.upperBound - cut.lowerBound <= ExportFile.largestCut, "a cut that cuts(chunkBytes:) made")
  let opened = try file.reopened()
  var window = try ByteWindow(
    opened, from: cut.lowerBound, count: cut.upperBound - cut.lowerBound, limit: file.dataEnd)
  let position: Int
  if let start {
    precondition(start >= cut.lowerBound, "a chunk begins in its cut or behind it")
    position = Int(start - cut.lowerBound)
  } else if cut.lowerBound == file.dataStart {
    position = 0
  } else {
    let before = try opened.bytes(at: cut.lowerBound - 1, count: 1)[0]
    position = speculativeStart(behind: before, window, cutCount: Int(cut.upperBound - cut.lowerBound))
  }
  var parser = ChunkParser(file, position: position, stop: Int(cut.upperBound - cut.lowerBound))
  while true {
    switch parser.advance(in: window.bytes.span, isWhole: window.isWhole) {
    case .finished:
      return parser.chunk(cut: cut, from: position, raw: window.asked())
    case .cutOff: try window.extend()
    case .endlessLine: parser.skipLine(to: Int(try window.endOfLineBehind() - window.base))
    }
  }
}

/// Behind the first line end at or behind the byte before the cut; the cut's end where it has none.
private func speculativeStart(behind before: UInt8, _ window: ByteWindow, cutCount: Int) -> Int {
  if before == 0x0a { return 0 }
  if before == 0x0d { return window.bytes.first == 0x0a ? 1 : 0 }
  var reader = RecordReader(delimiter: .comma, width: nil)
  reader.begin(count: window.bytes.count)
  return reader.lineEnd(from: 0, in: window.bytes.span, isWhole: window.isWhole) ?? cutCount
}

/// Walks over the records of one chunk.
private struct ChunkParser: ~Copyable {
  /// Why a walk stopped.
  enum Pause {
    case finished
    case cutOff
    case endlessLine
  }

  private var reader: RecordReader
  private let columns: [String]
  private let stop: Int
  private var position: Int
  private var line = 1
  private var blankLines = 0
  private var repairedRows = 0
  private var rejects = RejectList()

  init(_ file: ExportFile, position: Int, stop: Int) {
    reader = RecordReader(delimiter: file.delimiter, width: file.columns.count)
    reader.sink.reserve(bytes: max(0, stop - position))
    columns = file.columns
    self.position = position
    self.stop = stop
  }

  mutating func advance(in bytes: Span<UInt8>, isWhole: Bool) -> Pause {
    reader.begin(count: bytes.count)
    while position < stop {
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

  consuming func chunk(cut: Range<Int64>, from start: Int, raw: [UInt8]) -> ParsedChunk {
    var warnings = WarningTally()
    warnings.add(.repairedQuote, count: repairedRows)
    return ParsedChunk(
      start: cut.lowerBound + Int64(start), end: cut.lowerBound + Int64(position),
      batch: reader.sink.batch, rejects: rejects, warnings: warnings, lineCount: line - 1,
      blankLines: blankLines, raw: raw)
  }

  @inline(__always)
  private mutating func settle(
    _ range: Range<Int>, _ lines: Int, _ isRepaired: Bool, _ bytes: Span<UInt8>
  ) {
    let count = reader.sink.fieldCount
    if count != columns.count {
      let code = count < columns.count ? RejectCode.tooFewFields : .tooManyFields
      reject(code, lines: lines, message(code))
    } else if reader.hasNUL(range, in: bytes) {
      reject(.nulByte, lines: lines, message(.nulByte))
    } else if !reader.isText(range, in: bytes) {
      let column = reader.firstFieldWithoutText() ?? 0
      reject(.invalidText, lines: lines, message(.invalidText), column: column)
    } else {
      reader.sink.accept(firstLine: line, lastLine: line + lines - 1)
      if isRepaired { repairedRows += 1 }
    }
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
    default: return "bytes that are not UTF-8"
    }
  }
}
