import Aggregate
import Canonical
import Statistics
import Tables

/// Writes the rows of `turnover` of one kind after the other: groupings, groups, and `all`, months, years.
struct TurnoverRows {
  /// A group and its name.
  private struct Group {
    var grouping: Grouping
    var name: String
    var unit: TurnoverTally.Unit
  }

  private let tally: TurnoverTally
  private let parameters: TurnoverParameters
  private let name: (Grouping, UInt32) -> String
  /// In the order of the table.
  private let groups: [Group]

  /// The rows of a tally.
  init(_ tally: TurnoverTally, _ ground: TurnoverTables.Ground) {
    (self.tally, parameters, name) = (tally, ground.parameters, ground.name)
    let places = Dictionary(
      uniqueKeysWithValues: tally.groupings.enumerated().map { ($0.element, $0.offset) })
    groups = tally.units.map { key, unit in
      Group(
        grouping: key.grouping, name: key.grouping == .all ? "all" : ground.name(key.grouping, key.group),
        unit: unit)
    }.sorted { a, b in
      a.grouping == b.grouping
        ? a.name.utf8.lexicographicallyPrecedes(b.name.utf8)
        : places[a.grouping, default: 0] < places[b.grouping, default: 0]
    }
  }

  /// The columns of the table.
  static let columns: [ReportTable.Column] = [
    .init(
      "kind", .text,
      "kind of leaving: " + TurnoverCards.all.map { "\($0.id) (\($0.title))" }.joined(separator: ", ")),
    .init("group_by", .text, "by what people's days are grouped"),
    .init("group", .text, "the group; empty where its value is missing, as on days without an assignment"),
    .init(
      "period", .text,
      "all; a month (yyyy-MM); or the twelve months from a month on, that month included (yyyy-MM/P12M)"),
    .init("separations", .integer, "last days in the period, inclusive, of the group on that day"),
    .init("person_days", .integer, "days on which somebody was employed, by heads"),
    .init("rate", .decimal, "separations / person_days × 365.25: separations a year and head"),
    .init("lo", .decimal, "lower end of the 95 % interval: exact Poisson"),
    .init("hi", .decimal, "upper end of the 95 % interval: exact Poisson"),
    .init(
      "band", .text,
      "above or below the threshold (turnover.threshold) where the whole interval is, else uncertain; withheld"
        + " (too few people); empty for gig_churn"),
    .init("people", .integer, "distinct people with a day in the period"),
  ]

  /// Columns that are empty in withheld rows.
  static let guardedColumns = ["separations", "person_days", "rate", "lo", "hi", "band", "people"]

  /// What the counts of a kind add up with.
  static func series(of kind: TurnoverKind) -> DisclosureCell.Series {
    func name(_ kind: TurnoverKind) -> String { "turnover/\(kind.rawValue)" }
    return DisclosureCell.Series(name(kind), partOf: kind.tellsReasons ? name(.external) : nil)
  }

