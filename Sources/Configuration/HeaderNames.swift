/// The column names of a file without a header; of any other file nothing is known.
struct HeaderNames {
  private let names: [String]

  /// Names as the profile lists them; none where the file has a header.
  init(_ names: [String]) { self.names = names }

  /// Reports a column that the file cannot have.
  func check(_ column: String, _ value: ConfigurationValue) {
    if names.isEmpty || names.contains(where: { Self.matched($0) == Self.matched(column) }) { return }
    value.report("column \(quoted(column)) is not among 'input.names', \(expectation(column, among: names))")
  }

  /// A name as it is matched: case, and surrounding and repeated blanks do not count.
  static func matched(_ name: String) -> String {
    name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
