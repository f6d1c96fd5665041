import Analyses
import Canonical
import Digest
import Score
import Tables

/// Everything a run knows once its inputs are read and settled: what the analyses stand on.
struct Evidence {
  let zones: [String: ZoneTable]
  let pseudonym: Pseudonym?
  /// Names of the sources, in their byte order.
  let sources: [String]
  var reading: InputReading
  /// The contacts; nil where no input feeds them.
  private(set) var settling: ContactSettling?
  /// Settled responses; nil where no input feeds them.
  let surveys: SurveySettling?
  let roster: Roster
  /// Aliases that can join nothing, and those that overlap.
  let identityWarnings: WarningTally
  /// Up to when versions of rows are known; nil: all are.
  let versions: Instant?
  /// The rows that count, by table, source and day.
  let prints: RowPrints
  /// The same as a previous run would have seen them; nil where there is none.
  let earlierPrints: RowPrints?
  /// Nothing later is known.
  let asOf: Instant
  /// The day of `asOf` in the pipeline's zone.
  let asOfDay: CivilDate

  /// What surveys say of coaches, settled; nil where no analysis asks or no input feeds responses.
  let answers: SmallTable?
  /// Who was employed when; nil where turnover does not ask or no table of people tells.
  private(set) var employment: Employment?
  /// The same with contractors; nil where coaching does not ask, or a table that it needs is missing.
  private(set) var coached: Employment?
  /// Repeated first contacts with their returns; nil where nobody asked for rows about one person.
  private(set) var repeats: RepeatTable?

  private let workspace: Workspace
  private let workers: Workers
  private let clock: StageClock

  /// Settles what was read: duplicates, coverage, chains, and who people were.
  /// - Parameter earlier: what a previous run could know, if this one is compared with it.
  init(
    _ inputs: ReadInputs, plan: PipelinePlan, earlier: EarlierRows? = nil, workers: Workers, clock: StageClock
  ) throws {
    (zones, sources, pseudonym) = (inputs.zones, inputs.sources, inputs.pseudonym)
    (self.workers, self.clock, workspace) = (workers, clock, inputs.workspace)
    answers = inputs.answers
    var reading = inputs.reading
    identityWarnings = inputs.identity.warnings
    let finding = CoverageFinding(plan: plan, zones: inputs.zones)
    versions = try finding.versionsAsOf()
    let parting = RowParting(earlier, accounts: reading.accounts)
    let texts = reading.vocabulary.book.prints
    let zone = inputs.zones[plan.timeZone] ?? .utc
    var prints = RowPrints()
    if let contacts = inputs.contacts {
      let sourceOfInput = plan.inputs.map { inputs.sources.firstIndex(of: $0.source) ?? 0 }
      let settling = try ContactSettling(
        contacts,
        ContactSettling.Ground(
          finding: finding, inputs: reading.accounts.map(\.input), sources: sourceOfInput,
          order: reading.contactOrder, lateIdentity: inputs.isIdentified ? nil : inputs.identity,
          answered: reading.surveys?.takeContacts(),
          answerRows: reading.surveys?.store.count ?? 0, texts: texts, parting: parting,
          workspace: workspace, workers: workers, clock: clock))
      reading.exclude(settling.excluded)
      prints.merge(settling.prints)
      self.settling = settling
    }
    asOf = try Evidence.horizon(
      try finding.statedAsOf() ?? settling?.coverage?.asOf, reading, plan, zone)
    let ground = SurveySettling.Ground(
      versions: versions, asOf: asOf, sources: sources, zone: zone, parting: parting)
    let partitions = settling?.matches?.partitions
    surveys = try reading.surveys.map { inlet in
      try clock.measure("survey") {
        try SurveySettling(inlet, ground, partitions: partitions, workers: workers)
      }
    }
    if let surveys {
      reading.exclude(surveys.excluded)
      prints.merge(surveys.prints)
    }
    roster = reading.vocabulary.change { [tables = reading.tables] book in
      Roster(
        people: tables[TableSchema.people.name], assignments: tables[TableSchema.assignments.name],
        roles: tables[TableSchema.roles.name], groupings: plan.fcr.groupings, vocabulary: &book)
    }
    // An instant at midnight ends the day before it.
    let lastMoment = Instant(milliseconds: asOf.milliseconds - 1)
    asOfDay = zone.day(of: lastMoment)
    let tables = reading.tables
    /// The rows of the tables that are kept whole, as they stand on a day.
    func addTables(asOf day: CivilDate, to prints: inout RowPrints) {
      for (name, table) in tables {
        table.visitPrints(asOf: day, texts: texts) { source, file, print in
          let part = parting.part(instant: .min, file: file)
          prints.add(print, to: .init(table: name, source: inputs.sources[Int(source)], part: part))
        }
      }
    }
    earlierPrints = earlier.map { earlier in
      var known = prints
      addTables(asOf: zone.day(of: Instant(milliseconds: earlier.knownTo.milliseconds - 1)), to: &known)
      return known
    }
    addTables(asOf: asOfDay, to: &prints)
    self.prints = prints
    self.reading = reading
  }

