import Testing

/// A row of a table, whose cells may be numbers.
struct HistoryRow: CustomStringConvertible {
  private let cells: [String: String]

  /// A row by the names of its columns.
  init(_ cells: [String: String]) { self.cells = cells }

  /// The number in a column; nil where there is none.
  func callAsFunction(_ column: String) -> Double? { cells[column].flatMap(Double.init) }

  /// The number in a column that must have one.
  func number(_ column: String) throws -> Double { try #require(self(column), "\(column) of \(self)") }

  /// The text in a column.
  func text(_ column: String) -> String { cells[column] ?? "" }

  /// Whether a value lies between the cells of two columns, both of which must hold a number.
  func holds(_ value: Double, _ low: String = "lo", _ high: String = "hi") -> Bool {
    guard let low = self(low), let high = self(high) else { return false }
    return low <= value && value <= high
  }

  /// Its cells that are not empty, by column.
  var description: String {
    cells.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      .joined(separator: ", ")
  }
}
