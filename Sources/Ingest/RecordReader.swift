import Tables

/// Reads one record at a given place of a file's bytes.
///
/// What it finds depends on the bytes from there on and on nothing else, so that a file can be cut
/// anywhere. All bytes it is given are those of one window, which may grow.
struct RecordReader: ~Copyable {
  /// What stands at a place.
  enum Finding {
    /// A record whose fields are now in the sink, neither accepted nor discarded.
    case record(end: Int, lines: Int, isRepaired: Bool)
    /// A line without a record.
    case blank(end: Int)
    /// A record of a shape that is not CSV; `end` is behind its first physical line.
    case misshapen(RejectCode, end: Int)
    /// A line over the limit that does not end in these bytes.
    case endlessLine
    /// The bytes end too early to tell.
    case cutOff
  }

  /// Where the fields go.
  var sink: FieldSink
  private let width: Int
  private let delimiter: UInt8
  private let strict: CSVReader
  private let lenient: CSVReader
  private var knownCount = 0
  private var lineFeeds = NextByte(.exactly(0x0a), count: 0)
  private var carriageReturns = NextByte(.exactly(0x0d), count: 0)
  private var nuls = NextByte(.exactly(0), count: 0)
  private var beyondASCII = NextByte(.beyondASCII, count: 0)

  /// A reader of records of `width` fields; nil where the number is not known yet.
  /// - Parameter isRagged: see `FieldSink`.
  init(delimiter: FileDialect.Delimiter, width: Int?, isRagged: Bool = false) {
    self.width = width ?? Int.max
    self.delimiter = delimiter.rawValue
    strict = CSVReader(delimiter: delimiter, isStrict: true)
    lenient = CSVReader(delimiter: delimiter, isStrict: false)
    sink = FieldSink(width: self.width, isRagged: isRagged)
  }

  /// Forgets what it remembers of the bytes where there are more of them now; to be called before.
  mutating func begin(count: Int) {
    guard count != knownCount else { return }
    knownCount = count
    lineFeeds = NextByte(.exactly(0x0a), count: count)
    carriageReturns = NextByte(.exactly(0x0d), count: count)
    nuls = NextByte(.exactly(0), count: count)
    beyondASCII = NextByte(.beyondASCII, count: count)
  }

  /// Reads the record at a place; `isWhole` tells that no bytes follow these in the file.
  mutating func read(at start: Int, in bytes: Span<UInt8>, isWhole: Bool) -> Finding {
    guard let firstEnd = lineEnd(from: start, in: bytes, isWhole: isWhole) else {
      return bytes.count - start > CSVLimits.recordBytes ? .endlessLine : .cutOff
    }
    guard firstEnd - start <= CSVLimits.recordBytes else { return misshapen(.recordTooLong, firstEnd) }
    if isBlank(start, firstEnd, bytes) { return .blank(end: firstEnd) }
    var lineStart = start
    var end = firstEnd
    var lines = 0
    while true {
      guard end - start <= CSVLimits.recordBytes else { return misshapen(.recordTooLong, firstEnd) }
      guard strict.take(lineStart..<end, of: bytes, into: &sink), !sink.isFieldTooLong else {
        if strict.isFieldTooLong || sink.isFieldTooLong {
          return misshapen(.fieldTooLong, firstEnd)
        }
        strict.reset()
        sink.discard()
        return repaired(start, firstEnd, bytes, isWhole)
      }
      lines += 1
      if strict.state == CSVReader.State.rowNotBegun {
        return .record(end: end, lines: lines, isRepaired: false)
      }
      if isWhole && end == bytes.count {
        guard strict.finish(into: &sink) else { return misshapen(.unterminatedQuote, firstEnd) }
        guard !sink.isFieldTooLong else { return misshapen(.fieldTooLong, firstEnd) }
        return .record(end: end, lines: lines, isRepaired: false)
      }
      guard lines < CSVLimits.recordLines else { return misshapen(.recordTooLong, firstEnd) }
      lineStart = end
      guard let next = lineEnd(from: end, in: bytes, isWhole: isWhole) else {
        if bytes.count - start > CSVLimits.recordBytes { return misshapen(.recordTooLong, firstEnd) }
        return cutOff()
      }
      end = next
    }
  }

