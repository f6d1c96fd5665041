import Aggregate
import Canonical
import Statistics
import Tables

/// Writes `retention`: how long people stay, by what is known of them on their first day.
struct RetentionTable {
  /// The counts.
  let tally: RetentionTally
  /// What a group is called in the table; empty where missing.
  let name: (Grouping, UInt32) -> String

  /// What a row tells; the raw value is printed.
  private enum Statistic: String {
    case survival, attrition
    case incidenceVoluntary = "incidence_voluntary"
    case incidenceInvoluntary = "incidence_involuntary"
    case incidenceOther = "incidence_other"
    case median
    case restrictedMean = "restricted_mean"

    /// By place among `RetentionTally.causes`.
    static let incidences: [Statistic] = [.incidenceVoluntary, .incidenceInvoluntary, .incidenceOther]
  }

  /// A number and its interval, or why there is none.
  private struct Value {
    var day: Int?
    var value: Double?
    var low: Double?
    var high: Double?
    var note = ""
  }

  /// The table.
  var table: GuardedTable {
    GuardedTable(
      ReportTable(
        name: "retention",
        description: "One number of how long the people of one group stay with the employer per row.",
        columns: RetentionTable.columns, primaryKey: ["group_by", "group", "statistic", "day"], rows: []),
      guardedColumns: ["value", "lo", "hi", "spells", "separations", "people", "note"], mark: "note",
      rows: rows)
  }

  private static let columns: [ReportTable.Column] = [
    .init(
      "group_by", .text,
      "by what people are grouped: class, role type and site of the first day looked at, year of hire, whether"
        + " somebody referred them, whether they were coached on one of their first 90 days"),
    .init("group", .text, "the group; empty where its value is missing"),
    .init(
      "statistic", .text,
      "survival (share still here), attrition (share gone), incidence_voluntary, incidence_involuntary and"
        + " incidence_other (share gone that way; other holds unknown), median (days until half are gone),"
        + " restricted_mean (mean days within the first year)"),
    .init(
      "day", .integer,
      "days from the day of hire on, which is day 1; of coached_90d from the day after the landmark on, day 90;"
        + " empty for median"),
    .init("value", .decimal, "the number: a share 0…1, or days"),
    .init("lo", .decimal, "lower end of the 95 % interval: log-log of Kaplan–Meier, Aalen–Johansen"),
    .init("hi", .decimal, "upper end of the 95 % interval; empty for a median: not reached yet"),
    .init("spells", .integer, "spells of employment that were looked at"),
    .init("separations", .integer, "those of them that ended"),
    .init("people", .integer, "distinct people"),
    .init("note", .text, "why there is no number, or withheld (too few people)"),
  ]

  private var rows: [GuardedRow] {
    let places = Dictionary(
      uniqueKeysWithValues: tally.groupings.enumerated().map { ($0.element, $0.offset) })
    return tally.units.map { key, unit in (key: key, name: text(key), unit: unit) }.sorted { a, b in
      a.key.grouping == b.key.grouping
        ? a.name.utf8.lexicographicallyPrecedes(b.name.utf8)
        : places[a.key.grouping, default: 0] < places[b.key.grouping, default: 0]
    }.flatMap { rows($0.key, $0.name, $0.unit) }
  }

  private func text(_ key: RetentionTally.Key) -> String {
    if key.grouping == .all { return "all" }
    return switch key.group {
    case .code(let code): name(key.grouping, code)
    case .year(let year): String(year)
    case .truth(let isSo): isSo ? "yes" : "no"
    }
  }

