/// How far weights agree with the evidence, and which weights are proposed.
struct AlignmentFigures {
  let rows: RunRows

  /// The index of each kind of work by each outcome, with its interval; nil without one.
  var agreement: PageFigure? {
    let known = rows[.alignmentOutcomes].filter { $0.number("index") != nil }
    guard !known.isEmpty else { return nil }
    var chart = RowChart()
    (chart.value, chart.measure, chart.isMoreBetter) = ("index", .plain, nil)
    let panel = chart.list(
      known.map { ("\(RunAnswer.words($0["role_type"])): \(RunAnswer.words($0["outcome"]))", $0) },
      title: "agreement of weights with evidence",
      axis: .values([0, 1], title: "agreement of weights with evidence", .plain, within: 0...1))
    let drawing = Chart(
      id: "alignment-scores", title: "How far weights agree with the evidence, by role type and outcome",
      summary: Summaries.series(known, "role_type", "index", .plain), panels: [panel])
    return PageFigure(
      "Weights against evidence",
      "One minus half of what weights and importance differ by: at one they agree.",
      drawing,
      FigureTable(
        "alignment_outcomes",
        [
          .init("role_type"), .init("outcome"), .init("headline"), .init("index", .plain),
          .init("lo", .plain),
          .init("hi", .plain), .init("r2", .plain), .init("months", .count), .init("people", .count),
          .init("verdict"),
        ], known, total: rows.total("alignment_outcomes")))
  }

  /// Rows of weights that are proposed, by kind of work.
  private var proposed: [(role: String, rows: [TableRow])] {
    var found: [(role: String, rows: [TableRow])] = []
    for row in rows[.alignmentProposal] where row["status"] == "proposal" {
      if found.last?.role != row["role_type"] { found.append((row["role_type"], [])) }
      found[found.count - 1].rows.append(row)
    }
    return found
  }

  /// What the largest proposed change is; nil without one.
  var change: Sentence? {
    let all = proposed.flatMap(\.rows).filter { $0.number("change") != nil }
    func size(_ row: TableRow) -> Int64 { abs(row.number("change")?.millionths ?? 0) }
    guard let first = all.max(by: { size($0) < size($1) }), size(first) > 0,
      let now = first.reading("weight", .share), let then = first.reading("proposed", .share)
    else { return nil }
    return
      "The largest change that is proposed, and a proposal is no rule: \(name: AlignmentFigures.name(first)) of \(name: RunAnswer.words(first["role_type"])) from \(now) to \(then)."
  }

  private static func name(_ row: TableRow) -> String {
    row["metric"].isEmpty ? "\(row["metric_class"]) (to be found)" : row["metric"]
  }

  /// Weights now beside those that are proposed; nil without any.
  var proposal: PageFigure? {
    let roles = proposed
    guard !roles.isEmpty else { return nil }
    // Two marks a row.
    let most = Chart.mostMarks / 2 / roles.count
    var shown: [TableRow] = []
    let weights = roles.flatMap(\.rows).flatMap {
      [$0.double("weight"), $0.double("proposed")].compactMap(\.self)
    }
    let axis = ChartAxis.values([0] + weights, title: "weight", .share, within: 0...1)
    let panels = roles.map { role, rows -> ChartPanel in
      let rows = Array(rows.prefix(most))
      shown += rows
      let marks = rows.enumerated().flatMap { AlignmentFigures.marks($1, at: Double($0)) }
      return ChartPanel(
        title: RunAnswer.words(role), x: axis,
        y: .bands(rows.map { RunAnswer.words(AlignmentFigures.name($0)) }), layers: [.marks(marks)])
    }
    var drawing = Chart(
      id: "alignment-proposal", title: "Weights of metrics now, and those that are proposed",
      summary: Summaries.series(shown, "metric", "proposed", .share), panels: panels)
    drawing.legend = [
      ChartLegendEntry(.muted, .dot, "weight now"), ChartLegendEntry(.accent, .up, "proposed, more"),
      ChartLegendEntry(.accent, .down, "proposed, less"),
    ]
    return PageFigure(
      "What to change",
      "A proposal for people to discuss, no rule: weights move no further than the data and the bands ask for, what is furthest from the evidence first.",
      drawing,
      FigureTable(
        "alignment_proposal",
        [
          .init("role_type"), .init("metric"), .init("metric_class"), .init("weight", .share),
          .init("proposed", .share), .init("lo", .share), .init("hi", .share), .init("basis"),
          .init("sentence"),
        ], shown, total: rows.total("alignment_proposal")))
  }

  /// The weight now, and the proposed one.
  private static func marks(_ row: TableRow, at place: Double) -> [Mark] {
    guard let now = row.number("weight"), let then = row.number("proposed") else { return [] }
    let words = "\(Measure.share.text(now)) \u{2192} \(Measure.share.text(then))"
    let hover = "\(ClippedText.clip(name(row), to: ClippedText.hover)): \(words)"
    var (old, new) = (
      Mark(x: now.double, y: place, hover: hover), Mark(x: then.double, y: place, hover: hover)
    )
    old.tone = .muted
    new.words = words
    if then.millionths != now.millionths { new.shape = then.millionths > now.millionths ? .up : .down }
    return [old, new]
  }
}
