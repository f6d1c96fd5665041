import Tables

/// A vendor's export mapped onto one canonical table: a decoded profile file, or the canonical header.
public struct ProfileMapping: Sendable {
  /// Name, as the pipeline file calls it; `canonical` without a profile.
  public var name: String
  /// The table its rows become.
  public var table: TableSchema
  /// How the file is cut into fields.
  public var dialect: FileDialect
  /// Texts that mean *missing* in every field.
  public var nullTokens: [String]
  /// Conditions that all must hold for a row to be used.
  public var conditions: [RowCondition]
  /// Mapped columns by canonical name; in the order of the table's columns.
  public var fields: [FieldMapping]
  /// Which row of several with the same key is used; nil where the table's own rule is enough.
  public var keep: KeepRule?
  /// Which rows become one; nil where each stays one.
  public var collapse: CollapseRule?
  /// Which columns become rows; nil where none does.
  public var unpivot: UnpivotRule?
  /// The id of the leg before a contact, whose own is its `chain_id`; nil where that names the chain already.
  public var parent: ValueMapping?

  /// A mapping with all its parts.
  public init(
    name: String, table: TableSchema, dialect: FileDialect = FileDialect(), nullTokens: [String] = [],
    conditions: [RowCondition] = [], fields: [FieldMapping], keep: KeepRule? = nil,
    collapse: CollapseRule? = nil, unpivot: UnpivotRule? = nil, parent: ValueMapping? = nil
  ) {
    self.name = name
    self.table = table
    self.dialect = dialect
    self.nullTokens = nullTokens
    self.conditions = conditions
    self.fields = fields
    self.keep = keep
    self.collapse = collapse
    self.unpivot = unpivot
    self.parent = parent
  }

  /// The table as its rows are before they become one, or several.
  package var rowTable: TableSchema {
    var rows = collapse.map { table.unfolded($0) } ?? table
    for name in [unpivot?.item, unpivot?.value] {
      guard let name else { continue }
      let place = rows.place(of: name)
      (rows.columns[place].isRequired, rows.columns[place].mustBeReadable) = (false, false)
    }
    return rows
  }

  /// Whether its rows must wait until all of them are there.
  package var waits: Bool { collapse != nil || parent != nil }

  /// The mapping of a file whose header has the canonical names: required columns must be there.
  public static func canonical(_ table: TableSchema) -> ProfileMapping {
    ProfileMapping(
      name: "canonical", table: table,
      fields: table.columns.map { column in
        FieldMapping(
          column: column.name,
          value: ValueMapping(
            .column(ColumnReference(names: [column.name], isOptional: !column.isRequired))))
      })
  }
}

/// What becomes one canonical column.
public struct FieldMapping: Sendable {
  /// Canonical name.
  public var column: String
  /// Where its value comes from and how it is read.
  public var value: ValueMapping

  /// A mapped column.
  public init(column: String, value: ValueMapping) {
    self.column = column
    self.value = value
  }
}

/// A column of the file, by any of its names: the first one that the header has.
public struct ColumnReference: Sendable, Equatable {
  /// Names as written in the profile; matched without regard to case and surrounding or repeated blanks.
  public var names: [String]
  /// Whether the file may lack all of them; the value is missing then.
  public var isOptional: Bool

  /// A column by its names.
  public init(names: [String], isOptional: Bool = false) {
    self.names = names
    self.isOptional = isOptional
  }
}

/// Which row of several is used.
public struct KeepRule: Sendable, Equatable {
  /// Canonical columns whose values name the rows that compete.
  public var key: [String]
  /// Canonical instant or date column; the row with the largest value is used, missing before all,
  /// and of equals the last one read.
  public var latest: String

  /// A rule.
  public init(key: [String], latest: String) {
    self.key = key
    self.latest = latest
  }
}
