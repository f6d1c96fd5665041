/// Draws one panel of a chart at its place.
struct PanelDrawing {
  let panel: ChartPanel
  let isNarrow: Bool
  /// The inner space, between the axes.
  private let left, top, width, inner: Double
  /// The ends of the drawing, with names and words beside the panel.
  private let outerLeft, outerRight: Double
  /// What names left of the panel may take.
  private let nameRoom: Double
  /// Height with axes and their names.
  let height: Double
  /// How far the names below the panel reach down.
  private let foot: Double

  /// A column of text, in units of a drawing.
  static let columnWidth = 6.4
  private static let rowHeight = 21.0
  private static let valueHeight = 220.0
  private static let footHeight = 22.0
  private static let axisTitleHeight = 17.0
  /// Words of references stand above the panel, one below the other.
  private static let referenceHeight = 15.0
  /// Names of bands may take so much of the width.
  static let namePart = 0.38
  private static let narrowNamePart = 0.42

  init(_ panel: ChartPanel, left: Double, top: Double, width: Double, isNarrow: Bool) {
    self.panel = panel
    self.isNarrow = isNarrow
    let names = panel.y.isBand ? panel.y.names : panel.y.ticks.map(\.words)
    let longest = names.map(ClippedText.columns).max() ?? 0
    let part = isNarrow ? Self.narrowNamePart : Self.namePart
    let room = min(longest * Self.columnWidth, width * part) + 8
    let words = panel.layers.flatMap { layer in
      if case .marks(let marks) = layer {
        marks.filter { $0.shape != .cell }.compactMap(\.words)
      } else {
        [String]()
      }
    }
    let trail = panel.isLying ? (words.map(ClippedText.columns).max() ?? 0) * Self.columnWidth : 0
    nameRoom = room - 8
    (outerLeft, outerRight) = (left, left + width)
    self.left = left + room
    self.width = max(20, width - room - 10 - (trail > 0 ? trail + 8 : 0))
    let titled = panel.y.isBand || panel.y.title.isEmpty ? 6.0 : Self.axisTitleHeight + 2
    let head = titled + Self.referenceHeight * Double(panel.layers.count(where: \.hasWordsAbove))
    self.top = top + head
    inner = panel.y.isBand ? Double(max(1, panel.y.names.count)) * Self.rowHeight : Self.valueHeight
    foot =
      panel.x.isBand && PanelDrawing.isSlanted(panel.x.names, self.width)
      ? min(60, (panel.x.names.map(ClippedText.columns).max() ?? 0) * Self.columnWidth) + 10 : Self.footHeight
    height = head + inner + foot + (panel.x.title.isEmpty ? 0 : Self.axisTitleHeight)
  }

  /// Everything that is drawn, from below to above.
  var markup: [Markup] {
    axisMarkup + panel.layers.flatMap(draw) + referenceWords
  }

  // MARK: - places

  private func horizontal(_ place: Double) -> Double { left + panel.x.part(place) * width }

  private func vertical(_ place: Double) -> Double {
    top + (panel.y.isBand ? panel.y.part(place) : 1 - panel.y.part(place)) * inner
  }

  private func point(_ x: Double, _ y: Double) -> Point { Point(horizontal(x), vertical(y)) }

  private static func isSlanted(_ names: [String], _ width: Double) -> Bool {
    let step = width / Double(max(1, names.count))
    return names.contains { ClippedText.columns($0) * columnWidth > step - 4 }
      && names.count <= most(in: width)
  }

  /// How many slanted names fit side by side; of more than two years of months some will do.
  private static func most(in width: Double) -> Int { min(24, max(2, Int(width / 13))) }

  // MARK: - axes

  private var axisMarkup: [Markup] {
    var content: [Markup] = []
    for tick in panel.y.ticks {
      let y = vertical(tick.value)
      content.append(line(left, y, left + width, y, .grid))
      content.append(text(tick.words, left - 6, y + 4, .end, .tick))
    }
    for tick in panel.x.ticks {
      let x = horizontal(tick.value)
      content.append(line(x, top, x, top + inner, .grid))
    }
    content += thinned(panel.x.ticks).map {
      text($0.words, horizontal($0.value), top + inner + 15, .middle, .tick)
    }
    for (index, name) in panel.y.names.enumerated() {
      content.append(
        text(
          ClippedText.clip(name, to: nameRoom / Self.columnWidth), left - 8, vertical(Double(index)) + 4,
          .end, .tick))
    }
    content += bandNames
    content.append(line(left, top + inner, left + width, top + inner, .axis))
    if !panel.x.title.isEmpty {
      content.append(text(clipped(panel.x.title), left + width / 2, top + inner + foot + 11, .middle, .tick))
    }
    if !panel.y.isBand, !panel.y.title.isEmpty {
      content.append(text(clipped(panel.y.title), left, top + titleTop, .start, .tick))
    }
    return [.make(.g, .hidden, content: content)]
  }

  private func clipped(_ title: String) -> String {
    ClippedText.clip(title, to: width / Self.columnWidth + 6)
  }

  /// The name of the axis stands above the words of references.
  private var titleTop: Double {
    -8 - Self.referenceHeight * Double(panel.layers.count(where: \.hasWordsAbove))
  }

  /// Ticks whose words have room.
  private func thinned(_ ticks: [(value: Double, words: String)]) -> [(value: Double, words: String)] {
    let widest = (ticks.map { ClippedText.columns($0.words) }.max() ?? 0) * Self.columnWidth + 8
    let every = max(1, Int((widest * Double(ticks.count) / width).rounded(.up)))
    return ticks.enumerated().filter { $0.offset % every == 0 }.map(\.element)
  }

