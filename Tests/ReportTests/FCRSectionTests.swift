import Output
import Report
import SketchedRuns
import Testing

@Suite struct FCRSectionTests {
  private func answers(_ rows: [[SketchedCell]]) throws -> [String] {
    let section = try SketchedRows.sections([("fcr", SketchedRows.fcr, rows)])["fcr"]
    return try #require(section).answers.map { $0.text.replacing("\u{a0}", with: " ") }
  }

  @Test func `the headline says share, interval, contacts, window and matter`() throws {
    let found = try answers([SketchedRows.month("all", n: 11_307, 0.814805, 0.807538, 0.821858)])
    #expect(
      found[0]
        == "81.5 % (95 % interval 80.8 to 82.2) of 11,307 settled first contacts were not followed by another contact"
        + " of the customer within 7 days, about the same reason.")
    #expect(found[1] == "No single month can be told.")
  }

  // 0.84 (0.82 to 0.86) after 0.80 (0.78 to 0.82): +4 points, 4 ∓ √(2² + 2²) = 1.2 to 6.8: beyond chance.
  @Test func `a month whose change leaves zero out rose or fell`() throws {
    let all = SketchedRows.month("all", 0.82, 0.81, 0.83)
    let low = SketchedRows.month("2026-04", 0.80, 0.78, 0.82)
    let high = SketchedRows.month("2026-05", 0.84, 0.82, 0.86)
    #expect(
      try answers([all, low, high])[1]
        == "In 2026-05 it was 84.0 % (95 % interval 82.0 to 86.0), +4.0 points from 2026-04 (+1.2 to +6.8): it rose, beyond chance."
    )
    let fallen = [
      all, SketchedRows.month("2026-04", 0.84, 0.82, 0.86), SketchedRows.month("2026-05", 0.80, 0.78, 0.82),
    ]
    #expect(try answers(fallen)[1].hasSuffix("(\u{2212}6.8 to \u{2212}1.2): it fell, beyond chance."))
  }

  @Test func `a change whose interval holds zero is chance`() throws {
    let rows = [
      SketchedRows.month("all", 0.82, 0.81, 0.83), SketchedRows.month("2026-04", 0.81, 0.79, 0.83),
      SketchedRows.month("2026-05", 0.82, 0.80, 0.84),
    ]
    #expect(try answers(rows)[1].hasSuffix(": within what chance moves."))
  }

  @Test func `a month with open windows is not the last one, and is told to be open`() throws {
    let rows = [
      SketchedRows.month("all", 0.82, 0.81, 0.83, unsettled: 40),
      SketchedRows.month("2026-05", 0.82, 0.80, 0.84),
      SketchedRows.month("2026-06", 0.99, 0.98, 1.0, unsettled: 40),
    ]
    let found = try answers(rows)
    #expect(found[1].hasPrefix("In 2026-05 it was"))
    #expect(found[1].hasSuffix("there is no month before to compare with."))
    #expect(
      found[2] == "40 more are still unsettled: their window has not closed, and they count neither way.")
  }

  @Test func `what is withheld, too small or absent is said to be`() throws {
    let empty: [SketchedCell] = Array(repeating: nil, count: 6)
    let head: [SketchedCell] = ["window_fcr", 7, "reason", "all", "all", "all"]
    #expect(try answers([head + empty + ["withheld"]])[0].contains("is withheld: too few people"))
    #expect(try answers([head + [3, 2, nil, nil, nil, 0, "too_few"]])[0].contains("only 3 stand behind it"))
    #expect(
      try answers([["acr"] + head.dropFirst() + empty + [nil]])[0]
        == "There is no row for First contact resolution in this run.")
    let absent = try SketchedRows.sections([], notRun: [["id": "fcr", "needs": "contacts"]])["fcr"]
    #expect(absent?.answers.map(\.text) == ["First contact resolution was not run: it needs contacts."])
    #expect(absent?.figures.isEmpty == true && absent?.reference == nil)
  }

  @Test(arguments: [("any", "whatever the reason."), ("case", "about the same case.")])
  func `the matter is that of the headline`(match: String, words: String) throws {
    var run = SketchedRun()
    run.set("headline", ["window_days": 7, "match": .string(match)])
    var row = SketchedRows.month("all", 0.82, 0.81, 0.83)
    row[2] = .text(match)
    run.add("fcr", SketchedRows.fcr, [row])
    let page = try RunPage(of: run.folder) { _ in "" }
    #expect(page.sections.first { $0.id == "fcr" }?.answers.first?.text.hasSuffix(words) == true)
  }

  @Test func `few contacts are told to be few`() throws {
    var row = SketchedRows.month("all", n: 12, 0.75, 0.47, 0.91)
    row[12] = "low_n"
    #expect(try answers([row]).contains("That is little: read the interval, not the number."))
  }
}
