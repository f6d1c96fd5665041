import Aggregate
import Analyses
import Canonical
import Score
import Tables

/// Runs the analyses of coaching over settled people and sessions.
struct CoachingAnalysis {
  /// The tables, of groups first.
  private(set) var guarded: [GuardedTable]
  /// Groups of theirs that share people's days.
  let pairs: [GroupPairs]
  /// What was found on the way.
  let warnings: WarningTally
  /// Parts that were not run, by key, and what each needs.
  let notRun: [(key: String, needs: String)]

  /// What the analysis stands on, beside the plan.
  struct Ground {
    /// The tables that are kept whole, by name.
    var tables: [String: SmallTable]
    /// What surveys say of coaches; nil without responses.
    var answers: SmallTable?
    /// Who was employed when, contractors too.
    var employment: Employment
    /// The first day that the inputs of the log cover, where they say so, and the last.
    var logFrom: CivilDate?
    var logLast: CivilDate
    /// The pipeline's zone.
    var zone: ZoneTable
    /// What agents did; nil where first contact resolution was not computed.
    var contacts: Contacts?
    /// Whether the pipeline has responses of customers.
    var asksCustomers: Bool

    /// A table that is kept whole; nil without it.
    func table(_ schema: TableSchema) -> SmallTable? { tables[schema.name] }
  }

  /// What is known of contacts.
  struct Contacts {
    /// What agents did on their days.
    var agents: AgentFigures
    /// What the contacts cover.
    var coverage: Coverage
  }

  /// The log and what stands beside it, as everything here uses it.
  private struct Sessions {
    var histories: [CoachedHistory]
    /// The days of which the log knows.
    var span: ClosedRange<CivilDate>
    var surveys: CoachSurveys?
    var metrics: PersonMetrics?
  }

  /// Counts and makes the tables.
  /// - Parameters:
  ///   - name: what a person is called in outputs.
  init(
    _ ground: consuming Ground, plan: PipelinePlan, isIndividual: Bool, vocabulary: inout CodeBook,
    name: @escaping (String) -> String
  ) {
    var ground = ground
    var notRun: [(key: String, needs: String)] = []
    // Where turnover runs, it tells what is wrong with people.
    var warnings =
      plan.analyses.contains("turnover") ? WarningTally() : ground.employment.resolution.warnings
    guard
      let sessions = CoachingAnalysis.sessions(ground, plan, &vocabulary, warnings: &warnings)
    else {
      (guarded, pairs, self.warnings) = ([], [], warnings)
      self.notRun = [("coaching", "coaching with a session on a known day")]
      return
    }
    // What the log says is in the histories now.
    ground.tables[TableSchema.coaching.name] = SmallTable(.coaching)
    let book = vocabulary
    func text(_ grouping: Grouping, _ code: UInt32) -> String {
      let text = book.text(of: code)
      return [.supervisor, .agent].contains(grouping) && !text.isEmpty ? name(text) : text
    }
    let activity = CoachingAnalysis.activity(sessions, ground, plan, book, &notRun, name: text)
    var guarded = [activity.table]
    if let panel = CoachingAnalysis.panel(sessions, ground, plan, &notRun) {
      let outcomes = CoachingAnalysis.outcomes(sessions, ground, plan, &notRun)
      if !outcomes.isEmpty {
        guarded.append(
          CoachingEffectTable(
            panel: panel, outcomes: outcomes, minimumPeople: plan.minimumPeople,
            last: sessions.span.upperBound
          ).table)
      }
      var parameters = plan.coaching
      parameters.outcomes = outcomes
      let coaches = CoachTables(
        CoachTables.Ground(
          panel: panel, histories: sessions.histories, answers: sessions.surveys?.answers ?? [],
          parameters: parameters, minimumPeople: plan.minimumPeople,
          knowsPromotions: sessions.histories.contains { !$0.promotions.isEmpty },
          logFrom: sessions.span.lowerBound, last: sessions.span.upperBound, isIndividual: isIndividual,
          name: text))
      warnings.merge(coaches.warnings)
      CoachingAnalysis.listSources(sessions, &notRun)
      let knowsTraining = ground.table(.development) != nil
      if !knowsTraining { notRun.append(("coaching.training", TableSchema.development.name)) }
      guarded += coaches.guarded.filter { table in
        knowsTraining || table.table.name != "coaching_training"
      }
    }
    (self.guarded, pairs, self.warnings, self.notRun) = (guarded, activity.pairs, warnings, notRun)
  }

