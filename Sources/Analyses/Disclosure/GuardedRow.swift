import Tables

/// A row, the people whom its numbers stand on, and the additive number that it tells.
package struct GuardedRow: Sendable {
  /// What is printed if nothing is withheld.
  package var cells: [ReportTable.Cell]
  /// Distinct people behind its numbers; nil where nobody is behind them, so that they are never withheld.
  package var people: Int?
  /// Whether its numbers are what people answered, or why they left, so that the minimum of surveys holds.
  package var isSurveyed: Bool
  /// Where its number adds up with others, or the first of the months whose numbers it is the sum of; nil: the
  /// threshold alone decides.
  private var place: DisclosureCell?
  /// Of so many months it is the sum: it is withheld with any of them; 0 where it is none.
  package let monthCount: Int
  /// Further numbers that it tells: it is withheld with any of them.
  package var further: [Told]
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
    further: [Told] = [], comparisons: [Comparison] = []
  ) {
    (self.cells, self.people, self.isSurveyed, place) = (cells, people, isSurveyed, cell)
    (self.further, self.comparisons, monthCount) = (further, comparisons, 0)
  }

  /// A row that is the sum of consecutive months of a group.
  /// - Parameter first: the number of the first of them.
  package init(
    _ cells: [ReportTable.Cell], people: Int, isSurveyed: Bool, months: Int, from first: DisclosureCell
  ) {
    (self.cells, self.people, self.isSurveyed, place) = (cells, people, isSurveyed, first)
    (further, comparisons, monthCount) = ([], [], months)
  }

  /// Its cells, which are gone then.
  mutating func takeCells() -> [ReportTable.Cell] {
    defer { cells = [] }
    return cells
  }

  /// Where its number adds up with others; nil where it does not.
  package var cell: DisclosureCell? {
    get { monthCount == 0 ? place : nil }
    set {
      precondition(monthCount == 0, "a sum of months tells no number of its own")
      place = newValue
    }
  }

  /// The number of the first of the months that it is the sum of; nil where it is none.
  var firstMonth: DisclosureCell? { monthCount == 0 ? nil : place }

  /// Looks at all numbers that it tells of so many people.
  func forEachTold(_ look: (_ cell: DisclosureCell, _ people: Int) -> Void) {
    if let cell, let people { look(cell, people) }
    for told in further { if let people = told.people { look(told.cell, people) } }
  }
}
