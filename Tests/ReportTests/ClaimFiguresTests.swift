import Output
import Report
import SketchedRuns
import Testing

@Suite struct ClaimFiguresTests {
  private func charts(_ tables: [(name: String, columns: [String], rows: [[SketchedCell]])]) throws -> [Chart]
  {
    (try SketchedRows.sections(tables)["definitions"]?.figures ?? []).compactMap(\.chart)
  }

  @Test func `each pair of claim and check has its mark, statistic by statistic`() throws {
    let columns = ["claim", "check", "group_by", "group", "statistic", "n", "x", "value", "lo", "hi", "flag"]
    let found = try charts([
      (
        "fcr_agreement", columns,
        [
          ["disposition_fcr", "window_fcr", "all", "all", "agreement", 100, 86, 0.86, 0.8, 0.9, nil],
          ["voc_resolution", "acr", "all", "all", "agreement", 50, 40, 0.8, 0.7, 0.9, nil],
          ["disposition_fcr", "window_fcr", "all", "all", "over_claim", 90, 12, 0.13, 0.1, 0.2, nil],
          ["disposition_fcr", "window_fcr", "all", "all", "kappa", 90, nil, 0.4, 0.3, 0.5, nil],
          ["voc_fcr", "acr", "all", "all", "agreement", nil, nil, nil, nil, nil, "withheld"],
        ]
      )
    ])
    let chart = try #require(found.first { $0.id == "claims" })
    #expect(chart.panels.map(\.title) == ["say the same", "claimed, and came back"])
    #expect(chart.panels[0].y.names == ["agents' word on first contacts", "customers' word on all contacts"])
    #expect(chart.panels.map(\.markCount) == [2, 1] && chart.rows == 3)
  }

  @Test func `who answers is told where answers are known by what became of contacts`() throws {
    let columns = ["measure", "group_by", "group", "n", "x", "rate", "lo", "hi", "flag"]
    let all: [SketchedCell] = ["response_rate", "all", "all", 1_000, 80, 0.08, 0.07, 0.1, nil]
    let back: [SketchedCell] = ["response_rate", "outcome", "repeated", 200, 26, 0.13, 0.09, 0.18, nil]
    let other: [SketchedCell] = ["voc_resolution", "outcome", "repeated", 200, 26, 0.13, 0.09, 0.18, nil]
    let chart = try #require(
      try charts([("survey_bias", columns, [all, back, other])]).first { $0.id == "who-answers" })
    #expect(chart.panels[0].y.names == ["all", "outcome: repeated"])
    #expect(try charts([("survey_bias", columns, [all])]).isEmpty)
  }
}
