/// How large one record may be before it is rejected, so that a broken file cannot take all memory.
enum CSVLimits {
  /// Longest field, in bytes with quotes undone.
  static let fieldBytes = 1 << 20
  /// Longest record, and so longest physical line, in raw bytes with its line end.
  static let recordBytes = 16 << 20
  /// Most physical lines of one record.
  static let recordLines = 32
}