  /// The place behind the line that begins at `start`; nil where these bytes do not tell it.
  @inline(__always)
  mutating func lineEnd(from start: Int, in bytes: Span<UInt8>, isWhole: Bool) -> Int? {
    let lineFeed = lineFeeds.place(from: start, in: bytes)
    let carriageReturn = carriageReturns.place(from: start, in: bytes)
    let count = bytes.count
    if lineFeed < carriageReturn { return lineFeed + 1 }
    if carriageReturn == count { return isWhole ? count : nil }
    guard carriageReturn + 1 < count else { return isWhole ? count : nil }
    return lineFeed == carriageReturn + 1 ? lineFeed + 1 : carriageReturn + 1
  }

  /// Whether there is a NUL among these bytes.
  @inline(__always)
  mutating func hasNUL(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    nuls.place(from: range.lowerBound, in: bytes) < range.upperBound
  }

  /// Whether these bytes are text in UTF-8.
  @inline(__always)
  mutating func isText(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    let first = beyondASCII.place(from: range.lowerBound, in: bytes)
    if first >= range.upperBound { return true }
    return TextValidity.isUTF8(bytes.extracting(first..<range.upperBound))
  }

  /// The first field of the current record that is not UTF-8, from 0; nil where all are.
  func firstFieldWithoutText() -> Int? {
    for number in 0..<sink.fieldCount {
      if !TextValidity.isUTF8(sink.bytes.span.extracting(sink.field(number))) { return number }
    }
    return nil
  }

  /// Reads a record that strict libcsv refused once more, as libcsv would without being strict.
  private mutating func repaired(
    _ start: Int, _ firstEnd: Int, _ bytes: Span<UInt8>, _ isWhole: Bool
  ) -> Finding {
    var lineStart = start
    var end = firstEnd
    var lines = 0
    while true {
      guard end - start <= CSVLimits.recordBytes else { return misshapen(.strayQuote, firstEnd) }
      // Byte by byte: only the state before each one tells whether a quote was followed by text.
      for place in lineStart..<end {
        if isTextAfterQuote(bytes[place]) { return misshapen(.textAfterQuote, firstEnd) }
        guard lenient.take(place..<place + 1, of: bytes, into: &sink), !sink.isFieldTooLong else {
          return misshapen(.fieldTooLong, firstEnd)
        }
      }
      lines += 1
      if lenient.state == CSVReader.State.rowNotBegun { break }
      if isWhole && end == bytes.count {
        if lenient.isQuoteOpen { return misshapen(.strayQuote, firstEnd) }
        _ = lenient.finish(into: &sink)
        guard !sink.isFieldTooLong else { return misshapen(.fieldTooLong, firstEnd) }
        break
      }
      guard lines < CSVLimits.recordLines else { return misshapen(.strayQuote, firstEnd) }
      lineStart = end
      guard let next = lineEnd(from: end, in: bytes, isWhole: isWhole) else {
        if bytes.count - start > CSVLimits.recordBytes { return misshapen(.strayQuote, firstEnd) }
        return cutOff()
      }
      end = next
    }
    if width != Int.max, let misfit = sink.misfit { return misshapen(misfit, firstEnd) }
    return .record(end: end, lines: lines, isRepaired: true)
  }

  private func isTextAfterQuote(_ byte: UInt8) -> Bool {
    guard lenient.state == CSVReader.State.fieldMayHaveEnded else { return false }
    switch byte {
    case delimiter, 0x0a, 0x0d, 0x20, 0x09: return false
    case 0x22: return lenient.isBehindBlanks
    default: return true
    }
  }

  @inline(__always)
  private func isBlank(_ start: Int, _ end: Int, _ bytes: Span<UInt8>) -> Bool {
    var place = start
    while place < end {
      switch bytes[place] {
      case 0x0a, 0x0d: return true
      case 0x20: break
      case 0x09 where delimiter != 0x09: break
      default: return false
      }
      // In a file of one column blanks are a value.
      if width == 1 { return false }
      place += 1
    }
    return true
  }

  private func misshapen(_ code: RejectCode, _ end: Int) -> Finding {
    // The count of a record that is over stays in the sink: the message tells it.
    strict.reset()
    lenient.reset()
    return .misshapen(code, end: end)
  }

  private mutating func cutOff() -> Finding {
    strict.reset()
    lenient.reset()
    sink.discard()
    return .cutOff
  }
}
