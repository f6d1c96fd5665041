import Aggregate
import Canonical
import Statistics
import Tables

/// Writes `fcr_window`: when first contacts come back, and what a window of any length would say.
struct WindowTable {
  /// The curves: all contacts first, then call types.
  let curves: [ReturnCurve]
  /// The match of the headline.
  let match: Match
  /// How many whole days are covered.
  let coveredDays: Int
  /// What a call type is called; empty where missing.
  let name: (UInt32) -> String

  /// A window is long enough where another day changes the rate by less than this; a tenth of a point.
  ///
  /// Source: our choice: less than what a table in whole percent shows.
  static let plateau: Int64 = 1_000

  /// The table.
  var table: GuardedTable {
    let named = curves.map { (curve: $0, name: $0.callType.map(name)) }.sorted { a, b in
      guard let first = a.name, let second = b.name else { return a.name == nil && b.name != nil }
      return first.utf8.lexicographicallyPrecedes(second.utf8)
    }
    return GuardedTable(
      ReportTable(
        name: FCRStudy.window.rawValue,
        description:
          "One window of whole days, and the day at its end, for all contacts or one call type per row.",
        columns: WindowTable.columns, primaryKey: ["group_by", "group", "window_days"], rows: []),
      guardedColumns: WindowTable.columns[3...].map(\.name).filter { $0 != "flag" && $0 != "export" },
      rows: named.flatMap { rows($0.curve, $0.name) })
  }

  private static let columns: [ReportTable.Column] =
    [
      .init("group_by", .text, "all, or call_type"),
      .init("group", .text, "the group; empty where its value is missing"),
      .init("window_days", .integer, "days of the window, and the day that the risk is of"),
    ] + RateCells.columns(rate: "window_fcr within that many days under the headline's match, share 0…1")
    + [
      .init("change", .decimal, "rate less that of a window one day longer; empty at the last one"),
      .init(
        "is_long_enough", .text,
        "yes from the first window on after which every further day changes the rate by less than 0.001"),
      .init(
        "naive_n", .integer,
        "denominator of naive counting: open windows as closed, contacts at the beginning as first ones"),
      .init("naive_x", .integer, "its numerator: those without a return so far"),
      .init("naive_rate", .decimal, "naive_x / naive_n, share 0…1"),
      .init("naive_error", .decimal, "naive_rate less rate"),
      .init("at_risk", .integer, "first contacts at the headline that may come back on that day"),
      .init("returns", .integer, "those that do"),
      .init("hazard", .decimal, "returns / at_risk, share 0…1"),
      .init("hazard_lo", .decimal, "lower end of its 95 % interval (Wilson)"),
      .init("hazard_hi", .decimal, "upper end of its 95 % interval (Wilson)"),
      .init(
        "survival", .decimal, "Kaplan-Meier share that has not come back by the end of that day, share 0…1"),
      .init("survival_lo", .decimal, "lower end of its 95 % interval (Greenwood, log-log)"),
      .init("survival_hi", .decimal, "upper end of its 95 % interval (Greenwood, log-log)"),
      .init("people", .integer, "distinct credited agents of n"),
      RateCells.flagColumn,
      .init("export", .text, "short_export where less than two such windows are covered, or empty"),
    ]

  private func rows(_ curve: ReturnCurve, _ group: String?) -> [GuardedRow] {
    let days = Array(1...curve.lastDay)
    let rates = days.map { curve.fcr(within: $0) }
    // Nothing is said of a group without first contacts.
    if rates[0].rate.n == 0, curve.naive(within: 1).n == 0 { return [] }
    let cells = rates.map { RateCells($0.rate) }
    let changes = days.indices.map { place -> Int64? in
      guard place + 1 < days.count, let now = cells[place].millionths, let next = cells[place + 1].millionths
      else { return nil }
      return now - next
    }
    let lastLong = changes.lastIndex { $0.map { abs($0) >= WindowTable.plateau } ?? false }
    let known = changes.lastIndex { $0 != nil }
    let grouping = group == nil ? Grouping.all : .callType
    var survival = SurvivalSum()
    return days.indices.map { place in
      let day = days[place]
      let (atRisk, returns) = curve.risk(on: day)
      survival.add(atRisk: atRisk, returns: returns)
      let isLongEnough = known != nil && place > lastLong ?? -1 && place <= known ?? -1
      var row: [ReportTable.Cell] = [
        .text(grouping.rawValue), group.map { .name($0) } ?? .text(Grouping.all.rawValue),
        .integer(Int64(day)),
      ]
      row += cells[place].counts + cells[place].estimates
      row.append(changes[place].map { .decimal(millionths: $0) } ?? .missing)
      row.append(isLongEnough ? .text("yes") : .missing)
      row += naive(curve, day, cells[place].millionths)
      row += hazard(atRisk, returns) + survival.cells
      row += [
        .integer(Int64(rates[place].people)), cells[place].flag,
        coveredDays < ReturnTally.windowsCovered * day ? .text("short_export") : .missing,
      ]
      let naive = curve.naive(within: day)
      func cell(_ series: DisclosureCell.Series) -> DisclosureCell {
        DisclosureCell(series, grouping, group ?? Grouping.all.rawValue, nil)
      }
      func windowCell(_ days: Int) -> DisclosureCell {
        cell(FCRRows.series(of: FCRNumber(.windowFCR, .init(days: days, match: match))))
      }
      return GuardedRow(
        // Where nothing is settled those of all first contacts decide.
        row, people: rates[place].rate.n > 0 ? rates[place].people : naive.people,
        // Where n is 0 no number of `fcr` shares its fate.
        cell: rates[place].rate.n > 0 ? windowCell(day) : nil,
        further: naive.n > 0 ? [.init(cell(.init("naive/\(day)")), people: naive.people)] : [],
        comparisons: [.init("change", with: windowCell(day + 1))])
    }
  }

  private func naive(_ curve: ReturnCurve, _ day: Int, _ rate: Int64?) -> [ReportTable.Cell] {
    let (n, x, _) = curve.naive(within: day)
    guard n >= FCRCards.minimumSample else { return [.integer(n), .integer(x), .missing, .missing] }
    let naive = RateCells.millionths(x, of: n)
    return [
      .integer(n), .integer(x), .decimal(millionths: naive),
      rate.map { .decimal(millionths: naive - $0) } ?? .missing,
    ]
  }

  private func hazard(_ atRisk: Int64, _ returns: Int64) -> [ReportTable.Cell] {
    [.integer(atRisk), .integer(returns)]
      + RateCells(n: atRisk, x: returns, effectiveSize: Double(atRisk)).estimates
  }
}

/// A survival curve, day after day.
private struct SurvivalSum {
  private var survival = 1.0
  private var relativeVariance = 0.0
  private var isKnown = true

  mutating func add(atRisk: Int64, returns: Int64) {
    // Nobody is followed so far.
    if atRisk < FCRCards.minimumSample { isKnown = false }
    guard isKnown else { return }
    let (r, d) = (Double(atRisk), Double(returns))
    survival *= (r - d) / r
    relativeVariance += returns < atRisk ? d / (r * (r - d)) : 0
  }

  /// Survival and its interval; empty from the first day on that too few are followed to.
  var cells: [ReportTable.Cell] {
    guard isKnown else { return [.missing, .missing, .missing] }
    let curve = CurveEstimate(survival: survival, variance: survival * survival * relativeVariance)
    return [
      .number(curve.value), curve.low.map { .number($0) } ?? .missing,
      curve.high.map { .number($0) } ?? .missing,
    ]
  }
}
