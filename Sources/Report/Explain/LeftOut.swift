import Tables

/// The way from the rows of the exports to the contacts that a number of first contact resolution stands on.
///
/// At each step it says what was left out, and why; the steps add up to the rows.
package struct LeftOut: Sendable {
  /// One step.
  package struct Step: Sendable, Equatable {
    /// What is counted.
    package var label: String
    /// How many; negative where they go.
    package var count: Int64
    /// Whether it is what is left at this point.
    package var isSum: Bool
  }

  /// The steps, in their order.
  package private(set) var steps: [Step] = []

  /// The way to a row of `fcr`; nil where its parts are withheld, or unknown.
  init?(to row: TableRow, in folder: RunFolder) {
    let inputs = folder.manifest.inputs.filter { $0.table == "contacts" }
    guard !inputs.isEmpty, let bytes = folder.table("fcr_population") else { return nil }
    let whole = RowSelection(["group_by": ["all"], "group": ["all"], "period": ["all"]])
    let own = RowSelection([
      "group_by": [row["group_by"]], "group": [row["group"]], "period": [row["period"]],
    ])
    let scan = TableScan(bytes, [whole, own])
    func count(_ row: TableRow) -> Int64? { row.number("conversations").map { $0.millionths / 1_000_000 } }
    let counts = scan.rows.map { $0.map(count) }
    guard counts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0 != nil } }) else { return nil }
    let (all, ours) = (counts[0].compactMap(\.self).reduce(0, +), counts[1].compactMap(\.self).reduce(0, +))

    var left = inputs.reduce(0) { $0 + $1.rows }
    sum("rows of contacts in \(inputs.count) \(inputs.count == 1 ? "file" : "files")", left)
    var reasons: [String: Int64] = ["rejected": inputs.reduce(0) { $0 + $1.rejected }]
    for excluded in inputs.flatMap(\.excluded) { reasons[excluded.reason, default: 0] += excluded.rows }
    for (reason, rows) in reasons.sorted(by: { $0.key < $1.key }) where rows > 0 {
      take(reason, rows, from: &left)
    }
    take("further legs of the same conversations", left - all, from: &left)
    sum("conversations", left)
    if all != ours { take("of other groups or months", all - ours, from: &left) }
    for row in scan.rows[1] where row["status"] != "qualifying" {
      take(row["status"], count(row) ?? 0, from: &left)
    }
    sum("contacts that qualify", left)
    for (column, label) in [
      ("unidentified", "unidentified: nobody knows which customer"),
      ("unsettled", "unsettled: the window is still open"),
      ("first_unknown", "first_unknown: what came before is not covered"),
    ] {
      if let number = row.number(column), number.millionths > 0 {
        take(label, number.millionths / 1_000_000, from: &left)
      }
    }
    if let n = row.number("n").map({ $0.millionths / 1_000_000 }) {
      take("no first contacts, or others that the measure does not count", left - n, from: &left)
      sum("n: the denominator", n)
    }
  }

  private mutating func sum(_ label: String, _ count: Int64) {
    steps.append(Step(label: label, count: count, isSum: true))
  }

  private mutating func take(_ label: String, _ count: Int64, from left: inout Int64) {
    left -= count
    if count != 0 { steps.append(Step(label: label, count: -count, isSum: false)) }
  }
}
