/// Makes charts of rows that carry a value and an interval.
struct RowChart {
  /// Columns of the value and of its interval's ends.
  var value = "rate"
  var low = "lo"
  var high = "hi"
  /// What the value measures.
  var measure = Measure.share
  /// What the value is held against; marks whose interval leaves it out are told apart.
  var reference: (place: Double, words: String)?
  /// Whether more is better; nil where neither is.
  var isMoreBetter: Bool? = true
  /// What the axis of values cannot leave.
  var limits: ClosedRange<Double>? = 0...1

  /// One row with its name.
  typealias Named = (name: String, row: TableRow)

  /// Rows below one another, each with its interval: a dot plot, or a caterpillar where they are in order.
  func list(_ rows: [Named], title: String, axis shared: ChartAxis? = nil) -> ChartPanel {
    let marks = rows.enumerated().compactMap { index, named -> Mark? in
      guard let number = named.row.number(value) else { return nil }
      var mark = mark(named, x: number.double, y: Double(index))
      mark.words = measure.text(number)
      return mark
    }
    var layers: [ChartLayer] = []
    if let reference { layers.append(.reference(.x, reference.place, words: reference.words, .muted)) }
    return ChartPanel(
      x: shared ?? axis(rows.map(\.row), title: title), y: .bands(rows.map(\.name)),
      layers: layers + [.marks(marks)])
  }

  /// Rows side by side, each with its interval, and a line through them.
  func line(_ rows: [Named], title: String, bands: String = "", axis shared: ChartAxis? = nil) -> ChartPanel {
    let marks = rows.enumerated().compactMap { index, named -> Mark? in
      named.row.double(value).map { mark(named, x: Double(index), y: $0) }
    }
    var layers: [ChartLayer] = []
    if let reference { layers.append(.reference(.y, reference.place, words: reference.words, .muted)) }
    for run in RowChart.runs(marks) {
      layers.append(.curve(run.map { CurvePoint($0.x, $0.y) }, .muted, isStepped: false))
    }
    return ChartPanel(
      x: .bands(rows.map(\.name), title: bands), y: shared ?? axis(rows.map(\.row), title: title),
      layers: layers + [.marks(marks)])
  }

  /// The axis that holds the values of some rows and their intervals.
  func axis(_ rows: [TableRow], title: String) -> ChartAxis {
    let numbers = rows.flatMap { [$0.double(value), $0.double(low), $0.double(high)].compactMap(\.self) }
    return .values(numbers + (reference.map { [$0.place] } ?? []), title: title, measure, within: limits)
  }

  /// A mark of a row: its tone and shape say on which side of the reference its interval lies.
  func mark(_ named: Named, x: Double, y: Double) -> Mark {
    var mark = Mark(x: x, y: y, hover: hover(named))
    (mark.low, mark.high) = (named.row.double(low), named.row.double(high))
    guard let reference else { return mark }
    mark.tone = .neutral
    if let isMoreBetter, let low = mark.low, let high = mark.high {
      if low > reference.place { (mark.tone, mark.shape) = (isMoreBetter ? .good : .bad, .up) }
      if high < reference.place { (mark.tone, mark.shape) = (isMoreBetter ? .bad : .good, .down) }
    }
    return mark
  }

  /// All that a row says of its number.
  private func hover(_ named: Named) -> String {
    var words = ClippedText.clip(named.name, to: ClippedText.hover)
    if let number = named.row.number(value) { words += ": " + measure.text(number) }
    if let low = named.row.number(low), let high = named.row.number(high) {
      words += " (95 %: \(measure.range(low, high)))"
    }
    if let n = named.row.number("n") { words += ", n = " + Measure.count.text(n) }
    return words
  }

  /// Stretches without a missing row between.
  private static func runs(_ marks: [Mark]) -> [[Mark]] {
    var runs: [[Mark]] = []
    for mark in marks {
      if let last = runs.last?.last, mark.x - last.x < 1.5 {
        runs[runs.count - 1].append(mark)
      } else {
        runs.append([mark])
      }
    }
    return runs.filter { $0.count > 1 }
  }

  /// The lowest and the highest of many rows, in descending order; all where they are few.
  static func extremes(_ rows: [Named], by value: String, most: Int) -> [Named] {
    let known = rows.filter { $0.row.number(value) != nil }.sorted {
      ($1.row.number(value) ?? CellNumber(millionths: 0), $0.name) < (
        $0.row.number(value) ?? CellNumber(millionths: 0), $1.name
      )
    }
    if known.count <= most { return known }
    return Array(known.prefix(most / 2) + known.suffix(most - most / 2))
  }

  /// What tones and shapes stand for, where rows are held against a reference.
  static func legend(_ above: String, _ below: String, isMoreBetter: Bool) -> [ChartLegendEntry] {
    [
      ChartLegendEntry(isMoreBetter ? .good : .bad, .up, above),
      ChartLegendEntry(.neutral, .dot, "not told apart from it"),
      ChartLegendEntry(isMoreBetter ? .bad : .good, .down, below),
    ]
  }
}
