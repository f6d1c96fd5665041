import Tables

extension FileDialect {
  /// How a file is cut, as a profile's `input` tells; the default where it says nothing.
  init(_ value: ConfigurationValue?) {
    self.init()
    let keys = [
      "delimiter", "encoding", "header_rows", "header_row", "skip_rows", "footer_rows", "ragged", "names",
    ]
    guard let entry = value?.mapping(keys: keys) else { return }
    if let value = entry["delimiter"], let read = writtenDelimiter(value) { delimiter = read }
    if let value = entry["encoding"], let read = writtenEncoding(value) { encoding = read }
    let (mostRows, mostFooterRows) = (10_000, 100)
    if let rows = entry["header_rows"]?.integer(in: 0...mostRows) { headerRecords = rows }
    if let rows = entry["skip_rows"]?.integer(in: 0...mostRows) { skippedLines = rows }
    if let rows = entry["footer_rows"]?.integer(in: 0...mostFooterRows) { footerLines = rows }
    if let ragged = entry["ragged"]?.truth() { isRagged = ragged }
    if let row = entry["header_row"]?.integer(in: 1...mostRows) {
      nameRecord = row
      if row > headerRecords {
        entry["header_row"]?.report(
          "header_row '\(row)' is beyond header_rows \(headerRecords); lower it")
      }
    }
    if let list = entry["names"] {
      let columns = list.list(orOne: false) { $0.filledText() } ?? []
      refuseRepeated(columns, list)
      if headerRecords == 0 {
        names = columns
      } else {
        entry.report(at: "names", "names is for files without a header; write 'header_rows: 0' or remove it")
      }
    } else if headerRecords == 0 {
      entry.report(at: "header_rows", "header_rows 0 needs 'names'; list the columns of the file")
    }
  }
}

private func writtenDelimiter(_ value: ConfigurationValue) -> FileDialect.Delimiter? {
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

private func writtenEncoding(_ value: ConfigurationValue) -> FileDialect.Encoding? {
  guard let text = value.text() else { return nil }
  let name = text.lowercased()
  // The official name of what everyone calls latin-1.
  if name == "iso-8859-1" { return .latin1 }
  if let encoding = FileDialect.Encoding(rawValue: name) { return encoding }
  let names = FileDialect.Encoding.allCases.map(\.rawValue)
  // No nearest word: its neighbor reads most bytes, and wrongly.
  value.report("encoding \(quoted(text)) is unknown, expected one of \(names.joined(separator: ", "))")
  return nil
}

private func refuseRepeated(_ names: [String], _ value: ConfigurationValue) {
  var seen: Set<String> = []
  for name in names where !seen.insert(HeaderNames.matched(name)).inserted {
    value.report("names has \(quoted(name)) twice; give each column a name of its own")
  }
}
