import Foundation
import Testing

/// Data that others published, with which our results are compared.
///
/// What may be handed on is in `published` beside the tests; larger files and those with other terms are
/// read from `../shared/reference` where that is present.
enum Published {
  /// Cells of a file with a header: the column of each name, as text without quotes.
  struct Table {
    let columns: [String: [String]]

    init(csv text: String) {
      let lines = text.split(whereSeparator: \.isNewline).map { line in
        line.split(separator: ",", omittingEmptySubsequences: false).map {
          $0.trimmingCharacters(in: CharacterSet(charactersIn: "\" "))
        }
      }
      columns = Dictionary(
        uniqueKeysWithValues: lines[0].enumerated().map { index, name in
          (name, lines.dropFirst().map { $0[index] })
        })
    }

    /// A column of numbers.
    func numbers(_ name: String) throws -> [Double] { try texts(name).map { try #require(Double($0)) } }

    /// A column of whole numbers.
    func integers(_ name: String) throws -> [Int] { try numbers(name).map { Int($0) } }

    /// A column of texts.
    func texts(_ name: String) throws -> [String] { try #require(columns[name], "no column \(name)") }
  }

  /// A table in `published`.
  static func table(_ name: String) throws -> Table {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "published")
    return try Table(csv: String(contentsOf: folder.appendingPathComponent(name + ".csv"), encoding: .utf8))
  }

  /// The lines of a file of NIST's in `published`, its numbers cell by cell.
  static func nist(_ name: String, lines: ClosedRange<Int>) throws -> [[Double]] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "published")
    let text = try String(contentsOf: folder.appendingPathComponent(name + ".dat"), encoding: .utf8)
    let all = text.components(separatedBy: .newlines)
    return all[(lines.lowerBound - 1)..<min(lines.upperBound, all.count)]
      .map { $0.split(separator: " ").compactMap { Double($0) } }.filter { !$0.isEmpty }
  }

  /// Whether a file of `../shared/reference` is there; says so where it is not.
  static func isBeside(_ name: String) -> Bool {
    let isThere = FileManager.default.fileExists(atPath: beside(name).path)
    if !isThere { print("skipped: no ../shared/reference/\(name) beside the project") }
    return isThere
  }

  /// A table of `../shared/reference`.
  static func tableBeside(_ name: String) throws -> Table {
    try Table(csv: String(contentsOf: beside(name), encoding: .utf8))
  }

  /// The JSON of a file of `../shared/reference`.
  static func objectBeside(_ name: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: beside(name))) as? [String: Any])
  }

  private static func beside(_ name: String) -> URL {
    URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("shared/reference/\(name)")
  }
}

/// Whether a number is the expected one but for a share of it; where that is 0, but for the share itself.
func isNear(_ found: Double, _ expected: Double, relative: Double) -> Bool {
  abs(found - expected) <= relative * (expected == 0 ? 1 : abs(expected))
}

/// The log relative error: to how many digits a number is the certified one.
///
/// Source: McCullough (1998), The American Statistician 52(4), 358–366, doi:10.1080/00031305.1998.10480600.
func digits(_ found: Double, _ certified: Double) -> Double {
  found == certified ? 16 : -(abs(found - certified) / (certified == 0 ? 1 : abs(certified))).logarithm10
}

extension Double {
  fileprivate var logarithm10: Double { Foundation.log10(self) }
}
