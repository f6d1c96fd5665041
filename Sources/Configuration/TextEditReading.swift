import Canonical

/// Reads the changes of a text that stand beside where it comes from: `split`, `part`,
/// `collapse_spaces`, `lower` and `digits`.
struct TextEditReading {
  /// Their keys, in the order in which they happen; `trim` says what happens anyway.
  static let keys = ["split", "part", "collapse_spaces", "lower", "digits", "trim"]

  /// The edits that an entry says, and a report of what cannot be.
  func edits(_ entry: StrictMapping) -> [TextEdit] {
    var edits: [TextEdit] = []
    if let value = entry["split"], let edit = item(value) { edits.append(edit) }
    if let value = entry["part"], let edit = cut(value) { edits.append(edit) }
    if let value = entry["collapse_spaces"], value.truth() == true { edits.append(.collapseSpaces) }
    if let value = entry["lower"], value.truth() == true { edits.append(.lowercase) }
    if let value = entry["digits"], value.truth() == true { edits.append(.digits) }
    if let value = entry["trim"], value.truth() == false {
      value.report("trim can only be true: blanks around a value never count; remove it")
    }
    return edits
  }

  private func item(_ value: ConfigurationValue) -> TextEdit? {
    guard let entry = value.mapping(keys: ["sep", "take"]) else { return nil }
    let separator = entry.required("sep", remedy: "write what stands between the items, such as \";\"")?
      .text()
    let take = entry.required("take", remedy: "write first or last")?.word(of: ["first", "last"])
    guard let separator, let take else { return nil }
    if separator.isEmpty {
      entry.report(at: "sep", "sep is empty, expected what stands between the items, such as \";\"")
      return nil
    }
    return .item(separator: separator, isLast: take == "last")
  }

  private func cut(_ value: ConfigurationValue) -> TextEdit? {
    guard let entry = value.mapping(keys: ["prefix", "suffix"]) else { return nil }
    let prefixes = entry["prefix"]?.list(orOne: true) { $0.filledText() } ?? []
    let suffixes = entry["suffix"]?.list(orOne: true) { $0.filledText() } ?? []
    if !entry.has("prefix"), !entry.has("suffix") {
      value.report("part takes nothing away; write a prefix, a suffix or both")
      return nil
    }
    return .cut(prefixes: prefixes, suffixes: suffixes)
  }
}
