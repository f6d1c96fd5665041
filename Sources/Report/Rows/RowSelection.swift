/// Which rows of a table are wanted: those that have one of some texts in each of some columns.
package struct RowSelection: Sendable {
  /// Texts by column; a column that the table lacks fits no row.
  package var conditions: [(column: String, texts: [String])]
  /// After so many rows no more are looked for; nil for all.
  package var limit: Int?

  /// Rows that fulfil all conditions.
  package init(_ conditions: KeyValuePairs<String, [String]>, limit: Int? = nil) {
    self.conditions = conditions.map { (column: $0.key, texts: $0.value) }
    self.limit = limit
  }

  /// Every row.
  package static var everything: RowSelection { RowSelection([:]) }
}
