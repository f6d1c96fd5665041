/// Which coaching moves results beyond luck.
struct CoachingSection {
  let rows: RunRows

  /// The rows of effects that a page shows.
  static let estimands = [
    "simple", "0_84d", "29_84d", "naive_before_after", "rtm_bias", "placebo", "pre_trend", "event",
    "always_treated",
    "unmatched",
  ]
  /// Estimates that are told side by side, with their words.
  private static let told = [
    ("naive_before_after", "before and after alone"), ("rtm_bias", "of which regression to the mean"),
    ("placebo", "placebo: dates moved back"), ("simple", "effect beyond controls"),
    ("0_84d", "effect, days 0 to 84"),
    ("29_84d", "effect, days 29 to 84"),
  ]

  /// Those that hold luck, whatever the sign.
  private static let luck: Set = ["naive_before_after", "rtm_bias"]

  /// The outcome by which coaches are judged.
  private var outcome: String { rows.facts.parameter("parameters.coaching.outcome") ?? "acr" }

  /// The average effect in the outcome that counts.
  static func headline(_ rows: RunRows) -> TableRow? {
    let outcome = rows.facts.parameter("parameters.coaching.outcome") ?? "acr"
    return rows[.coachingEffect].first { $0["metric"] == outcome && $0["estimand"] == "simple" }
  }

  /// What an outcome is called.
  static func words(_ metric: String) -> String {
    switch metric {
    case "acr": "contact resolution"
    case "voc_resolution": "resolution as customers say it"
    case "csat": "satisfaction"
    case "qa": "quality"
    case "handle_s": "handle time"
    default: metric
    }
  }

  /// How a metric of coaching is written.
  static func measure(_ metric: String) -> Measure {
    switch metric {
    case "acr", "voc_resolution", "csat": .points
    case "handle_s": .secondsMore
    default: .signed
    }
  }

  /// The answer with effects, months and activity.
  var section: PageSection {
    var section = PageSection("coaching", "Which coaching moves results beyond luck?", answers)
    let training = TrainingFigure(rows: rows, outcome: CoachingSection.measure(outcome)).figure
    section.figures = [effectFigure, eventFigure, activityFigure, training].compactMap(\.self)
    section.caution =
      "It is the effect on those who were chosen; whoever chooses may know what no score shows. Single coaches are in no page: their rows are written with an option of their own."
    if rows.has("coaching_effect") { section.reference = "coaching_effect.metric=\(outcome),estimand=simple" }
    return section
  }

  private var answers: [Sentence] {
    guard rows.has("coaching_activity") || rows.has("coaching_effect") else {
      return [RunAnswer.notRun("Coaching", rows, analysis: "coaching")]
    }
    return [effect, soon, regression, check, spots, activity].compactMap(\.self)
  }

  private func row(_ estimand: String) -> TableRow? {
    rows[.coachingEffect].first { $0["metric"] == outcome && $0["estimand"] == estimand }
  }

  private var effect: Sentence? {
    guard rows.has("coaching_effect") else {
      return RunAnswer.notRun("What coaching changed", rows, analysis: "coaching.effect")
    }
    let row = row("simple")
    if let missing = RunAnswer.missing("What coaching changed", row, value: "estimate") { return missing }
    let measure = CoachingSection.measure(outcome)
    guard let row, let number = RunAnswer.number(row, "estimate", measure), let low = row.number("lo"),
      let high = row.number("hi")
    else { return nil }
    let words: Sentence =
      "Agents who were coached after a bad month changed by \(number) in \(name: CoachingSection.words(outcome)) more than agents with as bad a month whom nobody coached yet"
    return words + (verdict(low, high) ?? ": these months cannot tell whether it helped.")
  }

  /// What an interval says; nil where it holds zero.
  private func verdict(_ low: CellNumber, _ high: CellNumber) -> Sentence? {
    let isLess = outcome == "handle_s"
    if low.millionths > 0 { return isLess ? ": worse, beyond luck." : ": better, beyond luck." }
    if high.millionths < 0 { return isLess ? ": better, beyond luck." : ": worse, beyond luck." }
    return nil
  }