  private func rows(_ key: RetentionTally.Key, _ name: String, _ unit: RetentionTally.Unit) -> [GuardedRow] {
    let curve = RetentionTable.curve(unit.risk)
    let days = TurnoverParameters.retentionDays
    let survival = days.map { (Statistic.survival, RetentionTable.survival(curve, $0)) }
    let early = RetentionTable.attrition(curve, TurnoverParameters.earlyDays)
    let causes = days.flatMap { RetentionTable.incidences(unit.risk, curve, $0) }
    // The first days lie before the landmark.
    let isLandmark = key.grouping == .earlyCoaching
    let numbers =
      survival + (isLandmark ? [] : [(.attrition, early)]) + causes
      + [(.median, RetentionTable.median(curve)), (.restrictedMean, RetentionTable.mean(curve))]
    return numbers.map { statistic, value in
      let tellsReasons = Statistic.incidences.contains(statistic)
      let kind = key.isContractor ? "contractors" : isLandmark ? "landmark" : "staff"
      let series = DisclosureCell.Series(
        "retention/\(kind)" + (tellsReasons ? "/reasons" : ""),
        partOf: tellsReasons ? "retention/\(kind)" : nil)
      return GuardedRow(
        [
          .text(key.grouping.rawValue), .name(name), .text(statistic.rawValue),
          value.day.map { .integer(Int64($0)) } ?? .missing, RetentionTable.cell(value.value),
          RetentionTable.cell(value.low), RetentionTable.cell(value.high), .integer(unit.risk.spells),
          .integer(unit.risk.eventTotal), .integer(unit.people), .name(value.note),
        ], people: Int(unit.people), isSurveyed: tellsReasons,
        cell: DisclosureCell(series, key.grouping, name, nil))
    }
  }

  private static func cell(_ number: Double?) -> ReportTable.Cell { number.map { .number($0) } ?? .missing }

  private static func curve(_ risk: RiskTally) -> Result<KaplanMeier, NotEstimable> {
    Result { () throws(NotEstimable) in
      try KaplanMeier(of: risk, minimumEvents: KaplanMeier.fewestEvents)
    }
  }

  private static func survival(_ curve: Result<KaplanMeier, NotEstimable>, _ day: Int) -> Value {
    switch curve {
    case .failure(let reason): return Value(day: day, note: RetentionWords.note(reason))
    case .success(let curve):
      guard let estimate = curve.survival(on: day) else {
        return Value(day: day, note: RetentionWords.unknown(curve))
      }
      return Value(day: day, value: estimate.value, low: estimate.low, high: estimate.high)
    }
  }

  private static func attrition(_ curve: Result<KaplanMeier, NotEstimable>, _ day: Int) -> Value {
    let here = survival(curve, day)
    func gone(_ share: Double?) -> Double? { share.map { 1 - $0 } }
    return Value(
      day: day, value: gone(here.value), low: gone(here.high), high: gone(here.low), note: here.note)
  }

  private static func incidences(
    _ risk: RiskTally, _ curve: Result<KaplanMeier, NotEstimable>, _ day: Int
  ) -> [(Statistic, Value)] {
    let causes = try? AalenJohansen(
      of: risk, causes: RetentionTally.causes.count, minimumEvents: KaplanMeier.fewestEvents)
    return Statistic.incidences.enumerated().map { cause, statistic in
      guard let estimate = causes?.incidence(of: cause, on: day) else {
        return (statistic, Value(day: day, note: survival(curve, day).note))
      }
      return (statistic, Value(day: day, value: estimate.value, low: estimate.low, high: estimate.high))
    }
  }

  private static func median(_ curve: Result<KaplanMeier, NotEstimable>) -> Value {
    switch curve {
    case .failure(let reason): return Value(note: RetentionWords.note(reason))
    case .success(let curve):
      let median = curve.median
      return Value(
        value: median.days, low: median.low, high: median.high,
        note: median.days == nil ? "half are not gone yet" : "")
    }
  }

  private static func mean(_ curve: Result<KaplanMeier, NotEstimable>) -> Value {
    let day = TurnoverParameters.meanDays
    switch curve {
    case .failure(let reason): return Value(day: day, note: RetentionWords.note(reason))
    case .success(let curve):
      guard let mean = try? curve.restrictedMean(to: day) else {
        return Value(day: day, note: RetentionWords.unknown(curve))
      }
      return Value(day: day, value: mean.days, low: mean.low, high: mean.high)
    }
  }
}
