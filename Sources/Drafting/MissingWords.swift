/// Texts that exports write where there is nothing.
enum MissingWords {
  /// Those that mean it in any column.
  static let anywhere: Set<String> = [
    "[None]", "[Deleted]", "[No associated user]", "N/A", "n/a", "#N/A", "NULL", "null", "(null)", "\\N", "-",
    "--", "---", "–", "—", "(blank)", "(none)", "<null>", "NaN", "nan", "NaT",
  ]
  /// Those that mean it among dates, numbers and the like.
  static let amongTyped: Set<String> = [
    "None", "none", "NONE", "NA", "na", "Null", "unknown", "Unknown", "UNKNOWN",
  ]
  /// Those that mean it among callers.
  static let amongCallers: Set<String> = [
    "0", "anonymous", "Anonymous", "ANONYMOUS", "unknown", "Unknown", "UNKNOWN", "restricted", "Restricted",
    "RESTRICTED", "private", "Private", "PRIVATE", "withheld", "Withheld", "unavailable", "Unavailable",
    "blocked", "Blocked", "None", "none",
  ]

  /// Those of a column's values that are in some of these sets, in their order as text.
  static func found(_ content: ColumnContent, _ sets: Set<String>...) -> [String] {
    content.counts.map(\.text).filter { text in sets.contains { $0.contains(text) } }
  }
}