  /// The same of the first twelve weeks alone.
  private var soon: Sentence? {
    guard let row = row("0_84d"), let low = row.number("lo"), let high = row.number("hi"),
      let number = RunAnswer.number(row, "estimate", CoachingSection.measure(outcome))
    else { return nil }
    return "In the twelve weeks after the first session alone it is \(number)"
      + (verdict(low, high) ?? ": that cannot be told from nothing, either.")
  }

  private var regression: Sentence? {
    let measure = CoachingSection.measure(outcome)
    guard let naive = row("naive_before_after")?.reading("estimate", measure),
      let bias = row("rtm_bias")?.reading("estimate", measure)
    else { return nil }
    return "Before and after alone would say \(naive); \(bias) of it would have come anyway."
  }

  private var check: Sentence? {
    guard let placebo = row("placebo"), let low = placebo.number("lo"), let high = placebo.number("hi"),
      let number = RunAnswer.number(placebo, "estimate", CoachingSection.measure(outcome))
    else { return nil }
    if low.millionths > 0 || high.millionths < 0 {
      return
        "The placebo, the same with all dates moved back, finds \(number) where there is nothing: believe none of it."
    }
    return "The placebo, the same with all dates moved back, finds nothing, as it must: \(number)."
  }

  private var spots: Sentence? {
    guard let row = rows[.coaches].first(where: { $0["measure"] == "bright_spot" && $0["group_by"] == "all" })
    else {
      return nil
    }
    if let missing = RunAnswer.missing("The number of bright spots", row, value: "value") { return missing }
    guard let share = row.reading("value", .share), let tested = row.reading("n", .count) else { return nil }
    return "Of \(tested) coaches with enough agents and sessions to be told, \(share) are bright spots."
  }

  private var activity: Sentence? {
    let all = rows[.coachingActivity].filter { $0["period"] == "all" }
    guard let row = all.first(where: { $0["measure"] == "proactive_share" }) else { return nil }
    if let missing = RunAnswer.missing("The proactive share", row, value: "value") { return missing }
    guard let number = RunAnswer.number(row, "value", .share), let n = row.reading("n", .count) else {
      return nil
    }
    return
      "Of \(n) sessions with a known trigger \(number) were planned ahead rather than called for by an incident."
  }

  // MARK: - figures

  private static let columns: [FigureTable.Column] = [
    .init("metric"), .init("estimand"), .init("time"), .init("estimate", .signed), .init("lo", .signed),
    .init("hi", .signed), .init("p", .probability), .init("n_treated", .count), .init("n_control", .count),
    .init("flag"), .init("note"),
  ]

  private var effectFigure: PageFigure? {
    var panels: [ChartPanel] = []
    var shown: [TableRow] = []
    for metric in metrics {
      let named = CoachingSection.told.compactMap { estimand, words -> RowChart.Named? in
        let row = rows[.coachingEffect].first { $0["metric"] == metric && $0["estimand"] == estimand }
        return row.flatMap { $0.number("estimate") == nil ? nil : (words, $0) }
      }
      guard !named.isEmpty else { continue }
      var chart = RowChart()
      (chart.value, chart.measure, chart.limits) = ("estimate", CoachingSection.measure(metric), nil)
      chart.isMoreBetter = metric != "handle_s"
      chart.reference = (0, "")
      var panel = chart.list(
        named, title: chart.measure.unitText.isEmpty ? "change" : "change, \(chart.measure.unitText)")
      panel.title = CoachingSection.words(metric)
      panel.layers = panel.layers.map { CoachingSection.withoutLuck($0, named.map(\.row)) }
      panels.append(panel)
      shown += named.map(\.row)
    }
    guard !panels.isEmpty else { return nil }
    var drawing = Chart(
      id: "coaching-effect", title: "What coaching changed, beside what before and after would say",
      summary: Summaries.series(shown, "estimand", "estimate", .signed), panels: panels)
    drawing.legend = [
      ChartLegendEntry(.good, .square, "better, beyond luck"),
      ChartLegendEntry(.neutral, .dot, "cannot be told from none"),
      ChartLegendEntry(.muted, .dot, "holds luck"),
      ChartLegendEntry(.bad, .square, "worse, beyond luck"),
    ]
    return PageFigure(
      "The effect, and what it is not",
      "Before and after alone mixes luck with coaching; the effect is held against others who scored alike. The placebo must cross zero. A triangle points up where it is more and down where it is less; of handle time less is better.",
      drawing,
      FigureTable("coaching_effect", CoachingSection.columns, shown, total: rows.total("coaching_effect")))
  }

