/// First contact resolution over turnover, with the line that bends.
struct KneeFigure {
  let rows: RunRows

  private func row(_ kind: String, _ term: String) -> TableRow? {
    rows[.knee].first { $0["kind"] == kind && $0["term"] == term }
  }

  /// What the knee's verdict says.
  var verdict: Sentence? {
    guard rows.has("turnover_knee") else {
      return RunAnswer.notRun(
        "The link of turnover and first contact resolution", rows, analysis: "turnover.impact")
    }
    guard let row = row("verdict", "verdict"), let threshold = row.reading("turnover", .share) else {
      return nil
    }
    let found = self.row("knee", "knee")
    let place: Sentence
    if let found, let knee = found.reading("turnover", .share) {
      if let interval = found.interval(.share) {
        place = "\(knee) (95 % interval \(interval))"
      } else {
        place = "\(knee) (an end of its interval is open)"
      }
    } else {
      place = "no place that can be told"
    }
    switch row["flag"] {
    case "CONSISTENT":
      return
        "It falls faster from a knee on, and the data agree with one at \(threshold): the best place is \(place)."
        + bend
    case "KNEE_ELSEWHERE":
      return "It falls faster from a knee on, but not from \(threshold): the best place is \(place)." + bend
    case "NO_KNEE": return "No knee is shown, which does not prove that there is none."
    default:
      return RunAnswer.missing("The knee", row, value: "estimate")
    }
  }

  /// What ten points of turnover go with above the knee.
  private var bend: Sentence {
    guard let above = row("hinge_at_knee", "above") ?? row("hinge", "above"),
      let slope = tenth(above, "estimate"),
      let low = tenth(above, "lo"), let high = tenth(above, "hi")
    else { return "" }
    let cells = [above["estimate"], above["lo"], above["hi"]]
    return
      " Above it ten points more of turnover go with \(Reading(Measure.points.text(slope), from: cells)) (95 % interval \(Reading(Measure.points.range(low, high), from: cells)))."
  }

  private func tenth(_ row: TableRow, _ column: String) -> CellNumber? {
    row.number(column).map { CellNumber(millionths: $0.millionths / 10) }
  }

  /// How far months above the threshold lie from the others.
  var contrast: Sentence? {
    guard
      let row = rows[.turnoverFCR].first(where: { $0["model"] == "contrast" && $0["term"] == "difference" })
    else { return nil }
    if let missing = RunAnswer.missing("The difference above the threshold", row, value: "estimate") {
      return missing
    }
    guard let number = RunAnswer.number(row, "estimate", .points), let low = row.number("lo"),
      let high = row.number("hi")
    else { return nil }
    let words: Sentence = "Months after a year above the threshold differ from the others by \(number)"
    let isShown = low.millionths > 0 || high.millionths < 0
    let check = rows[.turnoverFCR].first { $0["model"] == "two_way_lags" && $0["term"] == "lead_1" }
    var lead: Sentence = ""
    if let check, let from = check.number("lo"), let to = check.number("hi"),
      from.millionths > 0 || to.millionths < 0
    {
      lead =
        " Turnover of the month after goes with it too, so poor months may come first: read no cause into it."
    }
    return words + (isShown ? ", beyond chance." : ", which chance explains.") + lead
  }

  /// What it costs, where a cost can be told.
  var cost: Sentence? {
    let row = rows[.cost].filter { $0["period"].hasSuffix("/P12M") }.max { $0["period"] < $1["period"] }
    guard let row, let contacts = row.reading("repeat_contacts", .count),
      let interval = row.interval(.count, "repeat_contacts_lo", "repeat_contacts_hi")
    else { return nil }
    let more: Sentence =
      "Turnover above the threshold goes with \(contacts) repeat contacts over twelve months (95 % interval \(interval))"
    guard !row["currency"].isEmpty, let money = row.reading("cost_minor", .money(currency: row["currency"])),
      let range = row.interval(.money(currency: row["currency"]), "cost_minor_lo", "cost_minor_hi")
    else { return more + "; without a cost per contact nobody knows what they cost." }
    return more + ", that is \(money) (\(range))."
  }

