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
  let settling: ContactSettling
  let roster: Roster
  /// Nothing later is known.
  let asOf: Instant
  /// The day of `asOf` in the pipeline's zone.
  let asOfDay: CivilDate

  /// Reads and settles the inputs of a plan.
  static func gather(
    _ plan: PipelinePlan, options: NightlyRun.Options, log: RunLog, workers: Workers, clock: StageClock
  ) throws -> Evidence {
    let zones = try zoneTables(of: plan)
    let pseudonym = try plan.keyFile.map { path throws(StageFailure) in
      try KeyFile.pseudonym(at: path)
    }
    let files = try InputFile.open(plan, zones: zones)
    let sources = Set(plan.inputs.map(\.source)).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    var reading = try InputReading.read(
      files, plan: plan, sources: sources, chunkBytes: options.chunkBytes, workers: workers,
      clock: clock, log: log)
    let rows = reading.accounts.reduce(0) { $0 + $1.rows }
    let rejected = reading.accounts.reduce(0) { $0 + $1.rejects.count }
    let fileCount = files.count == 1 ? "1 file" : "\(files.count) files"
    log.stage("read", "read \(fileCount): \(rows) rows, \(rejected) rejected")

    let finding = CoverageFinding(plan: plan, zones: zones)
    let statedAsOf = try finding.statedAsOf()
    let keepColumns = keepColumns(of: files)
    for name in reading.tables.keys.sorted() {
      if let excluded = reading.tables[name]?.settle(asOf: statedAsOf, keepColumn: keepColumns) {
        reading.exclude(excluded)
      }
    }
    let owned = plan.inputs.filter(\.ownsCustomerIDs).compactMap { sources.firstIndex(of: $0.source) }
    let zone = zones[plan.timeZone] ?? .utc
    let identity = IdentityResolution(
      aliases: reading.tables[TableSchema.aliases.name], vocabulary: reading.vocabulary,
      sources: sources, ownedSources: Set(owned.map { UInt16($0) }), zone: zone)
    let settling = try ContactSettling(
      &reading, finding: finding, identity: identity, workers: workers, clock: clock)
    reading.exclude(settling.excluded)
    let asOf = try horizon(statedAsOf ?? settling.coverage?.asOf, reading, plan)
    if let late = reading.tables[TableSchema.responses.name]?.exclude(
      after: asOf, by: ["answered_at", "asked_at"])
    {
      reading.exclude(late)
    }
    for account in reading.accounts { account.audit() }
    let roster = Roster(
      people: reading.tables[TableSchema.people.name],
      assignments: reading.tables[TableSchema.assignments.name],
      roles: reading.tables[TableSchema.roles.name], vocabulary: &reading.vocabulary)
    // An instant at midnight ends the day before it.
    let lastMoment = Instant(milliseconds: asOf.milliseconds - 1)
    return Evidence(
      zones: zones, pseudonym: pseudonym, sources: sources, reading: reading, settling: settling,
      roster: roster, asOf: asOf, asOfDay: zone.day(of: lastMoment))
  }

  /// Runs first contact resolution.
  mutating func analyze(
    coverage: Coverage, plan: PipelinePlan, workers: Workers, clock: StageClock
  ) throws -> FCRAnalysis {
    let pseudonym = pseudonym
    return try FCRAnalysis(
      settling, coverage: coverage, order: reading.contactIDs, roster: roster,
      hasRoles: reading.tables[TableSchema.roles.name] != nil, zone: zones[plan.timeZone] ?? .utc,
      plan: plan, vocabulary: &reading.vocabulary, workers: workers, clock: clock
    ) { pseudonym?.text(of: $0, in: .person) ?? $0 }
  }

  /// The zones that a plan names anywhere, from the time-zone data of the machine.
  private static func zoneTables(of plan: PipelinePlan) throws(StageFailure) -> [String: ZoneTable] {
    var names: Set<String> = [plan.timeZone]
    for input in plan.inputs {
      names.insert(input.timeZone)
      for mapping in input.mappings { names.formUnion(mapping.zones) }
    }
    var zones: [String: ZoneTable] = [:]
    for name in names.sorted() { zones[name] = try ZoneInfo.table(named: name) }
    return zones
  }

  /// The column of each account's keep rule, for tables that are kept whole.
  private static func keepColumns(of files: [InputFile]) -> [UInt32: String] {
    var columns: [UInt32: String] = [:]
    for (account, target) in files.flatMap(\.targets).enumerated() {
      if let keep = target.mapping.keep, target.mapping.table.name != TableSchema.contacts.name {
        columns[UInt32(account)] = keep.latest
      }
    }
    return columns
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

extension ProfileMapping {
  /// Zones that its values name.
  fileprivate var zones: Set<String> {
    fields.reduce(into: []) { $0.formUnion($1.value.zones) }
  }
}

extension ValueMapping {
  fileprivate var zones: Set<String> {
    var zones = Set([zone].compactMap(\.self))
    switch source {
    case .column, .constant: break
    case .concat(let parts, _, _), .coalesce(let parts):
      for part in parts { zones.formUnion(part.zones) }
    case .when(let branches, let otherwise):
      for branch in branches { zones.formUnion(branch.value.zones) }
      if let otherwise { zones.formUnion(otherwise.zones) }
    case .dateAndTime(let date, let time):
      zones.formUnion(date.zones)
      zones.formUnion(time.zones)
    }
    return zones
  }
}
