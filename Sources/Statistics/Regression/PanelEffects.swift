/// To which unit and which period each row of a panel belongs, for an effect of each.
package struct PanelEffects: Equatable, Sendable {
  /// Dense ids, one for each row.
  package let units: [Int]
  /// Dense ids, one for each row.
  package let periods: [Int]

  /// The units and periods of rows.
  package init(units: [Int], periods: [Int]) {
    precondition(units.count == periods.count, "a unit and a period for every row")
    (self.units, self.periods) = (units, periods)
  }
}
