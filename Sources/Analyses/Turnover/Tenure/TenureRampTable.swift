import Canonical
import Statistics
import Tables

/// Writes `tenure_ramp`: how agents get better with months of tenure, plain and within the same agents.
struct TenureRampTable {
  /// By metric, in their order.
  let ramps: [TenureRamp]
  /// What shares stand on, such as `window of 7 days, match reason`.
  let headline: String

  /// The table.
  var table: GuardedTable {
    GuardedTable(
      ReportTable(
        name: "tenure_ramp", description: "One metric of agents in one month of tenure per row.",
        columns: columns, primaryKey: ["metric", "tenure_month"], rows: []),
      guardedColumns: ["n", "agents", "value", "lo", "hi", "within", "within_lo", "within_hi", "note"],
      rows: ramps.flatMap(rows))
  }

  private var columns: [ReportTable.Column] {
    [
      .init(
        "metric", .text,
        "window_fcr (first contact resolution), acr (contact resolution), both at \(headline); voc_resolution (customers"
          + " who say that it is resolved); handle_s (mean handle time, seconds)"),
      .init(
        "tenure_month", .text,
        "months of 30.4375 days since hired_on: 0 is the first; \(TenureCells.seasoned)+ the seasoned"),
      .init(
        "n", .integer, "settled first contacts, settled contacts, answers, or contacts with a handle time"),
      .init("agents", .integer, "distinct agents of n"),
      .init(
        "value", .decimal,
        "share 0…1 or mean seconds of all in that month of tenure: of those who stayed so long"),
      .init("lo", .decimal, "lower end of its 95 % interval, with agents as clusters"),
      .init("hi", .decimal, "upper end of its 95 % interval"),
      .init(
        "within", .decimal,
        "what an agent in that month of tenure has above their own seasoned months, beyond what the calendar month did to"
          + " everybody; empty for the seasoned, against whom it is held"),
      .init("within_lo", .decimal, "lower end of its 95 % interval, with agents as clusters"),
      .init("within_hi", .decimal, "upper end of its 95 % interval"),
      .init(
        "flag", .text,
        "withheld, too_few (n below 5, no value), low_n (n below 30), FEW_CLUSTERS (below 20 agents within, whose"
          + " interval is too short), or empty"),
      .init("note", .text, "why there is no number within agents"),
    ]
  }

  private func rows(_ ramp: TenureRamp) -> [GuardedRow] {
    let series = DisclosureCell.Series("tenure_ramp/\(ramp.metric.rawValue)")
    return ramp.levels.map { level in
      let isSeasoned = level.tenure == TenureCells.seasoned
      let name = "\(level.tenure)" + (isSeasoned ? "+" : "")
      let isFew = level.n < FCRCards.minimumSample
      let within = level.within
      return GuardedRow(
        [
          .text(ramp.metric.rawValue), .text(name), .integer(level.n), .integer(Int64(level.agents)),
          number(isFew ? nil : level.value), number(isFew ? nil : level.interval?.low),
          number(isFew ? nil : level.interval?.high), number(within?.value), number(within?.low),
          number(within?.high), .text(flag(level, ramp)), .name(note(level, ramp)),
        ], people: level.people, isSurveyed: ramp.metric.isSurveyed,
        cell: DisclosureCell(series, .tenureBand, name, nil))
    }
  }

  private func number(_ value: Double?) -> ReportTable.Cell { value.map { .number($0) } ?? .missing }

  private func flag(_ level: TenureRamp.Level, _ ramp: TenureRamp) -> String {
    if level.n < FCRCards.minimumSample { return "too_few" }
    if level.n < FCRCards.lowSample { return "low_n" }
    let isFew = level.within != nil && ramp.withinAgents < WildClusterBootstrap.fewClusters
    return isFew ? ImpactTerm.fewClusters : ""
  }

  private func note(_ level: TenureRamp.Level, _ ramp: TenureRamp) -> String {
    if level.tenure == TenureCells.seasoned { return "the others are held against these within agents" }
    if let reason = ramp.reason { return reason }
    return level.within == nil ? "within agents not estimable: nobody of this month is seen again" : ""
  }
}
