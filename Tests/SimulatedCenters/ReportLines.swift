import Tables

/// The rows of a report, found by what their cells hold and read by the names of its columns.
struct ReportLines {
  /// One row.
  struct Line {
    private let places: [String: Int]
    private let cells: [ReportTable.Cell]

    init(_ places: [String: Int], _ cells: [ReportTable.Cell]) { (self.places, self.cells) = (places, cells) }

    /// The number in a column; nil where there is none.
    func number(_ column: String) -> Double? {
      switch places[column].map({ cells[$0] }) {
      case .decimal(let millionths): Double(millionths) / 1e6
      case .integer(let number): Double(number)
      default: nil
      }
    }

    /// The text in a column; empty where there is none.
    func text(_ column: String) -> String {
      if case .text(let text) = places[column].map({ cells[$0] }) { text } else { "" }
    }

    /// Whether the 95 % interval holds a value; nil without an interval.
    func holds(_ value: Double) -> Bool? {
      guard let low = number("lo"), let high = number("hi") else { return nil }
      return low <= value && value <= high
    }
  }

  /// The rows, in their order.
  let lines: [Line]

  /// The rows of a report.
  init(_ table: ReportTable) {
    let places = Dictionary(
      uniqueKeysWithValues: table.columns.enumerated().map { ($1.name, $0) })
    lines = table.rows.map { Line(places, $0) }
  }

  /// The first row with these texts in these columns.
  func line(_ texts: KeyValuePairs<String, String>) -> Line? {
    lines.first { line in texts.allSatisfy { line.text($0.key) == $0.value } }
  }
}
