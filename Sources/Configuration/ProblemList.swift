/// A place in a text file: line and column, both from 1; a column is a Unicode scalar.
struct Place: Comparable {
  /// Line, from 1.
  var line: Int
  /// Column, from 1.
  var column: Int

  static func < (lhs: Place, rhs: Place) -> Bool {
    (lhs.line, lhs.column) < (rhs.line, rhs.column)
  }
}

/// Everything that is wrong with one file, each with its place.
final class ProblemList {
  /// Path of the file, as messages name it.
  let path: String
  private var entries: [(place: Place, message: String)] = []

  /// No problem yet.
  init(path: String) { self.path = path }

  /// Whether nothing is wrong.
  var isEmpty: Bool { entries.isEmpty }

  /// How many there are.
  var count: Int { entries.count }

  /// One line for each problem, in the order of their places; at one place as they were found.
  var lines: [String] {
    entries.enumerated()
      .sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
      .map { "\(path):\($0.element.place.line):\($0.element.place.column): \($0.element.message)" }
  }

  /// Adds one problem; the message comes without place and period.
  func add(_ place: Place, _ message: String) { entries.append((place, message)) }
}

/// A text that was found, in quotes: on one line, and cut where it is long.
func quoted(_ text: String) -> String {
  let shown = 80
  var line = ""
  for scalar in text.unicodeScalars.prefix(shown) {
    if scalar.properties.generalCategory == .control {
      line += scalar == "\n" ? "\\n" : scalar == "\t" ? "\\t" : "\\u{\(String(scalar.value, radix: 16))}"
    } else {
      line.unicodeScalars.append(scalar)
    }
  }
  return "'\(line)\(text.unicodeScalars.count > shown ? "…" : "")'"
}