  /// The rows of a kind.
  /// - Parameter start: place of the first month that is known of.
  func rows(_ kind: TurnoverKind, from start: Int) -> [GuardedRow] {
    var limits = PoissonLimits()
    let series = TurnoverRows.series(of: kind)
    let span = tally.span
    let months = (start..<span.monthCount).map { (place: $0, name: span.month(at: $0).description) }
    let years = months.filter { span.holds(months: TurnoverParameters.monthsOfYear, from: $0.place) }
      .map { (place: $0.place, name: "\($0.name)/P12M") }
    var rows: [GuardedRow] = []
    rows.reserveCapacity(groups.count * (1 + months.count + years.count))
    for group in groups {
      let name = ReportTable.Cell.name(group.name)
      func cell(_ month: Month?) -> DisclosureCell {
        DisclosureCell(series, group.grouping, group.name, month)
      }
      func cells(_ period: String, _ counts: TurnoverCounts) -> [ReportTable.Cell] {
        let separations = counts.separations(kind)
        let rate = limits.rate(separations, years: Double(counts.personDays) / TurnoverParameters.daysOfYear)
        return [
          .text(kind.rawValue), .text(group.grouping.rawValue), name, .text(period),
          .integer(Int64(separations)), .integer(counts.personDays), .number(rate.rate), .number(rate.low),
          .number(rate.high), kind == .gigChurn ? .missing : .text(band(rate).rawValue),
          .integer(counts.people),
        ]
      }
      func add(_ period: String, _ counts: TurnoverCounts, _ cell: DisclosureCell) {
        guard counts.personDays > 0 else { return }
        rows.append(
          GuardedRow(
            cells(period, counts), people: Int(counts.people), isSurveyed: kind.tellsReasons, cell: cell))
      }
      add("all", start == 0 ? group.unit.all : group.unit.year(from: start), cell(nil))
      for (place, name) in months { add(name, group.unit.months[place], cell(span.month(at: place))) }
      // A year is the sum of its months: it is told where all of them are.
      for (place, name) in years {
        let counts = group.unit.year(from: place)
        guard counts.personDays > 0 else { continue }
        rows.append(
          GuardedRow(
            cells(name, counts), people: Int(counts.people), isSurveyed: kind.tellsReasons,
            months: TurnoverParameters.monthsOfYear, from: cell(span.month(at: place))))
      }
    }
    return rows
  }

  /// Where a rate lies; the raw value is printed.
  enum Band: String {
    case above, below, uncertain
  }

  /// Where an interval lies beside the threshold.
  private func band(_ rate: (rate: Double, low: Double, high: Double)) -> Band {
    rate.low > parameters.threshold ? .above : rate.high < parameters.threshold ? .below : .uncertain
  }

  /// The sites, teams and supervisors that share people's days, and roles with their types.
  /// - Parameter series: of the tally's numbers.
  func pairs(of series: Set<String>) -> [GroupPairs] { sharing(series) + types(series) }

  /// Roles and their types: what a role is does not change from month to month.
  private func types(_ series: Set<String>) -> [GroupPairs] {
    guard [Grouping.role, .roleType].allSatisfy(tally.groupings.contains) else { return [] }
    let periods = [nil] + (0..<tally.span.monthCount).map { Optional(tally.span.month(at: $0)) }
    let pairs = tally.roles.flatMap { own in
      periods.map { GroupPairs.Pair(name(.role, own.role), name(.roleType, own.type), $0) }
    }
    return [GroupPairs(.role, .roleType, pairs, of: series)]
  }

  private func sharing(_ series: Set<String>) -> [GroupPairs] {
    let shared = [Grouping.site, .team, .supervisor].filter(tally.groupings.contains)
    let standings = tally.standings
    return shared.indices.flatMap { first in
      shared[(first + 1)...].map { second in
        var pairs: Set<GroupPairs.Pair> = []
        for (groups, months) in standings {
          let one = name(shared[first], groups[EmploymentHistory.place(of: shared[first])])
          let other = name(second, groups[EmploymentHistory.place(of: second)])
          pairs.insert(GroupPairs.Pair(one, other, nil))
          for place in months { pairs.insert(GroupPairs.Pair(one, other, tally.span.month(at: place))) }
        }
        return GroupPairs(shared[first], second, Array(pairs), of: series)
      }
    }
  }
}

/// Exact Poisson limits of counts, each found once.
private struct PoissonLimits {
  /// By count of events.
  private var known: [(low: Double, high: Double)?] = []

  /// Events a year, with the limits.
  mutating func rate(_ events: Int, years: Double) -> (rate: Double, low: Double, high: Double) {
    while known.count <= events { known.append(nil) }
    if known[events] == nil {
      known[events] = (try? PoissonRate(events: events, exposure: 1)).map { ($0.low, $0.high) }
    }
    guard let limits = known[events] else { preconditionFailure("counts have limits") }
    return (Double(events) / years, limits.low / years, limits.high / years)
  }
}
