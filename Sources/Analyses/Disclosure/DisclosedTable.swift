import Tables

/// A table that may be published: nothing but `Disclosure.disclose` makes one.
package struct DisclosedTable: Sendable {
  /// Whether its rows are about one person each.
  package let isIndividual: Bool
  /// The table; withheld numbers are not in it.
  package let table: ReportTable
  /// How many of its rows are withheld.
  package let withheld: Int

  /// Its folder below the run's.
  package var folder: String { isIndividual ? "individual" : "tables" }

  /// A guarded table without the numbers of some rows.
  /// - Parameter isHidden: whether a number of another row is withheld.
  fileprivate init(
    _ guarded: consuming GuardedTable, isWithheld: [Bool], isHidden: (DisclosureCell) -> Bool
  ) {
    let columns = guarded.table.columns
    let isGuarded = columns.map { guarded.guardedColumns.contains($0.name) }
    precondition(
      isGuarded.count { $0 } == guarded.guardedColumns.count, "every guarded column is one of the table's")
    let mark = columns.firstIndex { $0.name == guarded.mark }
    let rows = zip(guarded.rows, isWithheld).map { row, isWithheld in
      var cells = row.cells
      for comparison in row.comparisons where !isWithheld && isHidden(comparison.cell) {
        if let place = columns.firstIndex(where: { $0.name == comparison.column }) { cells[place] = .missing }
      }
      if !isWithheld { return cells }
      for place in cells.indices where isGuarded[place] { cells[place] = .missing }
      if let mark { cells[mark] = .text("withheld") }
      return cells
    }
    var table = guarded.table
    table.rows = rows
    (self.table, isIndividual) = (table, guarded.isIndividual)
    withheld = isWithheld.count { $0 }
  }
}

extension Disclosure {
  /// The tables of a run, without the numbers that are about too few people, or would tell them.
  /// - Parameters:
  ///   - tables: all of the run, since a number that two of them print has one fate.
  ///   - pairs: groups of two groupings that share work.
  /// - Returns: the tables in the order given.
  package func disclose(_ tables: [GuardedTable], _ pairs: [GroupPairs] = []) -> [DisclosedTable] {
    let fates = DisclosureFates(tables, pairs, self)
    return tables.map { table in
      let disclosure = table.isIndividual ? ofOnePerson : self
      var reader = DisclosureFates.Reader(fates)
      let isWithheld = table.rows.map { row in
        guard let people = row.people else { return false }
        if disclosure.withholds(people: people, isSurveyed: row.isSurveyed) { return true }
        return table.isIndividual ? false : reader.isWithheld(row)
      }
      return DisclosedTable(table, isWithheld: isWithheld, isHidden: { reader.isWithheld($0) })
    }
  }
}
