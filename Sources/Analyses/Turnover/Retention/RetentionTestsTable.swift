import Aggregate
import Canonical
import Statistics
import Tables

/// Writes `retention_tests`: whether groups leave at different rates.
struct RetentionTestsTable {
  /// The counts.
  let tally: RetentionTally

  /// Why nothing is known of the gap between leavers and those who replace them.
  static let gapNeeds = "contact resolution of each agent by day"

  /// The table.
  var table: GuardedTable {
    GuardedTable(
      ReportTable(
        name: "retention_tests", description: "One test between the groups of one grouping per row.",
        columns: [
          .init("group_by", .text, "between which groups; empty for replacement_gap"),
          .init(
            "test", .text,
            "log_rank (whether groups leave at the same rate on every day), or replacement_gap (contact resolution"
              + " of leavers' last 90 days against their replacements' first 90)"),
          .init("groups", .integer, "groups compared: those with five separations or more"),
          .init("chi_squared", .decimal, "the statistic"),
          .init("df", .integer, "its degrees of freedom"),
          .init("p", .decimal, "probability of such a difference, or a greater one, where there is none"),
          .init("note", .text, "what was left out, or why there is no test"),
        ], primaryKey: ["group_by", "test"], rows: []),
      guardedColumns: [], rows: rows)
  }

  private var rows: [GuardedRow] {
    let tests = tally.groupings.filter { $0 != .all }.map { grouping in
      let own = tally.units.filter { $0.key.grouping == grouping && !$0.key.isContractor }.map(\.value.risk)
      // The order of groups changes no statistic, and no last bit may depend on it.
      let usable = own.filter { $0.eventTotal >= KaplanMeier.fewestEvents }
        .sorted { ($0.spells, $0.eventTotal, $0.lastDay) < ($1.spells, $1.eventTotal, $1.lastDay) }
      let result = Result { () throws(NotEstimable) in
        try LogRank(usable, minimumEvents: KaplanMeier.fewestEvents)
      }
      return row(grouping, usable.count, leftOut: own.count - usable.count, result)
    }
    let gap: [ReportTable.Cell] = [
      .missing, .text("replacement_gap"), .missing, .missing, .missing, .missing,
      .text("not run, needs: \(RetentionTestsTable.gapNeeds)"),
    ]
    return tests + [GuardedRow(gap, people: nil)]
  }

  private func row(
    _ grouping: Grouping, _ groups: Int, leftOut: Int, _ result: Result<LogRank, NotEstimable>
  ) -> GuardedRow {
    var cells: [ReportTable.Cell] = [
      .text(grouping.rawValue), .text("log_rank"), .integer(Int64(groups)),
    ]
    switch result {
    case .failure(let reason):
      cells += [.missing, .missing, .missing, .text(RetentionWords.note(reason))]
    case .success(let test):
      cells += [
        .number(test.chiSquared), .integer(Int64(test.degreesOfFreedom)), .number(test.p),
        .name(leftOut == 0 ? "" : "\(leftOut) groups with fewer separations are left out"),
      ]
    }
    return GuardedRow(cells, people: nil)
  }
}
