import Statistics

/// The funnel of teams: each by its size and share, between limits of chance.
struct FunnelDrawing {
  let teams: [TableRow]
  let plot: FunnelPlot

  /// Teams beyond the outer limits that are drawn one by one where there are too many marks.
  private static let mostSingles = 100
  /// Fields that the others are put together in.
  private static let columns = 20
  private static let lines = 14
  /// Places along a limit.
  private static let steps = 40

  /// The chart; beyond 400 teams those within the limits are put together in fields.
  var chart: Chart {
    let size = teams.compactMap { $0.double("n") }
    // From 0 on, unless all teams are far from it.
    let isFar = (size.min() ?? 0) * 3 > (size.max() ?? 0)
    let x = ChartAxis.values((isFar ? [] : [0]) + size, title: "settled first contacts", .count)
    let limits = limitRows
    let y = ChartAxis.values(
      teams.compactMap { $0.double("rate") } + limits.map(\.limits95.low) + limits.map(\.limits95.high)
        + limits.suffix(limits.count / 2 + 1).flatMap { [$0.limits998.low, $0.limits998.high] },
      title: "first contact resolution", .share, within: 0...1)
    let isCrowded = teams.count > Chart.mostMarks
    let marks = isCrowded ? crowded(x, y) : zip(teams, plot.units).compactMap(single)
    let center = CellNumber(millionths: Int64((plot.target * 1_000_000).rounded()))
    let panel = ChartPanel(
      x: x, y: y,
      layers: [
        .reference(.y, plot.target, words: "all teams: " + Measure.share.text(center), .accent),
        curve(limits, y, \.limits95.low), curve(limits, y, \.limits95.high),
        outer(limits, y, \.limits998.low), outer(limits, y, \.limits998.high), .marks(marks),
      ])
    var chart = Chart(
      id: "teams-funnel", title: "Teams by size and first contact resolution",
      summary: Summaries.series(teams, "group", "rate", .share)
        + (isCrowded
          ? " Teams within the limits are put together: a larger dot stands for more of them." : ""),
      panels: [panel], rows: teams.count)
    chart.legend = [
      ChartLegendEntry(.good, .up, "above the outer limit"),
      ChartLegendEntry(.neutral, .dot, isCrowded ? "within: the larger, the more teams" : "within"),
      ChartLegendEntry(.bad, .down, "below the outer limit"),
    ]
    return chart
  }

  private typealias Sized = (size: Double, limits95: FunnelLimits, limits998: FunnelLimits)

  /// The limits along the axis of sizes, at some of the teams.
  private var limitRows: [Sized] {
    let sorted = zip(teams, plot.units).compactMap { row, unit -> Sized? in
      row.double("n").map { (size: $0, limits95: unit.limits95, limits998: unit.limits998) }
    }.sorted { $0.size < $1.size }
    let every = max(1, sorted.count / FunnelDrawing.steps)
    return sorted.enumerated().filter { $0.offset % every == 0 || $0.offset == sorted.count - 1 }.map(
      \.element)
  }

  private func curve(_ limits: [Sized], _ axis: ChartAxis, _ end: KeyPath<Sized, Double>) -> ChartLayer {
    .curve(points(limits, axis, end), .muted, isStepped: false)
  }

  private func outer(_ limits: [Sized], _ axis: ChartAxis, _ end: KeyPath<Sized, Double>) -> ChartLayer {
    .curve(points(limits, axis, end), .neutral, isStepped: false)
  }

  /// Where a limit lies within the panel.
  private func points(_ limits: [Sized], _ axis: ChartAxis, _ end: KeyPath<Sized, Double>) -> [CurvePoint] {
    limits.map { CurvePoint($0.size, $0[keyPath: end]) }.filter { (0...1).contains(axis.part($0.y)) }
  }

  private func single(_ row: TableRow, _ unit: FunnelPlot.Unit) -> Mark? {
    guard let n = row.number("n"), let rate = row.number("rate") else { return nil }
    var words = "\(ClippedText.clip(row["group"], to: ClippedText.hover)): \(Measure.share.text(rate))"
    words += ", n = " + Measure.count.text(n)
    var mark = Mark(x: n.double, y: rate.double, hover: words)
    mark.tone = .neutral
    if rate.double > unit.limits998.high { (mark.tone, mark.shape) = (.good, .up) }
    if rate.double < unit.limits998.low { (mark.tone, mark.shape) = (.bad, .down) }
    return mark
  }

  private func crowded(_ x: ChartAxis, _ y: ChartAxis) -> [Mark] {
    let all = zip(teams, plot.units).compactMap { row, unit in
      single(row, unit).map { ($0, abs(unit.overdispersedZ)) }
    }
    let beyond = all.filter { $0.0.shape != .dot }.sorted { ($1.1, $0.0.hover) < ($0.1, $1.0.hover) }
    let singles = beyond.prefix(FunnelDrawing.mostSingles).map(\.0)
    let others =
      all.filter { $0.0.shape == .dot }.map(\.0) + beyond.dropFirst(FunnelDrawing.mostSingles).map(\.0)
    var fields: [Int: Int] = [:]
    for mark in others {
      let column = min(FunnelDrawing.columns - 1, Int(x.part(mark.x) * Double(FunnelDrawing.columns)))
      let line = min(FunnelDrawing.lines - 1, max(0, Int(y.part(mark.y) * Double(FunnelDrawing.lines))))
      fields[line * FunnelDrawing.columns + column, default: 0] += 1
    }
    guard case .values(let left, let right) = x.scale, case .values(let low, let high) = y.scale else {
      return singles
    }
    let most = Double(fields.values.max() ?? 1)
    let dots = fields.sorted { $0.key < $1.key }.map { place, count -> Mark in
      let column = (Double(place % FunnelDrawing.columns) + 0.5) / Double(FunnelDrawing.columns)
      let line = (Double(place / FunnelDrawing.columns) + 0.5) / Double(FunnelDrawing.lines)
      var mark = Mark(
        x: left + column * (right - left), y: low + line * (high - low),
        hover: "\(count) \(count == 1 ? "team" : "teams") about here")
      (mark.tone, mark.size) = (.neutral, 0.4 + 5 * Double(count) / most)
      return mark
    }
    return dots + singles
  }
}
