/// Do the metrics that people are paid for go with outcomes, role by role.
struct AlignmentSection {
  let rows: RunRows

  /// The answer with the metrics of each role type.
  var section: PageSection {
    var section = PageSection(
      "alignment", "Do the metrics we pay for go with outcomes, role by role?", answers)
    let figures = AlignmentFigures(rows: rows)
    section.figures = [heatFigure, figures.agreement, figures.proposal].compactMap(\.self)
    section.caution =
      "Importance is what agents' months have in common with the outcome within a site and month; it does not say what would happen if a weight were changed."
    if let worst { section.reference = "alignment.role_type=\(worst["role_type"]),metric=\(worst["metric"])" }
    return section
  }

  private var flagged: [TableRow] { rows[.alignment].filter { !$0["flag"].isEmpty && !$0.isWithheld } }

  /// The flagged metric that carries most weight.
  private var worst: TableRow? {
    flagged.max { one, other in
      let (first, second) = (one.number("weight") ?? .zero, other.number("weight") ?? .zero)
      return first != second
        ? first < second : (one["role_type"], one["metric"]) > (other["role_type"], other["metric"])
    }
  }

  private var answers: [Sentence] {
    guard rows.has("alignment") else {
      return [RunAnswer.notRun("The alignment of scorecards", rows, analysis: "alignment")]
    }
    if rows[.alignment].isEmpty { return ["No scorecard holds in this run."] }
    var answers: [Sentence] = []
    if rows[.alignment].allSatisfy(\.isWithheld) {
      answers.append("All role types are withheld: too few people stand behind them.")
    } else if let worst {
      var sentence: Sentence =
        "\(Reading.rows(flagged.count)) of \(Reading.rows(rows[.alignment].count)) metrics in scorecards are flagged; the one with most weight is \(name: worst["metric"]) of \(name: RunAnswer.words(worst["role_type"]))"
      if let weight = worst.reading("weight", .share) { sentence = sentence + ", weight \(weight)" }
      answers.append(sentence + ": \(name: RunAnswer.words(worst["flag"].replacing(";", with: ", "))).")
    } else {
      answers.append("No metric in a scorecard is flagged.")
    }
    return answers + rows[.alignmentScores].compactMap(score) + gaming
      + [AlignmentFigures(rows: rows).change].compactMap(\.self)
  }

  /// Signs that a metric is met rather than the work done, one sentence for each kind of sign.
  private var gaming: [Sentence] {
    [
      ("GAMING", "Perhaps met rather than the work done"),
      ("DIVERGING", "Better while the outcome gets worse, which may have two causes"),
      ("REVERSAL", "The opposite of what a plain comparison shows holds within sites and months"),
    ].compactMap { flag, words in
      let found = rows[.alignmentGaming].filter { $0["flag"] == flag }
      var names: [String] = []
      for row in found {
        let name = "\(row["metric"]) of \(RunAnswer.words(row["role_type"]))"
        if !names.contains(name) { names.append(name) }
      }
      if names.isEmpty { return nil }
      return "\(name: words): \(name: names.joined(separator: ", "))."
    }
  }

  /// The metric that carries the headline of a page: the first kind of work with an index.
  static func headline(_ rows: RunRows) -> TableRow? {
    let headlines = rows[.alignmentOutcomes].filter { $0["headline"] == "yes" }
    return headlines.first { $0.number("index") != nil } ?? headlines.first
  }

  private func score(_ row: TableRow) -> Sentence? {
    let role: Sentence = "\(name: RunAnswer.words(row["role_type"])): "
    if row.isWithheld { return role + "withheld." }
    guard let score = row.reading("policy_score", .count) else { return nil }
    var sentence = role + "its weights keep \(score) of 100 points of the policy"
    if let index = row.reading("index", .plain) {
      sentence = sentence + ", and agree with the evidence by \(index)"
    }
    return sentence + (row["verdict"].isEmpty ? "." : " (\(name: RunAnswer.words(row["verdict"]))).")
  }

