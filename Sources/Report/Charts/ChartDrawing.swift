/// Draws a chart as SVG, for one width.
struct ChartDrawing {
  /// How wide the place is that a chart is drawn for.
  enum Width: CaseIterable {
    /// A desk, and paper.
    case wide
    /// A phone in a hand.
    case narrow

    var units: Double { self == .wide ? 860 : 340 }
    var style: StyleClass { self == .wide ? .wide : .narrow }
    /// How many panels stand side by side.
    func columns(of panels: [ChartPanel]) -> Int {
      guard self == .wide, panels.count > 1 else { return 1 }
      let most = panels.count == 2 || panels.count == 4 ? 2 : 3
      guard panels.contains(where: \.isLying) else { return most }
      // Names of rows take room: two side by side where they fit, else one.
      let longest = panels.flatMap { $0.y.names.map(ClippedText.columns) }.max() ?? 0
      return longest * PanelDrawing.columnWidth < units / 2 * PanelDrawing.namePart ? 2 : 1
    }

  }

  private static let gap = 18.0
  private static let titleHeight = 20.0

  /// The drawing, with its text alternative.
  static func svg(_ chart: Chart, _ width: Width) -> Markup {
    let columns = width.columns(of: chart.panels)
    let panelWidth = (width.units - gap * Double(columns - 1)) / Double(columns)
    var content: [Markup] = []
    var top = 0.0
    var row = 0
    while row < chart.panels.count {
      let line = Array(chart.panels[row..<min(row + columns, chart.panels.count)])
      var height = 0.0
      for (column, panel) in line.enumerated() {
        let left = Double(column) * (panelWidth + gap)
        let head = panel.title == nil ? 0 : titleHeight
        let drawing = PanelDrawing(
          panel, left: left, top: top + head, width: panelWidth, isNarrow: width == .narrow)
        if let title = panel.title {
          content.append(
            .make(
              .text, .geometry(.x, left), .geometry(.y, top + 13), .style(.title),
              text: ClippedText.clip(title, to: panelWidth / PanelDrawing.columnWidth)))
        }
        content += drawing.markup
        height = max(height, drawing.height + head)
      }
      top += height + (row + columns < chart.panels.count ? gap : 0)
      row += columns
    }
    let name = "\(chart.id)-\(width.style.rawValue)"
    return .make(
      .svg, .namespace(.svg), .style(width.style), .viewBox(width: width.units, height: max(top, 1)),
      .role(.img),
      .labelledBy(["\(name)-title", "\(name)-desc"]), .count(.rows, chart.rows), .count(.marks, chart.marks),
      content: [
        .make(.title, .id("\(name)-title"), text: chart.title),
        .make(.desc, .id("\(name)-desc"), text: chart.summary),
      ] + content)
  }
}

extension Chart {
  /// The chart as SVG, for a desk or for a phone.
  package func drawing(isWide: Bool) -> Markup { ChartDrawing.svg(self, isWide ? .wide : .narrow) }
}
