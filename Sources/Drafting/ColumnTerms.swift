/// What exports call one canonical column.
struct ColumnTerms {
  /// The canonical table.
  let table: String
  /// Its column.
  let column: String
  /// Names that mean it; the first ones are the surest.
  let names: [ColumnName]
  /// Names that often mean it.
  let others: [ColumnName]

  /// Terms of all tables.
  static let all: [ColumnTerms] = contacts + people + assignments + responses + otherTables

  /// The terms of one table from a list of column, sure names and likely names, separated by commas.
  static func table(_ table: String, _ rows: [(column: String, names: String, others: String)])
    -> [ColumnTerms]
  {
    rows.map { row in
      ColumnTerms(
        table: table, column: row.column, names: [ColumnName(row.column)] + list(row.names),
        others: list(row.others))
    }
  }

  /// What any of them is called, without anything between the words.
  static let known: Set<String> = Set(all.flatMap { $0.names + $0.others }.map(\.squashed))

  private static func list(_ text: String) -> [ColumnName] {
    text.split(separator: ",").map { ColumnName(whole: String($0)) }.filter { !$0.words.isEmpty }
  }
}
