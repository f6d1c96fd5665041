/// Does turnover cost first contact resolution, and where is the knee.
struct TurnoverSection {
  let rows: RunRows

  /// Trailing years side by side, the last ones.
  private static let mostYears = 36
  /// Teams of a dot plot that can still be read.
  private static let mostNames = 30

  /// The trailing years with a number, in order of their first month.
  static func years(_ rows: RunRows) -> [TableRow] {
    rows[.turnoverYears].filter { $0["period"].hasSuffix("/P12M") }.sorted { $0["period"] < $1["period"] }
  }

  /// The last trailing year, else all days.
  static func headline(_ rows: RunRows) -> TableRow? {
    years(rows).last { $0.number("rate") != nil } ?? rows[.turnoverYears].first { $0["period"] == "all" }
  }

  /// The answer with years, knee, retention and teams.
  var section: PageSection {
    var section = PageSection(
      "turnover", "Does turnover cost first contact resolution, and where is the knee?", answers)
    section.figures = [
      yearFigure, KneeFigure(rows: rows).figure, LagFigure(rows: rows).figure, teamFigure,
      TenureFigures(rows: rows).retention, TenureFigures(rows: rows).ramp, MixFigure(rows: rows).figure,
    ].compactMap(\.self)
    section.caution =
      "An association of months and units, not an effect: what else changed in a unit is in it. A team of fifteen can hardly be told from any other."
    if rows.has("turnover") { section.reference = "turnover.all=all" }
    return section
  }

  private var answers: [Sentence] {
    guard rows.has("turnover") else { return [RunAnswer.notRun("Turnover", rows, analysis: "turnover")] }
    let impact = KneeFigure(rows: rows)
    return [level, impact.verdict, impact.contrast, impact.cost].compactMap(\.self)
  }

  private var threshold: Reading? {
    let text = rows.facts.parameter("parameters.turnover.threshold") ?? ""
    return CellNumber(text).map { Reading(Measure.share.text($0), from: [text]) }
  }

  private var level: Sentence? {
    let row = TurnoverSection.headline(rows)
    if let missing = RunAnswer.missing("Turnover", row, value: "rate") { return missing }
    guard let row, let number = RunAnswer.number(row, "rate", .share),
      let left = row.reading("separations", .count)
    else { return nil }
    let when: Sentence =
      row["period"] == "all"
      ? "Over all days looked at" : "Over the twelve months from \(name: String(row["period"].prefix(7))) on"
    let sentence = when + " \(left) left, \(number) a year"
    guard let threshold else { return sentence + "." }
    switch row["band"] {
    case "above": return sentence + ": all of the interval is above \(threshold)."
    case "below": return sentence + ": all of the interval is below \(threshold)."
    default: return sentence + ": nobody can tell whether that is above or below \(threshold)."
    }
  }

  private var chart: RowChart {
    var chart = RowChart()
    (chart.isMoreBetter, chart.limits) = (false, 0...Double.greatestFiniteMagnitude)
    let text = rows.facts.parameter("parameters.turnover.threshold") ?? ""
    if let number = CellNumber(text) {
      chart.reference = (number.double, "threshold: " + Measure.share.text(number))
    }
    return chart
  }

  private static let columns: [FigureTable.Column] = [
    .init("separations", .count), .init("person_days", .count), .init("rate", .share), .init("lo", .share),
    .init("hi", .share), .init("band"), .init("people", .count),
  ]

  private var yearFigure: PageFigure? {
    let years = Array(TurnoverSection.years(rows).suffix(TurnoverSection.mostYears))
    guard years.contains(where: { $0.number("rate") != nil }) else { return nil }
    let panel = chart.line(
      years.map { (String($0["period"].prefix(7)), $0) }, title: "external turnover a year",
      bands: "twelve months from … on")
    var drawing = Chart(
      id: "turnover-by-year", title: "External turnover of trailing years, with intervals",
      summary: Summaries.series(years, "period", "rate", .share), panels: [panel])
    drawing.legend = RowChart.legend("above the threshold", "below it", isMoreBetter: false)
    return PageFigure(
      "Twelve months at a time",
      "Each mark is a year that begins with its month, so neighbors share eleven months. Exits of the last weeks are often entered late.",
      drawing,
      FigureTable(
        "turnover", [.init("period")] + TurnoverSection.columns, years, total: rows.total("turnover")))
  }

  private var teamFigure: PageFigure? {
    let known = rows[.turnoverTeams].filter { $0.number("rate") != nil && !$0["group"].isEmpty }
    guard let last = known.map({ $0["period"] }).max() else { return nil }
    let teams = known.filter { $0["period"] == last }
    guard teams.count > 1 else { return nil }
    let shown = RowChart.extremes(
      teams.map { ($0["group"], $0) }, by: "rate", most: TurnoverSection.mostNames)
    let panel = chart.list(shown, title: "external turnover a year")
    var drawing = Chart(
      id: "turnover-by-team", title: "Teams by external turnover of the last year, with intervals",
      summary: Summaries.series(shown.map(\.row), "group", "rate", .share), panels: [panel])
    drawing.legend = RowChart.legend("above the threshold", "below it", isMoreBetter: false)
    let part: Sentence =
      shown.count < teams.count
      ? "The highest and the lowest, \(Reading.rows(shown.count)) of \(Reading.rows(teams.count)) teams. "
      : ""
    return PageFigure(
      "Which teams can be told from the threshold",
      part
        + "Only marks whose whole stroke is on one side can be; among many teams with one true rate some are at twice the average in any year.",
      drawing,
      FigureTable(
        "turnover", [.init("group"), .init("period")] + TurnoverSection.columns, shown.map(\.row),
        total: rows.total("turnover")))
  }
}