  /// A layer whose marks of luck are neither good nor bad.
  private static func withoutLuck(_ layer: ChartLayer, _ rows: [TableRow]) -> ChartLayer {
    guard case .marks(let marks) = layer else { return layer }
    return .marks(
      zip(marks, rows).map { mark, row in
        var mark = mark
        if luck.contains(row["estimand"]) { (mark.tone, mark.shape) = (.muted, .dot) }
        return mark
      })
  }

  private var metrics: [String] {
    var metrics: [String] = []
    for row in rows[.coachingEffect] where !metrics.contains(row["metric"]) { metrics.append(row["metric"]) }
    return metrics
  }

  private var eventFigure: PageFigure? {
    let events = rows[.coachingEffect].filter {
      $0["metric"] == outcome && $0["estimand"] == "event" && $0.number("estimate") != nil
    }.sorted { ($0.number("time") ?? .zero) < ($1.number("time") ?? .zero) }
    guard events.count > 1 else { return nil }
    var chart = RowChart()
    (chart.value, chart.measure, chart.limits) = ("estimate", CoachingSection.measure(outcome), nil)
    chart.isMoreBetter = outcome != "handle_s"
    chart.reference = (0, "")
    let panel = chart.line(
      events.map { ($0["time"].replacing("-", with: Measure.minus), $0) },
      title: "change, \(chart.measure.unitText)",
      bands: "months since the first session")
    var drawing = Chart(
      id: "coaching-months", title: "The effect by months since the first session",
      summary: Summaries.series(events, "time", "estimate", chart.measure), panels: [panel])
    drawing.legend = RowChart.legend("better, beyond luck", "worse, beyond luck", isMoreBetter: true)
    return PageFigure(
      "Does it last",
      "Months before the first session must lie around zero; months after it show how long it stays.",
      drawing,
      FigureTable("coaching_effect", CoachingSection.columns, events, total: rows.total("coaching_effect")))
  }

  private var activityFigure: PageFigure? {
    let wanted = [
      ("proactive_share", "planned ahead"), ("coverage", "agents coached"), ("missed", "sessions missed"),
    ]
    var panels: [ChartPanel] = []
    var shown: [TableRow] = []
    for (measure, title) in wanted {
      let months = rows[.coachingActivity].filter {
        $0["measure"] == measure && $0["period"] != "all" && $0.number("value") != nil
      }.sorted { $0["period"] < $1["period"] }
      guard months.count > 1 else { continue }
      var chart = RowChart()
      (chart.value, chart.isMoreBetter) = ("value", nil)
      var panel = chart.line(
        months.map { ($0["period"], $0) }, title: "",
        axis: .values([0, 1], title: "", .share, within: 0...1))
      panel.title = title
      panels.append(panel)
      shown += months
    }
    guard !panels.isEmpty else { return nil }
    let drawing = Chart(
      id: "coaching-activity", title: "Coaching by month: planned ahead, agents coached, sessions missed",
      summary: Summaries.series(shown, "period", "value", .share), panels: panels)
    return PageFigure(
      "How much, and on what grounds",
      "A high share of planned sessions is no quality: it is what somebody chose in a list.",
      drawing,
      FigureTable(
        "coaching_activity",
        [
          .init("measure"), .init("period"), .init("n", .count), .init("x", .count), .init("value", .share),
          .init("lo", .share), .init("hi", .share), .init("people", .count), .init("flag"),
        ], shown, total: rows.total("coaching_activity")))
  }
}
