/// Which additive numbers of a run are withheld.
struct DisclosureFates {
  private var withheld: Set<DisclosureCell> = []

  /// The fates of the cells of all tables of groups.
  init(_ tables: [GuardedTable], _ pairs: [GroupPairs], _ disclosure: Disclosure) {
    for table in tables where !table.isIndividual {
      for row in table.rows {
        guard let cell = row.cell, let people = row.people else { continue }
        if disclosure.withholds(people: people, isSurveyed: row.isSurveyed) { withheld.insert(cell) }
      }
    }
  }

  /// Whether a cell is withheld.
  func isWithheld(_ cell: DisclosureCell) -> Bool { withheld.contains(cell) }
}
