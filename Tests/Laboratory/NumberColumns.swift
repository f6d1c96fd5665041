import Foundation

/// The columns of a CSV file that holds nothing but numbers under a header.
struct NumberColumns {
  private var columns: [String: [Double]] = [:]

  /// Reads a file whole.
  init(contentsOf path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    var lines = text.utf8.split(separator: UInt8(ascii: "\n")).makeIterator()
    let names = (lines.next() ?? Substring().utf8).split(separator: UInt8(ascii: ",")).map {
      String($0) ?? ""
    }
    var values = names.map { _ in [Double]() }
    while let line = lines.next() {
      for (place, cell) in line.split(separator: UInt8(ascii: ",")).enumerated() {
        values[place].append(Double(Substring(cell)) ?? .nan)
      }
    }
    columns = Dictionary(uniqueKeysWithValues: zip(names, values))
  }

  /// A column of numbers; empty where there is none of that name.
  func numbers(_ name: String) -> [Double] { columns[name, default: []] }

  /// A column of whole numbers.
  func integers(_ name: String) -> [Int] { numbers(name).map { Int($0) } }
}
