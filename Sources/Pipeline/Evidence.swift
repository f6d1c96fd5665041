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
  /// Places of those that feed contacts.
  let contactSources: [UInt16]
  var reading: InputReading
  let settling: ContactSettling
  let roster: Roster
  /// Aliases that can join nothing, and those that overlap.
  let identityWarnings: WarningTally
  /// Nothing later is known.
  let asOf: Instant
  /// The day of `asOf` in the pipeline's zone.
  let asOfDay: CivilDate

  /// Settles what was read: duplicates, coverage, chains, and who people were.
  init(
    _ inputs: ReadInputs, plan: PipelinePlan, workers: Workers, clock: StageClock
  ) throws {
    let (zones, sources) = (inputs.zones, inputs.sources)
    (self.zones, self.sources, pseudonym) = (zones, sources, inputs.pseudonym)
    var reading = inputs.reading
    let finding = CoverageFinding(plan: plan, zones: zones)
    let statedAsOf = try finding.statedAsOf()
    for name in reading.tables.keys.sorted() {
      if let excluded = reading.tables[name]?.settle(asOf: statedAsOf, keepColumn: inputs.keepColumns) {
        reading.exclude(excluded)
      }
    }
    let owned = plan.inputs.filter(\.ownsCustomerIDs).compactMap { sources.firstIndex(of: $0.source) }
    let zone = zones[plan.timeZone] ?? .utc
    let identity = IdentityResolution(
      aliases: reading.tables[TableSchema.aliases.name], vocabulary: reading.vocabulary,
      sources: sources, ownedSources: Set(owned.map { UInt16($0) }), zone: zone)
    identityWarnings = identity.warnings
    let feeding = finding.contactInputs.compactMap { sources.firstIndex(of: plan.inputs[$0].source) }
    let contactSources = Set(feeding.map { UInt16($0) }).sorted()
    self.contactSources = contactSources
    let answered = reading.tables[TableSchema.responses.name]
    settling = try ContactSettling(
      &reading, finding: finding, identity: identity,
      watched: answered.map { ContactAnswers.candidates(of: $0, sources: contactSources) } ?? [],
      workers: workers, clock: clock)
    reading.exclude(settling.excluded)
    asOf = try Evidence.horizon(statedAsOf ?? settling.coverage?.asOf, reading, plan)
    if let late = reading.tables[TableSchema.responses.name]?.exclude(
      after: asOf, by: ["answered_at", "asked_at"])
    {
      reading.exclude(late)
    }
    for account in reading.accounts { account.audit() }
    roster = Roster(
      people: reading.tables[TableSchema.people.name],
      assignments: reading.tables[TableSchema.assignments.name],
      roles: reading.tables[TableSchema.roles.name], vocabulary: &reading.vocabulary)
    // An instant at midnight ends the day before it.
    let lastMoment = Instant(milliseconds: asOf.milliseconds - 1)
    asOfDay = zone.day(of: lastMoment)
    self.reading = reading
  }

  /// Runs first contact resolution.
  /// - Parameter isIndividual: whether rows about one person are wanted.
  mutating func analyze(
    coverage: Coverage, plan: PipelinePlan, isIndividual: Bool, workers: Workers, clock: StageClock
  ) throws -> FCRAnalysis {
    let pseudonym = pseudonym
    let ground = FCRAnalysis.Ground(
      coverage: coverage, order: reading.contactIDs, roster: roster,
      hasRoles: reading.tables[TableSchema.roles.name] != nil,
      responses: reading.tables[TableSchema.responses.name], contactSources: contactSources,
      zone: zones[plan.timeZone] ?? .utc)
    let analysis = try FCRAnalysis(
      settling, ground, plan: plan, isIndividual: isIndividual, vocabulary: &reading.vocabulary,
      workers: workers, clock: clock
    ) { pseudonym?.text(of: $0, in: .person) ?? $0 }
    reading.exclude(analysis.excluded)
    for account in reading.accounts { account.audit() }
    return analysis
  }

  /// The horizon of knowledge: as stated or covered, else the newest date in the tables.
  private static func horizon(
    _ known: Instant?, _ reading: InputReading, _ plan: PipelinePlan
  ) throws(StageFailure) -> Instant {
    if let known { return known }
    guard let newest = reading.tables.values.compactMap(\.newest).max() else {
      throw StageFailure(
        .dataRefused, "\(plan.path): the inputs hold no date to take as_of from; set as_of")
    }
    return newest
  }
}