  /// Names below the bands: upright where they fit, slanted where they nearly do, else some of them.
  private var bandNames: [Markup] {
    let names = panel.x.names
    guard !names.isEmpty else { return [] }
    let y = top + inner + 15
    if PanelDrawing.isSlanted(names, width) {
      return names.enumerated().map { index, name in
        let x = horizontal(Double(index)) + 4
        return .make(
          .text, .geometry(.x, x), .geometry(.y, y - 2), .anchor(.end), .style(.tick),
          .rotation(degrees: -45, around: Point(x, y - 2)), text: ClippedText.clip(name, to: 13))
      }
    }
    // What a name may take where every band has one, and at least 14 columns.
    let room = max(14, (width / Double(names.count) - 8) / Self.columnWidth)
    let widest = min(room, names.map(ClippedText.columns).max() ?? 0) * Self.columnWidth + 8
    let every = max(1, Int((widest * Double(names.count) / width).rounded(.up)))
    return names.enumerated().filter { $0.offset % every == 0 }.map { index, name in
      let words = ClippedText.clip(name, to: room)
      let half = ClippedText.columns(words) * Self.columnWidth / 2
      // The first and the last stay within the drawing.
      return text(
        words, min(max(horizontal(Double(index)), outerLeft + half), outerRight - half), y, .middle, .tick)
    }
  }

  // MARK: - layers

  private func draw(_ layer: ChartLayer) -> [Markup] {
    switch layer {
    case .marks(let marks): return marks.map { MarkDrawing(panel: self, mark: $0).markup }
    case .curve(let points, let tone, let isStepped):
      let places = stepped(points.map { point($0.x, $0.y) }, isStepped)
      return places.count < 2
        ? [] : [.make(.polyline, .style(.curve, tone.style), .points(places), .hidden)]
    case .band(let points, let tone, let isStepped):
      guard points.count > 1 else { return [] }
      let upper = stepped(points.map { point($0.x, $0.high) }, isStepped)
      let lower = stepped(points.map { point($0.x, $0.low) }, isStepped)
      return [.make(.polygon, .style(.band, tone.style), .points(upper + lower.reversed()), .hidden)]
    case .reference(let direction, let place, let words, let tone):
      return reference(direction, place, words, tone)
    }
  }

  /// With a corner before each place but the first.
  private func stepped(_ points: [Point], _ isStepped: Bool) -> [Point] {
    guard isStepped else { return points }
    return points.enumerated().flatMap { index, point in
      index == 0 ? [point] : [Point(point.x, points[index - 1].y), point]
    }
  }

  private func reference(_ direction: ChartLayer.Direction, _ place: Double, _ words: String, _ tone: Tone)
    -> [Markup]
  {
    switch direction {
    case .x:
      let x = horizontal(place)
      guard x >= left - 0.5, x <= left + width + 0.5 else { return [] }
      return [line(x, top - (words.isEmpty ? 0 : 4), x, top + inner, .reference, tone.style)]
    case .y:
      let y = vertical(place)
      guard y >= top - 0.5, y <= top + inner + 0.5 else { return [] }
      return [line(left, y, left + width, y, .reference, tone.style)]
    }
  }

  /// The words of references, above all marks.
  private var referenceWords: [Markup] {
    var lines = 0.0
    var content: [Markup] = []
    for layer in panel.layers {
      guard case .reference(let direction, let place, let words, let tone) = layer, !words.isEmpty else {
        continue
      }
      switch direction {
      case .x:
        lines += 1
        let x = horizontal(place)
        guard x >= left - 0.5, x <= left + width + 0.5 else { continue }
        let isRight = x > left + width * 0.6
        let y = top - 6 - Self.referenceHeight * (lines - 1)
        content.append(text(words, x + (isRight ? 4 : -4), y, isRight ? .end : .start, .label, tone.style))
      case .y:
        let y = vertical(place)
        guard y >= top - 0.5, y <= top + inner + 0.5 else { continue }
        content.append(text(words, left + width, y - 5, .end, .label, tone.style))
      }
    }
    return content.isEmpty ? [] : [.make(.g, .hidden, content: content)]
  }

  // MARK: - pieces

  private func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ styles: StyleClass...) -> Markup
  {
    .make(
      .line, .classes(styles), .geometry(.x1, x1), .geometry(.y1, y1), .geometry(.x2, x2), .geometry(.y2, y2))
  }

  private func text(
    _ words: String, _ x: Double, _ y: Double, _ anchor: Attribute.Anchor, _ styles: StyleClass...
  ) -> Markup {
    .make(.text, .geometry(.x, x), .geometry(.y, y), .anchor(anchor), .classes(styles), text: words)
  }

  /// Where a mark stands, and what it may take: the middle, the size of its field, and the ends of the panel.
  func place(_ mark: Mark) -> Point { point(mark.x, mark.y) }

  /// The width and height of one field of two bands.
  var field: (width: Double, height: Double) {
    (width / Double(max(1, panel.x.names.count)), inner / Double(max(1, panel.y.names.count)))
  }

  /// Where a value lies on the axis of values, kept within the panel.
  func valuePlace(_ value: Double) -> Double {
    panel.isLying
      ? min(left + width, max(left, horizontal(value))) : min(top + inner, max(top, vertical(value)))
  }

  /// Right of the panel, where marks in bands have their words.
  var trailing: Double { left + width + 8 }
}
