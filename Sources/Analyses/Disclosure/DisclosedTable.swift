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
  /// - Parameter reader: tells which rows and numbers are withheld.
  fileprivate init(
    _ guarded: consuming GuardedTable, _ disclosure: Disclosure, _ reader: inout DisclosureFates.Reader
  ) {
    let columns = guarded.table.columns
    let isGuarded = columns.map { guarded.guardedColumns.contains($0.name) }
    precondition(
      isGuarded.count { $0 } == guarded.guardedColumns.count, "every guarded column is one of the table's")
    let mark = columns.firstIndex { $0.name == guarded.mark }
    isIndividual = guarded.isIndividual
    var (table, withheld) = (guarded.table, 0)
    table.rows.reserveCapacity(guarded.rows.count)
    for number in guarded.rows.indices {
      let row = guarded.rows[number]
      let isWithheld = disclosure.withholds(row, reader: &reader, isIndividual: isIndividual)
      // Taken, so that they are changed where they are.
      var cells = guarded.rows[number].takeCells()
      for comparison in row.comparisons where !isWithheld && reader.isWithheld(comparison.cell) {
        if let place = columns.firstIndex(where: { $0.name == comparison.column }) { cells[place] = .missing }
      }
      if isWithheld {
        withheld += 1
        for place in cells.indices where isGuarded[place] { cells[place] = .missing }
        if let mark { cells[mark] = .text("withheld") }
      }
      table.rows.append(cells)
    }
    (self.table, self.withheld) = (table, withheld)
  }
}

extension Disclosure {
  /// The tables of a run, without the numbers that are about too few people, or would tell them.
  /// - Parameters:
  ///   - tables: all of the run, since a number that two of them print has one fate.
  ///   - pairs: groups of two groupings that share work.
  /// - Returns: the tables in the order given.
  package func disclose(_ tables: consuming [GuardedTable], _ pairs: [GroupPairs] = []) -> [DisclosedTable] {
    var tables = tables
    let fates = DisclosureFates(tables, pairs, self)
    var disclosed: [DisclosedTable] = []
    for place in tables.indices {
      // Taken out, so that its rows are gone when they are disclosed.
      let table = tables[place]
      tables[place].rows = []
      var reader = DisclosureFates.Reader(fates)
      disclosed.append(DisclosedTable(table, table.isIndividual ? ofOnePerson : self, &reader))
    }
    return disclosed
  }

  /// Whether a row is withheld, for its own people or for what its numbers add up with.
  fileprivate func withholds(
    _ row: GuardedRow, reader: inout DisclosureFates.Reader, isIndividual: Bool
  ) -> Bool {
    guard let people = row.people else { return false }
    if withholds(people: people, isSurveyed: row.isSurveyed) { return true }
    return isIndividual ? false : reader.isWithheld(row)
  }
}
