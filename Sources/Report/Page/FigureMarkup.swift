/// Lays out a figure: its chart for both widths, what tones stand for, and its rows.
struct FigureMarkup {
  let figure: PageFigure
  /// Rows of a table that are printed on the page.
  let mostRows: Int
  /// What each table is, by path.
  let descriptions: [String: String]

  /// The figure below its heading.
  var markup: [Markup] {
    [.make(.h3, text: figure.heading)] + drawing + [details, links]
  }

  private var drawing: [Markup] {
    let words = Markup.make(.figcaption, content: figure.reading.markup + binned)
    guard let chart = figure.chart else { return [.make(.p, .style(.note), content: figure.reading.markup)] }
    return [
      .make(
        .figure,
        content: [words] + legend(chart) + ChartDrawing.Width.allCases.map { ChartDrawing.svg(chart, $0) })
    ]
  }

  private var binned: [Markup] {
    guard let chart = figure.chart, chart.isBinned else { return [] }
    let sentence: Sentence =
      " \(Reading.rows(chart.rows)) rows are put together in \(Reading.rows(chart.marks)) marks."
    return sentence.markup
  }

  private func legend(_ chart: Chart) -> [Markup] {
    guard !chart.legend.isEmpty else { return [] }
    let entries = chart.legend.map { entry -> Markup in
      .make(.li, content: [LegendSign.markup(entry), .make(.span, text: entry.words)])
    }
    return [.make(.ul, .style(.legend), .role(.list), content: entries)]
  }

  private var details: Markup {
    let table = figure.table
    let shown = table.rows.prefix(mostRows)
    let path = "tables/\(table.file).csv"
    let file = FigureMarkup.path(of: table.file)
    let count: Sentence
    if shown.count < table.rows.count || table.total != nil {
      let all = table.total.map { Int($0) } ?? table.rows.count
      count = "\(Reading.rows(shown.count)) of \(Reading.rows(all)), all in \(name: file)"
    } else {
      count = "\(Reading.rows(shown.count)) rows, made of \(name: file)"
    }
    let about = descriptions[path].map { ". " + $0 } ?? ""
    let head = Markup.make(
      .tr,
      content: table.columns.map { column in
        .make(.th, .scope(.col), .classes(column.measure == nil ? [] : [.number]), text: title(column))
      })
    let lines = shown.map { row in Markup.make(.tr, content: cells(row)) }
    return .make(
      .details,
      content: [
        .make(
          .summary,
          content: ("Show \(Reading.rows(shown.count)) rows: \(name: figure.heading)" as Sentence).markup),
        .make(
          .div, .style(.scroll), .role(.region), .label("Rows: " + figure.heading), .focusable,
          content: [
            .make(
              .table,
              content: [
                .make(.caption, content: count.markup + (about.isEmpty ? [] : [.text(about)])),
                .make(.thead, content: [head]), .make(.tbody, content: lines),
              ])
          ]),
      ])
  }

  /// The name of a column, with its unit where the cells have none.
  private func title(_ column: FigureTable.Column) -> String {
    let unit = column.measure?.unitText ?? ""
    let name = RunAnswer.words(column.name)
    return unit.isEmpty ? name : "\(name), \(unit)"
  }

  private func cells(_ row: TableRow) -> [Markup] {
    figure.table.columns.enumerated().map { index, column in
      let text = row[column.name]
      if let measure = column.measure {
        let shown = row.number(column.name).map(measure.digits) ?? text
        return .make(.td, .style(.number), text: shown)
      }
      let content: [Markup] = text.isEmpty ? [] : [.make(.bdi, text: text)]
      return index == 0 ? .make(.th, .scope(.row), content: content) : .make(.td, content: content)
    }
  }

  private var links: Markup {
    let file = figure.table.file
    var content: [Markup] = [.text("Data: "), link("CSV", FigureMarkup.path(of: file), of: file)]
    if !FigureMarkup.isList(file) {
      content += [.text(" · "), link("JSON", "tables/\(file).json", of: file)]
    }
    if let chart = figure.chart {
      content += [.text(" · Chart: "), link("Vega-Lite", "charts/\(chart.id).vl.json", of: chart.id)]
    }
    return .make(.p, .style(.files), content: content)
  }

  private func link(_ words: String, _ path: String, of name: String) -> Markup {
    .make(.a, .href(path), .label("\(words) of \(name)"), text: words)
  }

  /// Files that lie beside the tables.
  private static func isList(_ file: String) -> Bool {
    ["row_prints", "rejects", "diagnostics"].contains(file)
  }

  private static func path(of file: String) -> String { isList(file) ? "\(file).csv" : "tables/\(file).csv" }
}

/// The sign of a legend: the shape in its tone.
enum LegendSign {
  /// A small drawing that says nothing to who does not see it.
  static func markup(_ entry: ChartLegendEntry) -> Markup {
    let shape: Markup
    switch entry.shape {
    case .dot: shape = .make(.circle, .geometry(.cx, 7), .geometry(.cy, 7), .geometry(.r, 4.5))
    case .up: shape = .make(.polygon, .points([Point(7, 2), Point(2, 11), Point(12, 11)]))
    case .down: shape = .make(.polygon, .points([Point(7, 12), Point(2, 3), Point(12, 3)]))
    case .square, .bar, .cell:
      shape = .make(
        .rect, .geometry(.x, 2.5), .geometry(.y, 2.5), .geometry(.width, 9), .geometry(.height, 9))
    }
    return .make(
      .svg, .namespace(.svg), .viewBox(width: 14, height: 14), .hidden, .style(.key),
      content: [.make(.g, .classes([entry.tone.style, .key]), content: [shape])])
  }
}
