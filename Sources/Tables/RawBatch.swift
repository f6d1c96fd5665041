/// The accepted records of one chunk of a file, as places in its bytes.
///
/// Of each record `width` fields are kept; quotes are undone. Row `r`'s field at place `p` is
/// `bytes[starts[r * width + p]..<ends[r * width + p]]`, and its physical lines run from
/// `firstLines[r]` to `lastLines[r]`, counted from 1 at the chunk's first byte.
@frozen public struct RawBatch: Sendable {
  /// Fields kept of each record.
  public var width: Int
  /// By column of the file: its place among the kept fields, -1 where it is not kept.
  public var places: [Int32]
  /// The chunk's bytes as read, from its cut's lower bound on; behind them fields whose quotes had to be
  /// undone.
  public var bytes: [UInt8] = []
  /// Where each kept field begins in `bytes`, row by row.
  public var starts: [UInt32] = []
  /// Where each kept field ends in `bytes`, row by row.
  public var ends: [UInt32] = []
  /// First physical line of each record.
  public var firstLines: [UInt32] = []
  /// Last physical line of each record.
  public var lastLines: [UInt32] = []
  /// Where each record begins, counted from the lower bound of the chunk's cut.
  public var offsets: [UInt32] = []

  /// A batch without records that keeps the columns with a place.
  @inlinable public init(places: [Int32]) {
    width = places.count { $0 >= 0 }
    self.places = places
  }

  /// A batch without records that keeps all of so many columns.
  @inlinable public init(width: Int) {
    self.init(places: (0..<Int32(truncatingIfNeeded: width)).map { $0 })
  }

  /// How many records it holds.
  @inlinable public var count: Int { firstLines.count }

  /// Where a kept field begins in `bytes`.
  @inlinable public func start(_ row: Int, _ place: Int) -> Int { Int(starts[row * width + place]) }

  /// Where a kept field ends in `bytes`.
  @inlinable public func end(_ row: Int, _ place: Int) -> Int { Int(ends[row * width + place]) }
}
