/// Where a batch stands in its file.
package struct BatchPosition: Sendable {
  /// Physical lines before its first one.
  package var linesBefore: Int
  /// Rows before it that could be cut into fields.
  package var rowsBefore: Int

  /// A position behind so many lines and rows.
  package init(linesBefore: Int = 0, rowsBefore: Int = 0) {
    (self.linesBefore, self.rowsBefore) = (linesBefore, rowsBefore)
  }
}
