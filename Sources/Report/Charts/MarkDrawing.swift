/// Draws one mark, with the words for whoever points at it.
struct MarkDrawing {
  let panel: PanelDrawing
  let mark: Mark

  /// Radius of a usual dot.
  private static let radius = 4.2

  /// The mark as one group, so that marks can be counted.
  var markup: Markup {
    let tone: [StyleClass] = [.mark, mark.tone.style]
    return .make(
      .g, .classes(mark.isOutlined ? tone + [.outlined] : tone),
      content: [.make(.title, text: mark.hover)] + interval + shape)
  }

  private var interval: [Markup] {
    guard mark.shape != .bar, let low = mark.low, let high = mark.high else { return [] }
    let (from, to, place) = (panel.valuePlace(low), panel.valuePlace(high), panel.place(mark))
    return panel.panel.isLying ? [line(from, place.y, to, place.y)] : [line(place.x, from, place.x, to)]
  }

  private var shape: [Markup] {
    let place = panel.place(mark)
    let radius = Self.radius * mark.size.squareRoot()
    switch mark.shape {
    case .dot:
      return [.make(.circle, .geometry(.cx, place.x), .geometry(.cy, place.y), .geometry(.r, radius))]
        + trailing
    case .square:
      return [rectangle(place.x - radius * 0.85, place.y - radius * 0.85, radius * 1.7, radius * 1.7)]
        + trailing
    case .up, .down:
      let reach = radius * 1.2 * (mark.shape == .up ? -1 : 1)
      return [
        .make(
          .polygon,
          .points([
            Point(place.x, place.y + reach), Point(place.x - radius * 1.15, place.y - reach * 0.7),
            Point(place.x + radius * 1.15, place.y - reach * 0.7),
          ]))
      ] + trailing
    case .bar:
      let (from, to) = (panel.valuePlace(mark.low ?? 0), panel.valuePlace(mark.x))
      return [rectangle(min(from, to), place.y - 7, max(1, abs(to - from)), 14)] + trailing
    case .cell: return cell(place)
    }
  }

  /// A field, and in it its words where they fit.
  private func cell(_ place: Point) -> [Markup] {
    let field = panel.field
    let width = max(1, field.width - 2)
    let height = max(1, field.height - 2)
    let strengths: [StyleClass] = [.faint1, .faint2, .faint3, .faint4]
    let strength: [StyleClass] = mark.strength > 0 ? [strengths[min(mark.strength, 4) - 1]] : [.faint]
    let ground = Markup.make(
      .rect, .classes([.cell] + strength), .geometry(.x, place.x - width / 2),
      .geometry(.y, place.y - height / 2),
      .geometry(.width, width), .geometry(.height, height), .geometry(.rx, min(3, width / 4)))
    guard let words = mark.words else { return [ground] }
    let fits = ClippedText.columns(words) * PanelDrawing.columnWidth <= width - 2
    // Where the number has no room, its sign has.
    let shown = fits ? words : words.first.map { "+±\(Measure.minus)".contains($0) ? String($0) : "" } ?? ""
    if shown.isEmpty { return [ground] }
    return [ground, text(shown, place.x, place.y + 4, .middle, .ink)]
  }

  /// Words beside the panel, where rows lie in bands.
  private var trailing: [Markup] {
    guard panel.panel.isLying, let words = mark.words else { return [] }
    return [text(words, panel.trailing, panel.place(mark).y + 4, .start, .tick)]
  }

  private func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> Markup {
    .make(.line, .geometry(.x1, x1), .geometry(.y1, y1), .geometry(.x2, x2), .geometry(.y2, y2))
  }

  private func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> Markup {
    .make(.rect, .geometry(.x, x), .geometry(.y, y), .geometry(.width, width), .geometry(.height, height))
  }

  private func text(
    _ words: String, _ x: Double, _ y: Double, _ anchor: Attribute.Anchor, _ style: StyleClass
  ) -> Markup {
    .make(.text, .geometry(.x, x), .geometry(.y, y), .anchor(anchor), .classes([style]), text: words)
  }
}