  /// Finds who was employed when.
  /// - Throws: `dataRefused` where the inputs of people cover no day that is known.
  mutating func resolveEmployment(plan: PipelinePlan) throws(StageFailure) {
    var ground = employmentGround(plan)
    var book = reading.vocabulary.book
    if plan.analyses.contains("turnover") {
      employment = try Employment(ground, plan: plan, vocabulary: &book)
    }
    let asksForAll =
      plan.analyses.contains("coaching") && reading.tables[TableSchema.coaching.name] != nil
      || plan.analyses.contains("alignment") && reading.tables[TableSchema.scorecards.name] != nil
    if asksForAll {
      ground.countsContractors = true
      coached = try Employment(ground, plan: plan, vocabulary: &book)
    }
    reading.vocabulary.change { $0 = book }
  }

  /// What tells who was employed when, and what inputs cover.
  private func employmentGround(_ plan: PipelinePlan) -> Employment.Ground {
    Employment.Ground(
      tables: reading.tables, sources: sources, asOf: asOfDay, zone: zones[plan.timeZone] ?? .utc,
      zones: zones)
  }

  /// Stretches of agents' days that the analyses ask for; nil where none does.
  private func calendar(_ plan: PipelinePlan, _ coverage: Coverage, _ zone: ZoneTable) -> AgentCalendar? {
    guard plan.countsAgents, let employment = employment ?? coached else { return nil }
    let covered = Evidence.days(of: coverage, zone)
    return AgentCuts(employment.resolution, covering: covered.lowerBound, through: covered.upperBound)
      .calendar
  }

  /// The local days that a coverage touches.
  private static func days(of coverage: Coverage, _ zone: ZoneTable) -> ClosedRange<CivilDate> {
    let first = zone.day(of: coverage.from)
    return first...max(first, zone.day(of: Instant(milliseconds: coverage.to.milliseconds - 1)))
  }

  /// Runs first contact resolution.
  /// - Parameters:
  ///   - isIndividual: whether rows about one person are wanted.
  ///   - listing: takes the contacts behind a number; nil where nobody asks.
  mutating func analyze(
    plan: PipelinePlan, isIndividual: Bool, listing: ContactListing? = nil
  ) throws -> FCRAnalysis? {
    guard let settling, let coverage = settling.coverage else { return nil }
    let pseudonym = pseudonym
    let ground = FCRAnalysis.Ground(
      coverage: coverage, order: reading.contactOrder, roster: roster,
      hasRoles: reading.tables[TableSchema.roles.name] != nil, transferBasis: transferBasis,
      calendar: calendar(plan, coverage, zones[plan.timeZone] ?? .utc), surveys: surveys, stated: versions,
      zone: zones[plan.timeZone] ?? .utc, workspace: workspace, workers: workers, clock: clock)
    var book = reading.vocabulary.book
    let analysis = try FCRAnalysis(
      settling, ground, plan: plan, isIndividual: isIndividual, listing: listing, vocabulary: &book
    ) { pseudonym?.text(of: $0, in: .person) ?? $0 }
    if let pairs = analysis.pairs {
      repeats = RepeatTable(
        reading, pairs, count: analysis.tables.repeated, days: plan.fcr.headlineDays,
        match: analysis.tables.headlineMatch, disclosure: Disclosure(minimumPeople: plan.minimumPeople),
        book: book
      ) { pseudonym?.text(of: $0, in: .person) ?? $0 }
    }
    reading.exclude(analysis.excluded)
    finish(analysis.sifted)
    return analysis
  }

