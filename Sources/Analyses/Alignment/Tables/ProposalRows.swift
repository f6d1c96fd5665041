import Canonical
import Tables

/// Writes `alignment_proposal`: weights that keep to the bands and go where the data ask for them.
struct ProposalRows {
  private let findings: AlignmentFindings

  /// The rows of findings.
  init(_ findings: AlignmentFindings) { self.findings = findings }

  /// One metric of one kind of work or role per row.
  var table: GuardedTable {
    AlignmentTables.table(
      "alignment_proposal",
      "One proposed weight of one kind of work or role per row: a proposal for people to discuss, no rule.",
      ProposalRows.columns, key: ["role_type", "role", "place"],
      findings.told.flatMap { finding -> [[ReportTable.Cell]] in
        let proposal = finding.proposal
        if !proposal.rows.isEmpty {
          return proposal.rows.enumerated().map { ProposalRows.cells(finding, $0, $1) }
        }
        return [
          AlignmentTables.names(finding) + [.integer(1)] + Array(repeating: .missing, count: 8) + [
            .text("NOT_ESTIMABLE"), .text(proposal.note),
          ]
        ]
      })
  }

  private static let columns: [ReportTable.Column] = [
    AlignmentTables.typeColumn, AlignmentTables.roleColumn,
    .init(
      "place", .integer, "order of evidence: first what is furthest outside the interval of its importance"),
    .init("metric", .text, "the metric; empty for one that is to be found"),
    .init("metric_class", .text, "its class, or coaching"),
    .init("weight", .decimal, "weight now"), .init("proposed", .decimal, "weight that is proposed"),
    .init("change", .decimal, "proposed less now"),
    .init("lo", .decimal, "lower end of the 95 % interval of its importance"),
    .init("hi", .decimal, "upper end of the 95 % interval of its importance"),
    .init(
      "basis", .text, "what asks for the change: evidence, policy, evidence and policy, balance, unchanged"),
    .init("status", .text, "proposal, or NOT_ESTIMABLE"),
    .init("sentence", .text, "why, from the rows of the other tables"),
  ]

  private static func cells(
    _ finding: AlignmentFindings.Finding, _ place: Int, _ row: WeightProposal.Row
  ) -> [ReportTable.Cell] {
    let change = row.proposed - row.weight
    return AlignmentTables.names(finding) + [
      .integer(Int64(place + 1)), .name(row.metric), .text(row.subject), AlignmentTables.number(row.weight),
      AlignmentTables.number(row.proposed), AlignmentTables.number(change),
      AlignmentTables.number(row.importance?.low), AlignmentTables.number(row.importance?.high),
      .text(row.basis.rawValue), .text("proposal"), .text(row.sentence),
    ]
  }
}
