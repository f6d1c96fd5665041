import Output
import Report
import SketchedRuns
import Testing

@Suite struct HeadlineTilesTests {
  private func change(_ now: Double, _ before: Double) throws -> String? {
    let previous = SketchedRows.run([
      ("fcr", SketchedRows.fcr, [SketchedRows.month("all", before, before - 0.01, before + 0.01)])
    ])
    let page = try SketchedRows.page(
      [("fcr", SketchedRows.fcr, [SketchedRows.month("all", now, now - 0.01, now + 0.01)])], since: previous)
    return page.tiles.first?.change?.text.replacing("\u{a0}", with: " ")
  }

  @Test func `a change is judged by the interval of then`() throws {
    #expect(
      try change(0.815, 0.81) == "+0.5 points since the last run (2026-06-30), within its interval of then")
    #expect(
      try change(0.83, 0.81) == "+2.0 points since the last run (2026-06-30), beyond its interval of then")
    #expect(
      try change(0.78, 0.81)
        == "\u{2212}3.0 points since the last run (2026-06-30), beyond its interval of then")
    #expect(try change(0.81, 0.81) == "as in the last run (2026-06-30)")
  }

  @Test func `a tile without a number says why`() throws {
    let page = try SketchedRows.page([], notRun: [["id": "fcr", "needs": "contacts"]])
    #expect(page.tiles.prefix(3).allSatisfy { $0.value == nil })
    #expect(page.tiles.map(\.note.text).prefix(2) == ["not run: needs contacts", "not part of this run"])
    #expect(page.tiles.allSatisfy { $0.change == nil })
  }

  @Test func `without a number then there is no change`() throws {
    let row = SketchedRows.month("all", 0.8, 0.79, 0.81)
    let page = try SketchedRows.page([("fcr", SketchedRows.fcr, [row])], since: SketchedRows.run([]))
    #expect(page.tiles.first?.change?.text == "last run (2026-06-30): no number")
  }
}
