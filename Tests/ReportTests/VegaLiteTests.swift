import Output
import Report
import SketchedRuns
import Testing

@Suite struct VegaLiteTests {
  /// Every member of that name in a document, wherever it is.
  private func all(_ name: String, in value: JSONValue) -> [JSONValue] {
    let members = value.members ?? []
    return members.filter { $0.name == name }.map(\.value) + members.flatMap { all(name, in: $0.value) }
      + (value.elements ?? []).flatMap { all(name, in: $0) }
  }

  @Test func `a specification has the marks of the drawing, with the same words`() throws {
    let run = try SketchedRun.whole(.of(24)).folder
    let charts = RunPage(of: run) { _ in "" }.charts
    #expect(charts.count >= 15)
    for chart in charts {
      let specification = VegaLite.specification(chart)
      let words = Set(all("hover", in: specification).compactMap(\.text))
      let drawn = chart.panels.flatMap(\.layers).flatMap { layer in
        if case .marks(let marks) = layer { marks.map(\.hover) } else { [String]() }
      }
      #expect(words == Set(drawn), "\(chart.id)")
      #expect(drawn.count == chart.marks, "\(chart.id)")
      #expect(specification["$schema"]?.text == "https://vega.github.io/schema/vega-lite/v6.json")
      #expect(specification["usermeta"]?["marks"]?.integer == Int64(chart.marks))
      // What is printed is JSON, and reads as it was.
      let read = try JSONValue(parsing: specification.printed)
      #expect(read.printed == specification.printed)
    }
  }

  @Test func `both have the same scale`() throws {
    let axis = ChartAxis.values([0.71, 0.84], title: "share", .share, within: 0...1)
    var mark = Mark(x: 0, y: 0.8, hover: "one")
    (mark.low, mark.high) = (0.75, 0.84)
    let chart = Chart(
      id: "one", title: "One", summary: "One mark.",
      panels: [ChartPanel(x: .bands(["a", "b"]), y: axis, layers: [.marks([mark])])], rows: 1)
    let domains = all("domain", in: VegaLite.specification(chart))
    guard case .values(let from, let to) = axis.scale else { return }
    let ends = [from, to].map { JSONValue.decimal(millionths: Int64(($0 * 1_000_000).rounded())) }
    #expect(domains.contains(.array(ends)))
    #expect(domains.contains(["a", "b"]))
  }
}
