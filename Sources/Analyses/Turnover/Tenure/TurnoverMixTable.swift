import Canonical
import Statistics
import Tables

/// Writes `turnover_mix`: what of a change of first contact resolution goes with who is new, and what with how well each
/// band of tenure does.
///
/// Disclosure: a row of a band tells its first contacts in two sets of months, or on two sides of the threshold. Those of
/// all units are numbers of `fcr` too and share their fate. Those of one side obey the rule of sums over bands and months;
/// where fewer people than the minimum are in what was left out of both sides, the other two would tell of them.
struct TurnoverMixTable {
  /// The comparisons, in the order of the table.
  let comparisons: [MixComparison]
  /// Who stands behind them.
  let cells: MixCells
  /// Annual turnover, 0…1, that units are told apart by.
  let threshold: Double
  /// The series of first contacts in the table of first contact resolution.
  let firsts: DisclosureCell.Series

  /// The table.
  var table: GuardedTable {
    GuardedTable(
      ReportTable(
        name: "turnover_mix",
        description:
          "One band of tenure, or all of them, in one comparison of first contact resolution per row.",
        columns: columns, primaryKey: ["comparison", "period", "tenure_band"], rows: []),
      guardedColumns: columns[TurnoverMixTable.firstNumber..<columns.count - 2].map(\.name),
      rows: comparisons.flatMap(rows))
  }

  /// The place of the first column about numbers.
  private static let firstNumber = 3

  private var columns: [ReportTable.Column] {
    [
      .init(
        "comparison", .text,
        "year_before (all units against the same months a year before), or low_turnover (units whose turnover of the 12"
          + " months before was above \(ImpactWords.percent(threshold)) against the others, in the same months)"
      ),
      .init(
        "period", .text,
        "month, twelve months from a month on (yyyy-MM/P12M), or all months with first contacts"),
      .init(
        "tenure_band", .text, "band of tenure on the day of the contact; all: all of them, whose parts add up"
      ),
      .init(
        "base_contacts", .integer,
        "settled first contacts that are compared with: a year before, or below the threshold"),
      .init("base_fcr", .decimal, "share of them that was resolved"),
      .init("base_share", .decimal, "the band's share of them"),
      .init("contacts", .integer, "settled first contacts of the period, or above the threshold"),
      .init("fcr", .decimal, "share of them that was resolved"),
      .init("share", .decimal, "the band's share of them"),
      .init("difference", .decimal, "fcr less base_fcr; of all, rate_effect + mix_effect"),
      .init(
        "difference_lo", .decimal, "lower end of its 95 % interval, with units as clusters; of all alone"),
      .init("difference_hi", .decimal, "upper end of its 95 % interval"),
      .init(
        "rate_effect", .decimal,
        "what goes with the bands' own resolution: the rates changed, the mix held at the mean of both"),
      .init("rate_lo", .decimal, "lower end of its 95 % interval; of all alone"),
      .init("rate_hi", .decimal, "upper end of its 95 % interval"),
      .init(
        "mix_effect", .decimal,
        "what goes with who is new: the mix changed, rates held at the mean of both; read it of all"),
      .init("mix_lo", .decimal, "lower end of its 95 % interval; of all alone"),
      .init("mix_hi", .decimal, "upper end of its 95 % interval"),
      .init(
        "flag", .text,
        "withheld, too_few or low_n (fewer than 5 or 30 first contacts on one side), FEW_CLUSTERS (below 20 units, whose"
          + " intervals are too short; none below 6), or empty"),
      .init("note", .text, "what it says in words; an association, not an effect"),
    ]
  }

  private func rows(_ comparison: MixComparison) -> [GuardedRow] {
    let totals = comparison.split.totals
    let sums = (
      first: totals.reduce(Int64(0)) { $0 + $1.first.trials },
      second: totals.reduce(Int64(0)) { $0 + $1.second.trials }
    )
    let bands = totals.indices.filter { totals[$0].first.trials + totals[$0].second.trials > 0 }
    return [whole(comparison, bands, sums)] + bands.map { band(comparison, $0, sums) }
  }

  // MARK: all bands

  private func whole(_ comparison: MixComparison, _ bands: [Int], _ sums: (first: Int64, second: Int64))
    -> GuardedRow
  {
    let split = comparison.split
    func resolved(_ part: (ClusteredKitagawa.Cell) -> Kitagawa.Count) -> Int64 {
      split.totals.reduce(0) { $0 + part($1).successes }
    }
    let rates = (
      first: Double(resolved(\.first)) / Double(sums.first),
      second: Double(resolved(\.second)) / Double(sums.second)
    )
    let isFew = min(sums.first, sums.second) < FCRCards.minimumSample
    func part(_ value: Double, _ estimate: CoefficientEstimate?) -> [ReportTable.Cell] {
      isFew
        ? [.missing, .missing, .missing] : [.number(value), number(estimate?.low), number(estimate?.high)]
    }
    let cells: [ReportTable.Cell] =
      names(comparison, "all")
      + [
        .integer(sums.first), isFew ? .missing : .number(rates.first), .number(1),
        .integer(sums.second), isFew ? .missing : .number(rates.second), .number(1),
      ] + part(split.split.difference, split.difference) + part(split.split.rateEffect, split.rateEffect)
      + part(split.split.mixEffect, split.mixEffect)
      + [.text(flag(sums, split)), .name(isFew ? "" : words(comparison))]
    return GuardedRow(cells, people: guardedPeople(comparison, nil), further: told(comparison, nil))
  }

