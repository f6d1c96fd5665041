import Tables

/// A table whose numbers about too few people are still in it; `Disclosure` alone makes it publishable.
package struct GuardedTable: Sendable {
  /// Whether its rows are about one person each: they go to `individual/`, and only surveys are withheld.
  package var isIndividual: Bool
  /// Name, columns and key; its rows stay empty.
  package var table: ReportTable
  /// Columns that a withheld row leaves empty; the one that `mark` names becomes `withheld`.
  package var guardedColumns: [String]
  /// The column that says that a row is withheld, where the table has it.
  package var mark: String
  /// Its rows, in their final order.
  package var rows: [GuardedRow]

  /// A table and its rows.
  package init(
    _ table: ReportTable, guardedColumns: [String], mark: String = "flag", rows: [GuardedRow],
    isIndividual: Bool = false
  ) {
    precondition(table.rows.isEmpty, "rows of a guarded table stand apart")
    (self.table, self.guardedColumns, self.rows) = (table, guardedColumns, rows)
    (self.mark, self.isIndividual) = (mark, isIndividual)
  }
}
