import Canonical
import Tables

/// Writes `alignment_scores` and `alignment_role_scores`: how far scorecards are as policy asks, and agree with the data.
struct ScoreRows {
  private let findings: AlignmentFindings

  /// The rows of findings.
  init(_ findings: AlignmentFindings) { self.findings = findings }

  /// One kind of work per row.
  var ofTypes: GuardedTable {
    AlignmentTables.table(
      "alignment_scores", "How the scorecards of one kind of work agree with policy and data per row.",
      [AlignmentTables.typeColumn] + ScoreRows.columns, key: ["role_type"],
      findings.ofTypes.map { row($0, withRole: false) })
  }

  /// One role per row.
  var ofRoles: GuardedTable {
    AlignmentTables.table(
      "alignment_role_scores", "How the scorecard of one role agrees with policy and data per row.",
      [AlignmentTables.typeColumn, .init("role", .text, "the role")] + ScoreRows.columns,
      key: ["role_type", "role"], findings.ofRoles.joined().map { row($0, withRole: true) })
  }

  private static let columns: [ReportTable.Column] = [
    .init(
      "policy_score", .decimal,
      "100 less the points of alignment_violations; of a kind of work the mean of its roles, by people of the last day"
    ),
    .init(
      "index", .decimal,
      "1 less half of all distances between weights and importances, 0 to 1, by the headline outcome"),
    .init("r2", .decimal, "the share of what differs within sites and months that metrics explain, 0 to 1"),
    .init("n", .integer, "months of people with all of it"),
    .init(
      "verdict", .text,
      "ALIGNED, MISALIGNED (the index is surely from 0.7 on, or below), UNCERTAIN, NO_SIGNAL (adjusted R² under 0.05),"
        + " INSUFFICIENT, NO_OUTCOME, NO_DRIVERS, NO_SCORECARD, NOT_LOOKED_AT (no months of people), withheld"
    ),
  ]

  private func row(_ finding: AlignmentFindings.Finding, withRole: Bool) -> [ReportTable.Cell] {
    let headline = finding.headline
    let verdict =
      finding.score == nil
      ? OutcomeEvidence.Verdict.noScorecard.rawValue : headline?.verdict.rawValue ?? "NOT_LOOKED_AT"
    return AlignmentTables.names(finding, withRole: withRole) + [
      AlignmentTables.number(finding.score), AlignmentTables.number(headline?.index?.value),
      AlignmentTables.number(headline?.rSquared), AlignmentTables.count(headline?.months), .text(verdict),
    ]
  }
}
