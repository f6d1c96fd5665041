import Canonical
import Tables

/// Reads `unpivot`: which columns of the file become rows.
struct UnpivotReading {
  /// The canonical table, as rows are before they become one.
  let table: TableSchema
  /// Columns of a file without a header.
  let header: HeaderNames
  /// Whether the machine knows a zone.
  let zoneExists: (String) -> Bool

  /// The rule, and what is wrong with it.
  func rule(_ value: ConfigurationValue) -> UnpivotRule? {
    let keys = ["columns", "item", "value", "optional"] + FieldReading.cellModifiers
    guard let entry = value.mapping(keys: keys) else { return nil }
    let names = table.columns.map(\.name)
    let item = entry.required("item", remedy: "name the column that tells the rows apart")?.word(of: names)
    let target = entry.required("value", remedy: "name the column of the values")?.word(of: names)
    let columns = entry.required("columns", remedy: "list the columns of the file that become rows")
      .flatMap(columns)
    guard let item, let target, let columns else { return nil }
    let (itemColumn, valueColumn) = (
      table.columns[table.place(of: item)], table.columns[table.place(of: target)]
    )
    switch itemColumn.type {
    case .key, .text, .oneOf: break
    default: entry.report(at: "item", "item '\(item)' holds no text; name a column of texts")
    }
    if item == target {
      entry.report(at: "value", "value '\(target)' is the column of items too; name another")
    }
    var seen: Set<String> = []
    for (_, name, place) in columns {
      if let problem = itemColumn.problem(ofCell: name) {
        place.report("item \(quoted(name)) is no value of \(table.name).\(item), \(problem)")
      }
      if !seen.insert(name).inserted {
        place.report("item \(quoted(name)) stands twice; give each column an item of its own")
      }
    }
    let reading = FieldReading(table: table, column: valueColumn, header: header, zoneExists: zoneExists)
    let isOptional = entry["optional"]?.truth() ?? false
    guard let cell = reading.cell(entry) else { return nil }
    return UnpivotRule(
      answers: columns.map { names, item, _ in
        var mapping = cell
        mapping.source = .column(ColumnReference(names: names, isOptional: isOptional))
        return UnpivotRule.Answer(item: item, value: mapping)
      }, item: item, value: target)
  }

  /// The columns with their items: a list of columns, or a mapping from columns to items.
  private func columns(
    _ value: ConfigurationValue
  ) -> [(names: [String], item: String, place: ConfigurationValue)]? {
    if value.isList {
      return value.list(orOne: false)?.compactMap { column in
        guard let name = column.trimmedText(), !name.isEmpty else { return nil }
        header.check(name, column)
        return ([name], name, column)
      }
    }
    return value.entries()?.compactMap { key, item in
      guard let name = key.trimmedText(), let text = item.filledText() else { return nil }
      header.check(name, key)
      return ([name], text, item)
    }
  }
}
