/// What is first contact resolution, and is it moving.
struct FCRSection {
  let rows: RunRows

  /// The row of all contacts over the whole time.
  static func headline(_ rows: RunRows) -> TableRow? { rows[.headlineMonths].first { $0["period"] == "all" } }

  /// The months with a number, in order.
  static func months(_ rows: RunRows) -> [TableRow] {
    rows[.headlineMonths].filter { $0["period"] != "all" }.sorted { $0["period"] < $1["period"] }
  }

  /// The answer with the months and the days of return.
  var section: PageSection {
    var section = PageSection("fcr", "What is first contact resolution, and is it moving?", answers)
    section.figures = [monthFigure, returnFigure].compactMap(\.self)
    section.caution =
      "Somebody who gives up does not come back either: this number says that nobody returned, not that anybody was content."
    if rows.has("fcr") { section.reference = "fcr.all=all" }
    return section
  }

  private var answers: [Sentence] {
    guard rows.has("fcr") else {
      return [RunAnswer.notRun("First contact resolution", rows, analysis: "fcr")]
    }
    let row = FCRSection.headline(rows)
    if let missing = RunAnswer.missing("First contact resolution", row, value: "rate") { return [missing] }
    guard let row, let number = RunAnswer.number(row, "rate", .share), let n = row.reading("n", .count),
      let days = row.reading("window_days", .days)
    else { return [] }
    let about: Sentence
    switch row["match"] {
    case "any": about = "whatever the reason"
    case "case": about = "about the same case"
    default: about = "about the same reason"
    }
    return [
      "\(number) of \(n) settled first contacts were not followed by another contact of the customer within \(days), \(about).",
      movement, lowN(row), unsettled(row),
    ].compactMap(\.self)
  }

  private func lowN(_ row: TableRow) -> Sentence? {
    row["flag"] == "low_n" ? "That is little: read the interval, not the number." : nil
  }

  private func unsettled(_ row: TableRow) -> Sentence? {
    guard let open = row.reading("unsettled", .count), row["unsettled"] != "0" else { return nil }
    return "\(open) more are still unsettled: their window has not closed, and they count neither way."
  }

  /// The last month whose windows have all closed, held against the one before.
  private var movement: Sentence? {
    let months = FCRSection.months(rows).filter { $0.number("rate") != nil }
    let settled = months.filter { $0["unsettled"] == "0" || $0["unsettled"].isEmpty }
    guard let last = settled.last ?? months.last else { return "No single month can be told." }
    guard let number = RunAnswer.number(last, "rate", .share) else { return nil }
    let now: Sentence = "In \(name: last["period"]) it was \(number)"
    guard let place = months.firstIndex(of: last), place > 0,
      let change = ShareChange(of: last, since: months[place - 1])
    else { return now + "; there is no month before to compare with." }
    let step: Sentence =
      ", \(change.reading(.points)) from \(name: months[place - 1]["period"]) (\(change.interval(.points)))"
    return now + step
      + (change.isBeyondChance
        ? (change.difference.millionths > 0 ? ": it rose, beyond chance." : ": it fell, beyond chance.")
        : ": within what chance moves.")
  }

  private static let columns: [FigureTable.Column] = [
    .init("n", .count), .init("x", .count), .init("rate", .share), .init("lo", .share), .init("hi", .share),
    .init("unsettled", .count), .init("flag"),
  ]

  private var monthFigure: PageFigure? {
    let months = FCRSection.months(rows)
    guard months.contains(where: { $0.number("rate") != nil }) else { return nil }
    var chart = RowChart()
    if let all = FCRSection.headline(rows), let rate = all.number("rate") {
      chart.reference = (rate.double, "all: " + Measure.share.text(rate))
    }
    let panel = chart.line(months.map { ($0["period"], $0) }, title: "first contact resolution")
    var drawing = Chart(
      id: "fcr-by-month", title: "First contact resolution by month, with intervals",
      summary: Summaries.series(months, "period", "rate", .share), panels: [panel])
    drawing.legend = RowChart.legend(
      "above all months, beyond chance", "below all months, beyond chance", isMoreBetter: true)
    return PageFigure(
      "Month by month",
      "Each mark is a month, each stroke its 95 % interval; months whose stroke crosses the line are not told apart from all.",
      drawing,
      FigureTable("fcr", [.init("period")] + FCRSection.columns, months, total: rows.total("fcr")))
  }

  private var returnFigure: PageFigure? {
    let days = rows[.windowDays].filter { $0.number("survival") != nil }
    guard days.count > 1 else { return nil }
    let points = days.compactMap { row -> (Double, Double, TableRow)? in
      guard let day = row.double("window_days"), let share = row.double("survival") else { return nil }
      return (day, share, row)
    }
    let marks = points.map { day, share, row -> Mark in
      var mark = Mark(
        x: day, y: share,
        hover:
          "day \(row["window_days"]): \(row.number("survival").map(Measure.share.text) ?? "") have not come back"
      )
      (mark.tone, mark.size) = (.accent, 0.25)
      return mark
    }
    let band = points.compactMap { day, _, row -> BandPoint? in
      guard let low = row.double("survival_lo"), let high = row.double("survival_hi") else { return nil }
      return BandPoint(day, low, high)
    }
    let values = points.map(\.1) + band.flatMap { [$0.low, $0.high] }
    var layers: [ChartLayer] = [.band(band, .accent, isStepped: true)]
    if let text = rows.facts.headline?.days, let day = Double(text) {
      layers.append(.reference(.x, day, words: "headline", .warn))
    }
    layers += [.curve(points.map { CurvePoint($0.0, $0.1) }, .accent, isStepped: true), .marks(marks)]
    let panel = ChartPanel(
      x: .values([0] + points.map(\.0), title: "days since the first contact", .days),
      y: .values(values, title: "have not come back", .share, within: 0...1), layers: layers)
    let chart = Chart(
      id: "days-until-return", title: "How long until customers come back",
      summary: Summaries.series(days, "window_days", "survival", .share), panels: [panel])
    return PageFigure(
      "How long until they come back",
      "The steps fall by those who came back on that day (Kaplan and Meier), so that open windows count as far as they are seen. Where steps get flat, a longer window adds little.",
      chart,
      FigureTable(
        "fcr_window",
        [
          .init("window_days", .count), .init("at_risk", .count), .init("returns", .count),
          .init("survival", .share),
          .init("survival_lo", .share), .init("survival_hi", .share), .init("flag"),
        ], days, total: rows.total("fcr_window")))
  }
}

/// What a chart says to somebody who does not see it.
enum Summaries {
  /// The first, the last, the lowest and the highest of a series.
  static func series(_ rows: [TableRow], _ name: String, _ value: String, _ measure: Measure) -> String {
    let known = rows.compactMap { row in row.number(value).map { (row[name], $0) } }
    guard let first = known.first, let last = known.last, let least = known.min(by: { $0.1 < $1.1 }),
      let most = known.max(by: { $0.1 < $1.1 })
    else { return "No row has a number." }
    func words(_ entry: (String, CellNumber)) -> String {
      "\(measure.text(entry.1)) (\(ClippedText.clip(RunAnswer.group(entry.0), to: ClippedText.hover)))"
    }
    return
      "\(known.count) rows, from \(words(first)) to \(words(last)); the lowest is \(words(least)), the highest "
      + "\(words(most)). The table below has all."
  }
}
