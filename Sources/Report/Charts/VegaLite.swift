import Output

/// Writes a chart as a Vega-Lite specification, of the same marks, scales and words as its drawing.
package struct VegaLite {
  private let chart: Chart
  /// By day: a specification is looked at elsewhere, on white.
  private let palette = Palette.light

  /// The specification of a chart.
  package static func specification(_ chart: Chart) -> JSONValue { VegaLite(chart: chart).value }

  private var value: JSONValue {
    var members: [JSONValue.Member] = [
      .init("$schema", "https://vega.github.io/schema/vega-lite/v6.json"),
      .init("title", .string(chart.title)), .init("description", .string(chart.summary)),
      .init("background", .string(palette.paper.hex)),
      .init("usermeta", ["rows": .integer(Int64(chart.rows)), "marks": .integer(Int64(chart.marks))]),
      .init("config", ["view": ["stroke": .null], "axis": ["labelLimit": 220, "grid": true]]),
    ]
    if chart.panels.count == 1, let panel = chart.panels.first {
      members += PanelSpecification(panel, palette).members(width: 600)
    } else {
      members.append(
        .init("columns", .integer(Int64(ChartDrawing.Width.wide.columns(of: chart.panels)))))
      members.append(
        .init(
          "concat",
          .array(
            chart.panels.map { panel in
              .object(
                [.init("title", .string(panel.title ?? ""))]
                  + PanelSpecification(panel, palette).members(width: 260))
            })))
      members.append(
        .init("resolve", ["scale": ["x": "independent", "y": "independent", "size": "independent"]]))
    }
    return .object(members)
  }
}

/// One panel in Vega-Lite.
private struct PanelSpecification {
  let panel: ChartPanel
  let palette: Palette

  init(_ panel: ChartPanel, _ palette: Palette) { (self.panel, self.palette) = (panel, palette) }

  func members(width: Int64) -> [JSONValue.Member] {
    let height = panel.y.isBand ? Int64(max(1, panel.y.names.count)) * 22 : 260
    var layers = panel.layers.flatMap(layer)
    // Vega-Lite wants a layer; a panel without rows shows its axes.
    if layers.isEmpty { layers = [points([])] }
    return [
      .init("width", .integer(width)), .init("height", .integer(height)), .init("layer", .array(layers)),
    ]
  }

  private func layer(_ layer: ChartLayer) -> [JSONValue] {
    switch layer {
    case .marks(let marks): return draw(marks)
    case .curve(let curve, let tone, let isStepped):
      let mark: JSONValue = ["type": "line", "interpolate": interpolation(isStepped), "color": color(tone)]
      let values = curve.enumerated().map { index, point -> JSONValue in
        ["order": .integer(Int64(index)), "x": place(point.x, panel.x), "y": place(point.y, panel.y)]
      }
      return [view(values, mark, [.init("order", ["field": "order", "type": "quantitative"])])]
    case .band(let band, let tone, let isStepped):
      let mark: JSONValue = [
        "type": "area", "interpolate": interpolation(isStepped), "color": color(tone),
        "opacity": .decimal(millionths: 180_000),
      ]
      let values = band.map { point -> JSONValue in
        ["x": place(point.x, panel.x), "y": place(point.low, panel.y), "y2": place(point.high, panel.y)]
      }
      return [view(values, mark, [.init("y2", ["field": "y2"])])]
    case .reference(let direction, let number, let words, let tone):
      return reference(direction, number, words, tone)
    }
  }

  private func draw(_ marks: [Mark]) -> [JSONValue] {
    let cells = marks.filter { $0.shape == .cell }
    if !cells.isEmpty { return fields(cells) }
    if marks.contains(where: { $0.shape == .bar }) { return [bars(marks)] }
    let whiskers = marks.filter { $0.low != nil && $0.high != nil }
    return (whiskers.isEmpty ? [] : [intervals(whiskers)]) + [points(marks)]
  }

  private func points(_ marks: [Mark]) -> JSONValue {
    let shapes: [Mark.Shape] = [.dot, .up, .down, .square]
    return view(
      marks.map(datum), ["type": "point", "filled": true, "opacity": 1],
      [
        toneEncoding,
        .init(
          "shape",
          [
            "field": "shape", "type": "nominal", "legend": .null,
            "scale": [
              "domain": .array(shapes.map { .string($0.rawValue) }),
              "range": .array(shapes.map { .string($0.rawValue) }),
            ],
          ]),
        .init("size", ["field": "size", "type": "quantitative", "scale": .null, "legend": .null]),
        tooltip,
      ])
  }

  private func intervals(_ marks: [Mark]) -> JSONValue {
    let (first, second) = panel.isLying ? ("x", "x2") : ("y", "y2")
    let axis = panel.isLying ? panel.x : panel.y
    let values = marks.map { mark -> JSONValue in
      var members = datum(mark).members ?? []
      members.removeAll { $0.name == first }
      members.append(.init(first, place(mark.low ?? 0, axis)))
      members.append(.init(second, place(mark.high ?? 0, axis)))
      return .object(members)
    }
    return view(
      values, ["type": "rule"],
      [.init(second, .object([.init("field", .string(second))])), toneEncoding, tooltip])
  }

