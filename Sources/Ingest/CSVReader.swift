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
