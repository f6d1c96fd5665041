import Tables

/// A row, the people whom its numbers stand on, and the additive number that it tells.
package struct GuardedRow: Sendable {
  /// What is printed if nothing is withheld.
  package var cells: [ReportTable.Cell]
  /// Distinct people behind its numbers; nil where nobody is behind them, so that they are never withheld.
  package var people: Int?
  /// Whether its numbers are what people answered, so that the minimum of surveys holds.
  package var isSurveyed: Bool
  /// Where its number adds up with others; nil: the threshold alone decides.
  package var cell: DisclosureCell?

  /// A row about some people.
  package init(
    _ cells: [ReportTable.Cell], people: Int?, isSurveyed: Bool = false, cell: DisclosureCell? = nil
  ) {
    (self.cells, self.people, self.isSurveyed, self.cell) = (cells, people, isSurveyed, cell)
  }
}
