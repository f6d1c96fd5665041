/// Columns less their means within cells, such as sites' months: what is left tells members of one cell apart.
///
/// Deviations that only rounding makes differ from 0 (within 4 units in the last place of the column's largest value)
/// are 0. Means are taken with compensated sums in the order of the rows.
package struct CellDeviations: Sendable {
  /// The columns less the means.
  package let columns: [[Double]]
  /// How many cells have a row.
  package let cells: Int
  /// Rows less cells: what is left to tell rows apart.
  package let degreesOfFreedom: Int

  private static let roundings = 4.0

  /// The deviations of finite columns of equal length.
  /// - Parameter cells: dense ids from 0, one for each row.
  package init(_ columns: [[Double]], cells ids: [Int]) throws(NotEstimable) {
    precondition(columns.allSatisfy { $0.count == ids.count }, "a cell for each row")
    guard columns.allSatisfy({ $0.allSatisfy { $0.isFinite } }) else { throw .notFinite(.values) }
    let factor = Factor(ids)
    var sizes = [Double](repeating: 0, count: factor.count)
    for code in factor.codes { sizes[code] += 1 }
    self.columns = columns.map { column in
      var sums = [CompensatedSum](repeating: CompensatedSum(), count: factor.count)
      for (code, value) in zip(factor.codes, column) { sums[code].add(value) }
      let means = zip(sums, sizes).map { $0.value / $1 }
      let rounding = Self.roundings * column.reduce(0) { max($0, abs($1)) }.ulp
      return zip(factor.codes, column).map { code, value in
        let deviation = value - means[code]
        return abs(deviation) <= rounding ? 0 : deviation
      }
    }
    cells = factor.count
    degreesOfFreedom = ids.count - factor.count
  }
}
