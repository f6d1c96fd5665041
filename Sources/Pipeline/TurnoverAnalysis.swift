import Aggregate
import Analyses
import Canonical
import Score
import Tables

/// Runs the analyses of turnover and retention over settled people.
struct TurnoverAnalysis {
  /// The tables that share series and groups with those of first contact resolution.
  private(set) var guarded: [GuardedTable]
  /// Groups of theirs that share people's days.
  let pairs: [GroupPairs]
  /// The tables of retention, which share none.
  let retention: [GuardedTable]
  /// What was found on the way.
  let warnings: WarningTally
  /// Kinds and groupings that were not run, by key, and what each needs.
  let notRun: [(key: String, needs: String)]

  /// Who is better than others, where contacts tell.
  struct Ranks {
    /// Agents of the top half of their peers.
    var topHalf: Set<UInt32>
    /// The first day whose contacts tell.
    var from: CivilDate
  }

  /// What the analysis stands on, beside the plan.
  struct Ground {
    /// The tables that are kept whole, by name.
    var tables: [String: SmallTable]
    /// Who was employed when.
    var employment: Employment
    /// The pipeline's zone.
    var zone: ZoneTable
    /// Who is better than others; nil where nobody knows.
    var ranks: Ranks?
    /// First contact resolution of the same run, what agents did on their days, and the days that contacts cover;
    /// nil where it was not computed.
    var contacts: Contacts?
  }

  /// What is known of contacts.
  struct Contacts {
    /// First contact resolution.
    var numbers: FCRTables
    /// What agents did on their days.
    var agents: AgentFigures
    /// The days covered.
    var covered: ClosedRange<CivilDate>
  }

  /// Counts and makes the tables.
  /// - Parameters:
  ///   - book: the codes of groups and people.
  ///   - name: what a person is called in outputs.
  init(
    _ ground: Ground, plan: PipelinePlan, book: CodeBook, name: @escaping (String) -> String
  ) throws(StageFailure) {
    let (parameters, missing) = TurnoverAnalysis.narrowed(plan.turnover, ground)
    var notRun = missing
    var resolution = ground.employment.resolution
    if let ranks = ground.ranks { resolution.regret(ranks.topHalf) }
    var warnings = resolution.warnings
    // Before the first hire there is nobody, so that its month is whole.
    let last = ground.employment.last
    let first = ground.employment.first ?? (resolution.firstHired ?? last).month.firstDay
    let span = TurnoverSpan(first: first, last: last)
    var tally = TurnoverTally(span, groupings: parameters.groupings)
    for history in resolution.histories { tally.observe(history) }
    let contractors = ground.tables[TableSchema.tasks.name].map { tasks in
      let activity = GigActivity(
        tasks, resolution, idleDays: parameters.gigIdleDays, last: last, zone: ground.zone)
      var tally = TurnoverTally(span, groupings: parameters.groupings)
      for history in activity.histories { tally.observe(history) }
      return tally
    }
    let retained = TurnoverAnalysis.retained(parameters, ground, resolution, &notRun)
    var retention = RetentionTally(first: first, groupings: retained)
    for history in resolution.histories { retention.observe(history) }
    warnings.add(.overlongEmployment, count: retention.overlong)

    func text(_ grouping: Grouping, _ code: UInt32) -> String {
      let text = book.text(of: code)
      return grouping == .supervisor && !text.isEmpty ? name(text) : text
    }
    let turnover = TurnoverTables(
      tally, contractors: contractors,
      TurnoverTables.Ground(parameters: parameters, ranksFrom: ground.ranks?.from, name: text))
    warnings.merge(turnover.warnings)
    for kind in parameters.kinds where !turnover.kinds.contains(kind) {
      let needs =
        kind == .gigChurn ? TableSchema.tasks.name : "fcr with agent_ranks, over a month of contacts"
      notRun.append(("turnover.kinds.\(kind.rawValue)", needs))
    }
    var guarded = [turnover.guarded]
    var gap: ReplacementGap?
    let lacking = TurnoverAnalysis.impactNeeds(ground, plan, parameters)
    if let lacking { notRun.append(("turnover.impact", lacking)) }
    if let contacts = ground.contacts {
      let impact =
        lacking == nil ? try TurnoverAnalysis.impact(of: tally, on: contacts.numbers, plan, name: text) : nil
      let tenure = TenureTables(
        contacts.agents, impact,
        TenureTables.Ground(
          who: { resolution.standing(of: $0, on: $1) },
          bands: Roster.bandNames.map { (TurnoverAnalysis.code(of: $0, book), $0) },
          covered: contacts.covered, headline: contacts.numbers.headline, disclosure: plan.disclosure,
          threshold: plan.turnover.threshold, name: text))
      guarded += (impact?.guarded ?? []) + tenure.guarded
      gap = ReplacementGap(resolution.replacements, contacts.agents, covered: contacts.covered)
    } else {
      notRun.append(("turnover.replacement_gap", RetentionTables.gapNeeds))
      notRun.append(("turnover.tenure", RetentionTables.gapNeeds))
    }
    self.guarded = guarded
    pairs = turnover.pairs
    self.retention = RetentionTables(retention, gap: gap, name: text).guarded
    (self.warnings, self.notRun) = (warnings, notRun)
  }

