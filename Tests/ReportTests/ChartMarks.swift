import Foundation
import Report

/// What a parser counts in the drawing of one chart.
struct ChartMarks {
  /// Groups that stand for a row.
  let marks: Int
  /// Those with words for whoever points at them.
  let hovers: Int

  init(_ chart: Chart, isWide: Bool) {
    let parsed = ParsedPage(MarkupPrinter.fragment(chart.drawing(isWide: isWide)))
    let groups =
      parsed?.all("g").filter { ($0.attributes["class"] ?? "").split(separator: " ").contains("m") } ?? []
    marks = groups.count
    hovers = parsed?.all("title").filter { $0.path.last == "g" }.count ?? 0
  }
}
