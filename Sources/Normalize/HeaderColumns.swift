import Canonical
import Tables

/// The columns of one file, found by name without regard to case and surrounding or repeated blanks.
package struct HeaderColumns: Sendable {
  /// Names as the file writes them.
  package let names: [String]
  private let places: [String: [Int]]

  /// The columns of a header.
  package init(_ names: [String]) {
    self.names = names
    var places: [String: [Int]] = [:]
    for (index, name) in names.enumerated() {
      places[HeaderColumns.folded(name), default: []].append(index)
    }
    self.places = places
  }

  /// The places of all columns of this name; more than one where the header repeats it.
  package func places(of name: String) -> [Int] { places[HeaderColumns.folded(name)] ?? [] }

  /// A name without case, byte-order mark, and surrounding or repeated blanks.
  static func folded(_ name: String) -> String {
    name.lowercased().split { $0.isWhitespace || $0 == "\u{FEFF}" }.joined(separator: " ")
  }
}
