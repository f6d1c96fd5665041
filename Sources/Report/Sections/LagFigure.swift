/// What turnover of one month goes with in the months around it.
struct LagFigure {
  let rows: RunRows

  /// The months from the one before to the sixth after; nil without them.
  var figure: PageFigure? {
    let known = rows[.turnoverFCR].filter { $0["model"] == "two_way_lags" && $0.number("estimate") != nil }
    let months = known.compactMap { row -> (month: Int, row: TableRow)? in
      if row["term"] == "lead_1" { return (-1, row) }
      guard row["term"].hasPrefix("lag_"), let month = Int(row["term"].dropFirst("lag_".count)) else {
        return nil
      }
      return (month, row)
    }.sorted { $0.month < $1.month }
    guard months.count > 2 else { return nil }
    var chart = RowChart()
    (chart.value, chart.measure, chart.limits) = ("estimate", .points, nil)
    chart.reference = (0, "")
    let panel = chart.line(
      months.map { (LagFigure.name($0.month), $0.row) }, title: "change of resolution, points",
      bands: "months after people left")
    var drawing = Chart(
      id: "turnover-lags", title: "What turnover of a month goes with, month by month",
      summary: Summaries.series(months.map(\.row), "term", "estimate", .points), panels: [panel])
    drawing.legend = RowChart.legend("more, beyond luck", "less, beyond luck", isMoreBetter: true)
    return PageFigure(
      "When it shows",
      "How resolution differs where the turnover of a single month, taken as a yearly rate, is one higher, within units and calendar months. The month before people leave is a check: it should lie at zero, else poor results may come first.",
      drawing,
      FigureTable(
        "turnover_fcr",
        [
          .init("model"), .init("term"), .init("estimate", .points), .init("lo", .points),
          .init("hi", .points),
          .init("p", .probability), .init("flag"), .init("note"),
        ], months.map(\.row), total: rows.total("turnover_fcr")))
  }

  private static func name(_ month: Int) -> String { month < 0 ? Measure.minus + "\(-month)" : "\(month)" }
}