  private static let columns: [FigureTable.Column] = [
    .init("role_type"), .init("metric"), .init("metric_class"), .init("weight", .share),
    .init("band_min", .share),
    .init("band_max", .share), .init("importance", .share), .init("gap", .points), .init("sign"),
    .init("flag"),
  ]

  private var heatFigure: PageFigure? {
    let told = rows[.alignment].filter { $0.number("importance") != nil || $0.number("weight") != nil }
    guard !told.isEmpty else { return nil }
    var roles: [String] = []
    for row in told where !roles.contains(row["role_type"]) { roles.append(row["role_type"]) }
    // Of each kind of work what weighs most comes first.
    let known = roles.flatMap { role in
      told.filter { $0["role_type"] == role }.sorted { one, other in
        let (first, second) = (one.number("weight") ?? .zero, other.number("weight") ?? .zero)
        return first != second ? first > second : one["metric"] < other["metric"]
      }
    }
    var metrics: [String] = []
    for row in known where !metrics.contains(row["metric"]) { metrics.append(row["metric"]) }
    // Role types are few, metrics may be many: they lie below one another.
    let cells = known.prefix(Chart.mostMarks)
    let marks = cells.compactMap { row -> Mark? in
      guard let x = roles.firstIndex(of: row["role_type"]), let y = metrics.firstIndex(of: row["metric"])
      else {
        return nil
      }
      return mark(row, x: Double(x), y: Double(y))
    }
    let panel = ChartPanel(
      x: .bands(roles.map(RunAnswer.words)), y: .bands(metrics.map(RunAnswer.words)), layers: [.marks(marks)])
    var chart = Chart(
      id: "alignment", title: "Weight and importance of metrics by role type",
      summary: Summaries.series(Array(cells), "metric", "importance", .share), panels: [panel])
    chart.legend = [
      ChartLegendEntry(
        .good, .square, "+ more goes with a better outcome, \(Measure.minus) with a worse one"),
      ChartLegendEntry(.bad, .square, "and it is rewarded the other way"),
      ChartLegendEntry(.neutral, .square, "± neither can be told"),
      ChartLegendEntry(.warn, .square, "outlined: flagged"),
    ]
    return PageFigure(
      "Weight beside importance",
      "A field says the sign and the importance of a metric, and behind w its weight in the scorecard; the stronger the color, the more important. Outlined fields are flagged.",
      chart, FigureTable("alignment", AlignmentSection.columns, known, total: rows.total("alignment")))
  }

  private func mark(_ row: TableRow, x: Double, y: Double) -> Mark {
    let importance = row.number("importance")
    let sign = row["sign"] == "up" ? "+" : row["sign"] == "down" ? Measure.minus : "±"
    let isAgainst = row["flag"].split(separator: ";").contains("wrong_sign")
    let weight = row.number("weight").map { "w " + Measure.share.text($0) }
    let number = importance.map { sign + Measure.share.text($0) }
    var mark = Mark(
      x: x, y: y,
      hover: [
        "\(RunAnswer.words(row["role_type"])), \(ClippedText.clip(row["metric"], to: ClippedText.hover))",
        number.map { "importance \($0)" } ?? "importance not told",
        weight.map { $0.replacing("w ", with: "weight ") },
        row["flag"].isEmpty ? nil : RunAnswer.words(row["flag"]),
      ].compactMap(\.self).joined(separator: ", "))
    mark.shape = .cell
    mark.words = [number, weight].compactMap(\.self).joined(separator: " · ")
    mark.tone = importance == nil || sign == "±" ? .neutral : isAgainst ? .bad : .good
    if let importance { mark.strength = Int(min(4, 1 + importance.millionths * 4 / 500_000)) }
    mark.isOutlined = !row["flag"].isEmpty
    return mark
  }
}
