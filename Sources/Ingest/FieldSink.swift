/// Fields of accepted records, and behind them those of the record that is being read.
struct FieldSink {
  /// The fields' contents, one behind the other.
  private(set) var bytes: [UInt8] = []
  /// Fields of the current record so far; those over the width are counted, not kept.
  private(set) var fieldCount = 0
  /// Whether one of them was over the limit.
  private(set) var isFieldTooLong = false
  private let width: Int
  private var acceptedCount = 0
  // Of the current record alone.
  private var ends: [Int] = []

  /// A sink for records of so many fields; `Int.max` keeps all.
  init(width: Int) { self.width = width }

  /// Adds a field to the current record.
  @inline(__always)
  mutating func take(_ text: UnsafeMutableRawPointer?, _ count: Int) {
    fieldCount += 1
    if count > CSVLimits.fieldBytes { isFieldTooLong = true }
    if fieldCount > width || isFieldTooLong { return }
    bytes.append(contentsOf: UnsafeRawBufferPointer(start: text, count: count))
    ends.append(bytes.count)
  }

  /// Where in `bytes` the current record's field of this number stands, from 0.
  @inline(__always)
  func field(_ number: Int) -> Range<Int> {
    (number == 0 ? acceptedCount : ends[number - 1])..<ends[number]
  }

  /// Keeps the fields of the current record and begins another one.
  mutating func accept() {
    acceptedCount = bytes.count
    ends.removeAll(keepingCapacity: true)
    fieldCount = 0
  }

  /// Drops the current record and begins another one.
  mutating func discard() {
    bytes.removeLast(bytes.count - acceptedCount)
    ends.removeAll(keepingCapacity: true)
    fieldCount = 0
    isFieldTooLong = false
  }
}
