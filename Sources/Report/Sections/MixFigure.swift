/// Whether a difference of first contact resolution goes with who is new, or with what people of one tenure do.
struct MixFigure {
  let rows: RunRows

  /// Parts of a difference, with the columns of their intervals.
  private static let parts = [
    ("whole difference", "difference", "difference_lo", "difference_hi"),
    ("who is new", "mix_effect", "mix_lo", "mix_hi"),
    ("within bands of tenure", "rate_effect", "rate_lo", "rate_hi"),
  ]

  /// Against units of low turnover, and of the last year against the one before; nil without either.
  var figure: PageFigure? {
    let whole = rows[.mix].filter { $0["tenure_band"] == "all" && $0.number("difference") != nil }
    let years = whole.filter { $0["comparison"] == "year_before" && $0["period"].hasSuffix("/P12M") }
      .max { $0["period"] < $1["period"] }
    let low = whole.first { $0["comparison"] == "low_turnover" && $0["period"] == "all" }
    let compared = [
      (low, "units of high turnover against those of low"), (years, "the last year against the one before"),
    ].compactMap { row, title in row.map { ($0, title) } }
    guard !compared.isEmpty else { return nil }
    let panels = compared.map { row, title -> ChartPanel in
      let marks = MixFigure.parts.enumerated().compactMap { MixFigure.mark(row, $1, at: Double($0)) }
      let ends = marks.flatMap { [$0.low, $0.high, $0.x].compactMap(\.self) }
      return ChartPanel(
        title: title, x: .values(ends + [0], title: "points", .points), y: .bands(MixFigure.parts.map(\.0)),
        layers: [.reference(.x, 0, words: "", .muted), .marks(marks)])
    }
    var drawing = Chart(
      id: "turnover-mix", title: "Differences of first contact resolution by who is new and by what they do",
      summary: Summaries.series(compared.map(\.0), "comparison", "difference", .points), panels: panels)
    drawing.legend = RowChart.legend("more, beyond luck", "less, beyond luck", isMoreBetter: true)
    return PageFigure(
      "Who is new, or what they do",
      "Kitagawa's split by bands of tenure: the two parts add up to the whole. What lies within bands is no matter of newcomers.",
      drawing,
      FigureTable(
        "turnover_mix",
        [
          .init("comparison"), .init("period"), .init("tenure_band"), .init("base_fcr", .share),
          .init("fcr", .share),
          .init("difference", .points), .init("mix_effect", .points), .init("rate_effect", .points),
        ],
        rows[.mix].filter { row in
          compared.contains { $0.0["comparison"] == row["comparison"] && $0.0["period"] == row["period"] }
        },
        total: rows.total("turnover_mix")))
  }

  private static func mark(
    _ row: TableRow, _ part: (name: String, value: String, low: String, high: String), at place: Double
  ) -> Mark? {
    guard row.number(part.value) != nil else { return nil }
    var chart = RowChart()
    (chart.value, chart.low, chart.high) = (part.value, part.low, part.high)
    (chart.measure, chart.reference) = (.points, (0, ""))
    var mark = chart.mark((part.name, row), x: row.double(part.value) ?? 0, y: place)
    mark.words = row.number(part.value).map(Measure.points.text)
    return mark
  }
}
