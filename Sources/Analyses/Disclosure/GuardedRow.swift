import Tables

/// A row, the people whom its numbers stand on, and the additive number that it tells.
package struct GuardedRow: Sendable {
  /// What is printed if nothing is withheld.
  package var cells: [ReportTable.Cell]
  /// Distinct people behind its numbers; nil where nobody is behind them, so that they are never withheld.
  package var people: Int?
  /// Whether its numbers are what people answered, or why they left, so that the minimum of surveys holds.
  package var isSurveyed: Bool
  /// Where its number adds up with others; nil: the threshold alone decides.
  package var cell: DisclosureCell?
  /// Further numbers that it tells: it is withheld with any of them.
  package var further: [Told]
  /// Months whose numbers it is the sum of: it is withheld with any of them; nil where it is none.
  package var months: Months?
  /// Columns that compare it with a number of another row: each is empty where that one is withheld.
  package var comparisons: [Comparison]

  /// An additive number that a row tells.
  package struct Told: Sendable {
    /// Which one.
    package var cell: DisclosureCell
    /// Distinct people behind it; nil where another row says so.
    package var people: Int?

    /// A number and its people.
    package init(_ cell: DisclosureCell, people: Int?) { (self.cell, self.people) = (cell, people) }
  }

  /// Consecutive months of a group.
  package struct Months: Sendable {
    /// The number of the first one.
    package var first: DisclosureCell
    /// How many there are.
    package var count: Int

    /// So many months from one on.
    package init(from first: DisclosureCell, count: Int) { (self.first, self.count) = (first, count) }
  }

  /// A column that would tell a number of another row.
  package struct Comparison: Sendable {
    /// Its name.
    package var column: String
    /// The other number.
    package var cell: DisclosureCell

    /// A column and what it is compared with.
    package init(_ column: String, with cell: DisclosureCell) { (self.column, self.cell) = (column, cell) }
  }

  /// A row about some people.
  package init(
    _ cells: [ReportTable.Cell], people: Int?, isSurveyed: Bool = false, cell: DisclosureCell? = nil,
    further: [Told] = [], months: Months? = nil, comparisons: [Comparison] = []
  ) {
    (self.cells, self.people, self.isSurveyed, self.cell) = (cells, people, isSurveyed, cell)
    (self.further, self.months, self.comparisons) = (further, months, comparisons)
  }

  /// Looks at all numbers that it tells of so many people.
  func forEachTold(_ look: (_ cell: DisclosureCell, _ people: Int) -> Void) {
    if let cell, let people { look(cell, people) }
    for told in further { if let people = told.people { look(told.cell, people) } }
  }
}
