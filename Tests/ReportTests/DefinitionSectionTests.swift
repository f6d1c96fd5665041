import Output
import Report
import SketchedRuns
import Testing

@Suite struct DefinitionSectionTests {
  private func rule(_ name: String, _ rate: Double) -> [SketchedCell] {
    [
      .text(name), 0, 1_000, .decimal(rate), .decimal(rate - 0.01), .decimal(rate + 0.01),
      .decimal(rate - 0.8), nil,
    ]
  }
  private static let columns = ["definition", "step", "n", "rate", "lo", "hi", "difference", "flag"]

  // The headline is 0.79 to 0.81: 0.805 lies in it, 0.7 and 0.9 do not.
  @Test func `the lowest and the highest rule are named, and how many lie outside`() throws {
    let rows = [
      rule("window_fcr", 0.8), rule("sharpen_acr_1d", 0.9), rule("egain_90d", 0.7), rule("zendesk", 0.805),
    ]
    let section = try #require(
      try SketchedRows.sections([("fcr_definitions", Self.columns, rows)])["definitions"])
    let found = section.answers.map { $0.text.replacing("\u{a0}", with: " ") }
    #expect(found[0] == "The same contacts give 70.0 % under egain 90d and 90.0 % under sharpen acr 1d.")
    #expect(found[1] == "2 of 3 other rules lie outside the headline's interval.")
    let chart = try #require(section.figures.compactMap(\.chart).first)
    #expect(chart.panels[0].y.names == ["sharpen acr 1d", "zendesk", "window fcr", "egain 90d"])
  }

  @Test func `steps of a rule are no rule`() throws {
    var step = rule("egain_90d", 0.1)
    step[1] = 1
    let section = try SketchedRows.sections([
      ("fcr_definitions", Self.columns, [rule("window_fcr", 0.8), step])
    ])["definitions"]
    #expect(section?.answers.first?.text.contains("10.0") == false)
  }

  @Test func `claims and customers are told where the run has them`() throws {
    let agreement: [SketchedCell] = [
      "disposition_fcr", "window_fcr", "all", "all", "over_claim", 9_147, 0.12966, 0.122931, 0.1367, nil,
    ]
    let said: [SketchedCell] = [
      "voc_resolution", nil, nil, "all", "all", "all", 842, 700, 0.831354, 0.8, 0.86, 0, nil,
    ]
    let section = try SketchedRows.sections([
      (
        "fcr_agreement",
        ["claim", "check", "group_by", "group", "statistic", "n", "value", "lo", "hi", "flag"], [agreement]
      ),
      ("fcr", SketchedRows.fcr, [said]),
    ])["definitions"]
    let found = try #require(section).answers.map { $0.text.replacing("\u{a0}", with: " ") }
    #expect(
      found[1]
        == "Of 9,147 contacts that were asserted as resolved, 13.0 % (95 % interval 12.3 to 13.7) came back all the same."
    )
    #expect(
      found[2]
        == "Of 842 customers who answered, 83.1 % (95 % interval 80.0 to 86.0) say that it was resolved.")
  }
}
