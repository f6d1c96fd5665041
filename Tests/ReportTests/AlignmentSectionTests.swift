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
      row("sales", "csat", weight: 0.5, 0.4, "+", nil),
      row("sales", "handle_s", weight: 0.3, 0.1, "-", "wrong_sign"),
      row("supervisor", "qa", weight: 0.2, 0.1, "+", "dead"),
    ]
    let section = try #require(try SketchedRows.sections([("alignment", Self.columns, rows)])["alignment"])
    #expect(
      section.answers.first?.text.replacing("\u{a0}", with: " ")
        == "2 of 3 metrics in scorecards are flagged; the one with most weight is handle_s of sales, weight 30.0 %: wrong sign."
    )
    #expect(section.reference == "alignment.role_type=sales,metric=handle_s")
    let chart = try #require(section.figures.compactMap(\.chart).first)
    guard case .marks(let marks)? = chart.panels.first?.layers.first else { return }
    #expect(marks.map(\.isOutlined) == [false, true, true])
    #expect(marks.map(\.tone) == [.good, .bad, .good])
    #expect(marks[1].words?.hasPrefix("\u{2212}10.0") == true)
  }

  @Test func `nothing flagged, nothing there and nothing told are three answers`() throws {
    func first(_ rows: [[SketchedCell]]) throws -> String? {
      try SketchedRows.sections([("alignment", Self.columns, rows)])["alignment"]?.answers.first?.text
    }
    #expect(
      try first([row("sales", "csat", weight: 0.5, 0.4, "+", nil)]) == "No metric in a scorecard is flagged.")
    #expect(try first([]) == "No scorecard holds in this run.")
    let withheld: [SketchedCell] = ["sales", "csat", nil, nil, nil, nil, nil, nil, nil, "withheld"]
    #expect(try first([withheld])?.hasPrefix("All role types are withheld") == true)
  }

  @Test func `a role type has its score, its index and its verdict`() throws {
    let section = try SketchedRows.sections([
      ("alignment", Self.columns, [row("sales", "csat", weight: 0.5, 0.4, "+", nil)]),
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
}
