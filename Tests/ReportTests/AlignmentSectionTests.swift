import Output
import Report
import SketchedRuns
import Testing

@Suite struct AlignmentSectionTests {
  private static let columns = [
    "role_type", "metric", "metric_class", "weight", "band_min", "band_max", "importance", "gap", "sign",
    "flag",
  ]
  private func row(
    _ role: String, _ metric: String, weight: Double, _ importance: SketchedCell, _ sign: String,
    _ flag: SketchedCell
  )
    -> [SketchedCell]
  { [.text(role), .text(metric), "outcome", .decimal(weight), 0.4, nil, importance, 0.0, .text(sign), flag] }

  @Test func `the flagged metric with most weight is named`() throws {
    let rows = [
      row("sales", "csat", weight: 0.5, 0.4, "up", nil),
      row("sales", "handle_s", weight: 0.3, 0.1, "down", "above_band;wrong_sign"),
      row("supervisor", "qa", weight: 0.2, 0.1, "unclear", "dead"),
    ]
    let section = try #require(try SketchedRows.sections([("alignment", Self.columns, rows)])["alignment"])
    #expect(
      section.answers.first?.text.replacing("\u{a0}", with: " ")
        == "2 of 3 metrics in scorecards are flagged; the one with most weight is handle_s of sales, weight 30.0 %: above band, wrong sign."
    )
    #expect(section.reference == "alignment.role_type=sales,metric=handle_s")
    let chart = try #require(section.figures.compactMap(\.chart).first)
    guard case .marks(let marks)? = chart.panels.first?.layers.first else { return }
    #expect(marks.map(\.isOutlined) == [false, true, true])
    #expect(marks.map(\.tone) == [.good, .bad, .neutral])
    #expect(marks.map { $0.words?.first } == ["+", "\u{2212}", "±"])
  }

  @Test func `nothing flagged, nothing there and nothing told are three answers`() throws {
    func first(_ rows: [[SketchedCell]]) throws -> String? {
      try SketchedRows.sections([("alignment", Self.columns, rows)])["alignment"]?.answers.first?.text
    }
    #expect(
      try first([row("sales", "csat", weight: 0.5, 0.4, "up", nil)]) == "No metric in a scorecard is flagged."
    )
    #expect(try first([]) == "No scorecard holds in this run.")
    let withheld: [SketchedCell] = ["sales", "csat", nil, nil, nil, nil, nil, nil, nil, "withheld"]
    #expect(try first([withheld])?.hasPrefix("All role types are withheld") == true)
  }

  @Test func `a role type has its score, its index and its verdict`() throws {
    let section = try SketchedRows.sections([
      ("alignment", Self.columns, [row("sales", "csat", weight: 0.5, 0.4, "up", nil)]),
      (
        "alignment_scores", ["role_type", "policy_score", "index", "r2", "n", "verdict"],
        [["sales", 80, 0.72, 0.31, 900, "NO_SIGNAL"]]
      ),
    ])["alignment"]
    #expect(
      section?.answers.last?.text
        == "sales: its weights keep 80 of 100 points of the policy, and agree with the evidence by 0.72 (NO SIGNAL)."
    )
  }

  @Test func `signs of gaming, the largest proposed change and the agreement by outcome are told`() throws {
    let section = try #require(
      try SketchedRows.sections([
        ("alignment", Self.columns, [row("sales", "csat", weight: 0.5, 0.4, "up", nil)]),
        (
          "alignment_gaming", ["role_type", "role", "metric", "check", "flag"],
          [
            ["sales", nil, "jobs", "bunching", "GAMING"],
            ["sales", nil, "jobs", "people_up_outcome_down", "GAMING"],
            ["sales", nil, "speed", "metric_up_outcome_down", "DIVERGING"],
            ["sales", "east", "other", "bunching", "GAMING"], ["sales", nil, "csat", "bunching", nil],
          ]
        ),
        (
          "alignment_outcomes", ["role_type", "role", "outcome", "headline", "index", "lo", "hi", "verdict"],
          [
            ["sales", nil, "csat", "yes", 0.72, 0.66, 0.77, "UNCERTAIN"],
            ["sales", "east", "csat", "yes", 0.1, 0, 1, nil],
          ]
        ),
        (
          "alignment_proposal", ["role_type", "role", "metric", "weight", "proposed", "change", "status"],
          [
            ["sales", nil, "csat", 0.2, 0.3, 0.1, "proposal"],
            ["sales", nil, "jobs", 0.5, 0.1, -0.4, "proposal"],
            ["sales", nil, "qa", 0.3, 0.3, 0, "proposal"],
          ]
        ),
      ])["alignment"])
    let said = section.answers.map { $0.text.replacing("\u{a0}", with: " ") }
    #expect(said.contains("Perhaps met rather than the work done: jobs of sales."))
    #expect(said.contains("Better while the outcome gets worse, which may have two causes: speed of sales."))
    #expect(
      said.last
        == "The largest change that is proposed, and a proposal is no rule: jobs of sales from 50.0 % to 10.0 %."
    )
    let charts = section.figures.compactMap(\.chart)
    #expect(charts.map(\.id) == ["alignment", "alignment-scores", "alignment-proposal"])
    #expect(charts[1].panels[0].markCount == 1 && charts[2].panels[0].markCount == 6)
    guard case .marks(let marks)? = charts[2].panels[0].layers.first else { return }
    #expect(marks.map(\.shape) == [.dot, .up, .dot, .down, .dot, .dot])
  }
}
