import Canonical
import Tables

/// Reads what makes rows other rows than those of the file: `collapse`, `unpivot` and `chain`.
struct ShapeReading {
  /// Which rows become one.
  let collapse: CollapseReading.Result?
  /// Which columns become rows.
  let unpivot: UnpivotRule?
  /// The id of a contact, and that of the one before it.
  let chain: (id: ValueMapping, parent: ValueMapping)?
  /// The table as rows of the file are.
  let rowTable: TableSchema
  /// Columns that have a value beside those of `fields`, also where it was refused.
  let given: Set<String>

  private let entry: StrictMapping

  /// Reads the keys of a profile.
  init(
    _ entry: StrictMapping, _ table: TableSchema, _ header: HeaderNames,
    _ zoneExists: @escaping (String) -> Bool
  ) {
    self.entry = entry
    collapse = entry["collapse"].flatMap {
      CollapseReading(table: table, header: header, zoneExists: zoneExists).result($0)
    }
    let rows = collapse.map { table.unfolded($0.rule) } ?? table
    rowTable = rows
    unpivot = entry["unpivot"].flatMap {
      UnpivotReading(table: rows, header: header, zoneExists: zoneExists).rule($0)
    }
    chain = entry["chain"].flatMap { ShapeReading.chain($0, table, header, zoneExists) }
    var given = Set(collapse.map { Array($0.events.keys) } ?? [])
    if entry.has("chain") { given.insert("chain_id") }
    if entry.has("unpivot") { given.formUnion([unpivot?.item ?? "item", unpivot?.value ?? "value"]) }
    self.given = given
  }

  /// Whether a column of the table has a value.
  func isMapped(_ name: String, _ mapped: [String: ValueMapping?]) -> Bool {
    mapped.keys.contains(name) || name == unpivot?.item || name == unpivot?.value
  }

  /// Adds to the mapped columns of `fields` what is said elsewhere, and reports what is said twice or nowhere.
  func complete(_ mapped: inout [String: ValueMapping?]) {
    if let chain {
      if mapped.keys.contains("chain_id") {
        entry.report(at: "chain", "chain and 'chain_id' in 'fields' are both given; keep one of them")
      }
      mapped["chain_id"] = .some(chain.id)
    }
    for name in [unpivot?.item, unpivot?.value] {
      if let name, mapped.keys.contains(name) {
        entry.report(at: "unpivot", "'\(name)' is mapped in 'fields' too; keep one of them")
      }
    }
    guard let collapse else { return }
    for name in collapse.events.keys.sorted() {
      mapped[name] = .some(collapse.mapping(of: name, otherwise: mapped[name] ?? nil))
    }
    for name in collapse.rule.by + collapse.rule.order + collapse.rule.functions.keys.sorted()
    where !isMapped(name, mapped) {
      entry.report(at: "collapse", "collapse names '\(name)', which is not mapped; map it in 'fields'")
    }
  }

  private static func chain(
    _ value: ConfigurationValue, _ table: TableSchema, _ header: HeaderNames,
    _ zoneExists: @escaping (String) -> Bool
  ) -> (id: ValueMapping, parent: ValueMapping)? {
    guard let column = table.columns.first(where: { $0.name == "chain_id" }) else {
      value.report("chain is for contacts, and the table is \(table.name); remove it")
      return nil
    }
    guard let entry = value.mapping(keys: ["id", "parent"]) else { return nil }
    let reading = FieldReading(table: table, column: column, header: header, zoneExists: zoneExists)
    let id = entry.required("id", remedy: "name the column of the leg's own id").flatMap(reading.mapping)
    let parent = entry.required("parent", remedy: "name the column of the id of the leg before it")
      .flatMap(reading.mapping)
    guard let id, let parent else { return nil }
    return (id, parent)
  }
}
