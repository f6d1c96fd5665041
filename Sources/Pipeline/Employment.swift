import Analyses
import Canonical
import Score
import Tables

/// Who was employed when, within what the inputs of people cover.
struct Employment {
  /// The people.
  var resolution: EmploymentResolution
  /// The first day covered; nil where no input says so.
  let first: CivilDate?
  /// The last day that is covered and known of.
  let last: CivilDate

  /// What it stands on, beside the plan.
  struct Ground {
    /// The tables that are kept whole, by name.
    var tables: [String: SmallTable]
    /// Names of the sources.
    var sources: [String]
    /// The last day known of.
    var asOf: CivilDate
    /// The pipeline's zone, and those of inputs by name.
    var zone: ZoneTable
    var zones: [String: ZoneTable]
    /// Whether days of contractors count, too.
    var countsContractors = false

    /// The day of a boundary in the zone of its input.
    func day(_ boundary: Boundary?, of input: InputPlan) -> CivilDate? {
      switch boundary {
      case .day(let day): day
      case .instant(let instant): (zones[input.timeZone] ?? zone).day(of: instant)
      case nil: nil
      }
    }
  }

  /// Resolves all people; nil without a table of them.
  /// - Throws: `dataRefused` where the inputs of people cover no day that is known.
  init?(_ ground: Ground, plan: PipelinePlan, vocabulary: inout CodeBook) throws(StageFailure) {
    guard let people = ground.tables[TableSchema.people.name] else { return nil }
    (first, last) = try Employment.covers(.people, plan, ground)
    var resolved = EmploymentResolution.Ground(
      people: people, assignments: ground.tables[TableSchema.assignments.name],
      roles: ground.tables[TableSchema.roles.name], coaching: ground.tables[TableSchema.coaching.name],
      sources: ground.sources, snapshots: plan.turnover.snapshots, first: first, last: last,
      zone: ground.zone)
    resolved.countsContractors = ground.countsContractors
    resolution = EmploymentResolution(resolved, vocabulary: &vocabulary)
  }

  /// The first and last day that all inputs of a table cover; the first is nil where none says so.
  /// - Throws: `dataRefused` where they cover no day that is known.
  static func covers(
    _ table: TableSchema, _ plan: PipelinePlan, _ ground: Ground
  ) throws(StageFailure) -> (first: CivilDate?, last: CivilDate) {
    var (first, last): (CivilDate?, CivilDate) = (nil, ground.asOf)
    for input in plan.inputs where input.feeds(table) {
      if let from = ground.day(input.coversFrom, of: input) { first = max(first ?? from, from) }
      if let to = ground.day(input.coversTo, of: input) { last = min(last, CivilDate(days: to.days - 1)) }
    }
    if let first, first > last {
      throw StageFailure(
        .dataRefused,
        "\(plan.path): the inputs of \(table.name) cover no day that is known: they begin \(first.description), and "
          + "the last day is \(last.description); mend inputs[].covers or as_of")
    }
    return (first, last)
  }
}
