/// The values of one column in the rows that were read.
struct ColumnContent {
  /// Its name as the header writes it.
  let name: String
  /// Its place in the file, from 0.
  let place: Int
  /// Rows read.
  let rows: Int
  /// Rows in which it is blank.
  let blanks: Int
  /// Distinct values that are not blank, in their order as text, and how many rows have them.
  let counts: [(text: String, count: Int)]

  /// Takes the values of a column together.
  init(name: String, place: Int, values: some Sequence<String>) {
    var counts: [String: Int] = [:]
    var (rows, blanks) = (0, 0)
    for value in values {
      rows += 1
      if value.isEmpty { blanks += 1 } else { counts[value, default: 0] += 1 }
    }
    (self.name, self.place, self.rows, self.blanks) = (name, place, rows, blanks)
    self.counts = counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Rows that have a value.
  var filled: Int { rows - blanks }

  /// Whether every row has a value, and each another one.
  var isUnique: Bool { rows > 0 && blanks == 0 && counts.count == rows }

  /// Bytes of the longest value.
  var longest: Int { counts.map(\.text.utf8.count).max() ?? 0 }

  /// Whether its values are few words that come again.
  var isFewWords: Bool {
    !counts.isEmpty && counts.count <= 40 && longest <= 60
      && (counts.count <= 6 || counts.count * 2 <= filled)
  }
}