  /// Runs turnover; nil where nobody knows who was employed.
  /// - Parameters:
  ///   - fcr: first contact resolution of the run; nil where it was not computed.
  func analyzeTurnover(
    plan: PipelinePlan, fcr: FCRAnalysis?
  ) throws(StageFailure) -> TurnoverAnalysis? {
    guard let employment else { return nil }
    let pseudonym = pseudonym
    let zone = zones[plan.timeZone] ?? .utc
    let covered = settling?.coverage.map { Evidence.days(of: $0, zone) }
    let contacts = fcr.flatMap { fcr in
      fcr.studies.agents.flatMap { agents in
        covered.map { TurnoverAnalysis.Contacts(numbers: fcr.tables, agents: agents, covered: $0) }
      }
    }
    let ground = TurnoverAnalysis.Ground(
      tables: reading.tables, employment: employment, zone: zone, ranks: fcr?.ranks, contacts: contacts)
    return try TurnoverAnalysis(ground, plan: plan, book: reading.vocabulary.book) {
      pseudonym?.text(of: $0, in: .person) ?? $0
    }
  }

  /// Runs coaching; nil where a table that it needs is missing.
  /// - Parameters:
  ///   - fcr: first contact resolution of the run; nil where it was not computed.
  ///   - isIndividual: whether rows about one person are wanted.
  mutating func analyzeCoaching(
    plan: PipelinePlan, fcr: FCRAnalysis?, isIndividual: Bool
  ) throws(StageFailure) -> CoachingAnalysis? {
    guard let coached, reading.tables[TableSchema.coaching.name] != nil else { return nil }
    let covers = try Employment.covers(.coaching, plan, employmentGround(plan))
    let coverage = settling?.coverage
    let contacts = fcr?.studies.agents.flatMap { agents in
      coverage.map { CoachingAnalysis.Contacts(agents: agents, coverage: $0) }
    }
    let ground = CoachingAnalysis.Ground(
      tables: reading.tables, answers: answers, employment: coached, logFrom: covers.first,
      logLast: covers.last, zone: zones[plan.timeZone] ?? .utc, contacts: contacts,
      asksCustomers: surveys != nil)
    // Nobody asks for its rows afterwards.
    reading.tables[TableSchema.coaching.name] = SmallTable(.coaching)
    let pseudonym = pseudonym
    var book = reading.vocabulary.book
    let analysis = CoachingAnalysis(ground, plan: plan, isIndividual: isIndividual, vocabulary: &book) {
      pseudonym?.text(of: $0, in: .person) ?? $0
    }
    reading.vocabulary.change { $0 = book }
    return analysis
  }

  /// Runs alignment; nil where a table that it needs is missing.
  /// - Parameter fcr: first contact resolution of the run; nil where it was not computed.
  func analyzeAlignment(plan: PipelinePlan, fcr: FCRAnalysis?) -> AlignmentAnalysis? {
    guard let coached, let scorecards = reading.tables[TableSchema.scorecards.name],
      let roles = reading.tables[TableSchema.roles.name]
    else { return nil }
    let coverage = settling?.coverage
    let contacts = fcr?.studies.agents.flatMap { agents in
      coverage.map { CoachingAnalysis.Contacts(agents: agents, coverage: $0) }
    }
    let ground = AlignmentAnalysis.Ground(
      tables: reading.tables, answers: answers, employment: coached, zone: zones[plan.timeZone] ?? .utc,
      contacts: contacts, asksCustomers: surveys != nil)
    return AlignmentAnalysis(
      ground, scorecards: scorecards, roles: roles, plan: plan, book: reading.vocabulary.book)
  }

  /// Visits the contacts for nothing but what is counted of them, where no analysis does.
  mutating func siftContacts() throws {
    guard let counts = try settling?.sift(workers) else { return }
    finish(counts)
  }

  /// How it is known that a contact was handed on.
  private var transferBasis: RepeatTables.TransferBasis {
    let contacts = reading.accounts.filter { $0.table == TableSchema.contacts.name }
    let count = contacts.count { $0.mappedColumns.contains { $0.canonical == "transferred" } }
    return count == 0 ? .severalAgents : count == contacts.count ? .mapped : .partlyMapped
  }

  private mutating func finish(_ sifted: LegSieve.Counts) {
    reading.exclude(sifted.excluded)
    settling?.take(sifted)
    for account in reading.accounts { account.audit() }
  }

  /// The horizon of knowledge: as stated or covered, else the newest date in the tables, that day included.
  private static func horizon(
    _ known: Instant?, _ reading: InputReading, _ plan: PipelinePlan, _ zone: ZoneTable
  ) throws(StageFailure) -> Instant {
    if let known { return known }
    let tables = reading.tables.values.compactMap { $0.newest(in: zone) }
    guard let newest = (tables + [reading.surveys?.newest].compactMap(\.self)).max() else {
      throw StageFailure(
        .dataRefused, "\(plan.path): the inputs hold no date to take as_of from; set as_of")
    }
    return newest
  }
}
