import Aggregate
import Analyses
import Canonical
import Score
import Tables

/// Runs the analysis of first contact resolution over settled contacts.
struct FCRAnalysis {
  /// The tables of its numbers.
  let tables: FCRTables
  /// Those of its studies.
  let studies: FCRStudyTables
  /// What was found on the way.
  let warnings: WarningTally
  /// Groupings and measures that were not run, by key, and the tables that each needs.
  let notRun: [(key: String, needs: String)]
  /// Rows of responses that are about no contact that counts.
  let excluded: ExcludedRows
  /// What the sieve counted while the contacts were visited.
  let sifted: LegSieve.Counts
  /// Who of the agents is better than others; nil where nobody asks.
  let ranks: TurnoverAnalysis.Ranks?
  /// Repeated first contacts with their returns; nil where rows about one person are not wanted.
  let pairs: RepeatPairs?

  /// What the analysis stands on, beside the contacts.
  struct Ground {
    /// What the contacts cover.
    var coverage: Coverage
    /// Ids that decide the order of contacts at one instant.
    var order: ContactOrder
    /// Who people were.
    var roster: Roster
    /// Whether there is a table of roles.
    var hasRoles: Bool
    /// How it is known that a contact was handed on.
    var transferBasis: RepeatTables.TransferBasis
    /// Stretches of agents' days that are counted; nil where nobody asks.
    var calendar: AgentCalendar?
    /// Settled responses; nil where the pipeline has none.
    var surveys: SurveySettling?
    /// The horizon of knowledge where it is stated.
    var stated: Instant?
    /// Whose days and months count.
    var zone: ZoneTable
    var workspace: Workspace
    var workers: Workers
    var clock: StageClock
  }

  /// What one worker counted.
  private struct Count: Sendable {
    var tally: FCRTally
    var studies: FCRStudies
    var scratch = ContactPass.Scratch()
    var warnings = WarningTally()
    var excluded = ExcludedRows()
    /// Whether each code was met as a call type.
    var callTypes: [Bool] = []
    /// Bytes of the tally, and of the studies, that the budget knows of.
    var known = 0
    var knownOfStudies = 0

    mutating func meet(_ legs: [Leg]) {
      for leg in legs where Int(leg.callType) < callTypes.count { callTypes[Int(leg.callType)] = true }
    }

    /// Adds all but the tally of first contact resolution of another's.
    mutating func merge(_ other: Count) {
      studies.merge(other.studies)
      warnings.merge(other.warnings)
      excluded.merge(other.excluded)
      scratch.counts.merge(other.scratch.counts)
      scratch.switchboards += other.scratch.switchboards
      for (code, isMet) in other.callTypes.enumerated() where isMet { callTypes[code] = true }
    }
  }

  /// Conversations that are scored before they are counted.
  private static let batch = 2048

