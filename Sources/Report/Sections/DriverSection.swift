import Statistics

/// Where first contact resolution is made or lost.
struct DriverSection {
  let rows: RunRows

  /// Teams of a caterpillar that can still be read.
  private static let mostNames = 30
  /// Call types of a heat map, those with most contacts first.
  private static let mostTypes = 12
  /// Months of a heat map, the last ones.
  private static let mostMonths = 24

  private let teams: [TableRow]
  private let plot: FunnelPlot?

  init(rows: RunRows) {
    self.rows = rows
    let known = rows[.headlineTeams].filter { $0.number("rate") != nil && !$0["group"].isEmpty }
    teams = known
    let units = known.compactMap { row -> Proportion? in
      guard let n = row.double("n"), let x = row.double("x") else { return nil }
      return try? Proportion(successes: x, size: n)
    }
    plot = units.count == known.count ? try? FunnelPlot(units) : nil
  }

  /// The answer with teams, call types and drivers.
  var section: PageSection {
    var section = PageSection("drivers", "Where is it made or lost?", answers)
    section.figures = [funnelFigure, teamFigure, heatFigure, driverFigure].compactMap(\.self)
    section.caution =
      "Teams take different contacts. A team outside the limits is worth a question, not a verdict; within them its place says nothing."
    if let worst = worstDriver {
      section.reference = "repeat_drivers.\(worst["driver"])=\(worst["group"])"
    } else if let team = teams.min(by: { rate($0) < rate($1) }) {
      section.reference = "fcr.team=\(team["group"])"
    }
    return section
  }

  private func rate(_ row: TableRow) -> CellNumber { row.number("rate") ?? .zero }

  private var answers: [Sentence] {
    guard rows.has("fcr") else {
      return [RunAnswer.notRun("First contact resolution", rows, analysis: "fcr")]
    }
    return [drivers, teamAnswer].compactMap(\.self)
  }

  private var worstDriver: TableRow? {
    rows[.drivers].filter {
      ($0.number("excess") ?? .zero) > .zero && ($0.number("ratio_lo") ?? .zero).millionths > 1_000_000
    }
    .max { ($0.number("excess") ?? .zero) < ($1.number("excess") ?? .zero) }
  }

  private var drivers: Sentence? {
    guard rows.has("repeat_drivers") else {
      return RunAnswer.notRun("What drives repeats", rows, analysis: "fcr.repeat_drivers")
    }
    guard let worst = worstDriver, let excess = worst.reading("excess", .count),
      let x = worst.reading("x", .count)
    else {
      return
        "No call type, channel, queue or transfer has more returns than the rest of its mix makes expect, beyond chance."
    }
    let more: Sentence =
      "Most returns beyond expectation are with \(name: RunAnswer.words(worst["driver"])) \(name: RunAnswer.group(worst["group"])): \(excess) more than expected, of \(x)"
    guard let ratio = worst.reading("ratio", .plain),
      let interval = worst.interval(.plain, "ratio_lo", "ratio_hi")
    else {
      return more + "."
    }
    return more + " (\(ratio) times, 95 % interval \(interval))."
  }

  private var teamAnswer: Sentence? {
    let asked = rows[.headlineTeams].filter { !$0["group"].isEmpty }
    if asked.isEmpty { return "No team is known: \(name: "assignments") say who was in which." }
    if teams.isEmpty { return "All \(Reading.rows(asked.count)) teams are withheld or too small to tell." }
    guard let plot else {
      return
        "With \(Reading.rows(teams.count)) teams chance cannot be told from the rest; look at their intervals."
    }
    let above = zip(teams, plot.units).filter { rate($0).double > $1.limits998.high }.count
    let below = zip(teams, plot.units).filter { rate($0).double < $1.limits998.low }.count
    return
      "Of \(Reading.rows(teams.count)) teams \(Reading.rows(above)) lie above and \(Reading.rows(below)) below what chance and the usual spread allow (limits of 99.8 %)."
  }

  private static let columns: [FigureTable.Column] = [
    .init("group"), .init("n", .count), .init("x", .count), .init("rate", .share), .init("lo", .share),
    .init("hi", .share), .init("people", .count), .init("flag"),
  ]

  // MARK: - teams

  private var funnelFigure: PageFigure? {
    guard let plot else { return nil }
    let funnel = FunnelDrawing(teams: teams, plot: plot)
    let table = FigureTable(
      "fcr", DriverSection.columns, teams.sorted { (rate($0), $0["group"]) < (rate($1), $1["group"]) },
      total: rows.total("fcr"))
    return PageFigure(
      "Which teams differ by more than chance",
      "Few contacts scatter widely, so the lines (95 % and 99.8 %) open to the left. Only marks beyond the outer lines are worth a talk.",
      funnel.chart, table)
  }

  private var teamFigure: PageFigure? {
    guard teams.count > 1 else { return nil }
    let shown = RowChart.extremes(teams.map { ($0["group"], $0) }, by: "rate", most: DriverSection.mostNames)
    var chart = RowChart()
    if let all = FCRSection.headline(rows), let rate = all.number("rate") {
      chart.reference = (rate.double, "all: " + Measure.share.text(rate))
    }
    let panel = chart.list(shown, title: "first contact resolution")
    var drawing = Chart(
      id: "fcr-by-team", title: "Teams by first contact resolution, with intervals",
      summary: Summaries.series(shown.map(\.row), "group", "rate", .share), panels: [panel])
    drawing.legend = RowChart.legend(
      "above all, beyond chance", "below all, beyond chance", isMoreBetter: true)
    let part: Sentence =
      shown.count < teams.count
      ? "The highest and the lowest, \(Reading.rows(shown.count)) of \(Reading.rows(teams.count)) teams. "
      : ""
    return PageFigure(
      "Teams in order",
      part + "Marks whose stroke crosses the line are not told apart from all; their order is chance.",
      drawing, FigureTable("fcr", DriverSection.columns, shown.map(\.row), total: rows.total("fcr")))
  }

