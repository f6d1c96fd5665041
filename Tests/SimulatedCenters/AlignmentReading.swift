import Aggregate
import Analyses
import Canonical
import Tables

/// What the published tables say of how a drawn center is measured.
struct AlignmentReading {
  /// Numbers of people below which nothing is told, as in a run.
  private static let minimumPeople = 5
  /// How often people are drawn for intervals: fewer than in a run, which draws 1,000 times.
  private static let draws = 199

  /// Rows by table.
  private let tables: [String: ReportLines]

  /// Runs the analyses of alignment on the center of a seed.
  init(_ center: MeasuredCenter, _ lines: [String], seed: UInt64) {
    let role = ScorecardSheet.role("agents", center.type, lines, code: center.role)
    let made = AlignmentTables(
      AlignmentTables.Ground(
        scorecards: [role], panel: center.panel(seed: seed), parameters: AlignmentParameters(),
        minimumPeople: AlignmentReading.minimumPeople, draws: AlignmentReading.draws))
    let disclosed = Disclosure(minimumPeople: AlignmentReading.minimumPeople).disclose(made.guarded)
    tables = Dictionary(disclosed.map { ($0.table.name, ReportLines($0.table)) }) { first, _ in first }
  }

  /// The checks of gaming that flag a metric, as printed; each with the metric.
  var flagged: [(check: String, metric: String)] {
    (tables["alignment_gaming"]?.lines ?? [])
      .filter { ["GAMING", "DIVERGING", "REVERSAL"].contains($0.text("flag")) }
      .map { ($0.text("check"), $0.text("metric")) }
  }

  /// Whether a check flags a metric.
  func isFlagged(_ check: String, _ metric: String) -> Bool {
    flagged.contains { $0.check == check && $0.metric == metric }
  }

  /// What is printed of a metric's importance for the outcome.
  func importance(of metric: String) -> ReportLines.Line? {
    tables["alignment_importance"]?.line(["metric": metric, "outcome": "csat"])
  }

  /// Metrics of the scorecard that are said to be rewarded the wrong way.
  var wrongSigns: Set<String> {
    Set(
      (tables["alignment_importance"]?.lines ?? []).filter { $0.text("flag") == "wrong_sign" }
        .map { $0.text("metric") })
  }

  /// The verdict by satisfaction.
  var verdict: String { tables["alignment_outcomes"]?.line(["outcome": "csat"])?.text("verdict") ?? "" }
}