  /// Scores and counts settled contacts, and makes the tables.
  /// - Parameters:
  ///   - listing: takes the contacts behind a number; nil where nobody asks.
  ///   - name: what a person is called in outputs.
  init(
    _ settling: ContactSettling, _ ground: Ground, plan: PipelinePlan, isIndividual: Bool,
    listing: ContactListing? = nil, vocabulary: inout CodeBook, name: @escaping (String) -> String
  ) throws {
    let (parameters, notRun) = FCRAnalysis.narrowed(plan.fcr, ground)
    let (clock, workspace) = (ground.clock, ground.workspace)
    let surveys = try FCRAnalysis.answers(settling, ground, parameters)
    let unresolvable = plan.callTypes.filter { !$0.value.resolvableFirst }.keys.sorted()
    let listsRepeats =
      isIndividual && parameters.studies.contains(.repeats) && parameters.measures.contains(.windowFCR)
    let scoring = HistoryScoring(
      order: ground.order, parameters: parameters, roster: ground.roster, zone: ground.zone,
      unresolvable: unresolvable, keepsOrigins: listsRepeats || listing != nil, vocabulary: &vocabulary)
    let tallyPlan = FCRTally.Plan(
      parameters, coverage: ground.coverage, hasUnresolvable: !unresolvable.isEmpty)
    let agentsFrom = FCRAnalysis.yearBefore(ground.coverage.asOf, in: ground.zone)
    let ranksAgents = plan.analyses.contains("turnover") && plan.turnover.kinds.contains(.regretted)
    let studyPlan = FCRStudies.Plan(
      parameters, coverage: ground.coverage, hasSurveys: surveys != nil,
      agentsFrom: isIndividual || ranksAgents ? ground.zone.midnight(of: agentsFrom) : nil,
      listsAgents: isIndividual, calendar: ground.calendar)
    let codes = plan.callTypes.isEmpty ? 0 : vocabulary.count + 1
    let pool = TallyPool(tallyPlan, workers: ground.workers.count, budget: workspace.budget)
    let pairs =
      listsRepeats
      ? RepeatPairs(
        SettledFirsts(parameters, coverage: ground.coverage), coverage: ground.coverage,
        contacts: settling.contacts.store.count, in: workspace) : nil
    var contacts = settling.contacts
    contacts.sharedIDMaximum = parameters.sharedIDMaximum
    let pass = contacts
    let respondents = workspace.store(
      width: Respondents.width(groupings: parameters.groupings.count), expecting: surveys?.count ?? 0)
    var counts = try ground.workers.gather(
      count: pass.partitionCount,
      {
        Count(
          tally: FCRTally(tallyPlan), studies: FCRStudies(studyPlan),
          callTypes: Array(repeating: false, count: codes))
      }
    ) { count, partition in
      try clock.measure("score") {
        let answers = try surveys?.take(partition) ?? ContactAnswers()
        var scratch = count.scratch
        count.scratch = ContactPass.Scratch()
        defer { count.scratch = scratch }
        try pass.visit(partition, &scratch) { legs in
          count.meet(legs)
          try scoring.score(legs, answers: answers, batch: FCRAnalysis.batch) { piece in
            clock.measure("aggregate", inside: "score") {
              count.tally.observe(piece)
              count.studies.observe(piece)
            }
            try pairs?.take(piece)
            listing?.take(piece)
            count.warnings.merge(piece.warnings)
            for place in piece.unqualifiedResponses {
              for rows in answers.rows(of: place) {
                count.excluded.add("not_qualifying", file: rows.file, count: Int(rows.count))
              }
            }
          }
        }
      }
      let said = count.tally.takeRespondents()
      try respondents.append(said.words, keys: said.keys)
      // Rows make room for what cannot be written away.
      pool.watch(&count.tally, known: &count.known)
      workspace.budget.take(count.studies.bytes - count.knownOfStudies)
      count.knownOfStudies = count.studies.bytes
      try pass.store.makeRoom()
    }
    let tally = clock.measure("merge") { pool.total(with: counts.map(\.tally)) }
    var total = counts.removeFirst()
    for count in counts { total.merge(count) }
    counts = []
    var excluded = total.excluded
    if let surveys { excluded.merge(surveys.excluded) }
    (self.excluded, sifted) = (excluded, total.scratch.counts)
    var warnings = total.warnings
    warnings.add(.sharedID, count: total.scratch.switchboards)
    for (name, code) in FCRAnalysis.codes(of: plan.callTypes, vocabulary)
    where code == 0 || !total.callTypes[Int(code)] {
      warnings.add(.unknownCallType, name)
    }
    let book = vocabulary
    let workers = ground.workers
    func text(_ grouping: Grouping, _ code: UInt32) -> String {
      let text = book.text(of: code)
      return grouping == .agent || grouping == .supervisor ? (text.isEmpty ? "" : name(text)) : text
    }
    let tables = try clock.measure("finish") {
      try FCRTables(
        tally, plan: tallyPlan, parameters: parameters, groupings: parameters.groupings,
        isIndividual: isIndividual,
        respondents: { body in
          try FCRAnalysis.visit(respondents, groupings: parameters.groupings.count, workspace, body)
        },
        map: { count, part in try workers.map(Array(0..<count), part) }, name: text)
    }
    let roster = ground.roster
    let lastDay = ground.zone.day(of: Instant(milliseconds: ground.coverage.asOf.milliseconds - 1))
    let headline = tables.headlineMatch
    let studyGround = FCRStudyTables.Ground(
      parameters: parameters, headlineMatch: headline, coverage: ground.coverage,
      hasUnresolvable: !unresolvable.isEmpty, agentsFrom: agentsFrom, transferBasis: ground.transferBasis,
      asksTopHalf: ranksAgents, role: { roster.role(of: $0, by: lastDay) }, name: text)
    studies = clock.measure("finish") {
      FCRStudyTables(total.studies, tables, studyGround, isIndividual: isIndividual)
    }
    (self.tables, self.pairs) = (tables, pairs)
    let covered = ground.zone.day(of: ground.coverage.from)
    ranks = studies.topHalf.map { TurnoverAnalysis.Ranks(topHalf: $0, from: max(agentsFrom, covered)) }
    if tables.isReasonUnusable { warnings.add(.reasonUnusable) }
    self.warnings = warnings
    self.notRun = notRun
  }

