/// Whether coaches keep what they learned, or fall back into old habits.
struct TrainingFigure {
  let rows: RunRows
  /// How the outcome by which coaches are judged is written.
  let outcome: Measure

  private static let windows = [
    ("before", "84 days before"), ("1-28d", "days 1 to 28 after"), ("29-84d", "days 29 to 84 after"),
    ("gain", "first gain"), ("kept", "kept"), ("reverted", "lost again"),
  ]

  /// Sessions and gains of agents around coaches' programs; nil without any.
  var figure: PageFigure? {
    var shown: [TableRow] = []
    let panels = [
      ("cadence", "agents' sessions in 28 days", Measure.plain), ("effect", "what agents gained", outcome),
    ].compactMap { name, title, measure -> ChartPanel? in
      let named = TrainingFigure.windows.compactMap { window, words -> RowChart.Named? in
        rows[.coachingTraining]
          .first { $0["measure"] == name && $0["window"] == window && $0.number("value") != nil }.map {
            (words, $0)
          }
      }
      guard !named.isEmpty else { return nil }
      shown += named.map(\.row)
      var chart = RowChart()
      (chart.value, chart.measure, chart.limits, chart.isMoreBetter) = ("value", measure, nil, nil)
      var panel = chart.list(named, title: measure.unitText)
      panel.title = title
      return panel
    }
    guard !panels.isEmpty else { return nil }
    let drawing = Chart(
      id: "coaching-training", title: "Agents' sessions and gains around programs of their coaches",
      summary: Summaries.series(shown, "window", "value", .signed), panels: panels)
    return PageFigure(
      "Do coaches fall back into old habits",
      "Around the end of a coach's own program, nobody to compare with: a season looks like training. What is lost again is the first four weeks less what came later.",
      drawing,
      FigureTable(
        "coaching_training",
        [
          .init("measure"), .init("window"), .init("n", .count), .init("value", .signed),
          .init("lo", .signed),
          .init("hi", .signed), .init("people", .count), .init("flag"), .init("note"),
        ], shown, total: rows.total("coaching_training")))
  }
}
