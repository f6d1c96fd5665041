import Canonical
import Tables

/// Writes `alignment_violations`: where each point goes that a policy score lacks.
struct ViolationRows {
  private let findings: AlignmentFindings

  /// The rows of findings.
  init(_ findings: AlignmentFindings) { self.findings = findings }

  /// One violation of one role's scorecard per row.
  var table: GuardedTable {
    AlignmentTables.table(
      "alignment_violations",
      "One thing in which the scorecard of one role is not as policy asks per row: the points add up to what the scores lack.",
      ViolationRows.columns, key: ["role_type", "role", "rule", "subject", "metric"],
      findings.types.flatMap { type in
        zip(type.roles, type.shares).flatMap { role, share in
          role.violations.map { ViolationRows.cells($0, type, role, share) }
        }
      })
  }

  private static let columns: [ReportTable.Column] = [
    AlignmentTables.typeColumn, .init("role", .text, "the role"),
    .init("scorecard", .text, "its scorecard on the last day"),
    .init(
      "rule", .text,
      "below_band, above_band, weights_do_not_add_up, no_data, missing_period, overlapping_period, no_scorecard"
    ),
    .init(
      "subject", .text, "the class of metrics, jobs_completed or coaching; empty for the whole scorecard"),
    .init("metric", .text, "the line that costs the points; empty where it is one that is not there, or all"),
    .init("weight", .decimal, "the weight of the line, else of all of the subject"),
    .init("band_min", .decimal, "the least that is asked for"),
    .init("band_max", .decimal, "the most that is allowed"),
    .init("role_points", .decimal, "points of 100 that the role's score lacks for it"),
    .init("points", .decimal, "points of 100 that the score of the kind of work lacks for it"),
    .init("note", .text, "what is wrong, in words"),
  ]

  private static func cells(
    _ violation: PolicyViolation, _ type: TypePolicy, _ role: RolePolicy, _ share: Double
  ) -> [ReportTable.Cell] {
    [
      .text(type.type.rawValue), .name(role.scorecard.name), .name(role.scorecard.scorecard ?? ""),
      .text(violation.rule.rawValue), .name(violation.subject), .name(violation.metric),
      AlignmentTables.number(violation.weight), AlignmentTables.number(violation.minimum),
      AlignmentTables.number(violation.maximum), AlignmentTables.number(violation.points),
      AlignmentTables.number(violation.points.map { $0 * share }), .text(violation.note),
    ]
  }
}
