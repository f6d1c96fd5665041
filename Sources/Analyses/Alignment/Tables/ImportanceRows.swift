import Canonical
import Tables

/// Writes `alignment_importance`: what each metric explains of each outcome.
struct ImportanceRows {
  private let findings: AlignmentFindings

  /// The rows of findings.
  init(_ findings: AlignmentFindings) { self.findings = findings }

  /// One metric held against one outcome per row.
  var table: GuardedTable {
    AlignmentTables.table(
      "alignment_importance", "One metric held against one outcome of one kind of work or role per row.",
      ImportanceRows.columns, key: ["role_type", "role", "outcome", "metric"],
      findings.told.flatMap { finding in
        finding.evidence.flatMap { evidence in
          evidence.drivers.map { ImportanceRows.cells(finding, evidence, $0) }
        }
      })
  }

  private static let columns: [ReportTable.Column] = [
    AlignmentTables.typeColumn, AlignmentTables.roleColumn,
    .init("outcome", .text, "what the work is for"), .init("metric", .text, "metric of the scorecard"),
    .init("weight", .decimal, "its part of the weight of metrics that could be held against the outcome"),
    .init(
      "importance", .decimal,
      "its part of what they explain: the mean over all orders of what it adds (LMG), 0 to 1"),
    .init("lo", .decimal, "lower end of its 95 % interval, people drawn 1,000 times"),
    .init("hi", .decimal, "upper end of its 95 % interval"),
    .init("alone", .decimal, "share of what differs that it explains alone"),
    .init("added", .decimal, "share of what differs that it adds to all others"),
    .init(
      "correlation", .decimal, "its correlation with the outcome within sites and months, better above 0"),
    .init("correlation_lo", .decimal, "lower end of its 95 % interval"),
    .init("correlation_hi", .decimal, "upper end of its 95 % interval"),
    .init("sign", .text, "whether the outcome is better (up) or worse (down) where it is larger; or unclear"),
    .init(
      "flag", .text,
      "no_data, dead, circular, duplicate, too_many_metrics, wrong_sign (the scorecard rewards what goes with worse"
        + " outcomes), or empty"),
  ]

  private static func cells(
    _ finding: AlignmentFindings.Finding, _ evidence: OutcomeEvidence, _ driver: OutcomeEvidence.Driver
  ) -> [ReportTable.Cell] {
    let (importance, correlation) = (driver.importance, driver.correlation)
    let numbers = [
      driver.weight, importance?.value, importance?.low, importance?.high, driver.first, driver.last,
      correlation?.value, correlation?.low, correlation?.high,
    ]
    return AlignmentTables.names(finding) + [.text(evidence.outcome), .text(driver.line.metric)]
      + numbers.map(AlignmentTables.number) + [
        .name(driver.sign?.rawValue ?? ""),
        .name(driver.isWrongSign ? "wrong_sign" : driver.standing.rawValue),
      ]
  }
}
