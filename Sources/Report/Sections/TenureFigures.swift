/// How long people stay, and how those who are new get better.
struct TenureFigures {
  let rows: RunRows

  /// The share that is still here by day; nil without a curve.
  var retention: PageFigure? {
    let days = rows[.retention].filter { $0["statistic"] == "survival" && $0.number("value") != nil }
      .sorted { ($0.number("day") ?? .zero) < ($1.number("day") ?? .zero) }
    guard days.count > 1 else { return nil }
    var chart = RowChart()
    (chart.value, chart.isMoreBetter) = ("value", nil)
    let marks = days.map { row in
      chart.mark(("day \(row["day"])", row), x: row.double("day") ?? 0, y: row.double("value") ?? 0)
    }
    let points = [CurvePoint(0, 1)] + marks.map { CurvePoint($0.x, $0.y) }
    let band = [BandPoint(0, 1, 1)] + marks.map { BandPoint($0.x, $0.low ?? $0.y, $0.high ?? $0.y) }
    let panel = ChartPanel(
      x: .values([0] + marks.map(\.x), title: "days since the day of hire", .days),
      y: .values(band.flatMap { [$0.low, $0.high] }, title: "still here", .share, within: 0...1),
      layers: [
        .band(band, .accent, isStepped: true), .curve(points, .accent, isStepped: true),
        .marks(marks.map(TenureFigures.withoutStroke)),
      ])
    let drawing = Chart(
      id: "retention", title: "Share of hires who are still here, by day",
      summary: Summaries.series(days, "day", "value", .share), panels: [panel])
    return PageFigure(
      "How long people stay",
      "Kaplan and Meier's share of spells that last longer, with those who came before the first day looked at entering later. Marks are the days of the table; between them the true steps are finer.",
      drawing,
      FigureTable(
        "retention",
        [
          .init("day", .count), .init("value", .share), .init("lo", .share), .init("hi", .share),
          .init("spells", .count), .init("separations", .count), .init("people", .count),
        ], days, total: rows.total("retention")))
  }

  /// A mark whose interval the band shows.
  private static func withoutStroke(_ mark: Mark) -> Mark {
    var bare = mark
    (bare.low, bare.high) = (nil, nil)
    return bare
  }

  /// First contact resolution by months of tenure; nil without months.
  var ramp: PageFigure? {
    let months = rows[.ramp].filter { $0.number("value") != nil }
    guard months.count > 1 else { return nil }
    var plain = RowChart()
    (plain.value, plain.isMoreBetter) = ("value", nil)
    var left = plain.line(
      months.map { ($0["tenure_month"], $0) }, title: "first contact resolution", bands: "month of tenure")
    left.title = "all agents of that tenure"
    var panels = [left]
    let within = months.filter { $0.number("within") != nil }
    if within.count > 1 {
      var own = RowChart()
      (own.value, own.low, own.high) = ("within", "within_lo", "within_hi")
      (own.measure, own.limits, own.isMoreBetter) = (.points, nil, true)
      own.reference = (0, "the same agents, seasoned")
      var right = own.line(
        within.map { ($0["tenure_month"], $0) }, title: "points against themselves", bands: "month of tenure")
      right.title = "the same agents against themselves"
      panels.append(right)
    }
    var drawing = Chart(
      id: "tenure-ramp", title: "First contact resolution by months of tenure",
      summary: Summaries.series(months, "tenure_month", "value", .share), panels: panels)
    if within.count > 1 {
      drawing.legend = RowChart.legend("better than themselves seasoned", "worse", isMoreBetter: true)
    }
    return PageFigure(
      "How new agents get better",
      "The first panel compares other people: those who are seen late are those who stayed. The second holds each agent against their own seasoned months; the cost of a new hire is to be reckoned with it.",
      drawing,
      FigureTable(
        "tenure_ramp",
        [
          .init("tenure_month"), .init("n", .count), .init("agents", .count), .init("value", .share),
          .init("lo", .share), .init("hi", .share), .init("within", .points), .init("within_lo", .points),
          .init("within_hi", .points), .init("flag"),
        ], months, total: rows.total("tenure_ramp")))
  }
}
