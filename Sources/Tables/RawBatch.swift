/// The accepted records of one chunk of a file, as fields of bytes.
///
/// All records have `width` fields; quotes are undone. Row `r`'s field `f` is
/// `bytes[start(r, f)..<ends[r * width + f]]`, and its physical lines run from
/// `firstLines[r]` to `lastLines[r]`, counted from 1 at the chunk's first byte.
@frozen public struct RawBatch: Sendable {
  /// Fields in a record.
  public var width: Int
  /// The fields' contents, one behind the other.
  public var bytes: [UInt8] = []
  /// Where each field ends in `bytes`.
  public var ends: [UInt32] = []
  /// First physical line of each record.
  public var firstLines: [UInt32] = []
  /// Last physical line of each record.
  public var lastLines: [UInt32] = []

  /// A batch without records.
  @inlinable public init(width: Int) { self.width = width }

  /// How many records it holds.
  @inlinable public var count: Int { firstLines.count }

  /// Where a field begins in `bytes`.
  @inlinable public func start(_ row: Int, _ field: Int) -> Int {
    let index = row * width + field
    return index == 0 ? 0 : Int(ends[index - 1])
  }

  /// Where a field ends in `bytes`.
  @inlinable public func end(_ row: Int, _ field: Int) -> Int { Int(ends[row * width + field]) }
}
