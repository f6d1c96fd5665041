import Canonical
import Tables

/// Writes `alignment` and `alignment_roles`: what each metric weighs, and what it should.
struct MetricRows {
  private let findings: AlignmentFindings
  private let parameters: AlignmentParameters

  /// The rows of findings.
  init(_ findings: AlignmentFindings, _ parameters: AlignmentParameters) {
    (self.findings, self.parameters) = (findings, parameters)
  }

  /// One metric of one kind of work per row.
  var ofTypes: GuardedTable {
    AlignmentTables.table(
      "alignment", "One metric of the scorecards of one kind of work per row.",
      [AlignmentTables.typeColumn] + MetricRows.columns, key: ["role_type", "metric"],
      findings.ofTypes.flatMap { rows($0, withRole: false) })
  }

  /// One metric of one role per row.
  var ofRoles: GuardedTable {
    AlignmentTables.table(
      "alignment_roles", "One metric of the scorecard of one role per row.",
      [AlignmentTables.typeColumn, .init("role", .text, "the role")] + MetricRows.columns,
      key: ["role_type", "role", "metric"], findings.ofRoles.joined().flatMap { rows($0, withRole: true) })
  }

  private static let columns: [ReportTable.Column] = [
    .init("metric", .text, "metric, as the scorecard calls it"),
    .init("metric_class", .text, "outcome, quality, efficiency, compliance or people"),
    .init(
      "weight", .decimal,
      "its weight, 0 to 1; of a kind of work the mean of its roles, by people of the last day"),
    .init(
      "band_min", .decimal,
      "the least weight that policy asks for, of all metrics of its class, or of all that count jobs or coaching"
    ),
    .init("band_max", .decimal, "the most weight that policy lets them have together"),
    .init(
      "importance", .decimal,
      "its part of what metrics explain of the headline outcome within sites and months (LMG), 0 to 1; empty without a signal"
    ),
    .init(
      "gap", .decimal,
      "its part of the weight of metrics with an importance, less that: above 0 the scorecard gives more than the data"
    ),
    .init("sign", .text, "whether the outcome is better (up) or worse (down) where it is larger; or unclear"),
    .init(
      "flag", .text,
      "below_band, above_band (of all it is added up with), no_data, dead, circular, duplicate, too_many_metrics,"
        + " wrong_sign, redundant, conflict, withheld, separated by ;"),
  ]

  private func rows(_ finding: AlignmentFindings.Finding, withRole: Bool) -> [[ReportTable.Cell]] {
    finding.unit.lines.map { line in
      let bands = parameters.bands[finding.unit.type] ?? []
      let band = BandReading.band(of: line, bands, jobMetrics: parameters.jobMetrics)
      let driver = finding.headline?.drivers.first { $0.line.metric == line.metric }
      return AlignmentTables.names(finding, withRole: withRole) + [
        .text(line.metric), .text(line.metricClass.rawValue), .decimal(millionths: line.weight),
        AlignmentTables.number(band?.minimum), AlignmentTables.number(band?.maximum),
        AlignmentTables.number(driver?.importance?.value), AlignmentTables.number(driver?.gap),
        .name(driver?.sign?.rawValue ?? ""),
        .name(flags(line, driver, finding).joined(separator: ";")),
      ]
    }
  }

  /// Whether policy says that nothing is known of a metric in the role, or in all of the kind's roles that weigh it.
  private func lacksData(_ line: ScorecardLine, _ finding: AlignmentFindings.Finding) -> Bool {
    let roles = (findings.types.first { $0.type == finding.unit.type }?.roles ?? []).filter { role in
      finding.unit.role.map { $0.role == role.scorecard.role } ?? true
        && role.scorecard.lines.contains { $0.metric == line.metric && $0.weight > 0 }
    }
    return !roles.isEmpty
      && roles.allSatisfy { role in
        role.violations.contains { $0.rule == .noData && $0.metric == line.metric }
      }
  }

  private func flags(
    _ line: ScorecardLine, _ driver: OutcomeEvidence.Driver?, _ finding: AlignmentFindings.Finding
  ) -> [String] {
    let outside = finding.bands.filter { violation in
      WeightBand.Subject(name: violation.subject).map {
        BandReading.holds($0, line, jobMetrics: parameters.jobMetrics)
      } ?? false
    }
    var flags = [PolicyViolation.Rule.belowBand, .aboveBand].filter { rule in
      outside.contains { $0.rule == rule }
    }.map(\.rawValue)
    if let standing = driver?.standing, standing != .judged {
      flags.append(standing.rawValue)
    } else if lacksData(line, finding) {
      flags.append(PolicyViolation.Rule.noData.rawValue)
    }
    if driver?.isWrongSign == true { flags.append("wrong_sign") }
    let pairs = (finding.pairs?.pairs ?? []).filter {
      $0.first.metric == line.metric || $0.second.metric == line.metric
    }
    flags += [MetricPair.Relation.redundant, .conflict].filter { relation in
      pairs.contains { $0.relation == relation }
    }.map(\.rawValue)
    if finding.headline?.verdict == .withheld { flags.append(OutcomeEvidence.Verdict.withheld.rawValue) }
    return flags
  }
}