  // MARK: one band

  private func band(_ comparison: MixComparison, _ band: Int, _ sums: (first: Int64, second: Int64))
    -> GuardedRow
  {
    let (count, part) = (comparison.split.totals[band], comparison.split.split.cells[band])
    let rates = (first: rate(count.first), second: rate(count.second))
    let difference = rates.first.flatMap { first in rates.second.map { $0 - first } }
    var cells: [ReportTable.Cell] = names(comparison, self.cells.bands[band])
    cells += [
      .integer(count.first.trials), number(rates.first),
      .number(Double(count.first.trials) / Double(sums.first)),
      .integer(count.second.trials), number(rates.second),
      .number(Double(count.second.trials) / Double(sums.second)),
    ]
    cells += [number(difference), .missing, .missing, .number(part.rateEffect), .missing, .missing]
    cells += [.number(part.mixEffect), .missing, .missing]
    cells += [
      .text(flag((count.first.trials, count.second.trials), nil)),
      .name(part.isOneSided ? "only one of both has it: all that it brings is mix" : ""),
    ]
    return GuardedRow(cells, people: guardedPeople(comparison, band), further: told(comparison, band))
  }

  // MARK: disclosure

  /// The numbers of a band, or of all, that a comparison tells: each of its months, or that of all months.
  private func told(_ comparison: MixComparison, _ band: Int?) -> [GuardedRow.Told] {
    [comparison.base, comparison.later].flatMap { set -> [GuardedRow.Told] in
      let months = comparison.isWhole ? [nil] : set.span.map { Optional($0) }
      return months.compactMap { month -> GuardedRow.Told? in
        // All first contacts less those of the bands are those without tenure: `fcr` says of how many people.
        if band == nil, set.side == nil { return GuardedRow.Told(cell(nil, month, nil), people: nil) }
        let people = cells.agentCount(band, month, set.side)
        // Where nobody was there is no row anywhere, and everybody knows that it is 0.
        if people == 0 { return nil }
        return GuardedRow.Told(cell(band, month, set.side), people: people)
      }
    }
  }

  private func cell(_ band: Int?, _ month: Int32?, _ side: MixCells.Side?) -> DisclosureCell {
    let month = month.map { Month(number: $0) }
    guard let side else {
      return DisclosureCell(firsts, .tenureBand, band.map { cells.bands[$0] } ?? "", month)
    }
    let series = DisclosureCell.Series("turnover_mix/\(side)")
    return band.map { DisclosureCell(series, .tenureBand, cells.bands[$0], month) }
      ?? DisclosureCell(series, .all, Grouping.all.rawValue, month)
  }

  /// Fewest people behind a row; of twelve months the months decide.
  ///
  /// Where what was left out of both sides is of fewer people than the minimum, both would tell of them.
  private func guardedPeople(_ comparison: MixComparison, _ band: Int?) -> Int? {
    let isOneMonth = comparison.span.count == 1
    guard isOneMonth || comparison.isWhole else { return nil }
    func people(_ set: (span: ClosedRange<Int32>, side: MixCells.Side?)) -> Int {
      cells.agentCount(band, comparison.isWhole ? nil : set.span.lowerBound, set.side)
    }
    var counts = [people(comparison.base), people(comparison.later)]
    if comparison.kind == .lowTurnover { counts.append(people((comparison.span, .leftOut))) }
    return counts.filter { $0 > 0 }.min()
  }

  // MARK: cells

  private func names(_ comparison: MixComparison, _ band: String) -> [ReportTable.Cell] {
    [.text(comparison.kind.rawValue), .text(comparison.period), .name(band)]
  }

  private func rate(_ count: Kitagawa.Count) -> Double? {
    count.trials < FCRCards.minimumSample ? nil : Double(count.successes) / Double(count.trials)
  }

  private func number(_ value: Double?) -> ReportTable.Cell { value.map { .number($0) } ?? .missing }

  private func flag(_ trials: (first: Int64, second: Int64), _ split: ClusteredKitagawa?) -> String {
    let least = min(trials.first, trials.second)
    if least < FCRCards.minimumSample { return "too_few" }
    if least < FCRCards.lowSample { return "low_n" }
    return (split?.clusters ?? .max) < WildClusterBootstrap.fewClusters ? ImpactTerm.fewClusters : ""
  }

  private func words(_ comparison: MixComparison) -> String {
    let split = comparison.split.split
    let whose = comparison.kind == .yearBefore ? "than a year before" : "than with low turnover"
    let direction = split.difference < 0 ? "lower" : "higher"
    return "FCR is \(ImpactWords.points(split.difference)) points \(direction) \(whose): "
      + "\(ImpactWords.signedPoints(split.mixEffect)) by who is new, "
      + "\(ImpactWords.signedPoints(split.rateEffect)) within bands of tenure"
  }
}