  /// The first of the twelve months of days that end with the last one known of; after 29 February of another year
  /// 1 March.
  private static func yearBefore(_ asOf: Instant, in zone: ZoneTable) -> CivilDate {
    let last = zone.day(of: Instant(milliseconds: asOf.milliseconds - 1)).parts
    let sameDay =
      CivilDate(year: last.year - 1, month: last.month, day: last.day)
      ?? CivilDate(year: last.year - 1, month: last.month, day: last.day - 1)
    guard let sameDay else { preconditionFailure("every other year has the day before a leap day") }
    return CivilDate(days: sameDay.days + 1)
  }

  /// Hands over all that was said by people who answered more than once: what one of them said in turn.
  private static func visit(
    _ store: RecordStore, groupings: Int, _ workspace: Workspace, _ body: (Respondents) -> Void
  ) throws {
    func respondents(_ words: [UInt64], _ count: Int) -> Respondents {
      Respondents(groupings: groupings, words: Array(words[..<count]))
    }
    let parts = RecordParts(store: store, workspace: workspace) { words, count in
      Respondents(groupings: groupings, words: Array(words[..<count])).keys
    }
    for partition in 0..<store.partitions.count {
      try parts.visit(partition) { records, crowd in
        if let crowd {
          try records.look { words, count in body(respondents(words, count).those { $0 == crowd }) }
        }
        var others = Respondents(groupings: groupings)
        try records.read { words, count in others.merge(respondents(words, count).those { $0 != crowd }) }
        body(others)
      }
    }
  }

  /// What customers said, where a measure asks for it.
  private static func answers(
    _ settling: ContactSettling, _ ground: Ground, _ parameters: FCRParameters
  ) throws -> SurveyAnswers? {
    guard parameters.needsAnswers, let surveys = ground.surveys,
      let matches = settling.matches, let boundary = settling.boundary
    else { return nil }
    return try ground.clock.measure("survey") {
      try SurveyAnswers(
        surveys, settling, matches: matches, boundary: boundary, stated: ground.stated,
        workspace: ground.workspace, workers: ground.workers)
    }
  }

  /// The parameters without what the tables of the pipeline cannot carry, which is listed.
  private static func narrowed(
    _ parameters: FCRParameters, _ ground: Ground
  ) -> (parameters: FCRParameters, notRun: [(key: String, needs: String)]) {
    var notRun: [(key: String, needs: String)] = []
    var narrowed = parameters
    narrowed.groupings = parameters.groupings.filter { grouping in
      guard let needs = missingTable(for: grouping, ground.roster, ground.hasRoles) else { return true }
      notRun.append(("fcr.group_by.\(grouping.rawValue)", needs))
      return false
    }
    narrowed.measures = parameters.measures.filter { measure in
      guard measure.isSurveyed, ground.surveys == nil else { return true }
      notRun.append(("fcr.measures.\(measure.rawValue)", TableSchema.responses.name))
      return false
    }
    narrowed.studies = parameters.studies.filter { study in
      let needs: String? =
        switch study {
        case .surveyBias: ground.surveys == nil ? TableSchema.responses.name : nil
        case .repeatDrivers, .repeats:
          parameters.measures.contains(.windowFCR) ? nil : "the measure \(FCRMeasure.windowFCR.rawValue)"
        case .definitions, .agreement, .window, .agentRanks: nil
        }
      if let needs { notRun.append(("fcr.measures.\(study.rawValue)", needs)) }
      return needs == nil
    }
    return (narrowed, notRun)
  }

  /// Call types of the pipeline and their codes; 0 where no contact can have one.
  private static func codes(
    of callTypes: [String: CallTypeTraits], _ vocabulary: CodeBook
  ) -> [(name: String, code: UInt32)] {
    callTypes.keys.sorted().map { name in
      let bytes = Array(name.utf8)
      return (name, vocabulary.existingCode(of: bytes, from: 0, to: bytes.count) ?? 0)
    }
  }

  /// The table whose absence leaves a grouping without values; nil where there is none.
  private static func missingTable(for grouping: Grouping, _ roster: Roster, _ hasRoles: Bool) -> String? {
    switch grouping {
    case .team, .supervisor: roster.hasAssignments ? nil : "assignments"
    case .site: roster.hasAssignments || roster.hasPeople ? nil : "assignments or people"
    case .roleType: !roster.hasAssignments ? "assignments" : hasRoles ? nil : "roles"
    case .workerClass, .tenureBand: roster.hasPeople ? nil : "people"
    case .all, .channel, .queue, .callType, .lineOfBusiness, .agent: nil
    case .role, .hireCohort, .referral, .earlyCoaching: nil
    }
  }
}
