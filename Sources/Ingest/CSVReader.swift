import CLibCSV
import Glibc
import Tables

/// A parser of libcsv that hands its fields to a `FieldSink`; freed with the value.
struct CSVReader: ~Copyable {
  /// Where a parser stands between two bytes, as libcsv numbers it.
  enum State {
    /// No byte of a record was read.
    static let rowNotBegun: Int32 = 0
    /// Inside a field.
    static let fieldBegun: Int32 = 2
    /// Behind a quote that may have closed the field.
    static let fieldMayHaveEnded: Int32 = 3
  }

  private let parser: UnsafeMutablePointer<csv_parser>

  /// A parser without anything read.
  ///
  /// The strict one takes quotes at their word and keeps blanks; the other one is libcsv as it comes.
  init(delimiter: FileDialect.Delimiter, isStrict: Bool) {
    parser = .allocate(capacity: 1)
    csv_init(parser, isStrict ? UInt8(CSV_STRICT | CSV_STRICT_FINI) : 0)
    csv_set_delim(parser, delimiter.rawValue)
    csv_set_blk_size(parser, 1 << 14)
    csv_set_realloc_func(parser, reallocWithinLimit)
    if isStrict { csv_set_space_func(parser, isNeverSpace) }
  }

  deinit {
    csv_free(parser)
    parser.deallocate()
  }

  /// Where it stands, one of `State`.
  var state: Int32 { parser.pointee.pstate }

  /// Whether it is inside quotes that were not closed.
  var isQuoteOpen: Bool { state == State.fieldBegun && parser.pointee.quoted != 0 }

  /// Whether blanks stand between a quote that may have closed the field and here.
  var isBehindBlanks: Bool { parser.pointee.spaces > 0 }

  /// Whether it stopped because a field grew over the limit.
  var isFieldTooLong: Bool { csv_error(parser) == CSV_ENOMEM }

  /// Parses some of the bytes.
  /// - Returns: Whether it took them all; if not it must be reset.
  @inline(__always)
  func take(_ range: Range<Int>, of bytes: Span<UInt8>, into sink: inout FieldSink) -> Bool {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "a range of the bytes")
    return bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return true }
      let start = base + range.lowerBound
      return withUnsafeMutablePointer(to: &sink) {
        csv_parse(parser, start, range.count, takeField, nil, $0) == range.count
      }
    }
  }

  /// Ends the last record of a file that has no line end there.
  /// - Returns: Whether it could be ended; if not it must be reset.
  func finish(into sink: inout FieldSink) -> Bool {
    withUnsafeMutablePointer(to: &sink) { csv_fini(parser, takeField, nil, $0) == 0 }
  }

  /// Forgets the record it is in.
  func reset() {
    // csv_fini would leave an open quote as it is.
    parser.pointee.pstate = State.rowNotBegun
    parser.pointee.quoted = 0
    parser.pointee.spaces = 0
    parser.pointee.entry_pos = 0
    parser.pointee.status = CSV_SUCCESS
  }
}

private func isNeverSpace(_ byte: UInt8) -> Int32 { 0 }

private func reallocWithinLimit(
  _ old: UnsafeMutableRawPointer?, _ size: Int
) -> UnsafeMutableRawPointer? {
  // Two more: libcsv stores a closing quote too, and wants room before it looks at the next byte.
  size > CSVLimits.fieldBytes + 2 ? nil : realloc(old, size)
}

private func takeField(
  _ text: UnsafeMutableRawPointer?, _ count: Int, _ sink: UnsafeMutableRawPointer?
) {
  sink?.assumingMemoryBound(to: FieldSink.self).pointee.take(text, count)
}

/// Accepted records, and behind them the fields of the record that is being read.
struct FieldSink {
  /// The accepted records.
  private(set) var batch: RawBatch
  /// Fields of the current record so far; those over the batch's width are counted, not kept.
  private(set) var fieldCount = 0
  /// Whether one of them was over the limit.
  private(set) var isFieldTooLong = false
  private var acceptedBytes = 0
  private var acceptedEnds = 0

  /// A sink for records of so many fields; `Int.max` keeps all.
  init(width: Int) { batch = RawBatch(width: width) }

  /// Makes room for the records of so many bytes of a file.
  mutating func reserve(bytes count: Int) {
    let room = min(count, 1 << 24)
    batch.bytes.reserveCapacity(room)
    // Most exports have at least this many bytes a field; where not, the list grows.
    batch.ends.reserveCapacity(room / 8)
  }

  /// Adds a field to the current record.
  @inline(__always)
  mutating func take(_ text: UnsafeMutableRawPointer?, _ count: Int) {
    fieldCount += 1
    if count > CSVLimits.fieldBytes { isFieldTooLong = true }
    if fieldCount > batch.width || isFieldTooLong { return }
    batch.bytes.append(contentsOf: UnsafeRawBufferPointer(start: text, count: count))
    batch.ends.append(UInt32(truncatingIfNeeded: batch.bytes.count))
  }

  /// The current record's field of this number, from 0.
  func field(_ number: Int) -> Range<Int> {
    let start = number == 0 ? acceptedBytes : Int(batch.ends[acceptedEnds + number - 1])
    return start..<Int(batch.ends[acceptedEnds + number])
  }

  /// Takes the current record, which has as many fields as the batch is wide, and begins another one.
  mutating func accept(firstLine: Int, lastLine: Int) {
    batch.firstLines.append(UInt32(truncatingIfNeeded: firstLine))
    batch.lastLines.append(UInt32(truncatingIfNeeded: lastLine))
    acceptedBytes = batch.bytes.count
    acceptedEnds = batch.ends.count
    fieldCount = 0
  }

  /// Drops the current record and begins another one.
  mutating func discard() {
    batch.bytes.removeLast(batch.bytes.count - acceptedBytes)
    batch.ends.removeLast(batch.ends.count - acceptedEnds)
    fieldCount = 0
    isFieldTooLong = false
  }
}
