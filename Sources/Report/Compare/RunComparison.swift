import Canonical
import Output
import Tables

/// What moved from one run to another beyond its interval: plain text, made of what both runs published.
///
/// Every number with an interval that both tell is compared, of whole periods alone (`period` `all`, or no period):
/// months are many, and one of twenty moves by chance. A change is judged by the interval of the difference
/// (`ShareChange`), never by the difference.
package struct RunComparison: Sendable {
  /// A number of both runs.
  package struct Change: Sendable, Equatable {
    /// As `explain` takes it.
    package var reference: String
    /// Its values.
    package var before, after: CellNumber
    /// What changed, with its interval.
    package var change: ShareChange
  }

  /// Numbers that moved beyond their intervals, in the order of the tables.
  package private(set) var moved: [Change] = []
  /// How many numbers both runs tell.
  package private(set) var compared = 0
  /// How many only one of them tells: the other lacks the row, or withholds it.
  package private(set) var onlyBefore = 0
  package private(set) var onlyAfter = 0

  private let before: RunFolder
  private let after: RunFolder

  /// The column of a table that holds its number, the first that it has.
  static let values = ["rate", "estimate", "value"]

  /// Compares a run with an earlier one.
  package init(_ after: RunFolder, since before: RunFolder) {
    (self.before, self.after) = (before, after)
    for name in FoundNumber.tables(after.manifest) {
      guard let new = after.table(name), let old = before.table(name) else { continue }
      let (today, then) = (RunComparison.rows(name, new), RunComparison.rows(name, old))
      var found: [String: TableRow] = [:]
      for row in then { found[RunComparison.key(row)] = row }
      for row in today {
        guard let column = RunComparison.values.first(where: { row.places[$0] != nil }) else { break }
        guard let other = found.removeValue(forKey: RunComparison.key(row)),
          other.number(column) != nil
        else {
          if row.number(column) != nil { onlyAfter += 1 }
          continue
        }
        guard row.number(column) != nil else {
          onlyBefore += 1
          continue
        }
        guard let change = ShareChange(of: row, since: other, value: column),
          let value = row.number(column), let last = other.number(column)
        else { continue }
        compared += 1
        if change.isBeyondChance {
          let said = FoundNumber.key(of: row).map { "\($0.column)=\($0.text)" }.joined(separator: ",")
          moved.append(
            Change(reference: "\(name).\(said)", before: last, after: value, change: change))
        }
      }
      onlyBefore += found.values.count { row in
        RunComparison.values.contains { row.number($0) != nil }
      }
    }
  }

  /// The text.
  package var text: String {
    var lines = [
      "\(after.manifest.runID) since \(before.manifest.runID)",
      "\(compared) numbers with an interval in both, \(moved.count) moved beyond it"
        + " (of numbers that did not change one of twenty does so by chance)",
    ]
    if onlyBefore + onlyAfter > 0 {
      lines.append("\(onlyBefore) are told by the earlier run alone, \(onlyAfter) by the later one")
    }
    lines += moved.map { change in
      "  \(change.reference): \(change.before.text) -> \(change.after.text), \(change.change.difference.text)"
        + " (\(change.change.low.text) to \(change.change.high.text))"
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Rows of whole periods of a table; bins of turnover have other edges in each run, and no row to compare with.
  private static func rows(_ name: String, _ bytes: [UInt8]) -> [TableRow] {
    let columns = TableScan(bytes, [RowSelection([:], limit: 0)]).columns
    guard columns.contains("lo"), columns.contains("hi") else { return [] }
    return TableScan(
      bytes, [columns.contains("period") ? RowSelection(["period": ["all"]]) : .everything]
    ).rows[0].filter { name != "turnover_knee" || $0["kind"] != "bin" }
  }

  private static func key(_ row: TableRow) -> String {
    FoundNumber.key(of: row).map { "\($0.column)=\($0.text)" }.joined(separator: "\u{1f}")
  }
}
