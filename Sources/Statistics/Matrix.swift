/// A dense matrix of numbers, column after column.
package struct Matrix: Equatable, Sendable {
  /// How many rows.
  package let rows: Int
  /// How many columns.
  package let columns: Int
  /// All elements: the first column from top to bottom, then the next.
  package private(set) var elements: [Double]

  /// A matrix of elements given column after column.
  package init(rows: Int, columns: Int, elements: [Double]) {
    precondition(elements.count == rows * columns, "an element for each place")
    (self.rows, self.columns, self.elements) = (rows, columns, elements)
  }

  /// A matrix of zeros.
  package init(rows: Int, columns: Int) {
    self.init(rows: rows, columns: columns, elements: [Double](repeating: 0, count: rows * columns))
  }

  /// Columns of equal length, side by side.
  package init(columns: [[Double]]) {
    self.init(rows: columns.first?.count ?? 0, columns: columns.count, elements: columns.flatMap(\.self))
  }

  /// The element of a row and a column, both from 0.
  package subscript(row: Int, column: Int) -> Double {
    get { elements[column * rows + row] }
    set { elements[column * rows + row] = newValue }
  }

  /// One column, from top to bottom.
  package func column(_ index: Int) -> ArraySlice<Double> { elements[index * rows..<(index + 1) * rows] }
}
