/// What the cells of a canonical column hold, and how they are kept.
public enum ColumnType: Sendable, Equatable {
  /// An id with many distinct values: kept as a fingerprint.
  case key
  /// Text or an id with few distinct values: kept as a code.
  case text
  /// An instant: kept as milliseconds since the epoch.
  case instant
  /// A day: kept as days since 1970-01-01.
  case date
  /// A duration: kept as whole seconds.
  case seconds
  /// A number: kept as millionths.
  case number
  /// A whole number.
  case integer
  /// Yes or no: kept as 1 or 0.
  case boolean
  /// One of these lower-case words: kept as its place among them, from 0.
  case oneOf([String])
}

/// One column of a canonical table.
public struct ColumnSchema: Sendable {
  /// Name, as in a canonical header.
  public var name: String
  /// What its cells hold.
  public var type: ColumnType
  /// Whether a row without it is rejected.
  public var isRequired: Bool
  /// Whether a row is rejected whose text of it cannot be read; else the value is missing.
  public var mustBeReadable: Bool
  /// What a blank cell and an absent column mean; nil where they are missing.
  public var defaultValue: String?
  /// Whether its values may appear in no message.
  public var isPersonal: Bool
  /// One line for people: meaning and unit.
  public var description: String

  /// A column; optional, without default and not personal unless said.
  public init(
    _ name: String, _ type: ColumnType, required: Bool = false, default defaultValue: String? = nil,
    personal: Bool = false, _ description: String
  ) {
    self.name = name
    self.type = type
    (isRequired, mustBeReadable) = (required, required)
    self.defaultValue = defaultValue
    isPersonal = personal
    self.description = description
  }
}

/// One canonical table: its columns in their order, and what names a row.
public struct TableSchema: Sendable {
  /// Name, as in a pipeline file.
  public var name: String
  /// One sentence: what a row is.
  public var description: String
  /// Its columns.
  public var columns: [ColumnSchema]
  /// Columns that, with the source, name a row; of two rows with one key the later `updated_at`
  /// is kept, among equals the last one read.
  public var key: [String]
  /// Start and end columns whose order is checked; a row that ends before it starts is rejected.
  public var span: (start: String, end: String)?

  /// A table.
  public init(
    name: String, description: String, key: [String], span: (start: String, end: String)? = nil,
    columns: [ColumnSchema]
  ) {
    self.name = name
    self.description = description
    self.key = key
    self.span = span
    self.columns = columns
  }

  /// The place of a column; nil where the table has none of this name.
  public func index(of column: String) -> Int? { columns.firstIndex { $0.name == column } }

  /// The place of a column that the code itself names.
  package func place(of column: String) -> Int {
    guard let index = index(of: column) else { preconditionFailure("\(name) has no column \(column)") }
    return index
  }

  /// All canonical tables that this version reads, in the order of the documents.
  public static let all: [TableSchema] = [
    contacts, people, assignments, roles, responses, coaching, actions, scorecards, metrics, development,
    tasks,
    payments, aliases, attributes,
  ]

  /// The table of this name.
  public static func named(_ name: String) -> TableSchema? { all.first { $0.name == name } }
}
