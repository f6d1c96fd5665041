import Canonical
import Tables

/// Writes `alignment_outcomes`: what the data say of weights by each outcome.
struct OutcomeRows {
  private let findings: AlignmentFindings

  /// The rows of findings.
  init(_ findings: AlignmentFindings) { self.findings = findings }

  /// One outcome of one kind of work or role per row.
  var table: GuardedTable {
    AlignmentTables.table(
      "alignment_outcomes",
      "How weights agree with the data by one outcome of one kind of work or role per row.",
      OutcomeRows.columns, key: ["role_type", "role", "outcome"],
      findings.told.flatMap { finding in
        finding.evidence.map { OutcomeRows.cells(finding, $0) }
      })
  }

  private static let columns: [ReportTable.Column] = [
    AlignmentTables.typeColumn, AlignmentTables.roleColumn,
    .init("outcome", .text, "what the work is for"),
    .init("headline", .text, "yes for the outcome that the other tables show: the first with enough data"),
    .init("months", .integer, "months of people with outcome and metrics"),
    .init("people", .integer, "people whose they are"),
    .init("r2", .decimal, "share of what differs within sites and months that metrics explain, 0 to 1"),
    .init("adjusted_r2", .decimal, "the same less what as many metrics explain by chance"),
    .init("index", .decimal, "1 less half of all distances between weights and importances"),
    .init("lo", .decimal, "lower end of its 95 % interval, people drawn 1,000 times"),
    .init("hi", .decimal, "upper end of its 95 % interval"),
    .init("cosine", .decimal, "cosine of weights and importances, which small metrics hardly change"),
    .init("verdict", .text, "as in alignment_scores"),
    .init("note", .text, "why there is nothing, or what to mind"),
  ]

  private static func cells(
    _ finding: AlignmentFindings.Finding, _ evidence: OutcomeEvidence
  ) -> [ReportTable.Cell] {
    let isHeadline = finding.headline?.outcome == evidence.outcome
    return AlignmentTables.names(finding) + [
      .text(evidence.outcome), .name(isHeadline ? "yes" : ""), AlignmentTables.count(evidence.months),
      AlignmentTables.count(evidence.people), AlignmentTables.number(evidence.rSquared),
      AlignmentTables.number(evidence.adjusted), AlignmentTables.number(evidence.index?.value),
      AlignmentTables.number(evidence.index?.low), AlignmentTables.number(evidence.index?.high),
      AlignmentTables.number(evidence.cosine), .text(evidence.verdict.rawValue), .name(evidence.note),
    ]
  }
}
