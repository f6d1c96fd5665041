import Aggregate
import Canonical
import Statistics
import Tables

/// Writes `retention_tests`: whether groups leave at different rates.
struct RetentionTestsTable {
  /// The counts.
  let tally: RetentionTally
  /// What leavers had above those who replaced them; nil where contacts were not counted.
  let gap: ReplacementGap?

  /// What the gap between leavers and those who replace them stands on.
  static let gapNeeds = "fcr"

  /// The table.
  var table: GuardedTable {
    GuardedTable(
      ReportTable(
        name: "retention_tests", description: "One test between the groups of one grouping per row.",
        columns: [
          .init("group_by", .text, "between which groups; all for replacement_gap"),
          .init(
            "test", .text,
            "log_rank (whether groups leave at the same rate on every day), or replacement_gap (contact resolution of"
              + " replacements' first 90 days less that of leavers' last 90)"),
          .init(
            "groups", .integer, "groups compared, those with five separations or more; or pairs compared"),
          .init("chi_squared", .decimal, "the statistic of log_rank"),
          .init("df", .integer, "degrees of freedom"),
          .init("p", .decimal, "probability of such a difference, or a greater one, where there is none"),
          .init(
            "estimate", .decimal,
            "of replacement_gap: acr as share, 0.01 is one point; below 0 the new ones resolve less"),
          .init("lo", .decimal, "lower end of its 95 % interval, with pairs as clusters"),
          .init("hi", .decimal, "upper end of its 95 % interval"),
          .init("note", .text, "what was left out, why there is no test, or withheld (too few people)"),
        ], primaryKey: ["group_by", "test"], rows: []),
      guardedColumns: ["groups", "df", "p", "estimate", "lo", "hi"], mark: "note", rows: rows)
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
    return tests + [gapRow]
  }

  private var gapRow: GuardedRow {
    let name: [ReportTable.Cell] = [.text(Grouping.all.rawValue), .text("replacement_gap")]
    guard let gap else {
      let nothing = Array(repeating: ReportTable.Cell.missing, count: 7)
      return GuardedRow(
        name + nothing + [.text("not run, needs: \(RetentionTestsTable.gapNeeds)")], people: nil)
    }
    var cells = name + [.integer(Int64(gap.pairs)), .missing]
    switch gap.estimate {
    case .failure:
      cells += Array(repeating: .missing, count: 5)
      let needed = WildClusterBootstrap.minimumClusters
      cells.append(
        .text("\(gap.pairs) pairs of leavers and replacements with settled contacts, \(needed) are needed"))
    case .success((let value, let test)):
      cells += [
        .integer(Int64(value.degreesOfFreedom)), .number(test.p), .number(value.value), .number(value.low),
        .number(value.high),
        .name(test.hasFewClusters ? "few pairs: the interval is too short, p is not" : ""),
      ]
    }
    // A pair is two people, or one who came and went.
    return GuardedRow(cells, people: gap.pairs)
  }

  private func row(
    _ grouping: Grouping, _ groups: Int, leftOut: Int, _ result: Result<LogRank, NotEstimable>
  ) -> GuardedRow {
    var cells: [ReportTable.Cell] = [
      .text(grouping.rawValue), .text("log_rank"), .integer(Int64(groups)),
    ]
    switch result {
    case .failure(let reason):
      cells += Array(repeating: .missing, count: 6) + [.text(RetentionWords.note(reason))]
    case .success(let test):
      cells += [
        .number(test.chiSquared), .integer(Int64(test.degreesOfFreedom)), .number(test.p), .missing, .missing,
        .missing, .name(leftOut == 0 ? "" : "\(leftOut) groups with fewer separations are left out"),
      ]
    }
    return GuardedRow(cells, people: nil)
  }
}
