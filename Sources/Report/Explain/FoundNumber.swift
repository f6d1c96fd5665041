import Tables

/// The one row of a table that a reference names.
struct FoundNumber {
  /// The table, without folder and ending.
  let table: String
  /// The row.
  let row: TableRow
  /// The columns that name it, and their texts.
  let key: [(column: String, text: String)]

  /// What a column is where nobody says it, by table; "*" for all tables.
  private static let defaults: [(table: String, column: String, text: String)] = [
    ("fcr", "measure", "window_fcr"), ("turnover", "kind", "external"),
    ("*", "group_by", "all"), ("*", "group", "all"), ("*", "period", "all"),
  ]
  /// Columns that name rows, wherever they stand; a table's own key may have more.
  private static let naming: Set = [
    "measure", "kind", "window_days", "match", "group_by", "group", "period", "term", "model", "metric",
    "tenure_month", "definition", "step", "claim", "check", "statistic", "driver", "comparison",
    "tenure_band",
    "day", "test", "unit", "estimand", "time", "role_type", "role", "coach", "status", "phase", "source",
    "metric_class", "other",
  ]
  /// Rows that are listed where several fit.
  private static let mostListed = 8

  /// Looks a number up.
  /// - Throws: `StageFailure` `.usage` where no row fits, or several.
  init(_ reference: NumberReference, in folder: RunFolder) throws(StageFailure) {
    let facts = folder.manifest
    var (table, conditions) = (reference.name, reference.conditions)
    if folder.table(table) == nil {
      guard let home = FoundNumber.home(of: table, in: folder) else {
        throw StageFailure(
          .usage,
          "'\(reference.name)': the run has no such table, measure or code; it has "
            + FoundNumber.tables(facts).joined(separator: ", "))
      }
      conditions.insert(.init(key: home.column, text: table), at: 0)
      table = home.table
    }
    guard let bytes = folder.table(table) else {
      throw StageFailure(.ioFailed, "tables/\(table).csv: cannot be read")
    }
    let columns = TableScan(bytes, [RowSelection([:], limit: 0)]).columns
    var selection = RowSelection([:])
    for condition in conditions {
      if columns.contains(condition.key) {
        selection.conditions.append((condition.key, [condition.text]))
      } else if columns.contains("group_by") {
        selection.conditions += [("group_by", [condition.key]), ("group", [condition.text])]
      } else {
        throw StageFailure(
          .usage, "'\(condition.key)': no column of \(table); it has \(columns.joined(separator: ", "))")
      }
    }
    var rows = TableScan(bytes, [selection]).rows[0]
    guard !rows.isEmpty else {
      let said = selection.conditions.map { "\($0.column)=\($0.texts[0])" }.joined(separator: ", ")
      throw StageFailure(
        .usage,
        "'\(reference.name)': no row of tables/\(table).csv has \(said); names are compared letter by letter")
    }
    let asked = Set(selection.conditions.map(\.column))
    var defaults = FoundNumber.defaults.filter { $0.table == table || $0.table == "*" }
    if let headline = facts.headline {
      defaults += [(table, "window_days", headline.days), (table, "match", headline.match)]
    }
    for (_, column, text) in defaults where columns.contains(column) && !asked.contains(column) {
      let fitting = rows.filter { $0[column] == text }
      if !fitting.isEmpty { rows = fitting }
    }
    guard rows.count == 1 else {
      let differing = columns.filter(FoundNumber.naming.contains).filter { column in
        Set(rows.map { $0[column] }).count > 1
      }
      let listed = rows.prefix(FoundNumber.mostListed).map { row in
        differing.map { "\($0)=\(row[$0])" }.joined(separator: ",")
      }
      throw StageFailure(
        .usage,
        "'\(reference.name)': \(rows.count) rows of tables/\(table).csv fit; add one of these: "
          + listed.joined(separator: "; ") + (rows.count > listed.count ? "; …" : ""))
    }
    self.table = table
    row = rows[0]
    key = FoundNumber.key(of: row)
  }

  /// The columns that name a row, and their texts, in the order of the table.
  static func key(of row: TableRow) -> [(column: String, text: String)] {
    row.places.sorted { $0.value < $1.value }.filter { naming.contains($0.key) && !row[$0.key].isEmpty }
      .map { ($0.key, row[$0.key]) }
  }

  /// The table and column of a measure or kind; nil where the run has none of that name.
  private static func home(of name: String, in folder: RunFolder) -> (table: String, column: String)? {
    for (table, column) in [("fcr", "measure"), ("turnover", "kind"), ("coaching_activity", "measure")] {
      guard let bytes = folder.table(table) else { continue }
      if !TableScan(bytes, [RowSelection([column == "kind" ? "kind" : "measure": [name]], limit: 1)]).rows[0]
        .isEmpty
      {
        return (table, column)
      }
    }
    return nil
  }

  /// Names of the tables of groups.
  static func tables(_ facts: RunFacts) -> [String] {
    facts.files.map(\.path).filter { $0.hasPrefix("tables/") && $0.hasSuffix(".csv") }
      .map { String($0.dropFirst("tables/".count).dropLast(".csv".count)) }
  }
}