  private func bars(_ marks: [Mark]) -> JSONValue {
    let values = marks.map { mark -> JSONValue in
      .object((datum(mark).members ?? []) + [.init("x2", place(mark.low ?? 0, panel.x))])
    }
    return view(
      values, ["type": "bar", "height": 14], [.init("x2", ["field": "x2"]), toneEncoding, tooltip])
  }

  private func fields(_ marks: [Mark]) -> [JSONValue] {
    let values = marks.map { mark -> JSONValue in
      .object(
        (datum(mark).members ?? []) + [
          .init("fill", .string(palette.cell(mark.tone, strength: mark.strength).hex)),
          .init("edge", .string(mark.isOutlined ? palette.color(.warn).hex : palette.line.hex)),
          .init("edgeWidth", .integer(mark.isOutlined ? 2 : 1)),
        ])
    }
    func raw(_ field: String, type: String = "nominal") -> JSONValue {
      ["field": .string(field), "type": .string(type), "scale": .null, "legend": .null]
    }
    let ground = view(
      values, ["type": "rect"],
      [
        .init("fill", raw("fill")), .init("stroke", raw("edge")),
        .init("strokeWidth", raw("edgeWidth", type: "quantitative")), tooltip,
      ])
    let words = view(
      values, ["type": "text", "fontSize": 10, "color": .string(palette.ink.hex)],
      [.init("text", ["field": "words", "type": "nominal"])])
    return [ground, words]
  }

  private func reference(
    _ direction: ChartLayer.Direction, _ number: Double, _ words: String, _ tone: Tone
  ) -> [JSONValue] {
    let axis = direction == .x ? panel.x : panel.y
    let field = direction == .x ? "x" : "y"
    let values: JSONValue = [
      "values": [.object([.init(field, place(number, axis)), .init("words", .string(words))])]
    ]
    let along = JSONValue.Member(field, encoding(axis))
    let rule: JSONValue = ["type": "rule", "strokeDash": [5, 4], "color": color(tone)]
    var label: [JSONValue.Member] = [
      .init("type", "text"), .init("color", color(tone)), .init("fontSize", 10),
    ]
    label +=
      direction == .x
      ? [.init("y", 8), .init("align", "left"), .init("dx", 4)]
      : [.init("x", "width"), .init("align", "right"), .init("dy", -6)]
    return [
      .object([.init("data", values), .init("mark", rule), .init("encoding", .object([along]))]),
      .object([
        .init("data", values), .init("mark", .object(label)),
        .init("encoding", .object([along, .init("text", ["field": "words", "type": "nominal"])])),
      ]),
    ]
  }

  // MARK: - pieces

  private func view(_ values: [JSONValue], _ mark: JSONValue, _ more: [JSONValue.Member]) -> JSONValue {
    .object([
      .init("data", .object([.init("values", .array(values))])), .init("mark", mark),
      .init(
        "encoding", .object([.init("x", encoding(panel.x)), .init("y", encoding(panel.y))] + more)),
    ])
  }

  private func encoding(_ axis: ChartAxis) -> JSONValue {
    let field = axis == panel.x ? "x" : "y"
    switch axis.scale {
    case .bands(let names):
      return [
        "field": .string(field), "type": "nominal", "title": .init(axis.title.isEmpty ? nil : axis.title),
        "sort": .null, "scale": ["domain": .array(names.map(JSONValue.string))],
      ]
    case .values(let from, let to):
      return [
        "field": .string(field), "type": "quantitative", "title": .string(axis.title),
        "axis": ["format": .string(axis.measure.axisFormat)],
        "scale": ["domain": [number(from), number(to)], "nice": false, "zero": false],
      ]
    }
  }

  private func datum(_ mark: Mark) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("x", place(mark.x, panel.x)), .init("y", place(mark.y, panel.y)),
      .init("tone", .string(mark.tone.rawValue)),
      .init("shape", .string(mark.shape.rawValue)), .init("size", number(mark.size * 60)),
      .init("hover", .string(mark.hover)),
    ]
    if let low = mark.low, mark.shape != .bar { members.append(.init("low", number(low))) }
    if let high = mark.high { members.append(.init("high", number(high))) }
    if let words = mark.words { members.append(.init("words", .string(words))) }
    return .object(members)
  }

  private var toneEncoding: JSONValue.Member {
    .init(
      "color",
      [
        "field": "tone", "type": "nominal", "legend": .null,
        "scale": [
          "domain": .array(Tone.allCases.map { .string($0.rawValue) }),
          "range": .array(Tone.allCases.map(color)),
        ],
      ])
  }

  private var tooltip: JSONValue.Member { .init("tooltip", ["field": "hover", "type": "nominal"]) }

  private func interpolation(_ isStepped: Bool) -> JSONValue { isStepped ? "step-after" : "linear" }

  private func color(_ tone: Tone) -> JSONValue { .string(palette.color(tone).hex) }

  /// A place on an axis: a value, or the name of a band.
  private func place(_ place: Double, _ axis: ChartAxis) -> JSONValue {
    guard case .bands(let names) = axis.scale else { return number(place) }
    let index = Int(place)
    return names.indices.contains(index) ? .string(names[index]) : .null
  }

  /// A number as the tables write it: in millionths.
  private func number(_ value: Double) -> JSONValue {
    value.isFinite && abs(value) < 1e12 ? .decimal(millionths: Int64((value * 1_000_000).rounded())) : .null
  }
}
