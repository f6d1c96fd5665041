import Aggregate
import Canonical
import Statistics
import Tables

/// Writes the rows of `fcr`: measures in the order of the catalog, then windows, matches and groups.
package struct FCRRows: Sendable {
  /// The numbers.
  let figures: FCRFigures
  /// Which numbers there are.
  let plan: FCRTally.Plan
  /// Which of them are printed.
  let parameters: FCRParameters
  /// The match that months carry.
  let headlineMatch: Match
  /// Cells in the order of the table.
  let groups: [FCRTables.Group]

  /// The rows of these cells.
  init(
    figures: FCRFigures, plan: FCRTally.Plan, parameters: FCRParameters, headlineMatch: Match,
    groups: [FCRTables.Group]
  ) {
    self.figures = figures
    self.plan = plan
    self.parameters = parameters
    self.headlineMatch = headlineMatch
    self.groups = groups
  }

  /// The columns of the table.
  static let columns: [ReportTable.Column] = [
    .init(
      "measure", .text,
      "id of the measure: "
        + FCRCards.all.map { "\($0.id) (\($0.title))" }.joined(separator: ", ")),
    .init("window_days", .integer, "days of the window; empty where the measure has none"),
    .init("match", .text, "what makes two contacts the same matter: any, reason or case"),
    .init("group_by", .text, "by what conversations are grouped"),
    .init("group", .text, "the group; empty where its value is missing"),
    .init("period", .text, "all, or the month of the start (yyyy-MM) in the pipeline's time zone"),
    .init("n", .integer, "denominator"),
    .init("x", .integer, "numerator; empty for adjusted"),
    .init("rate", .decimal, "x / n, share 0…1; adjusted: a ratio, which may exceed 1"),
    .init(
      "lo", .decimal, "lower end of the 95 % interval: Wilson on the effective n; adjusted: delta method"),
    .init(
      "hi", .decimal, "upper end of the 95 % interval: Wilson on the effective n; adjusted: delta method"),
    .init("km", .decimal, "Kaplan-Meier share without return at the window's last day, share 0…1"),
    .init("unsettled", .integer, "contacts whose window is still open; in no denominator"),
    .init("first_unknown", .integer, "contacts whose look-back is cut off; in no denominator"),
    .init("unidentified", .integer, "qualifying conversations without what the match needs"),
    .init("people", .integer, "distinct credited agents of n; for what customers said the respondents"),
    .init(
      "flag", .text,
      "withheld (too few people, or it would tell of too few), too_few (n < 5), low_n (n < 30), or empty"),
  ]

  /// What a row withheld leaves empty.
  static let guardedColumns = [
    "n", "x", "rate", "lo", "hi", "km", "unsettled", "first_unknown", "unidentified", "people",
  ]

  /// The rows of the groupings that are wanted.
  /// - Parameter map: makes the part of each number, several at once.
  func rows(
    where wanted: (Grouping) -> Bool, map: FCRTables.ConcurrentMap
  ) rethrows -> [GuardedRow] {
    let wantedGroups = groups.filter { wanted($0.key.grouping) }
    let monthly = Set(plan.monthNumbers.filter(isHeadline))
    let parts = try map(plan.numbers.count) { [plan] place in
      part(plan.numbers[place], wantedGroups, isMonthly: monthly.contains(plan.numbers[place]))
    }
    return Array(parts.joined())
  }

  /// The rows of one number.
  private func part(
    _ number: FCRNumber, _ groups: [FCRTables.Group], isMonthly: Bool
  ) -> [GuardedRow] {
    var part: [GuardedRow] = []
    let series = FCRRows.series(of: number)
    guard let reading = figures.reading(of: number) else { return part }
    for group in groups where group.key.month == nil || isMonthly {
      let cell = group.cell
      guard let figure = figures.figure(reading, of: cell, isMonth: group.key.month != nil), !figure.isEmpty
      else { continue }
      assertEquation(number, figure, cell)
      part.append(
        GuardedRow(
          row(number, group, figure),
          // Where n is 0 the people of all its numbers decide.
          people: figure.rate.n == 0 ? cell.people : figure.people,
          isSurveyed: number.measure.isSurveyed,
          cell: group.key.grouping == .agent ? nil : group.disclosureCell(of: series)))
    }
    return part
  }

  /// What a number counts: `adjusted` stands on the counts of `placebo`, and `call_resolution` is `acr`
  /// under another name.
  private static func series(of number: FCRNumber) -> DisclosureCell.Series {
    let counted: FCRMeasure =
      switch number.measure {
      case .adjusted: .placebo
      case .callResolution: .acr
      default: number.measure
      }
    let variant = number.variant.map { "/\($0.days)/\($0.match.rawValue)" } ?? ""
    return DisclosureCell.Series(
      counted.rawValue + variant,
      // Behind an answer stands who gave it, behind all else the agents of qualifying conversations.
      partOf: number.measure.isSurveyed ? nil : FCRTables.qualifyingSeries.name)
  }

  /// Whether months carry a number: those with every window and match carry the headline's.
  private func isHeadline(_ number: FCRNumber) -> Bool {
    parameters.monthsInFull || !number.measure.hasEveryVariant || number.variant?.match == headlineMatch
  }

  /// Makes sure that what a row prints is what there is.
  private func assertEquation(_ number: FCRNumber, _ figure: FCRFigure, _ cell: FCRCell) {
    let printed =
      figure.rate.n + (figure.unsettled ?? 0) + (figure.firstUnknown ?? 0) + (figure.unidentified ?? 0)
    switch number.measure {
    case .acr, .callResolution:
      precondition(printed == cell.qualifying, "n, unsettled and unidentified are all qualifying ones")
    case .vocFCR, .vocResolution: break
    default: precondition(printed <= cell.qualifying, "no row counts a conversation twice")
    }
    precondition(figure.rate.x <= figure.rate.n, "a numerator is part of its denominator")
    precondition(
      figure.people <= figure.rate.n && (figure.people > 0) == (figure.rate.n > 0),
      "somebody stands behind every count")
    if let survival = figure.survival, figure.unsettled == 0 {
      let share = Double(figure.rate.x) / Double(figure.rate.n)
      precondition(abs(survival - share) < 1e-9, "km is the rate where nothing is unsettled")
    }
  }

  private func row(_ number: FCRNumber, _ group: FCRTables.Group, _ figure: FCRFigure) -> [ReportTable.Cell] {
    var row: [ReportTable.Cell] = []
    row.reserveCapacity(FCRRows.columns.count)
    row.append(.text(number.measure.rawValue))
    row.append(number.variant.map { .integer(Int64($0.days)) } ?? .missing)
    row.append(number.variant.map { .text($0.match.rawValue) } ?? .missing)
    row.append(.text(group.key.grouping.rawValue))
    row.append(group.name.isEmpty ? .missing : .text(group.name))
    row.append(.text(group.period))
    row.append(.integer(figure.rate.n))
    row.append(number.measure == .adjusted ? .missing : .integer(figure.rate.x))
    appendEstimates(number, figure, to: &row)
    for count in [figure.unsettled, figure.firstUnknown, figure.unidentified] {
      row.append(count.map { .integer($0) } ?? .missing)
    }
    row.append(.integer(Int64(figure.people)))
    row.append(
      figure.rate.n < FCRCards.minimumSample
        ? .text("too_few") : figure.rate.n < FCRCards.lowSample ? .text("low_n") : .missing)
    return row
  }

  /// Rate, interval and km; empty under the minimum sample.
  private func appendEstimates(_ number: FCRNumber, _ figure: FCRFigure, to row: inout [ReportTable.Cell]) {
    let rate = figure.rate
    guard rate.n >= FCRCards.minimumSample, number.measure != .adjusted || figure.ratio != nil else {
      row.append(contentsOf: repeatElement(.missing, count: 4))
      return
    }
    if let ratio = figure.ratio {
      for number in [ratio.value, ratio.low, ratio.high] { row.append(decimal(number)) }
      row.append(.missing)
      return
    }
    let share = Double(rate.x) / Double(rate.n)
    let interval = WilsonInterval(share: share, size: rate.effectiveSize)
    // Exact, rounded half up: no last bit of a division can show.
    let millionths = (rate.x * 2_000_000 + rate.n) / (2 * rate.n)
    row.append(.decimal(millionths: millionths))
    row.append(decimal(interval.low))
    row.append(decimal(interval.high))
    row.append(figure.survival.map(decimal) ?? .missing)
  }

  /// To the nearest millionth, halves up: twelve decimals first, so that a tie which a product of
  /// fractions misses by its last bits is one again.
  private func decimal(_ number: Double) -> ReportTable.Cell {
    .decimal(millionths: Int64(((number * 1e12).rounded() / 1e6).rounded()))
  }
}
