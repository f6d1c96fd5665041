import Canonical
import Tables

/// Writes `alignment_conflicts`: how weighted metrics go together.
struct ConflictRows {
  private let findings: AlignmentFindings

  /// The rows of findings.
  init(_ findings: AlignmentFindings) { self.findings = findings }

  /// One pair of weighted metrics per row.
  var table: GuardedTable {
    AlignmentTables.table(
      "alignment_conflicts", "One pair of weighted metrics of one kind of work or role per row.",
      ConflictRows.columns, key: ["role_type", "role", "metric", "other_metric"],
      findings.told.flatMap { finding -> [[ReportTable.Cell]] in
        guard let pairs = finding.pairs else { return [] }
        if pairs.pairs.isEmpty {
          let flag = pairs.isWithheld ? "withheld" : "NOT_ESTIMABLE"
          return [
            AlignmentTables.names(finding) + Array(repeating: .missing, count: 9) + [
              .text(flag), .text(pairs.note),
            ]
          ]
        }
        return pairs.pairs.map { ConflictRows.cells(finding, pairs, $0) }
      })
  }

  private static let columns: [ReportTable.Column] = [
    AlignmentTables.typeColumn, AlignmentTables.roleColumn,
    .init("metric", .text, "the metric of more weight"), .init("other_metric", .text, "the other one"),
    .init("weight", .decimal, "weight of the first"), .init("other_weight", .decimal, "weight of the other"),
    .init(
      "correlation", .decimal,
      "within sites and months; above 0 who does well in one does well in the other, as far as it is known which values"
        + " are better"),
    .init("lo", .decimal, "lower end of its 95 % interval, people drawn 1,000 times"),
    .init("hi", .decimal, "upper end of its 95 % interval"),
    .init("months", .integer, "months of people with all of these metrics"),
    .init("people", .integer, "people whose they are"),
    .init(
      "flag", .text,
      "redundant (beyond 0.9 either way), conflict (to -0.3 and surely below 0), direction_unknown, NOT_ESTIMABLE,"
        + " withheld, or empty"),
    .init("note", .text, "what it says in words"),
  ]

  private static func cells(
    _ finding: AlignmentFindings.Finding, _ pairs: MetricPairs, _ pair: MetricPair
  ) -> [ReportTable.Cell] {
    let note =
      switch pair.relation {
      case .none, .directionUnknown: ""
      case .redundant:
        "\(pair.first.metric) and \(pair.second.metric) say the same: one of them weighs "
          + AlignmentWords.text(pair.first.share + pair.second.share)
      case .conflict:
        "who does well in \(pair.first.metric) does badly in \(pair.second.metric): the scorecard asks for both"
      }
    return AlignmentTables.names(finding) + [
      .text(pair.first.metric), .text(pair.second.metric), .decimal(millionths: pair.first.weight),
      .decimal(millionths: pair.second.weight), AlignmentTables.number(pair.correlation.value),
      AlignmentTables.number(pair.correlation.low), AlignmentTables.number(pair.correlation.high),
      AlignmentTables.count(pairs.months), AlignmentTables.count(pairs.people),
      .name(pair.relation.rawValue), .name(note),
    ]
  }
}
