/// One row of a published table: its cells by the names of their columns.
package struct TableRow: Sendable, Equatable {
  /// Place of each column.
  package let places: [String: Int]
  /// Its cells, in the order of the file; an empty one is missing.
  package let cells: [String]

  /// A row of some cells.
  package init(places: [String: Int], cells: [String]) { (self.places, self.cells) = (places, cells) }

  /// The cell of a column; empty where it is missing, or there is no such column.
  package subscript(column: String) -> String { places[column].map { cells[$0] } ?? "" }

  /// The number of a column; nil where it has none.
  package func number(_ column: String) -> CellNumber? { CellNumber(self[column]) }

  /// The number of a column, for drawings.
  func double(_ column: String) -> Double? { number(column)?.double }

  /// The number of a column for a sentence; nil where it has none.
  package func reading(_ column: String, _ measure: Measure) -> Reading? {
    number(column).map { Reading(measure.text($0), from: [self[column]]) }
  }

  /// The interval of two columns for a sentence, as "lo to hi"; nil where one of them is missing.
  package func interval(_ measure: Measure, _ low: String = "lo", _ high: String = "hi") -> Reading? {
    guard let first = number(low), let last = number(high) else { return nil }
    return Reading(measure.range(first, last), from: [self[low], self[high]])
  }

  /// Whether its numbers are withheld.
  package var isWithheld: Bool {
    // Tables say it in the column that judges the number.
    ["flag", "note", "band", "verdict"].contains { self[$0] == "withheld" }
  }
}
