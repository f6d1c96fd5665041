/// Sums, squares and products of the columns of a table of whole numbers, exact and mergeable in any order.
///
/// Holds what a correlation matrix needs of any number of rows: n, Σx, and the square of all Σxy. Values are
/// whole numbers of any unit, one for each column; correlations do not depend on it.
///
/// Domain: as `Moments`. |Σxy| ≤ √(Σx²·Σy²), so products overflow only where squares do.
package struct CrossProducts: Equatable, Sendable {
  /// How many columns.
  package let columns: Int
  /// How many rows.
  package private(set) var count: Int64 = 0
  private var sums: [Int128]
  /// Σxy of columns j ≤ i, at i(i + 1)/2 + j.
  private var products: [Int128]
  private var isOverflowed = false

  /// No rows yet.
  package init(columns: Int) {
    self.columns = columns
    sums = [Int128](repeating: 0, count: columns)
    products = [Int128](repeating: 0, count: columns * (columns + 1) / 2)
  }

  /// Counts one row in.
  package mutating func observe(_ row: [Int64]) {
    precondition(row.count == columns, "a value for every column")
    count += 1
    var place = 0
    for i in 0..<columns {
      sums[i] += Int128(row[i])
      for j in 0...i {
        add(Int128(row[i]) * Int128(row[j]), at: place, isSquare: i == j)
        place += 1
      }
    }
  }

  /// Counts in what another piece of the same table holds.
  package mutating func merge(_ other: CrossProducts) {
    precondition(columns == other.columns, "pieces of one table")
    count += other.count
    isOverflowed = isOverflowed || other.isOverflowed
    var place = 0
    for i in 0..<columns {
      sums[i] += other.sums[i]
      for j in 0...i {
        add(other.products[place], at: place, isSquare: i == j)
        place += 1
      }
    }
  }

  /// n·Σxy − Σx·Σy of all pairs of columns: n² times their covariances with divisor n, each rounded once.
  package func spreads() throws(NotEstimable) -> Matrix {
    guard !isOverflowed else { throw .noConvergence }
    var result = Matrix(rows: columns, columns: columns)
    var place = 0
    for i in 0..<columns {
      for j in 0...i {
        let difference = Int256(Int128(count), times: products[place]) - Int256(sums[i], times: sums[j])
        result[i, j] = difference.nearest
        result[j, i] = result[i, j]
        place += 1
      }
    }
    return result
  }

  private mutating func add(_ more: Int128, at place: Int, isSquare: Bool) {
    let (total, overflows) = products[place].addingReportingOverflow(more)
    products[place] = total
    // Only squares grow in every order; a product that left the range had squares that did.
    if isSquare { isOverflowed = isOverflowed || overflows }
  }
}
