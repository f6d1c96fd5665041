import ArgumentParser
import Canonical
import Tables

/// Prints the canonical tables and their columns.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Prints the canonical tables and their columns.")

  @Argument(help: "One table; default: all.")
  var table: String?

  func run() throws {
    var tables = TableSchema.all
    if let table {
      guard let schema = TableSchema.named(table) else {
        let known = TableSchema.all.map(\.name).joined(separator: ", ")
        throw StageFailure(.usage, "schema '\(table)': no such table, expected one of \(known)")
      }
      tables = [schema]
    }
    try Console().print(tables.map(text).joined(separator: "\n"))
  }

  private func text(_ table: TableSchema) -> String {
    let columns = table.columns.map { column in
      let name = column.name + (column.isRequired ? "*" : "")
      let byDefault = column.defaultValue.map { "; default \($0)" } ?? ""
      return "  \(name.padded(to: 16)) \(column.type.word.padded(to: 10)) \(column.description)\(byDefault)\n"
    }
    return "\(table.name): \(table.description)\n  key: source, \(table.key.joined(separator: ", "))\n"
      + columns.joined()
  }
}

extension ColumnType {
  /// How the type is called for people.
  fileprivate var word: String {
    switch self {
    case .key: "id"
    case .text: "text"
    case .instant: "time"
    case .date: "date"
    case .seconds: "seconds"
    case .number: "number"
    case .integer: "integer"
    case .boolean: "yes/no"
    case .oneOf(let words): words.joined(separator: "|")
    }
  }
}

extension String {
  /// The text with blanks up to a width.
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
