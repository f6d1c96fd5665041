import Tables

/// How many rows, and the sum of their prints: whether two sets of rows are the same, in whatever order
/// they came and however they were cut.
package struct RowSum: Hashable, Sendable {
  /// How many.
  package private(set) var rows: Int64 = 0
  /// The sum of their prints, which wraps around.
  package private(set) var sum: UInt128 = 0

  /// No rows.
  package init() {}

  /// Adds a row.
  package mutating func add(_ print: Fingerprint) {
    rows += 1
    sum &+= UInt128(print.high) << 64 | UInt128(print.low)
  }

  /// Adds another's rows.
  package mutating func merge(_ other: RowSum) {
    rows += other.rows
    sum &+= other.sum
  }
}
