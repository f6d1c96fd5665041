/// What moved the headline since the last run, reason by reason.
struct RestatementFigure {
  let rows: RunRows

  /// Columns of reasons, with their words.
  static let reasons = [
    ("newly_settled", "windows that closed"), ("late_rows", "late rows"),
    ("corrected_rows", "corrected rows"),
    ("withdrawn_rows", "withdrawn rows"), ("changed_rules", "changed rules"),
    ("unattributed", "several reasons at once"),
  ]

  /// The headline's row of restatements; nil where it did not move.
  static func headline(_ rows: RunRows) -> TableRow? {
    rows[.restatements].first {
      $0["measure"] == "window_fcr" && $0["window_days"] == rows.facts.headline?.days
        && $0["match"] == rows.facts.headline?.match
    }
  }

  /// The reasons of the headline's change; nil where it did not move.
  var figure: PageFigure? {
    guard let row = RestatementFigure.headline(rows) else { return nil }
    let parts = RestatementFigure.reasons.compactMap { column, words in
      row.number(column).flatMap { $0.millionths == 0 ? nil : (words: words, number: $0) }
    }
    guard !parts.isEmpty else { return nil }
    let marks = parts.enumerated().map { place, part -> Mark in
      let text = Measure.points.text(part.number)
      var mark = Mark(x: part.number.double, y: Double(place), hover: "\(part.words): \(text)")
      (mark.shape, mark.low, mark.words) = (.bar, 0, text)
      return mark
    }
    let panel = ChartPanel(
      x: .values([0] + marks.map(\.x), title: "points", .points), y: .bands(parts.map(\.words)),
      layers: [.reference(.x, 0, words: "", .muted), .marks(marks)])
    let drawing = Chart(
      id: "restatements", title: "What moved the headline since the last run",
      summary: parts.map { "\($0.words) \(Measure.points.text($0.number))" }.joined(separator: ", "),
      panels: [panel])
    return PageFigure(
      "What moved the headline since the last run",
      "The parts add up to the whole change. Windows that closed are no correction: their contacts could not be counted before.",
      drawing,
      FigureTable(
        "restatements",
        [
          .init("measure"), .init("window_days", .count), .init("match"), .init("rate_before", .share),
          .init("rate", .share),
        ] + RestatementFigure.reasons.map { FigureTable.Column($0.0, .points) }, rows[.restatements],
        total: rows.total("restatements")))
  }
}
