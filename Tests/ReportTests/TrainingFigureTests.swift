import Output
import Report
import SketchedRuns
import Testing

@Suite struct TrainingFigureTests {
  @Test func `windows stand in their order, measure by measure, and withheld ones have no mark`() throws {
    let columns = ["measure", "window", "n", "value", "lo", "hi", "people", "flag"]
    let rows: [[SketchedCell]] = [
      ["cadence", "29-84d", 40, 1.4, 1.1, 1.7, 12, nil], ["cadence", "before", 40, 1.1, 0.9, 1.3, 12, nil],
      ["cadence", "1-28d", nil, nil, nil, nil, nil, "withheld"],
      ["effect", "gain", 40, 0.03, 0.01, 0.05, 12, nil],
    ]
    let effect: (name: String, columns: [String], rows: [[SketchedCell]]) = (
      "coaching_effect", ["metric", "estimand", "estimate", "lo", "hi"],
      [["acr", "simple", 0.03, 0.01, 0.05]]
    )
    func chart(_ rows: [[SketchedCell]]) throws -> Chart? {
      let section = try SketchedRows.sections([effect, ("coaching_training", columns, rows)])["coaching"]
      return section?.figures.compactMap(\.chart).first { $0.id == "coaching-training" }
    }
    let drawn = try #require(try chart(rows))
    #expect(drawn.panels.map(\.y.names) == [["84 days before", "days 29 to 84 after"], ["first gain"]])
    guard case .marks(let marks)? = drawn.panels[1].layers.last else { return }
    #expect(marks.map(\.words) == ["+3.0\u{a0}points"])
    #expect(try chart([rows[2]]) == nil)
  }
}