  // MARK: - call types

  private var heatFigure: PageFigure? {
    let cells = rows[.headlineCallTypes].filter { !$0["group"].isEmpty }
    let totals = cells.filter { $0["period"] == "all" && $0.number("rate") != nil }
      .sorted { ($1.number("n") ?? .zero, $0["group"]) < ($0.number("n") ?? .zero, $1["group"]) }
    let types = totals.prefix(DriverSection.mostTypes).map { $0["group"] }.sorted()
    let months = Array(
      Set(cells.map { $0["period"] }).subtracting(["all"]).sorted().suffix(DriverSection.mostMonths))
    guard types.count > 1, months.count > 1 else { return nil }
    var all: [String: CellNumber] = [:]
    for row in FCRSection.months(rows) { all[row["period"]] = row.number("rate") }
    var marks: [Mark] = []
    var shown: [TableRow] = []
    for (line, type) in types.enumerated() {
      for row in cells where row["group"] == type {
        guard let column = months.firstIndex(of: row["period"]), let rate = row.number("rate"),
          let month = all[row["period"]]
        else { continue }
        marks.append(heatMark(row, rate - month, x: Double(column), y: Double(line)))
        shown.append(row)
      }
    }
    guard !marks.isEmpty else { return nil }
    let panel = ChartPanel(x: .bands(months), y: .bands(types), layers: [.marks(marks)])
    var chart = Chart(
      id: "call-types-by-month", title: "Call types by month against all contacts of the month",
      summary: Summaries.series(shown, "group", "rate", .share), panels: [panel])
    chart.legend = [
      ChartLegendEntry(.good, .square, "+ above all of that month"),
      ChartLegendEntry(.bad, .square, "\(Measure.minus) below"),
      ChartLegendEntry(.neutral, .square, "pale: within its interval"),
    ]
    return PageFigure(
      "Call types month by month",
      "Each field is the difference, in points, from all contacts of that month; only fields whose interval leaves that number out have a color.",
      chart,
      FigureTable(
        "fcr", [.init("group"), .init("period")] + DriverSection.columns.dropFirst(), shown,
        total: rows.total("fcr")))
  }

  /// Points that make the strongest color: a fifth of all contacts.
  private static let strongest: Int64 = 200_000

  private func heatMark(_ row: TableRow, _ gap: CellNumber, x: Double, y: Double) -> Mark {
    let name = ClippedText.clip(row["group"], to: ClippedText.hover)
    var words = "\(name), \(row["period"]): \(Measure.share.text(row.number("rate") ?? .zero)), "
    words += "\(Measure.points.text(gap)) against all"
    if let n = row.number("n") { words += ", n = " + Measure.count.text(n) }
    var mark = Mark(x: x, y: y, hover: words)
    (mark.shape, mark.words, mark.tone) = (.cell, Measure.points.digits(gap), .neutral)
    guard let low = row.number("lo"), let high = row.number("hi"), let rate = row.number("rate") else {
      return mark
    }
    let month = rate - gap
    guard low > month || high < month else { return mark }
    mark.tone = gap.millionths > 0 ? .good : .bad
    mark.strength = Int(min(4, 1 + abs(gap.millionths) * 4 / DriverSection.strongest))
    return mark
  }

  // MARK: - drivers

  private var driverFigure: PageFigure? {
    let known = rows[.drivers].filter { $0.number("ratio") != nil && $0.number("ratio_lo") != nil }
    // Queues are expected to have what they have: they are no mix of anything.
    let shown = RowChart.extremes(
      known.map {
        ("\(RunAnswer.words($0["driver"])): \(RunAnswer.words(RunAnswer.group($0["group"])))", $0)
      }, by: "ratio",
      most: DriverSection.mostNames)
    guard !shown.isEmpty else { return nil }
    var chart = RowChart()
    (chart.value, chart.low, chart.high) = ("ratio", "ratio_lo", "ratio_hi")
    (chart.measure, chart.isMoreBetter, chart.limits) = (.plain, false, nil)
    chart.reference = (1, "as expected")
    let panel = chart.list(shown, title: "returns, times what is expected")
    var drawing = Chart(
      id: "repeat-drivers", title: "Returns against what the mix of contacts makes expect",
      summary: Summaries.series(shown.map(\.row), "group", "ratio", .plain), panels: [panel])
    drawing.legend = RowChart.legend(
      "more than expected, beyond chance", "fewer, beyond chance", isMoreBetter: false)
    return PageFigure(
      "What returns go with",
      "Each line is observed over expected returns with its 95 % interval; the most excess, not the highest ratio, is the most to win.",
      drawing,
      FigureTable(
        "repeat_drivers",
        [
          .init("driver"), .init("group"), .init("n", .count), .init("x", .count), .init("expected", .count),
          .init("excess", .count), .init("ratio", .plain), .init("ratio_lo", .plain),
          .init("ratio_hi", .plain),
        ], shown.map(\.row), total: rows.total("repeat_drivers")))
  }
}
