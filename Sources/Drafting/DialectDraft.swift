import Tables

/// The part `input` of a draft: how the file is cut.
struct DialectDraft {
  /// Its lines.
  let lines: [String]

  /// What is not the default, each with its reason.
  init(_ export: SampledExport) {
    var keys: [String] = []
    func add(_ key: String, _ value: String, _ note: String) {
      keys.append("  \(key): \(value)  # \(note)")
    }
    let delimiter = export.delimiter
    let names: [FileDialect.Delimiter: String] = [.comma: ",", .semicolon: ";", .tab: "tab", .pipe: "|"]
    if delimiter.delimiter != .comma || delimiter.isDeclared {
      add(
        "delimiter", YAMLText.quoted(names[delimiter.delimiter] ?? ","),
        delimiter.isDeclared
          ? "high: the file's first line says so" : "high: it cuts the lines into equally many fields")
    }
    if let reason = export.encoding.reason {
      add(
        "encoding", export.encoding.encoding.rawValue,
        (export.encoding.isGuess ? "guess: " : "high: ") + reason)
    }
    let head = export.head
    if head.skippedLines > 0 {
      add("skip_rows", "\(head.skippedLines)", "likely: narrower lines stand above the header")
    }
    if head.headerRecords == 0 {
      add("header_rows", "0", "likely: the first line looks like the others")
      add("names", "[" + head.names.joined(separator: ", ") + "]", "give them names of your own")
    } else if head.headerRecords > 1 {
      add("header_rows", "\(head.headerRecords)", "likely: the lines below the names are no data")
      if head.nameRecord > 1 { add("header_row", "\(head.nameRecord)", "likely: its names are better known") }
    }
    if export.footerRows > 0 { add("footer_rows", "\(export.footerRows)", "likely: the last lines sum up") }
    if export.isRagged { add("ragged", "true", "likely: records have different numbers of fields") }
    lines = keys.isEmpty ? [] : ["input:"] + keys
  }
}