  /// The tables, which are gone then.
  mutating func takeGuarded() -> [GuardedTable] {
    defer { guarded = [] }
    return guarded
  }

  /// The code of a word that settling has met.
  private static func code(of word: String, _ book: CodeBook) -> UInt32 {
    let bytes = Array(word.utf8)
    return book.existingCode(of: bytes, from: 0, to: bytes.count) ?? 0
  }

  /// What is missing for turnover to be held against first contact resolution; nil where nothing is.
  private static func impactNeeds(
    _ ground: Ground, _ plan: PipelinePlan, _ parameters: TurnoverParameters
  ) -> String? {
    if ground.contacts == nil { return "fcr" }
    let hasUnits = [Grouping.site, .team].contains {
      plan.fcr.groupings.contains($0) && parameters.groupings.contains($0)
    }
    return plan.fcr.measures.contains(.windowFCR) && hasUnits
      ? nil : "fcr with window_fcr, and site or team in group_by of fcr and of turnover"
  }

  /// What turnover goes with in first contact resolution.
  private static func impact(
    of tally: TurnoverTally, on numbers: FCRTables, _ plan: PipelinePlan,
    name: (Grouping, UInt32) -> String
  ) throws(StageFailure) -> TurnoverImpact {
    do {
      return try TurnoverImpact(
        sites: TurnoverPanel(.site, tally, numbers, name: name),
        teams: TurnoverPanel(.team, tally, numbers, name: name),
        TurnoverImpact.Ground(
          minimumPeople: plan.minimumPeople, threshold: plan.turnover.threshold, headline: numbers.headline,
          repeatsPerUnresolved: numbers.repeatsPerUnresolved,
          cost: plan.turnover.costPerContact))
    } catch {
      throw StageFailure(.dataRefused, "\(plan.path): turnover and first contacts make no panel: \(error)")
    }
  }

  /// The parameters without what the tables of the pipeline cannot carry, which is listed.
  private static func narrowed(
    _ parameters: TurnoverParameters, _ ground: Ground
  ) -> (parameters: TurnoverParameters, notRun: [(key: String, needs: String)]) {
    var notRun: [(key: String, needs: String)] = []
    var narrowed = parameters
    narrowed.groupings = parameters.groupings.filter { grouping in
      guard let needs = missingTable(for: grouping, ground) else { return true }
      notRun.append(("turnover.group_by.\(grouping.rawValue)", needs))
      return false
    }
    return (narrowed, notRun)
  }

  /// The table whose absence leaves a grouping without values; nil where there is none.
  private static func missingTable(for grouping: Grouping, _ ground: Ground) -> String? {
    let hasAssignments = ground.tables[TableSchema.assignments.name] != nil
    let hasRoles = ground.tables[TableSchema.roles.name] != nil
    return switch grouping {
    case .team, .supervisor, .role: hasAssignments ? nil : TableSchema.assignments.name
    case .roleType:
      !hasAssignments ? TableSchema.assignments.name : hasRoles ? nil : TableSchema.roles.name
    default: nil
    }
  }

  /// The groupings of retention that the tables can carry; the others are listed.
  private static func retained(
    _ parameters: TurnoverParameters, _ ground: Ground, _ resolution: EmploymentResolution,
    _ notRun: inout [(key: String, needs: String)]
  ) -> [Grouping] {
    Grouping.ofRetention.filter { grouping in
      let needs: String? =
        switch grouping {
        case .referral: resolution.hasReferrals ? nil : "people with referred_by"
        case .earlyCoaching:
          ground.tables[TableSchema.coaching.name] == nil ? TableSchema.coaching.name : nil
        default: missingTable(for: grouping, ground)
        }
      if let needs { notRun.append(("turnover.retention.\(grouping.rawValue)", needs)) }
      return needs == nil
    }
  }
}
