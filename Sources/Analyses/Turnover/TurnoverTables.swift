import Aggregate
import Canonical
import Tables

/// The table `turnover`, and what its numbers share, from the tallies of a run.
package struct TurnoverTables: Sendable {
  /// What the table stands on, beside the counts.
  package struct Ground {
    /// Parameters of turnover.
    package var parameters: TurnoverParameters
    /// From this day on it is known who is in the top half; nil where it never is.
    package var ranksFrom: CivilDate?
    /// What a group is called in the table; empty where missing.
    package var name: (Grouping, UInt32) -> String

    /// A ground of all parts.
    package init(
      parameters: TurnoverParameters, ranksFrom: CivilDate?,
      name: @escaping (Grouping, UInt32) -> String
    ) {
      (self.parameters, self.ranksFrom, self.name) = (parameters, ranksFrom, name)
    }
  }

  /// The table.
  package let guarded: GuardedTable
  /// Sites, teams and supervisors that share people's days.
  package let pairs: [GroupPairs]
  /// Teams of one person, and that nobody was employed at all.
  package private(set) var warnings = WarningTally()

  /// Kinds of leaving of which there are rows.
  package let kinds: [TurnoverKind]

  /// The tables of complete tallies.
  /// - Parameters:
  ///   - employees: those who are in the sums.
  ///   - contractors: active days of contractors; nil where nobody knows.
  package init(_ employees: TurnoverTally, contractors: TurnoverTally?, _ ground: Ground) {
    let wanted = ground.parameters.kinds
    let ranks = ground.ranksFrom.flatMap { TurnoverTables.firstWholeMonth(from: $0, employees.span) }
    kinds = wanted.filter { kind in
      switch kind {
      case .gigChurn: contractors != nil
      case .regretted: ranks != nil
      default: true
      }
    }
    let staff = TurnoverRows(employees, ground)
    let gig = contractors.map { TurnoverRows($0, ground) }
    let rows = kinds.flatMap { kind in
      kind == .gigChurn
        ? gig?.rows(kind, from: 0) ?? [] : staff.rows(kind, from: kind == .regretted ? ranks ?? 0 : 0)
    }
    guarded = GuardedTable(
      ReportTable(
        name: "turnover",
        description: "Separations of one kind of one group and period per row.",
        columns: TurnoverRows.columns, primaryKey: ["kind", "group_by", "group", "period"], rows: []),
      guardedColumns: TurnoverRows.guardedColumns, mark: "band", rows: rows)
    let series = Set(
      TurnoverKind.allCases.filter { $0 != .gigChurn }.map { TurnoverRows.series(of: $0).name })
    pairs =
      staff.pairs(of: series) + (gig?.pairs(of: [TurnoverRows.series(of: .gigChurn).name]) ?? [])
    let whole = employees.units.first { $0.key.grouping == .all }?.value.all ?? TurnoverCounts()
    if whole.personDays == 0 { warnings.add(.noPersonDays) }
    let teams = employees.units.filter { $0.key.grouping == .team && $0.key.group != 0 }
    warnings.add(.onePersonTeam, count: teams.count { $0.value.all.people == 1 })
  }

  /// The place of the first month that begins on a day or later; nil where none does.
  private static func firstWholeMonth(from day: CivilDate, _ span: TurnoverSpan) -> Int? {
    (0..<span.monthCount).first { span.month(at: $0).firstDay >= day }
  }
}
