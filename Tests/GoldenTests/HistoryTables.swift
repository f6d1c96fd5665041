import Foundation

/// CSV files of a desk, read whole, by the names of their columns.
struct HistoryTables {
  private let rows: [String: [[String: String]]]

  /// The CSV files of folders, and some more, under their own names.
  init(_ work: WorkFolder, _ folders: [String], _ files: [String] = []) {
    var rows: [String: [[String: String]]] = [:]
    for file in files {
      rows[String(file.split(separator: "/").last ?? "")] = HistoryTables.rows(work.text(file))
    }
    for folder in folders {
      for name in work.names(folder) where name.hasSuffix(".csv") {
        rows[name] = HistoryTables.rows(work.text("\(folder)/\(name)"))
      }
    }
    self.rows = rows
  }

  /// The rows of a file; none where there is no such file.
  func callAsFunction(_ name: String) -> [[String: String]] { rows[name] ?? [] }

  /// The first row of a file in which columns have these values.
  func row(_ name: String, _ values: [String: String]) -> HistoryRow? {
    self(name).first { row in values.allSatisfy { row[$0.key] == $0.value } }.map(HistoryRow.init)
  }

  /// The rows of a text by the names of its columns; quotes keep commas together.
  static func rows(_ text: String) -> [[String: String]] {
    let lines = text.split(separator: "\n").map(cells)
    guard let names = lines.first else { return [] }
    return lines.dropFirst().map { Dictionary(zip(names, $0)) { first, _ in first } }
  }

  private static func cells(_ line: Substring) -> [String] {
    var (cells, isQuoted) = ([""], false)
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }
}
