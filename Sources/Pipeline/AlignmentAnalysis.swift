import Aggregate
import Analyses
import Canonical
import Score
import Tables

/// Runs the analysis of metric alignment over settled scorecards, people and months.
struct AlignmentAnalysis {
  /// The tables.
  private(set) var guarded: [GuardedTable]
  /// What was found on the way.
  let warnings: WarningTally
  /// What was not run, by key, and what each needs.
  let notRun: [(key: String, needs: String)]

  /// What the analysis stands on, beside the plan.
  struct Ground {
    /// The tables that are kept whole, by name; scorecards and roles among them.
    var tables: [String: SmallTable]
    /// What surveys other than those of customers say; nil without responses.
    var answers: SmallTable?
    /// Who was employed when, contractors too.
    var employment: Employment
    /// The pipeline's zone.
    var zone: ZoneTable
    /// What agents did; nil where first contact resolution was not computed.
    var contacts: CoachingAnalysis.Contacts?
    /// Whether the pipeline has responses of customers.
    var asksCustomers: Bool

    /// A table that is kept whole; nil without it.
    func table(_ schema: TableSchema) -> SmallTable? { tables[schema.name] }
  }

  /// Reads the scorecards, counts months of people in roles, and makes the tables.
  /// - Parameters:
  ///   - scorecards: lines of scorecards.
  ///   - roles: the roles and their kinds of work.
  init(
    _ ground: Ground, scorecards: SmallTable, roles: SmallTable, plan: PipelinePlan, book: CodeBook
  ) {
    var notRun: [(key: String, needs: String)] = []
    // Where another analysis of people runs, it tells what is wrong with them.
    let isAlone = !["turnover", "coaching"].contains(where: plan.analyses.contains)
    var warnings = isAlone ? ground.employment.resolution.warnings : WarningTally()
    let resolution = ground.employment.resolution
    let last = ground.employment.last
    let first = min(last, ground.employment.first ?? (resolution.firstHired ?? last).month.firstDay)
    // Which code somebody has is chance, and so would be the order in which numbers are added.
    let histories = resolution.histories.map { (name: book.text(of: $0.person), history: $0) }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }.map(\.history)
    // Where no cover says from when on all is known, scorecards are asked for from the first one on.
    let firstCard = scorecards.firstDay(of: "from").map { min(last, max(first, $0)) } ?? first
    let cards = RoleScorecards(
      RoleScorecards.Ground(
        scorecards: scorecards, roles: roles, histories: histories,
        span: (ground.employment.first ?? firstCard)...last),
      vocabulary: book)
    warnings.merge(cards.warnings)
    let panel = AlignmentAnalysis.months(first...last, ground, plan).map { months in
      AlignmentAnalysis.panel(months, histories, roles, ground, plan, book, &warnings)
    }
    if panel == nil { notRun.append(("alignment.evidence", "a whole month of people that is settled")) }
    AlignmentAnalysis.list(ground, &notRun)
    let tables = AlignmentTables(
      AlignmentTables.Ground(
        scorecards: cards.roles, panel: panel, parameters: plan.alignment, minimumPeople: plan.minimumPeople))
    warnings.merge(tables.warnings)
    (guarded, self.warnings, self.notRun) = (tables.guarded, warnings, notRun)
  }

  /// The tables, which are gone then.
  mutating func takeGuarded() -> [GuardedTable] {
    defer { guarded = [] }
    return guarded
  }

  /// Whole months of people, up to the last whose contacts' windows are all closed; nil where there is none.
  private static func months(
    _ days: ClosedRange<CivilDate>, _ ground: Ground, _ plan: PipelinePlan
  ) -> ClosedRange<Month>? {
    let begun = days.lowerBound.month
    let first = begun.firstDay >= days.lowerBound ? begun : Month(number: begun.number + 1)
    var last = Month(number: CivilDate(days: days.upperBound.days + 1).month.number - 1)
    if let contacts = ground.contacts,
      let settled = CoachingAnalysis.months(
        settledIn: contacts.coverage, days: plan.fcr.headlineDays, through: days.upperBound,
        zone: ground.zone)
    {
      last = min(last, settled.upperBound)
    }
    return first <= last ? first...last : nil
  }

  /// Months of people in roles with all that is known of them.
  private static func panel(
    _ months: ClosedRange<Month>, _ histories: [EmploymentHistory], _ roles: SmallTable, _ ground: Ground,
    _ plan: PipelinePlan, _ book: CodeBook, _ warnings: inout WarningTally
  ) -> AlignmentPanel {
    let people = Set(histories.map(\.person))
    let last = ground.employment.last
    var metrics: [String: [PersonMetric]] = [:]
    if let table = ground.table(.metrics) {
      let reported = ReportedMetrics(table, people: people, last: last, vocabulary: book)
      warnings.merge(reported.warnings)
      for name in reported.names { metrics[name] = reported.named(name) }
    }
    var tasks: [TaskMonth] = []
    if let table = ground.table(.tasks) {
      let done = TaskMonths(
        table, people: people, reworkStatuses: plan.alignment.reworkStatuses, last: last, zone: ground.zone,
        vocabulary: book)
      warnings.merge(done.warnings)
      tasks = done.months
    }
    let named = plan.alignment.qualityMetrics.lazy.compactMap { metrics[$0] }.first { !$0.isEmpty }
    return AlignmentPanel(
      AlignmentPanel.Ground(
        histories: histories, types: RoleScorecards.types(roles), figures: ground.contacts?.agents,
        metrics: metrics, quality: named ?? judged(ground, plan, book), tasks: tasks,
        metricNames: plan.alignment.metricNames, months: months))
  }

  /// Quality that surveys of the instrument `qa` tell.
  private static func judged(_ ground: Ground, _ plan: PipelinePlan, _ book: CodeBook) -> [PersonMetric] {
    guard let answers = ground.answers else { return [] }
    return CoachSurveys(
      CoachSurveys.Ground(
        responses: answers, histories: [], perceivedItem: plan.coaching.perceivedItem,
        last: ground.employment.last, zone: ground.zone), vocabulary: book
    ).quality
  }

  /// Lists what adds metrics and is not there.
  private static func list(_ ground: Ground, _ notRun: inout [(key: String, needs: String)]) {
    if ground.contacts == nil { notRun.append(("alignment.contacts", "fcr")) }
    if !ground.asksCustomers {
      notRun.append(("alignment.voc_resolution", TableSchema.responses.name))
    }
    for table in [TableSchema.metrics, .tasks] where ground.table(table) == nil {
      notRun.append(("alignment.\(table.name)", table.name))
    }
  }
}