  /// The tables, which are gone then.
  mutating func takeGuarded() -> [GuardedTable] {
    defer { guarded = [] }
    return guarded
  }

  /// What the log, surveys and metrics say; nil where the log has no session on a day that is known.
  private static func sessions(
    _ ground: Ground, _ plan: PipelinePlan, _ vocabulary: inout CodeBook, warnings: inout WarningTally
  ) -> Sessions? {
    guard let coaching = ground.table(.coaching) else { return nil }
    let last = min(ground.employment.last, ground.logLast)
    let log = CoachingLog(
      CoachingLog.Ground(
        coaching: coaching, actions: ground.table(.actions), assignments: ground.table(.assignments),
        development: ground.table(.development), hasRoles: ground.table(.roles) != nil, last: last,
        zone: ground.zone), ground.employment.resolution, vocabulary: &vocabulary)
    warnings.merge(log.warnings)
    guard let first = ground.logFrom ?? log.first, first <= last else { return nil }
    // Which code somebody has is chance, and so would be the order in which numbers are added.
    let book = vocabulary
    let histories = log.histories.map { (name: book.text(of: $0.person), history: $0) }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }.map(\.history)
    let surveys = ground.answers.map { answers in
      CoachSurveys(
        CoachSurveys.Ground(
          responses: answers, histories: histories, perceivedItem: plan.coaching.perceivedItem, last: last,
          zone: ground.zone), vocabulary: book)
    }
    if let surveys { warnings.merge(surveys.warnings) }
    let metrics = ground.table(.metrics).map { metrics in
      PersonMetrics(
        metrics, named: plan.coaching.qualityMetrics + [plan.coaching.paidMetric], last: last,
        vocabulary: book)
    }
    return Sessions(histories: histories, span: first...last, surveys: surveys, metrics: metrics)
  }

  /// How much and on what grounds people are coached.
  private static func activity(
    _ sessions: Sessions, _ ground: Ground, _ plan: PipelinePlan, _ book: CodeBook,
    _ notRun: inout [(key: String, needs: String)], name: @escaping (Grouping, UInt32) -> String
  ) -> CoachingActivityTable {
    let hasAssignments = ground.table(.assignments) != nil
    let groupings = ActivityTally.groupings.filter { grouping in
      let isKnown = hasAssignments || ![.team, .supervisor].contains(grouping)
      if !isKnown {
        notRun.append(("coaching.group_by.\(grouping.rawValue)", TableSchema.assignments.name))
      }
      return isKnown
    }
    let span = sessions.span
    var tally = ActivityTally(
      TurnoverSpan(first: span.lowerBound, last: span.upperBound), groupings: groupings)
    for history in sessions.histories { tally.observe(history) }
    // Supervisors are told of by site and all: one of a team is one person.
    let paid = sessions.metrics.flatMap { metrics in
      MinutesTally.paid(
        metrics.named(plan.coaching.paidMetric), sessions.histories, groupings: [.all, .site], log: span)
    }
    let perceived = sessions.surveys.flatMap { surveys in
      MinutesTally.perceived(surveys.perceived, sessions.histories, groupings: groupings, log: span)
    }
    var scorecards: SupervisorScorecards?
    if let table = ground.table(.scorecards), let roles = ground.table(.roles) {
      scorecards = SupervisorScorecards(table, roles: roles, on: span.upperBound, vocabulary: book)
    }
    let needs: [ActivityMeasure: String?] = [
      .actionShare: ground.table(.actions) == nil ? TableSchema.actions.name : nil,
      .actionsClosed: ground.table(.actions) == nil ? TableSchema.actions.name : nil,
      .actionsOnTime: ground.table(.actions) == nil ? TableSchema.actions.name : nil,
      .supervisorsCoached: ground.table(.roles) == nil && !hasAssignments ? "roles or assignments" : nil,
      .paidMinutesShare: paid == nil ? "metrics of supervisors named \(plan.coaching.paidMetric)" : nil,
      .loggedToPerceived:
        perceived == nil ? "responses of pulse with the item \(plan.coaching.perceivedItem)" : nil,
      .scorecardsWithCoaching: scorecards == nil ? "scorecards and roles" : nil,
    ]
    var measures: [ActivityMeasure] = []
    for measure in ActivityMeasure.allCases {
      if let needs = needs[measure, default: nil] {
        notRun.append(("coaching.\(measure.rawValue)", needs))
      } else {
        measures.append(measure)
      }
    }
    return CoachingActivityTable(
      CoachingActivityTable.Ground(
        tally: tally, paid: paid, perceived: perceived,
        scorecards: scorecards.map { (n: $0.count, x: $0.withCoaching) }, measures: measures, name: name))
  }

  /// Outcomes of agents by month; nil where nobody knows any, which is listed.
  private static func panel(
    _ sessions: Sessions, _ ground: Ground, _ plan: PipelinePlan,
    _ notRun: inout [(key: String, needs: String)]
  ) -> CoachingPanel? {
    let months = ground.contacts.flatMap { contacts in
      CoachingAnalysis.months(
        settledIn: contacts.coverage, days: plan.fcr.headlineDays, through: sessions.span.upperBound,
        zone: ground.zone)
    }
    guard let contacts = ground.contacts, let months else {
      let needs = ground.contacts == nil ? "fcr" : "fcr over a whole month that is settled"
      for part in ["effect", "coaches"] { notRun.append(("coaching.\(part)", needs)) }
      return nil
    }
    return CoachingPanel(
      CoachingPanel.Ground(
        histories: sessions.histories, figures: contacts.agents, quality: quality(sessions, plan),
        onset: plan.coaching.onset, months: months, logFrom: sessions.span.lowerBound,
        last: sessions.span.upperBound))
  }

  /// Whole months that contacts cover, up to the last one whose windows are all closed and of which the log knows;
  /// nil where there is none.
  static func months(
    settledIn coverage: Coverage, days: Int, through last: CivilDate, zone: ZoneTable
  ) -> ClosedRange<Month>? {
    let begun = zone.day(of: coverage.from).month
    let isWhole = zone.midnight(of: begun.firstDay) >= coverage.from
    let first = isWhole ? begun : Month(number: begun.number + 1)
    let settled = Instant(milliseconds: coverage.to.milliseconds - Int64(days) * millisecondsOfDay)
    // The first day of which not all is known.
    let open = min(zone.day(of: settled), CivilDate(days: last.days + 1))
    let final = Month(number: open.month.number - 1)
    return first <= final ? first...final : nil
  }

  private static let millisecondsOfDay: Int64 = 86_400_000

  /// Quality scores: of the first metric that there is, else of surveys.
  private static func quality(_ sessions: Sessions, _ plan: PipelinePlan) -> [PersonMetric] {
    for name in plan.coaching.qualityMetrics {
      if let scores = sessions.metrics?.named(name), !scores.isEmpty { return scores }
    }
    return sessions.surveys?.quality ?? []
  }

  /// Outcomes that the pipeline's tables can carry; the others are listed.
  private static func outcomes(
    _ sessions: Sessions, _ ground: Ground, _ plan: PipelinePlan,
    _ notRun: inout [(key: String, needs: String)]
  ) -> [CoachingOutcome] {
    plan.coaching.outcomes.filter { outcome in
      let needs: String? =
        switch outcome {
        case .acr, .handleTime: nil
        case .vocResolution, .csat: ground.asksCustomers ? nil : TableSchema.responses.name
        case .qa:
          quality(sessions, plan).isEmpty
            ? "metrics named \(plan.coaching.qualityMetrics.joined(separator: " or ")), or responses of qa"
            : nil
        }
      if let needs { notRun.append(("coaching.outcomes.\(outcome.rawValue)", needs)) }
      return needs == nil
    }
  }

  /// Lists the sources of coaches of which nothing is known.
  private static func listSources(_ sessions: Sessions, _ notRun: inout [(key: String, needs: String)]) {
    let answered = Set((sessions.surveys?.answers ?? []).map(\.source))
    for source in CoachAnswer.Source.allCases where !answered.contains(source) {
      notRun.append(("coaching.sources.\(source.rawValue)", "responses of \(source.rawValue)"))
    }
    if sessions.histories.allSatisfy(\.promotions.isEmpty) {
      notRun.append(("coaching.sources.promotions", "assignments with promotions"))
    }
  }
}
