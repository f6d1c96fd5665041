import Canonical
import Tables

/// Writes `alignment_gaming`: signs that a metric is met rather than the work done.
struct GamingRows {
  private let findings: AlignmentFindings

  /// The rows of findings.
  init(_ findings: AlignmentFindings) { self.findings = findings }

  /// One look at one metric per row.
  var table: GuardedTable {
    AlignmentTables.table(
      "alignment_gaming", "One look at one metric of one kind of work or role for signs of gaming per row.",
      GamingRows.columns, key: ["role_type", "role", "metric", "check", "outcome"],
      findings.told.flatMap { finding in finding.signs.map { GamingRows.cells(finding, $0) } })
  }

  private static let columns: [ReportTable.Column] = [
    AlignmentTables.typeColumn, AlignmentTables.roleColumn, .init("metric", .text, "the metric"),
    .init(
      "check", .text,
      "bunching (months just inside the target), metric_up_outcome_down (all people together, month by month),"
        + " people_up_outcome_down (person by person), simpson (the sign of all months against that within sites and"
        + " months), qa_goes_with_fcr"),
    .init("outcome", .text, "the outcome that it is held against; empty for the target"),
    .init(
      "n", .integer, "months of people; of trends months; of people_… and qa_… people with six months or more"
    ),
    .init("people", .integer, "people behind it"),
    .init(
      "value", .decimal,
      "months moved across the target; trend of the metric in standard deviations a month, better above 0; correlation"
        + " within sites and months; share of people"),
    .init("lo", .decimal, "lower end of its 95 % interval"),
    .init("hi", .decimal, "upper end of its 95 % interval"),
    .init("other", .decimal, "trend of the outcome, better above 0; correlation of all months together"),
    .init(
      "p", .decimal,
      "one-sided; of two tests that must both hold the larger one; people_…: that there is anybody (Simes)"),
    .init("q", .decimal, "false discovery rate among all looks of the table (Benjamini-Hochberg)"),
    .init(
      "flag", .text,
      "where q is up to 0.1: GAMING (bunching, people_…), DIVERGING (metric_up_…: two trends, which may have two causes),"
        + " REVERSAL (simpson); NOT_ESTIMABLE, withheld, or empty"),
    .init("note", .text, "what it says in words, or why there is nothing"),
  ]

  private static func cells(_ finding: AlignmentFindings.Finding, _ sign: GamingSign) -> [ReportTable.Cell] {
    let numbers = [sign.value, sign.low, sign.high, sign.other, sign.p, sign.q]
    return AlignmentTables.names(finding) + [
      .text(sign.metric), .text(sign.check.rawValue), .name(sign.outcome), AlignmentTables.count(sign.n),
      AlignmentTables.count(sign.people),
    ] + numbers.map(AlignmentTables.number) + [.name(sign.flag.rawValue), .name(sign.note)]
  }
}
