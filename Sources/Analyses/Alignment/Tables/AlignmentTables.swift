import Aggregate
import Canonical
import Tables

/// Makes the tables of alignment: by kind of work and by role what scorecards weigh, what policy and the data say of it,
/// which metrics pull against each other, what looks like gaming, and which weights are proposed.
///
/// Weights are no numbers about people. All others are told of as many people as the privacy rules ask for, of surveys ten,
/// or not at all: a model of fewer is not made, so that no row withholds what another one tells.
package struct AlignmentTables {
  /// What the tables stand on.
  package struct Ground {
    /// What roles are measured by.
    package var scorecards: [RoleScorecard]
    /// Months of people in roles; nil where nothing is known of them.
    package var panel: AlignmentPanel?
    /// Parameters of alignment.
    package var parameters: AlignmentParameters
    /// Fewer people than this are not told of.
    package var minimumPeople: Int
    /// How often people are drawn for intervals.
    package var draws: Int

    /// A ground of all parts.
    package init(
      scorecards: [RoleScorecard], panel: AlignmentPanel?, parameters: AlignmentParameters,
      minimumPeople: Int, draws: Int = AlignmentParameters.draws
    ) {
      (self.scorecards, self.panel, self.parameters) = (scorecards, panel, parameters)
      (self.minimumPeople, self.draws) = (minimumPeople, draws)
    }
  }

  /// The tables.
  package let guarded: [GuardedTable]
  /// Metrics of scorecards that nobody knows, that have no data, or are in two classes.
  package private(set) var warnings = WarningTally()

  /// The tables of a ground.
  package init(_ ground: Ground) {
    let findings = AlignmentFindings(
      ground.scorecards, ground.panel, ground.parameters, minimumPeople: ground.minimumPeople,
      draws: ground.draws)
    let metrics = MetricRows(findings, ground.parameters)
    let scores = ScoreRows(findings)
    var guarded = [
      metrics.ofTypes, metrics.ofRoles, scores.ofTypes, scores.ofRoles, ViolationRows(findings).table,
    ]
    if ground.panel != nil {
      guarded += [
        OutcomeRows(findings).table, ImportanceRows(findings).table, ConflictRows(findings).table,
        GamingRows(findings).table,
      ]
    }
    self.guarded = guarded + [ProposalRows(findings).table]
    for type in findings.types {
      for metric in type.metricsOfTwoClasses { warnings.add(.metricOfTwoClasses, metric) }
      for role in type.roles {
        for line in role.scorecard.lines where line.weight > 0 {
          guard let panel = ground.panel else { continue }
          if !panel.knows(line.metric) { warnings.add(.unknownMetric, line.metric) }
        }
        for violation in role.violations where violation.rule == .noData {
          if ground.panel?.knows(violation.metric) == true {
            warnings.add(.metricWithoutData, violation.metric)
          }
        }
      }
    }
  }

  /// A table of rows that are told as they are.
  static func table(
    _ name: String, _ description: String, _ columns: [ReportTable.Column], key: [String],
    _ rows: [[ReportTable.Cell]]
  ) -> GuardedTable {
    GuardedTable(
      ReportTable(name: name, description: description, columns: columns, primaryKey: key, rows: []),
      guardedColumns: [], rows: rows.map { GuardedRow($0, people: nil) })
  }

  /// The columns that name a kind of work, and a role of it.
  static let typeColumn = ReportTable.Column(
    "role_type", .text, "kind of work: customer_facing, back_office, sales, supervisor, gig_…")
  static let roleColumn = ReportTable.Column("role", .text, "the role; empty for all of the kind of work")

  /// The cells that name a finding.
  static func names(_ finding: AlignmentFindings.Finding, withRole: Bool = true) -> [ReportTable.Cell] {
    [.text(finding.unit.type.rawValue)]
      + (withRole ? [.name(finding.unit.role?.name ?? "")] : [])
  }

  /// A number; empty where it is missing.
  static func number(_ value: Double?) -> ReportTable.Cell { value.map { .number($0) } ?? .missing }

  /// A count; empty where it is missing or none.
  static func count(_ value: Int?) -> ReportTable.Cell {
    value.flatMap { $0 == 0 ? nil : .integer(Int64($0)) } ?? .missing
  }
}

extension AlignmentFindings {
  /// Each kind of work, then its roles where several have a scorecard: what one alone has is the kind's own.
  var told: [Finding] {
    types.indices.flatMap { place in
      [ofTypes[place]] + (types[place].hasSeveral ? ofRoles[place] : [])
    }
  }
}
