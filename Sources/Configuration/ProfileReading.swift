import Canonical
import Tables

/// The mapping of one vendor export: a decoded profile file.
/// - Parameters:
///   - path: path of the profile file; problems call it so.
///   - name: what the pipeline calls it; nil: the file's own `name`, else its name without ending.
///   - zoneExists: whether the machine knows an IANA zone.
/// - Throws: `inputMissing` where there is no such file, `configuration` with every problem by place.
package func decodeProfile(path: String, name: String? = nil, zoneExists: @escaping (String) -> Bool)
  throws(StageFailure) -> ProfileMapping
{
  let file = try ConfigurationFile(path: path)
  let mapping = ProfileReading(path: path, name: name, zoneExists: zoneExists).mapping(file.root)
  guard file.problems.isEmpty, let mapping else {
    throw StageFailure(.configuration, file.problems.lines)
  }
  return mapping
}

/// One profile file while it is read.
private struct ProfileReading {
  let path: String
  let name: String?
  let zoneExists: (String) -> Bool

  func mapping(_ root: ConfigurationValue) -> ProfileMapping? {
    let keys = [
      "profile", "name", "table", "input", "null", "where", "fields", "chain", "unpivot", "keep", "collapse",
    ]
    guard let entry = root.mapping(keys: keys) else { return nil }
    _ = entry.required("profile", remedy: "write 'profile: 1'")?.integer(in: 1...1)
    let ownName = entry["name"]?.filledText()
    let tables = TableSchema.all.map(\.name)
    let tableName = entry.required("table", remedy: "write one of \(tables.joined(separator: ", "))")?
      .word(of: tables)
    let dialect = FileDialect(entry["input"])
    let header = HeaderNames(dialect.names)
    let nullTokens = entry["null"]?.list(orOne: true) { $0.trimmedText() } ?? []
    let conditions = entry["where"]?.list(orOne: false) { RowCondition($0, header) } ?? []
    let fields = entry.required("fields", remedy: "map the table's columns")
    // Without its table nothing can be said about a field.
    guard let table = tableName.flatMap(TableSchema.named) else { return nil }
    let shape = ShapeReading(entry, table, header, zoneExists)
    var mapped = fields.flatMap { fieldMappings($0, entry, shape.rowTable, header, shape.given) } ?? [:]
    shape.complete(&mapped)
    let keep = entry["keep"].flatMap { keepRule($0, table, isMapped: { shape.isMapped($0, mapped) }) }
    return ProfileMapping(
      name: name ?? ownName ?? FilePath.stem(of: path), table: table, dialect: dialect,
      nullTokens: nullTokens,
      conditions: conditions,
      fields: table.columns.compactMap { column in
        (mapped[column.name] ?? nil).map { FieldMapping(column: column.name, value: $0) }
      },
      keep: keep, collapse: shape.collapse?.rule, unpivot: shape.unpivot, parent: shape.chain?.parent)
  }

  /// Mappings by canonical column; nil for a column whose mapping was refused.
  private func fieldMappings(
    _ value: ConfigurationValue, _ profile: StrictMapping, _ table: TableSchema, _ header: HeaderNames,
    _ given: Set<String>
  ) -> [String: ValueMapping?]? {
    guard let entries = value.entries(), let canonical = TableSchema.named(table.name) else { return nil }
    var mapped: [String: ValueMapping?] = [:]
    for (key, value) in entries {
      guard let name = key.text() else { continue }
      guard let column = table.columns.first(where: { $0.name == name }) else {
        let columns = table.columns.map(\.name)
        key.report("\(table.name) has no column \(quoted(name)), \(expectation(name, among: columns))")
        continue
      }
      let field = FieldReading(table: table, column: column, header: header, zoneExists: zoneExists)
      mapped[name] = .some(field.mapping(value))
    }
    let missing = canonical.columns.filter { column in
      column.isRequired && !mapped.keys.contains(column.name) && !given.contains(column.name)
    }.map(\.name)
    if !missing.isEmpty {
      let remedy = missing.count == 1 ? "map it" : "map them"
      profile.report(
        at: "fields",
        "fields lacks \(missing.joined(separator: ", ")), which \(table.name) requires; \(remedy)")
    }
    return mapped
  }

  private func keepRule(
    _ value: ConfigurationValue, _ table: TableSchema, isMapped: (String) -> Bool
  ) -> KeepRule? {
    guard let entry = value.mapping(keys: ["key", "latest"]) else { return nil }
    func column(_ value: ConfigurationValue) -> ColumnSchema? {
      guard let name = value.word(of: table.columns.map(\.name)) else { return nil }
      if !isMapped(name) { value.report("\(value.name) '\(name)' is not mapped; map it in 'fields'") }
      return table.columns.first { $0.name == name }
    }
    let key = entry.required("key", remedy: "list the columns whose rows compete")?
      .list(orOne: true) { column($0)?.name }
    let latest = entry.required("latest", remedy: "name the column whose largest value is kept")
    guard let latest, let chosen = column(latest) else { return nil }
    if chosen.type != .instant, chosen.type != .date {
      latest.report("latest '\(chosen.name)' is neither an instant nor a date; name a column of time")
    }
    return key.map { KeepRule(key: $0, latest: chosen.name) }
  }
}
