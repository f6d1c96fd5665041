/// Which rows become one row, and how the values of each column do.
public struct CollapseRule: Sendable, Equatable {
  /// Canonical columns whose values the rows of one row have in common.
  public var by: [String]
  /// Canonical columns by which the rows are ordered, before their places in the files.
  public var order: [String]
  /// How a column's values become one; `last` where it is not listed.
  public var functions: [String: FoldFunction]

  /// A rule.
  public init(by: [String], order: [String] = [], functions: [String: FoldFunction] = [:]) {
    (self.by, self.order, self.functions) = (by, order, functions)
  }

  /// How the values of a column become one.
  public func function(of column: String) -> FoldFunction { functions[column] ?? .last }
}

/// How several values of a column become one; missing ones never count.
public enum FoldFunction: String, Sendable, CaseIterable {
  /// The first or last in order.
  case first, last
  /// The smallest or largest.
  case min, max
  /// All added up.
  case sum
  /// Whether one of them is true.
  case any
  /// How many different ones there are; as yes or no, whether there is more than one.
  case countDistinct = "count_distinct"

  /// Whether a column of a type can become one so.
  package func fits(_ type: ColumnType) -> Bool {
    switch (self, type) {
    case (.first, _), (.last, _): true
    case (.min, .instant), (.min, .date), (.max, .instant), (.max, .date): true
    case (.min, .seconds), (.min, .number), (.min, .integer): true
    case (.max, .seconds), (.max, .number), (.max, .integer): true
    case (.sum, .seconds), (.sum, .number), (.sum, .integer): true
    case (.any, .boolean): true
    case (.countDistinct, .number), (.countDistinct, .integer), (.countDistinct, .boolean): true
    default: false
    }
  }
}

extension TableSchema {
  /// The table of the rows that a rule makes one: only what brings them together is required, nothing has a
  /// default, and what is counted is an id.
  package func unfolded(_ rule: CollapseRule) -> TableSchema {
    var table = self
    for place in columns.indices {
      let name = columns[place].name
      table.columns[place].isRequired = rule.by.contains(name) && columns[place].isRequired
      table.columns[place].defaultValue = nil
      if rule.functions[name] == .countDistinct { table.columns[place].type = .key }
    }
    return table
  }
}
