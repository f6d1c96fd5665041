/// How rows of exports become first contacts that count, step by step.
struct FlowFigure {
  let rows: RunRows

  /// One step: what is left, or what is taken away.
  private struct Step {
    var name: String
    var count: Int64
    /// Where its bar begins.
    var base: Int64
    var isKept: Bool
  }

  /// The figure; nil where no contact was read.
  var figure: PageFigure? {
    let panels = [("Rows of contacts", readSteps), ("Conversations", conversationSteps)].filter {
      !$0.1.isEmpty
    }
    guard !panels.isEmpty else { return nil }
    let steps = panels.flatMap(\.1)
    var chart = Chart(
      id: "flow-of-rows", title: "From rows of exports to first contacts that count",
      summary: summary(steps), panels: panels.map { panel($0.0, $0.1) }, rows: steps.count)
    chart.legend = [
      ChartLegendEntry(.accent, .square, "what is left"),
      ChartLegendEntry(.muted, .square, "what is taken away"),
    ]
    let places = ["step": 0, "rows": 1, "what": 2]
    let table = panels.flatMap { _, steps in
      steps.map {
        TableRow(places: places, cells: [$0.name, String($0.count), $0.isKept ? "left" : "taken away"])
      }
    }
    return PageFigure(
      "What became of each row",
      "Read it from above: each paler bar is what is taken away, each strong one what is left. Nothing is lost without a reason.",
      chart,
      FigureTable("fcr_population", [.init("step"), .init("rows", .count), .init("what")], table))
  }

  private var readSteps: [Step] {
    let inputs = rows.facts.inputs.filter { $0.table == "contacts" }
    let read = inputs.reduce(0) { $0 + $1.rows }
    guard read > 0 else { return [] }
    var taken = [("rejected", inputs.reduce(0) { $0 + $1.rejected })]
    var reasons: [String: Int64] = [:]
    for (reason, count) in inputs.flatMap(\.excluded) { reasons[reason, default: 0] += count }
    taken += reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    return FlowFigure.steps(from: ("read", read), taken, to: "used")
  }

  private var conversationSteps: [Step] {
    let counted = rows[.population].compactMap { row -> (name: String, count: Int64)? in
      row.number("conversations").map { (row["status"], $0.millionths / 1_000_000) }
    }
    guard let qualifying = counted.first(where: { $0.name == "qualifying" })?.count else { return [] }
    let all = counted.reduce(0) { $0 + $1.count }
    let others = counted.filter { $0.name != "qualifying" }.sorted {
      ($1.count, $0.name) < ($0.count, $1.name)
    }
    var steps = FlowFigure.steps(
      from: ("conversations", all), others.map { ($0.name, $0.count) }, to: "qualifying")
    let headline = rows[.headlineMonths].first { $0["period"] == "all" }
    let columns = ["n", "unsettled", "first_unknown", "unidentified"]
    let numbers = columns.compactMap { headline?.number($0).map { $0.millionths / 1_000_000 } }
    guard numbers.count == columns.count else { return steps }
    let taken = [
      ("unidentified", numbers[3]), ("no first contact", qualifying - numbers.reduce(0, +)),
      ("first_unknown", numbers[2]), ("unsettled", numbers[1]),
    ]
    steps += FlowFigure.steps(from: nil, taken, to: "settled first contacts", all: qualifying)
    return steps
  }

  /// The steps from one number to what is left of it; what takes nothing is no step.
  private static func steps(
    from first: (name: String, count: Int64)?, _ taken: [(name: String, count: Int64)], to last: String,
    all: Int64 = 0
  ) -> [Step] {
    var left = first?.count ?? all
    var steps = first.map { [Step(name: $0.name, count: $0.count, base: 0, isKept: true)] } ?? []
    for (name, count) in taken where count > 0 {
      left -= count
      steps.append(
        Step(name: "\(Measure.minus) \(RunAnswer.words(name))", count: count, base: left, isKept: false))
    }
    steps.append(Step(name: "= " + last, count: left, base: 0, isKept: true))
    return steps
  }

  private func panel(_ title: String, _ steps: [Step]) -> ChartPanel {
    let largest = Double(steps.map(\.count).max() ?? 1)
    let marks = steps.enumerated().map { index, step -> Mark in
      let count = Measure.count.text(CellNumber(millionths: step.count * 1_000_000))
      var mark = Mark(
        x: Double(step.base + step.count), y: Double(index),
        hover: "\(step.name): \(count)")
      (mark.shape, mark.low, mark.words) = (.bar, Double(step.base), count)
      mark.tone = step.isKept ? .accent : .muted
      return mark
    }
    return ChartPanel(
      title: title, x: .values([0, largest], title: "", .count), y: .bands(steps.map(\.name)),
      layers: [.marks(marks)])
  }

  private func summary(_ steps: [Step]) -> String {
    steps.map { "\($0.name): \(Measure.count.text(CellNumber(millionths: $0.count * 1_000_000)))" }
      .joined(separator: "; ") + "."
  }
}