  /// The dots and the line; nil without dots.
  var figure: PageFigure? {
    let bins = rows[.knee].filter {
      $0["kind"] == "bin" && $0.number("estimate") != nil && $0.number("turnover") != nil
    }
    guard bins.count > 1 else { return nil }
    var chart = RowChart()
    (chart.value, chart.isMoreBetter) = ("estimate", nil)
    let marks = bins.map { row -> Mark in
      let turnover = row.number("turnover") ?? .zero
      var mark = chart.mark(
        ("turnover " + Measure.share.text(turnover), row), x: turnover.double, y: row.double("estimate") ?? 0)
      if let contacts = row.number("contacts") { mark.hover += ", contacts: " + Measure.count.text(contacts) }
      mark.tone = .neutral
      return mark
    }
    var layers: [ChartLayer] = []
    if let threshold = row("verdict", "verdict")?.number("turnover") {
      layers.append(
        .reference(.x, threshold.double, words: "threshold: " + Measure.share.text(threshold), .warn))
    }
    let line = hinge(bins)
    if !line.isEmpty { layers.append(.curve(line, .accent, isStepped: false)) }
    if let knee = row("knee", "knee")?.number("turnover"), line.count > 2 {
      layers.append(.reference(.x, knee.double, words: "knee: " + Measure.share.text(knee), .accent))
    }
    let x = ChartAxis.values(
      [0] + marks.map(\.x), title: "external turnover of the twelve months before", .share)
    let y = chart.axis(bins, title: "first contact resolution")
    let panel = ChartPanel(x: x, y: y, layers: layers + [.marks(marks)])
    let drawing = Chart(
      id: "knee", title: "First contact resolution over turnover, with the line that bends",
      summary: Summaries.series(bins, "turnover", "estimate", .share), panels: [panel])
    return PageFigure(
      "Over turnover of the year before",
      "Dots are months of units put together by turnover, nothing taken out. The line has the slopes of the model, which takes out what units and months have in common, and the height of the dots on average; dots need not lie on it.",
      drawing,
      FigureTable(
        "turnover_knee",
        [
          .init("term"), .init("turnover", .share), .init("turnover_lo", .share),
          .init("turnover_hi", .share),
          .init("estimate", .share), .init("lo", .share), .init("hi", .share), .init("n_units", .count),
          .init("n_unit_months", .count), .init("contacts", .count), .init("flag"),
        ], bins, total: rows.total("turnover_knee")))
  }

  /// The line that bends at the knee, else at the threshold, through the dots' weighted mean; none without slopes.
  private func hinge(_ bins: [TableRow]) -> [CurvePoint] {
    let kind = row("hinge_at_knee", "below")?.number("estimate") == nil ? "hinge" : "hinge_at_knee"
    guard let below = row(kind, "below")?.double("estimate"),
      let above = row(kind, "above")?.double("estimate"),
      let knee = row(kind, "below")?.double("turnover")
    else { return [] }
    let dots = bins.compactMap { row -> (x: Double, y: Double, weight: Double)? in
      guard let x = row.double("turnover"), let y = row.double("estimate"),
        let weight = row.double("contacts")
      else { return nil }
      return (x, y, weight)
    }
    func rise(_ x: Double) -> Double { x < knee ? below * (x - knee) : above * (x - knee) }
    let weights = dots.reduce(0) { $0 + $1.weight }
    guard weights > 0, let first = dots.map(\.x).min(), let last = dots.map(\.x).max() else { return [] }
    let height = dots.reduce(0) { $0 + $1.weight * ($1.y - rise($1.x)) } / weights
    let places = first < knee && knee < last ? [first, knee, last] : [first, last]
    return places.map { CurvePoint($0, height + rise($0)) }
  }
}
