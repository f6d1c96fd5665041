/// Whether what is claimed holds, and who answers surveys.
struct ClaimFigures {
  let rows: RunRows

  /// What each statistic of a claim is called.
  private static let statistics = [
    ("agreement", "say the same"), ("over_claim", "claimed, and came back"),
    ("under_claim", "not claimed, and stayed away"),
  ]
  /// Ids of claims and checks, for people.
  private static let names = [
    "disposition_fcr": "agents' word", "voc_resolution": "customers' word",
    "voc_fcr": "customers' word, one contact",
    "window_fcr": "first contacts", "acr": "all contacts",
  ]

  private static func name(_ id: String) -> String { names[id] ?? RunAnswer.words(id) }

  /// Claims beside what contacts show, pair by pair; nil without any.
  var agreement: PageFigure? {
    let known = rows[.agreement].filter { $0.number("value") != nil }
    var shown: [TableRow] = []
    let panels = ClaimFigures.statistics.compactMap { statistic, title -> ChartPanel? in
      let own = known.filter { $0["statistic"] == statistic }
      guard !own.isEmpty else { return nil }
      shown += own
      var chart = RowChart()
      (chart.value, chart.isMoreBetter) = ("value", nil)
      var panel = chart.list(
        own.map { ("\(ClaimFigures.name($0["claim"])) on \(ClaimFigures.name($0["check"]))", $0) }, title: "",
        axis: .values([0, 1], title: "", .share, within: 0...1))
      panel.title = title
      return panel
    }
    guard !panels.isEmpty else { return nil }
    let drawing = Chart(
      id: "claims", title: "What is claimed beside what contacts show",
      summary: Summaries.series(shown, "claim", "value", .share), panels: panels)
    return PageFigure(
      "Does what is claimed hold",
      "Each claim is held against whether the customer came back. Who was told that it is resolved and came back is over-claimed; agreement by chance is in the table, as kappa.",
      drawing,
      FigureTable(
        "fcr_agreement",
        [
          .init("claim"), .init("check"), .init("statistic"), .init("n", .count), .init("x", .count),
          .init("value", .plain), .init("lo", .plain), .init("hi", .plain), .init("people", .count),
          .init("flag"),
        ], known, total: rows.total("fcr_agreement")))
  }

  /// How many answer, by what became of their contact and by channel; nil without surveys.
  var answering: PageFigure? {
    let known = rows[.surveyBias].filter { $0.number("rate") != nil }
    guard known.contains(where: { $0["group_by"] == "outcome" }) else { return nil }
    var chart = RowChart()
    (chart.isMoreBetter, chart.limits) = (nil, 0...1)
    let panel = chart.list(
      known.map { row in
        (
          row["group_by"] == "all"
            ? "all" : "\(RunAnswer.words(row["group_by"])): \(RunAnswer.words(row["group"]))", row
        )
      }, title: "share of contacts with an answer")
    let drawing = Chart(
      id: "who-answers", title: "Share of contacts whose customer answered a survey",
      summary: Summaries.series(known, "group", "rate", .share), panels: [panel])
    return PageFigure(
      "Who answers",
      "Where customers who came back answer more, or less, than others, what surveys say of resolution is not what all customers would say.",
      drawing,
      FigureTable(
        "survey_bias",
        [
          .init("group_by"), .init("group"), .init("n", .count), .init("x", .count), .init("rate", .share),
          .init("lo", .share), .init("hi", .share), .init("share_of_contacts", .share),
          .init("share_of_answered", .share), .init("people", .count), .init("flag"),
        ], known, total: rows.total("survey_bias")))
  }
}
