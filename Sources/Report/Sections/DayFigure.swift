import Tables

/// How many rows each source of contacts has on each day: a missing file shows as a hole.
struct DayFigure {
  let rows: RunRows

  /// Fields side by side that can still be told apart.
  private static let mostFields = 60

  /// The figure; nil where no source of contacts has days.
  var figure: PageFigure? {
    let days = rows[.days].filter { $0["table"] == "contacts" }.compactMap {
      row -> (String, Int32, Int64, TableRow)? in
      guard let day = CivilDate(iso: row["day"]), let count = row.number("rows") else { return nil }
      return (row["source"], Int32(day.days), count.millionths / 1_000_000, row)
    }
    guard let first = days.map(\.1).min(), let last = days.map(\.1).max() else { return nil }
    let sources = Array(Set(days.map(\.0))).sorted()
    let limit = min(DayFigure.mostFields, max(1, Chart.mostMarks / max(1, sources.count)))
    let span = Int(last - first) + 1
    // Whole weeks, so that weekends do not make stripes.
    var length = 1
    while (span + length - 1) / length > limit { length = length < 7 ? 7 : length + 7 }
    let fields = (span + length - 1) / length
    var sums = Array(repeating: Array(repeating: Int64(0), count: fields), count: sources.count)
    var present = Array(repeating: Array(repeating: 0, count: fields), count: sources.count)
    for (source, day, count, _) in days {
      guard let place = sources.firstIndex(of: source) else { continue }
      let field = Int(day - first) / length
      sums[place][field] += count
      present[place][field] += 1
    }
    let names = (0..<fields).map { CivilDate(days: first + Int32($0 * length)).description }
    var marks: [Mark] = []
    for (place, source) in sources.enumerated() {
      let most = sums[place].max() ?? 1
      for field in 0..<fields {
        let open = min(length, span - field * length)
        let missing = open - present[place][field]
        let count = Measure.count.text(CellNumber(millionths: sums[place][field] * 1_000_000))
        var mark = Mark(
          x: Double(field), y: Double(place),
          hover:
            "\(ClippedText.clip(source, to: ClippedText.hover)), from \(names[field]) on \(open) days: \(count) rows"
            + (missing > 0 ? "; \(missing) days without a row" : ""))
        mark.shape = .cell
        mark.strength = most > 0 ? Int((4 * sums[place][field] + most - 1) / most) : 0
        if present[place][field] == 0 { (mark.tone, mark.isOutlined, mark.words) = (.warn, true, "0") }
        marks.append(mark)
      }
    }
    // Sources beyond the marks of a chart are in the table alone.
    marks = Array(marks.prefix(Chart.mostMarks))
    let holes = marks.filter(\.isOutlined).count
    let panel = ChartPanel(x: .bands(names), y: .bands(sources), layers: [.marks(marks)])
    var chart = Chart(
      id: "days-of-sources", title: "Rows of each source by day",
      summary:
        "\(sources.count) sources over \(span) days, \(length) days a field. \(holes) fields have no row at all.",
      panels: [panel], rows: length == 1 ? marks.count : days.count)
    chart.legend = [
      ChartLegendEntry(.accent, .square, "rows; the stronger, the more"),
      ChartLegendEntry(.warn, .square, "outlined: no row at all"),
    ]
    return PageFigure(
      "On which days is something missing",
      "One line a source, each field \(Reading("\(length)", from: [])) \(name: length == 1 ? "day" : "days"). A pale or outlined field in a busy source is a file to look for.",
      chart,
      FigureTable(
        "row_prints", [.init("source"), .init("day"), .init("rows", .count)], days.map(\.3),
        total: Int64(rows[.days].count)))
  }
}
