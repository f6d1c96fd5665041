/// What the same contacts give under other definitions.
struct DefinitionSection {
  let rows: RunRows

  /// The answer with published rules and windows.
  var section: PageSection {
    var section = PageSection("definitions", "What is it under other definitions?", answers)
    section.figures = [
      ruleFigure, windowFigure, ClaimFigures(rows: rows).agreement, ClaimFigures(rows: rows).answering,
    ].compactMap(\.self)
    section.caution =
      "No rule is the right one. Compare a number with another center's only where both go by the same rule."
    if rows.has("fcr_definitions") { section.reference = "fcr_definitions" }
    return section
  }

  private var answers: [Sentence] {
    var answers: [Sentence] = []
    let known = rows[.definitions].filter { $0.number("rate") != nil }
    if !rows.has("fcr_definitions") {
      answers.append(
        RunAnswer.notRun("The translation of definitions", rows, analysis: "fcr.fcr_definitions"))
    } else if let low = known.min(by: { rate($0) < rate($1) }),
      let high = known.max(by: { rate($0) < rate($1) }),
      let least = low.reading("rate", .share), let most = high.reading("rate", .share)
    {
      answers.append(
        "The same contacts give \(least) under \(name: RunAnswer.words(low["definition"])) and \(most) under \(name: RunAnswer.words(high["definition"]))."
      )
      if let spread = outside(known) { answers.append(spread) }
    } else {
      answers.append("No definition has a number that can be told.")
    }
    return answers + [claims, customers].compactMap(\.self)
  }

  private func rate(_ row: TableRow) -> CellNumber { row.number("rate") ?? CellNumber(millionths: 0) }

  /// How many rules lie outside the headline's interval.
  private func outside(_ known: [TableRow]) -> Sentence? {
    guard let own = known.first(where: { $0["definition"] == "window_fcr" }), let low = own.number("lo"),
      let high = own.number("hi")
    else { return nil }
    let others = known.filter { $0["definition"] != "window_fcr" }
    let out = others.filter { rate($0) < low || rate($0) > high }.count
    return
      "\(Reading.rows(out)) of \(Reading.rows(others.count)) other rules lie outside the headline's interval."
  }

  /// How often what was asserted turned out otherwise.
  private var claims: Sentence? {
    let row = rows[.agreement].first {
      $0["claim"] == "disposition_fcr" && $0["check"] == "window_fcr" && $0["statistic"] == "over_claim"
    }
    guard let row else { return nil }
    if let missing = RunAnswer.missing("Over-claim", row, value: "value") { return missing }
    guard let number = RunAnswer.number(row, "value", .share), let n = row.reading("n", .count) else {
      return nil
    }
    return "Of \(n) contacts that were asserted as resolved, \(number) came back all the same."
  }

  /// What customers say, where they were asked.
  private var customers: Sentence? {
    guard let row = rows[.said].first(where: { $0["measure"] == "voc_resolution" }) else { return nil }
    if let missing = RunAnswer.missing("What customers say", row, value: "rate") { return missing }
    guard let number = RunAnswer.number(row, "rate", .share), let n = row.reading("n", .count) else {
      return nil
    }
    return "Of \(n) customers who answered, \(number) say that it was resolved."
  }

  private var ruleFigure: PageFigure? {
    let known = rows[.definitions].filter { $0.number("rate") != nil }
      .sorted { (rate($1), $0["definition"]) < (rate($0), $1["definition"]) }
    guard !known.isEmpty else { return nil }
    var chart = RowChart()
    chart.isMoreBetter = nil
    if let own = known.first(where: { $0["definition"] == "window_fcr" }) {
      chart.reference = (rate(own).double, "headline: " + Measure.share.text(rate(own)))
    }
    var panel = chart.list(known.map { (RunAnswer.words($0["definition"]), $0) }, title: "share resolved")
    panel.layers = panel.layers.map { DefinitionSection.pointOut(known, $0) }
    let drawing = Chart(
      id: "definitions", title: "The same contacts under published definitions",
      summary: Summaries.series(known, "definition", "rate", .share), panels: [panel])
    return PageFigure(
      "The same contacts under published rules",
      "One line a rule with its 95 % interval, the highest first. The line across is the headline; the table says what each rule counts.",
      drawing,
      FigureTable(
        "fcr_definitions",
        [
          .init("definition"), .init("n", .count), .init("rate", .share), .init("lo", .share),
          .init("hi", .share),
          .init("difference", .points), .init("rule"), .init("source"),
        ], known, total: rows.total("fcr_definitions")))
  }

  /// The headline's own mark stands out.
  private static func pointOut(_ known: [TableRow], _ layer: ChartLayer) -> ChartLayer {
    guard case .marks(var marks) = layer else { return layer }
    for index in marks.indices where known[Int(marks[index].y)]["definition"] == "window_fcr" {
      (marks[index].tone, marks[index].shape) = (.accent, .square)
    }
    return .marks(marks)
  }

  private var windowFigure: PageFigure? {
    let known = rows[.windows].filter { $0.number("rate") != nil }
    let matches = ["any", "reason", "case"].filter { match in known.contains { $0["match"] == match } }
    guard !matches.isEmpty else { return nil }
    var chart = RowChart()
    chart.isMoreBetter = nil
    let axis = chart.axis(known, title: "")
    let titles = ["any": "any return", "reason": "the same reason", "case": "the same case"]
    let panels = matches.map { match -> ChartPanel in
      let days = known.filter { $0["match"] == match }
        .sorted { ($0.number("window_days") ?? .zero) < ($1.number("window_days") ?? .zero) }
      var panel = chart.line(
        days.map { ($0["window_days"], $0) }, title: "", bands: "window in days", axis: axis)
      panel.title = titles[match] ?? match
      return panel
    }
    let drawing = Chart(
      id: "windows", title: "First contact resolution by window and match",
      summary: Summaries.series(known, "window_days", "rate", .share), panels: panels)
    return PageFigure(
      "By window and by what counts as the same matter",
      "Longer windows see more returns, so the line can only fall but for what is settled. All panels have one scale.",
      drawing,
      FigureTable(
        "fcr",
        [
          .init("window_days", .count), .init("match"), .init("n", .count), .init("rate", .share),
          .init("lo", .share),
          .init("hi", .share), .init("km", .share), .init("unsettled", .count),
        ], known, total: rows.total("fcr")))
  }
}

extension CellNumber {
  /// Nothing.
  static let zero = CellNumber(millionths: 0)
}
