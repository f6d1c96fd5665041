/// A table that is published: rows of typed cells under described columns.
public struct ReportTable: Sendable {
  /// What the cells of a column hold.
  public enum ColumnType: String, Sendable {
    case text = "string"
    case integer
    /// A number with at most six decimals.
    case decimal = "number"
    /// `yyyy-MM-ddTHH:mm:ssZ`.
    case instant = "datetime"
  }

  /// One column and its meaning.
  public struct Column: Sendable {
    /// Stable name.
    public var name: String
    /// What its cells hold.
    public var type: ColumnType
    /// One line for people: meaning, unit, what missing means.
    public var description: String

    /// A described column.
    public init(_ name: String, _ type: ColumnType, _ description: String) {
      self.name = name
      self.type = type
      self.description = description
    }
  }

  /// One value.
  public enum Cell: Sendable, Equatable {
    case missing
    case text(String)
    case integer(Int64)
    /// Millionths of one: 0.25 is 250,000.
    case decimal(millionths: Int64)
    case instant(Instant)
  }

  /// File name without folder and ending, such as `fcr`.
  public var name: String
  /// One sentence: what a row is.
  public var description: String
  /// Its columns, in order.
  public var columns: [Column]
  /// Names of the columns that together name a row.
  public var primaryKey: [String]
  /// Rows of `columns.count` cells each.
  public var rows: [[Cell]]

  /// A table with its rows in their final order.
  public init(
    name: String, description: String, columns: [Column], primaryKey: [String], rows: [[Cell]]
  ) {
    self.name = name
    self.description = description
    self.columns = columns
    self.primaryKey = primaryKey
    self.rows = rows
  }
}
