/// Turnover and first contact resolution of units (sites or teams) by calendar month.
package struct TurnoverPanel: Sendable {
  /// What a unit is.
  package enum UnitKind: String, Sendable { case site, team }
  /// One unit in one calendar month.
  package struct Cell: Sendable {
    /// The unit's place in `units`.
    package var unit: Int
    /// The month, counted from January of year 0 (year * 12 + month - 1).
    package var month: Int
    /// External separations of employees (contractors are in neither sum).
    package var separations: Int
    /// Days that employees of the unit were employed in the month.
    package var personDays: Int
    /// Settled first contacts of the headline window and match, and those of them that were resolved.
    package var n: Int
    package var x: Int
    /// People behind the person days.
    package var people: Int
    /// Agents behind the first contacts.
    package var agents: Int

    /// A unit's month of all parts.
    package init(
      unit: Int, month: Int, separations: Int, personDays: Int, n: Int, x: Int, people: Int, agents: Int
    ) {
      (self.unit, self.month, self.separations, self.personDays) = (unit, month, separations, personDays)
      (self.n, self.x, self.people, self.agents) = (n, x, people, agents)
    }
  }
  package var kind: UnitKind
  /// Names in sorted order.
  package var units: [String]
  /// Sorted by unit, then month; a month without a cell has nothing known of it.
  package var cells: [Cell]

  /// A panel of all parts.
  package init(kind: UnitKind, units: [String], cells: [Cell]) {
    (self.kind, self.units, self.cells) = (kind, units, cells)
  }
}
