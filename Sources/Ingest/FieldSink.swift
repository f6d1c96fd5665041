import Tables

/// Fields of accepted records, and behind them those of the record that is being read.
struct FieldSink {
  /// The fields' contents, one behind the other.
  private(set) var bytes: [UInt8] = []
  /// Fields of the current record so far; those over the width are counted, not kept.
  private(set) var fieldCount = 0
  /// Whether one of them was over the limit.
  private(set) var isFieldTooLong = false
  private let width: Int
  private let isRagged: Bool
  // Of the current record.
  private var hasTextBeyond = false
  private var acceptedCount = 0
  // Of the current record alone.
  private var ends: [Int] = []

  /// A sink for records of so many fields; `Int.max` keeps all.
  /// - Parameter isRagged: whether records may have fewer fields, and empty ones beyond.
  init(width: Int, isRagged: Bool = false) { (self.width, self.isRagged) = (width, isRagged) }

  /// What is wrong with the number of the current record's fields; nil where nothing is.
  var misfit: RejectCode? {
    if fieldCount < width { return isRagged ? nil : .tooFewFields }
    if fieldCount == width || isRagged && !hasTextBeyond { return nil }
    return .tooManyFields
  }

  /// Adds a field to the current record.
  @inline(__always)
  mutating func take(_ text: UnsafeMutableRawPointer?, _ count: Int) {
    fieldCount += 1
    if count > CSVLimits.fieldBytes { isFieldTooLong = true }
    if fieldCount > width, count > 0 { hasTextBeyond = true }
    if fieldCount > width || isFieldTooLong { return }
    bytes.append(contentsOf: UnsafeRawBufferPointer(start: text, count: count))
    ends.append(bytes.count)
  }

  /// Where in `bytes` the current record's field of this number stands, from 0; nowhere where it has fewer.
  @inline(__always)
  func field(_ number: Int) -> Range<Int> {
    if number >= ends.count { return acceptedCount..<acceptedCount }
    return (number == 0 ? acceptedCount : ends[number - 1])..<ends[number]
  }

  /// Keeps the fields of the current record and begins another one.
  mutating func accept() {
    acceptedCount = bytes.count
    ends.removeAll(keepingCapacity: true)
    (fieldCount, hasTextBeyond) = (0, false)
  }

  /// Drops the current record and begins another one.
  mutating func discard() {
    bytes.removeLast(bytes.count - acceptedCount)
    ends.removeAll(keepingCapacity: true)
    (fieldCount, hasTextBeyond, isFieldTooLong) = (0, false, false)
  }
}
