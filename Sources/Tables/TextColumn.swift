/// Texts in row order, one behind the other in one piece of memory; an empty text is *missing*.
@frozen public struct TextColumn: Sendable {
  /// All texts, joined.
  public var arena: [UInt8] = []
  /// Where each text ends in the arena.
  public var ends: [Int] = []

  /// A column without rows.
  @inlinable public init() {}

  /// How many rows it has.
  @inlinable public var count: Int { ends.count }

  /// Adds a row.
  @inlinable public mutating func append(_ bytes: [UInt8], from start: Int, to end: Int) {
    if start < end { arena.append(contentsOf: bytes[start..<end]) }
    ends.append(arena.count)
  }

  /// The place of a row's text in the arena.
  @inlinable public func range(_ row: Int) -> Range<Int> {
    (row == 0 ? 0 : ends[row - 1])..<ends[row]
  }

  /// A row's text.
  public func text(_ row: Int) -> String { String(decoding: arena[range(row)], as: UTF8.self) }
}
