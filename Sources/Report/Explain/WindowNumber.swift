import Tables

/// What tells the contacts behind a number of `window_fcr`.
package struct WindowNumber: Sendable, Equatable {
  /// The window, in days, and the match.
  package let days: Int
  package let match: String
  /// By what is grouped, the group, and the period.
  package let grouping, group, period: String
  /// The denominator.
  package let n: Int

  /// The number that a reference names.
  /// - Throws: `StageFailure` `.usage` where it names nothing, another measure, or what is withheld.
  package init(_ reference: NumberReference, in folder: RunFolder) throws(StageFailure) {
    let found = try FoundNumber(reference, in: folder)
    let row = found.row
    guard found.table == "fcr", row["measure"] == "window_fcr", !row.isWithheld,
      let days = Int(row["window_days"]), let n = Int(row["n"])
    else {
      throw StageFailure(
        .usage,
        "'\(reference.name)': rows are listed of window_fcr, where its number is not withheld; this is "
          + found.key.map { "\($0.column)=\($0.text)" }.joined(separator: ", "))
    }
    (self.days, match, self.n) = (days, row["match"], n)
    (grouping, group, period) = (row["group_by"], row["group"], row["period"])
  }
}
