import Output
import Report
import SketchedRuns
import Testing

@Suite struct TurnoverFiguresTests {
  private static let turnover: (name: String, columns: [String], rows: [[SketchedCell]]) = (
    "turnover", ["kind", "group_by", "group", "period", "rate", "lo", "hi"],
    [["external", "all", "all", "2025-07/P12M", 0.29, 0.25, 0.34]]
  )

  private func charts(
    _ name: String, _ columns: [String], _ rows: [[SketchedCell]]
  ) throws -> [String: Chart] {
    let section = try SketchedRows.sections([Self.turnover, (name, columns, rows)])["turnover"]
    let charts = (section?.figures ?? []).compactMap(\.chart)
    return Dictionary(charts.map { ($0.id, $0) }) { first, _ in first }
  }

  private func marks(_ panel: ChartPanel?) -> [Mark] {
    for case .marks(let marks) in panel?.layers ?? [] { return marks }
    return []
  }

  @Test func `parts of a difference are told of low turnover and of the last year`() throws {
    let columns = [
      "comparison", "period", "tenure_band", "difference", "difference_lo", "difference_hi", "mix_effect",
      "mix_lo",
      "mix_hi", "rate_effect", "rate_lo", "rate_hi",
    ]
    let rows: [[SketchedCell]] = [
      ["low_turnover", "all", "all", -0.084, -0.114, -0.053, -0.022, -0.027, -0.016, -0.062, -0.088, -0.036],
      ["low_turnover", "all", "0-90d", -0.08, nil, nil, -0.01, nil, nil, -0.07, nil, nil],
      ["year_before", "2025-06/P12M", "all", 0.5, 0.4, 0.6, 0.2, 0.1, 0.3, 0.3, 0.2, 0.4],
      ["year_before", "2025-07/P12M", "all", 0.001, -0.02, 0.022, 0.002, -0.002, 0.006, -0.001, -0.02, 0.02],
      ["year_before", "2026-06", "all", 0.4, 0.3, 0.5, 0.2, 0.1, 0.3, 0.2, 0.1, 0.3],
    ]
    let chart = try #require(try charts("turnover_mix", columns, rows)["turnover-mix"])
    #expect(chart.panels.map { marks($0).map(\.x) } == [[-0.084, -0.022, -0.062], [0.001, 0.002, -0.001]])
    #expect(marks(chart.panels[0]).map(\.tone) == [.bad, .bad, .bad])
    #expect(marks(chart.panels[1]).map(\.tone) == [.neutral, .neutral, .neutral])
    #expect(try charts("turnover_mix", columns, []).keys.contains("turnover-mix") == false)
  }

  @Test func `months stand in their order, the one before first`() throws {
    let columns = ["model", "term", "estimate", "lo", "hi", "p", "flag"]
    let lags: [[SketchedCell]] = [
      ["two_way_lags", "lag_0", 0.003, -0.002, 0.008, 0.2, nil],
      ["two_way_lags", "lag_1", -0.027, -0.035, -0.02, 0, nil],
      ["two_way_lags", "cumulative", -0.13, -0.16, -0.11, 0, nil],
      ["two_way_lags", "lead_1", 0.006, -0.001, 0.013, 0.09, nil],
      ["two_way_lags", "lag_2", nil, nil, nil, nil, "NOT_ESTIMABLE"],
      ["two_way", "lag_3", 0.1, 0.1, 0.1, 0, nil],
    ]
    let chart = try #require(try charts("turnover_fcr", columns, lags)["turnover-lags"])
    #expect(chart.panels[0].x.names == ["\u{2212}1", "0", "1"])
    #expect(marks(chart.panels[0]).map(\.y) == [0.006, 0.003, -0.027])
    #expect(marks(chart.panels[0]).map(\.shape) == [.dot, .dot, .down])
  }
}
