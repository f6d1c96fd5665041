import Tables

/// What tells the contacts behind a number of first contact resolution.
package struct ListedNumber: Sendable {
  /// The measure, as tables name it.
  package let measure: String
  /// The window, in days, and the match; nil where the measure has none.
  package let window: (days: Int, match: String)?
  /// By what is grouped, the group, and the period.
  package let grouping, group, period: String
  /// The denominator: contacts, or answers.
  package let n: Int

  /// The number that a reference names.
  /// - Throws: `StageFailure` `.usage` where it names nothing, a number that is not made of contacts, or what is withheld.
  package init(_ reference: NumberReference, in folder: RunFolder) throws(StageFailure) {
    let found = try FoundNumber(reference, in: folder)
    let row = found.row
    guard found.table == "fcr", !row.isWithheld, let n = Int(row["n"]) else {
      throw StageFailure(
        .usage,
        "'\(reference.name)': contacts are listed behind numbers of tables/fcr.csv that are not withheld; this is "
          + "\(found.table) " + found.key.map { "\($0.column)=\($0.text)" }.joined(separator: ", "))
    }
    (measure, self.n) = (row["measure"], n)
    window = Int(row["window_days"]).map { ($0, row["match"]) }
    (grouping, group, period) = (row["group_by"], row["group"], row["period"])
  }
}
