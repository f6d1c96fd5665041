import Aggregate
import Canonical
import Statistics
import Tables

/// The tables of first contact resolution, from the tally of a run.
package struct FCRTables: Sendable {
  /// The match that headlines and months use.
  package let headlineMatch: Match
  /// Whether `reason` is asked for, and so many conversations lack a call type that it is no headline.
  package let isReasonUnusable: Bool
  /// `fcr` and `fcr_population`, then the same with one agent per group, where such rows are wanted.
  package let guarded: [GuardedTable]
  /// All numbers.
  let figures: FCRFigures
  let headlineDays: Int
  /// Sites, teams and supervisors that share agents' work.
  package let pairs: [GroupPairs]

  /// The count of qualifying conversations, of which every number about work counts a part.
  static let qualifyingSeries = DisclosureCell.Series("qualifying")

  /// Makes the parts of some pieces, several at once, and gives them in the order of the pieces.
  package typealias ConcurrentMap = (_ count: Int, _ part: @Sendable @escaping (Int) -> [GuardedRow])
    throws -> [[GuardedRow]]

  /// The table `fcr` without rows.
  package static let template = ReportTable(
    name: "fcr", description: "One measure of first contact resolution of one group and period per row.",
    columns: FCRRows.columns,
    primaryKey: ["measure", "window_days", "match", "group_by", "group", "period"],
    rows: [])

  /// The tables of a complete tally.
  /// - Parameters:
  ///   - groupings: those to print; each is in the tally's plan.
  ///   - isIndividual: whether rows about one person are wanted.
  ///   - respondents: hands over who said what, of those whom the tally does not hold.
  ///   - map: makes rows of several numbers at once.
  ///   - name: what a group is called in the tables; empty where missing.
  package init(
    _ tally: FCRTally, plan: FCRTally.Plan, parameters: FCRParameters, groupings: [Grouping],
    isIndividual: Bool, respondents: (_ count: (Respondents) -> Void) throws -> Void, map: ConcurrentMap,
    name: (Grouping, UInt32) -> String
  ) rethrows {
    isReasonUnusable =
      parameters.matches.contains(.reason)
      && (parameters.measures.contains { $0.hasEveryVariant } || !parameters.studies.isEmpty)
      && tally.qualifying > 0
      && Double(tally.withoutCallType) > FCRParameters.unusableReasonShare * Double(tally.qualifying)
    let candidates = parameters.headlineCandidates
    headlineMatch =
      isReasonUnusable && candidates.contains(.any) ? .any : candidates.first ?? .any
    var counted = tally.finish()
    try respondents { counted.count($0) }
    figures = counted
    headlineDays = parameters.headlineDays
    let groups = FCRTables.groups(of: figures.cells, groupings, name)
    let writer = FCRRows(
      figures: figures, plan: plan, parameters: parameters, headlineMatch: headlineMatch, groups: groups)
    let fcr = FCRTables.template
    let population = ReportTable(
      name: "fcr_population",
      description: "Conversations of one group and period by whether they qualify, or why not, per row.",
      columns: FCRPopulation.columns, primaryKey: ["group_by", "group", "period", "status"], rows: [])
    // Rows about one person stand apart.
    guarded = try (isIndividual ? [false, true] : [false]).flatMap { isIndividual in
      [
        GuardedTable(
          fcr, guardedColumns: FCRRows.guardedColumns,
          rows: try writer.rows(where: { ($0 == .agent) == isIndividual }, map: map),
          isIndividual: isIndividual),
        GuardedTable(
          population, guardedColumns: FCRPopulation.guardedColumns,
          rows: FCRPopulation.rows(groups.filter { ($0.key.grouping == .agent) == isIndividual }),
          isIndividual: isIndividual),
      ]
    }
    pairs = FCRTables.pairs(tally.standings(), groupings, groups)
  }

  /// How many settled first contacts were repeated at the headline; nil where nobody asks for that of all.
  package var repeated: Int64? {
    let number = FCRNumber(.windowFCR, FCRNumber.Variant(days: headlineDays, match: headlineMatch))
    let key = figures.cells.keys.first { $0.grouping == .all && $0.month == nil }
    guard let rate = key.flatMap({ figures.figure(number, of: $0) })?.rate else { return nil }
    return rate.n - rate.x
  }

  /// The same, with the rows made one number after the other.
  package init(
    _ tally: FCRTally, plan: FCRTally.Plan, parameters: FCRParameters, groupings: [Grouping],
    isIndividual: Bool, name: (Grouping, UInt32) -> String
  ) {
    self.init(
      tally, plan: plan, parameters: parameters, groupings: groupings, isIndividual: isIndividual,
      respondents: { _ in }, map: { count, part in (0..<count).map(part) }, name: name)
  }

  /// A cell and how its group and period are printed.
  struct Group {
    /// The cell's key.
    var key: FCRCell.Key
    /// The cell.
    var cell: FCRCell
    /// Name of the group; empty where missing.
    var name: String
    /// `all` or `yyyy-MM`.
    var period: String

    /// Its number of a series.
    func disclosureCell(of series: DisclosureCell.Series) -> DisclosureCell {
      DisclosureCell(series, key.grouping, name, key.month)
    }
  }

  /// The sites, teams and supervisors that share agents' work, in months and in all.
  private static func pairs(
    _ standings: Set<MonthStanding>, _ groupings: [Grouping], _ groups: [Group]
  ) -> [GroupPairs] {
    var names: [Grouping: [UInt32: String]] = [:]
    for group in groups where group.key.month == nil {
      names[group.key.grouping, default: [:]][group.key.group] = group.name
    }
    func name(_ standing: MonthStanding, _ grouping: Grouping) -> String {
      names[grouping]?[standing.code(of: grouping)] ?? ""
    }
    let shared = [Grouping.site, .team, .supervisor].filter(groupings.contains)
    return shared.indices.flatMap { first in
      shared[(first + 1)...].map { second in
        var pairs: Set<GroupPairs.Pair> = []
        for standing in standings {
          let (one, other) = (name(standing, shared[first]), name(standing, second))
          pairs.insert(GroupPairs.Pair(one, other, standing.month))
          pairs.insert(GroupPairs.Pair(one, other, nil))
        }
        return GroupPairs(shared[first], second, Array(pairs))
      }
    }
  }

  /// All cells in the order of the tables: grouping, group, period with `all` first.
  private static func groups(
    of cells: [FCRCell.Key: FCRCell], _ groupings: [Grouping],
    _ name: (Grouping, UInt32) -> String
  ) -> [Group] {
    var cellsOf: [FCRCell.Key: [(month: Month?, cell: FCRCell)]] = [:]
    for (key, cell) in cells where groupings.contains(key.grouping) {
      var whole = key
      whole.month = nil
      cellsOf[whole, default: []].append((key.month, cell))
    }
    let places = Dictionary(
      uniqueKeysWithValues: Grouping.allCases.enumerated().map { ($0.element, $0.offset) })
    let named = cellsOf.map { key, cells in (key: key, name: name(key.grouping, key.group), cells: cells) }
      .sorted { a, b in
        a.key.grouping == b.key.grouping
          ? a.name.utf8.lexicographicallyPrecedes(b.name.utf8)
          : places[a.key.grouping, default: 0] < places[b.key.grouping, default: 0]
      }
    return named.flatMap { group in
      group.cells.sorted { ($0.month?.number ?? -1) < ($1.month?.number ?? -1) }.map { month, cell in
        var key = group.key
        key.month = month
        return Group(key: key, cell: cell, name: group.name, period: month?.description ?? "all")
      }
    }
  }
}
