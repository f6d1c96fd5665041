import Aggregate
import Canonical
import Statistics
import Tables

/// Writes `coaching_activity`: how much, how regularly and on what grounds people are coached, measure after measure,
/// and what of it adds up with what.
package struct CoachingActivityTable {
  /// What the table stands on.
  package struct Ground {
    /// Sessions, days and actions.
    package var tally: ActivityTally
    /// Supervisors' coaching minutes (x) beside their paid ones (y); nil where nobody knows the latter.
    package var paid: MinutesTally?
    /// Agents' logged minutes (x) beside those they remember (y); nil where nobody asked.
    package var perceived: MinutesTally?
    /// Supervisors' scorecards that hold on the last day, and those of them that have a metric of coaching; nil
    /// without scorecards or roles.
    package var scorecards: (n: Int, x: Int)?
    /// Measures that the pipeline's tables can carry.
    package var measures: [ActivityMeasure]
    /// What a group is called in the table; empty where missing.
    package var name: (Grouping, UInt32) -> String

    /// A ground of all parts.
    package init(
      tally: ActivityTally, paid: MinutesTally? = nil, perceived: MinutesTally? = nil,
      scorecards: (n: Int, x: Int)? = nil, measures: [ActivityMeasure] = ActivityMeasure.allCases,
      name: @escaping (Grouping, UInt32) -> String
    ) {
      (self.tally, self.paid, self.perceived) = (tally, paid, perceived)
      (self.scorecards, self.measures, self.name) = (scorecards, measures, name)
    }
  }

  /// A group and its name.
  private struct Group {
    var key: ActivityTally.Key
    var name: String
  }

  private let ground: Ground
  /// In the order of the table.
  private let groups: [Group]

  /// The table of a ground.
  package init(_ ground: Ground) {
    self.ground = ground
    groups = CoachingActivityTable.sorted(ground.tally.units.keys, ground)
  }

  /// The table.
  package var table: GuardedTable {
    GuardedTable(
      ReportTable(
        name: "coaching_activity",
        description: "One measure of coaching of one group and period per row.",
        columns: CoachingActivityTable.columns, primaryKey: ["measure", "group_by", "group", "period"],
        rows: []),
      guardedColumns: ["n", "x", "value", "lo", "hi", "people", "flag", "note"],
      rows: ground.measures.flatMap(rows))
  }

  private static let columns: [ReportTable.Column] = [
    .init("measure", .text, CoachingCards.all.map { "\($0.id) (\($0.title))" }.joined(separator: ", ")),
    .init("group_by", .text, "by what agents' days are grouped: all, site, team, supervisor of that day"),
    .init("group", .text, "the group; empty where its value is missing, as on days without an assignment"),
    .init("period", .text, "all, or a month (yyyy-MM)"),
    .init("n", .integer, "denominator: agents, sessions, days, gaps, actions, minutes"),
    .init("x", .integer, "numerator; empty for cadence_variation"),
    .init("value", .decimal, "share 0…1, minutes, days, or ratio"),
    .init("lo", .decimal, "lower end of the 95 % interval: Wilson of shares, by agent of others"),
    .init("hi", .decimal, "upper end of the 95 % interval"),
    .init("people", .integer, "distinct people behind it: agents, of supervisors' measures supervisors"),
    RateCells.flagColumn,
    .init("note", .text, "what to mind: rows of the log that could not be used"),
  ]

  /// The sites, teams and supervisors that share people's days.
  package var pairs: [GroupPairs] {
    let shared = ground.tally.groupings.filter { $0 != .all }
    let series = Set(
      ActivityMeasure.allCases.compactMap { $0.number(of: ActivityCounts())?.base }
        .map { CoachingActivityTable.series($0).name })
    let standings = ground.tally.standings
    return shared.indices.flatMap { first in
      shared[(first + 1)...].map { second in
        var pairs: Set<GroupPairs.Pair> = []
        for (groups, months) in standings {
          let one = ground.name(shared[first], groups[EmploymentHistory.place(of: shared[first])])
          let other = ground.name(second, groups[EmploymentHistory.place(of: second)])
          pairs.insert(GroupPairs.Pair(one, other, nil))
          for place in months {
            pairs.insert(GroupPairs.Pair(one, other, ground.tally.span.month(at: place)))
          }
        }
        return GroupPairs(shared[first], second, Array(pairs), of: series)
      }
    }
  }

  private static func series(_ base: ActivityMeasure.Base) -> DisclosureCell.Series {
    func name(_ base: ActivityMeasure.Base) -> String { "coaching/\(base.rawValue)" }
    return DisclosureCell.Series(name(base), partOf: base.whole.map(name))
  }

  /// Groups in the order of the table.
  private static func sorted(_ keys: some Sequence<ActivityTally.Key>, _ ground: Ground) -> [Group] {
    let places = Dictionary(
      uniqueKeysWithValues: Grouping.allCases.enumerated().map { ($0.element, $0.offset) })
    return keys.map { key in
      Group(key: key, name: key.grouping == .all ? "all" : ground.name(key.grouping, key.group))
    }.sorted { a, b in
      a.key.grouping == b.key.grouping
        ? a.name.utf8.lexicographicallyPrecedes(b.name.utf8)
        : places[a.key.grouping, default: 0] < places[b.key.grouping, default: 0]
    }
  }

  private func rows(_ measure: ActivityMeasure) -> [GuardedRow] {
    switch measure {
    case .paidMinutesShare: ground.paid.map { rows(measure, $0, isSurveyed: false) } ?? []
    case .loggedToPerceived: ground.perceived.map { rows(measure, $0, isSurveyed: true) } ?? []
    case .scorecardsWithCoaching: scorecardRows
    default: countedRows(measure)
    }
  }

  /// The rows of a measure of sessions, days or actions.
  private func countedRows(_ measure: ActivityMeasure) -> [GuardedRow] {
    let span = ground.tally.span
    return groups.flatMap { group -> [GuardedRow] in
      guard let unit = ground.tally.units[group.key] else { return [] }
      // One supervisor of a team or of themselves is one person.
      if measure == .supervisorsCoached, [.team, .supervisor].contains(group.key.grouping) { return [] }
      func row(_ period: String, _ counts: ActivityCounts, _ month: Month?) -> GuardedRow? {
        guard let (number, base, people) = measure.number(of: counts),
          let cells = CoachingActivityTable.cells(number)
        else { return nil }
        return GuardedRow(
          head(measure, group, period) + cells.numbers + [.integer(people), cells.flag]
            + [.name(CoachingActivityTable.note(measure, counts))],
          people: Int(people),
          cell: DisclosureCell(
            CoachingActivityTable.series(base), group.key.grouping, group.name, month))
      }
      return
        ([row("all", unit.all, nil)]
        + unit.months.enumerated().map { place, counts in
          row(span.month(at: place).description, counts, span.month(at: place))
        }).compactMap(\.self)
    }
  }

  /// The rows of a ratio of minutes.
  private func rows(_ measure: ActivityMeasure, _ tally: MinutesTally, isSurveyed: Bool) -> [GuardedRow] {
    CoachingActivityTable.sorted(tally.units.keys, ground).flatMap { group -> [GuardedRow] in
      guard let unit = tally.units[group.key] else { return [] }
      func row(_ period: String, _ sums: TotalsRatio.Sums, _ month: Month?) -> GuardedRow? {
        let number = ActivityMeasure.Number.ratio(
          sums, factor: 1, n: ActivityMeasure.minutes(ofSeconds: Int64(clamping: sums.y)),
          x: ActivityMeasure.minutes(ofSeconds: Int64(clamping: sums.x)))
        guard let cells = CoachingActivityTable.cells(number) else { return nil }
        return GuardedRow(
          head(measure, group, period) + cells.numbers + [.integer(sums.units), cells.flag, .missing],
          people: Int(sums.units), isSurveyed: isSurveyed,
          cell: DisclosureCell(
            DisclosureCell.Series("coaching/\(measure.rawValue)"), group.key.grouping, group.name, month))
      }
      return
        ([row("all", unit.all, nil)]
        + unit.months.sorted { $0.key < $1.key }.map { row($0.key.description, $0.value, $0.key) })
        .compactMap(\.self)
    }
  }

  /// How many scorecards of supervisors have a metric of coaching; it is about nobody.
  private var scorecardRows: [GuardedRow] {
    guard let (n, x) = ground.scorecards, n > 0 else { return [] }
    let measure = ActivityMeasure.scorecardsWithCoaching
    let all = Group(key: ActivityTally.Key(grouping: .all, group: 0), name: "all")
    guard let cells = CoachingActivityTable.cells(.share(x: Int64(x), n: Int64(n))) else { return [] }
    return [
      GuardedRow(
        head(measure, all, "all") + cells.numbers + [.missing, cells.flag, .missing], people: nil)
    ]
  }

  private func head(_ measure: ActivityMeasure, _ group: Group, _ period: String) -> [ReportTable.Cell] {
    [.text(measure.rawValue), .text(group.key.grouping.rawValue), .name(group.name), .text(period)]
  }

  /// n, x, value and interval, and the flag; nil where nothing is behind it.
  private static func cells(
    _ number: ActivityMeasure.Number
  ) -> (numbers: [ReportTable.Cell], flag: ReportTable.Cell)? {
    func optional(_ value: Double?) -> ReportTable.Cell { value.map { .number($0) } ?? .missing }
    switch number {
    case .share(let x, let n):
      guard n > 0 else { return nil }
      let cells = RateCells(n: n, x: x, effectiveSize: Double(n))
      return (cells.counts + cells.estimates, cells.flag)
    case .ratio(let sums, let factor, let n, let x):
      guard n > 0, let ratio = try? TotalsRatio(sums) else { return nil }
      let low = ratio.low.map { max(0, $0 * factor) }
      return (
        [.integer(n), .integer(x), .number(ratio.value * factor), optional(low)]
          + [optional(ratio.high.map { $0 * factor })], RateCells.flag(sums.units)
      )
    case .variation(let sums):
      guard let found = try? VariationCoefficient(sums) else { return nil }
      return (
        [.integer(Int64(clamping: sums.count)), .missing, .number(found.value), optional(found.low)]
          + [optional(found.high)], RateCells.flag(sums.units)
      )
    }
  }

  /// What to mind in a row.
  private static func note(_ measure: ActivityMeasure, _ counts: ActivityCounts) -> String {
    switch measure {
    case .proactiveShare:
      let inferred = counts.inferredProactive + counts.inferredReactive
      let unknown = counts.held - counts.known
      let parts = [
        inferred > 0 ? "\(inferred) inferred" : "",
        unknown > 0 ? "\(unknown) more held, of unknown trigger" : "",
      ]
      return parts.filter { !$0.isEmpty }.joined(separator: "; ")
    case .minutesPerAgent: return counts.untimed > 0 ? "\(counts.untimed) held sessions without minutes" : ""
    case .actionsOnTime:
      let open = counts.opened - counts.due
      return open > 0 ? "\(open) more without a day, or whose day is to come" : ""
    default: return ""
    }
  }
}
