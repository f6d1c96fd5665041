import Tables

/// How a file is cut, from a profile's `input`; the default where it says nothing.
func fileDialect(_ value: ConfigurationValue?) -> FileDialect {
  var dialect = FileDialect()
  let keys = ["delimiter", "encoding", "header_rows", "header_row", "skip_rows", "names"]
  guard let entry = value?.mapping(keys: keys, unsupported: laterProfileKeys) else { return dialect }
  if let delimiter = entry["delimiter"].flatMap(delimiter) { dialect.delimiter = delimiter }
  if let encoding = entry["encoding"] { checkEncoding(encoding) }
  let mostRows = 10_000
  if let rows = entry["header_rows"]?.integer(in: 0...mostRows) { dialect.headerRecords = rows }
  if let rows = entry["skip_rows"]?.integer(in: 0...mostRows) { dialect.skippedLines = rows }
  if let row = entry["header_row"]?.integer(in: 1...mostRows) {
    dialect.nameRecord = row
    if row > dialect.headerRecords {
      entry["header_row"]?.report(
        "header_row '\(row)' is beyond header_rows \(dialect.headerRecords); lower it")
    }
  }
  if let names = entry["names"] {
    let columns = names.list(orOne: false) { $0.filledText() } ?? []
    refuseRepeated(columns, names)
    if dialect.headerRecords == 0 {
      dialect.names = columns
    } else {
      entry.report(at: "names", "names is for files without a header; write 'header_rows: 0' or remove it")
    }
  } else if dialect.headerRecords == 0 {
    entry.report(at: "header_rows", "header_rows 0 needs 'names'; list the columns of the file")
  }
  return dialect
}

private func delimiter(_ value: ConfigurationValue) -> FileDialect.Delimiter? {
  guard let text = value.text() else { return nil }
  switch text {
  case ",": return .comma
  case ";": return .semicolon
  case "|": return .pipe
  case "tab", "\t", "\\t": return .tab
  default:
    value.report("delimiter \(quoted(text)) is refused, expected \",\", \";\", \"tab\" or \"|\"")
    return nil
  }
}

private func checkEncoding(_ value: ConfigurationValue) {
  guard let text = value.text(), text.lowercased() != "utf-8" else { return }
  let later: Set<String> = ["utf-16", "windows-1252", "windows-1251", "latin-1"]
  if later.contains(text.lowercased()) {
    value.report(
      "encoding \(quoted(text)) is not supported in this version, expected utf-8; convert the file first")
  } else {
    value.report("encoding \(quoted(text)) is unknown, expected utf-8")
  }
}

private func refuseRepeated(_ names: [String], _ value: ConfigurationValue) {
  var seen: Set<String> = []
  for name in names where !seen.insert(HeaderNames.matched(name)).inserted {
    value.report("names has \(quoted(name)) twice; give each column a name of its own")
  }
}

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
