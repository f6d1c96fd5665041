import Canonical
import Score
import Tables

/// The contacts of a run once their duplicates, coverage and chains are known: ready to be scored,
/// customer by customer.
struct ContactSettling: Sendable {
  /// Visits the contacts of each customer together.
  let contacts: ContactPass
  /// What the contacts cover; nil without contacts.
  let coverage: Coverage?
  /// What is covered, and whether a start is inside; nil without contacts.
  let boundary: CoverageBoundary?
  /// Contacts that responses may name; nil where none does.
  let matches: RecordStore?
  /// Rows left out so far, by account and reason.
  private(set) var excluded = ExcludedRows()
  /// What the sieve counted so far, legs by agent among it.
  private(set) var sifted = LegSieve.Counts()
  /// What was found on the way.
  private(set) var warnings = WarningTally()
  /// Days without contacts, by place of the source.
  private(set) var gaps: [Int: [CivilDate]] = [:]
  /// The contacts of each source and day that are known, duplicates removed; none of days before the coverage.
  private(set) var prints = RowPrints()

  /// What settling needs to know.
  struct Ground {
    var finding: CoverageFinding
    /// Input of each account.
    var inputs: [Int]
    /// Place of each input's source.
    var sources: [Int]
    /// Decides the order of legs that start at one instant.
    var order: ContactOrder
    /// Gives legs the ids of people and customers, where that was not done in reading.
    var lateIdentity: IdentityResolution?
    /// Tells contacts that responses may name.
    var answered: SeenFilter?
    /// How many rows of responses there are.
    var answerRows: Int
    /// What stands for each text of the run, by its code.
    var texts: [UInt64]
    /// Tells contacts that a previous run could know.
    var parting: RowParting
    var workspace: Workspace
    var workers: Workers
    var clock: StageClock
  }

  /// Settles what came in by an entry.
  /// - Throws: `dataRefused` where the inputs cover nothing in common, `ioFailed` where a temporary file
  ///   cannot be written, or the status of a wish to stop.
  init(_ inlet: ContactInlet, _ ground: Ground) throws {
    let asOf = try ground.finding.statedAsOf()
    let moving = ContactMoving(ground: ground, asOf: asOf, versions: try ground.finding.versionsAsOf())
    var entry = inlet.entry
    warnings.add(.joinedByAlias, count: inlet.joined)
    if entry.key == .keepRule { entry = try moving.applyKeepRules(entry, &excluded) }
    var suspects = entry.takeSuspects()
    var isIdentified = ground.lateIdentity == nil
    if suspects.areTooMany {
      let unique = try moving.removeDuplicates(entry, &excluded)
      entry = unique.entry
      warnings.add(.joinedByAlias, count: unique.joined)
      isIdentified = true
      suspects = entry.takeSuspects()
    }
    let needsChains = entry.key == .chain
    matches = ground.answered.map { _ in
      ground.workspace.store(
        width: ContactMatch.width, expecting: max(entry.store.count / 8, ground.answerRows))
    }
    // Where chains move, customers are known only behind that.
    let scan = try moving.scan(
      entry, suspects, matches: needsChains ? nil : matches, isIdentified: isIdentified)
    excluded.merge(scan.excluded)
    var byInput: [Int: [CoverageStretch.Span]] = [:]
    for (key, day) in scan.days {
      byInput[key.input, default: []].append(.init(first: day.first, last: day.last, count: day.count))
    }
    let losers = WordSet(scan.losers)
    let spans = ground.finding.spans(contacts: byInput)
    coverage = try ground.finding.coverage(of: spans, asOf: asOf)
    boundary = coverage.map { ground.finding.boundary(of: spans, coverage: $0, asOf: asOf) }
    var pass = ContactPass(
      store: entry.store, layout: entry.layout, key: entry.key, workspace: ground.workspace, sieve: nil)
    if let boundary {
      pass.sieve = LegSieve(
        losers: losers, boundary: boundary, lease: ground.workspace.budget.lease(losers.bytes))
    }
    if needsChains {
      let moved = try moving.followChains(pass, matches: matches, isIdentified: isIdentified)
      excluded.merge(moved.counts.excluded)
      sifted = moved.counts
      warnings.add(.chainConflict, count: moved.conflicts)
      warnings.add(.joinedByAlias, count: moved.joined)
      pass = moved.pass
    }
    contacts = pass
    if let coverage {
      gaps = ContactSettling.gaps(scan.days, coverage, ground)
      prints = ContactSettling.prints(scan.days, coverage, ground)
    }
  }

  /// Adds what the sieve counted while the contacts were visited.
  mutating func take(_ counts: LegSieve.Counts) { sifted.merge(counts) }

  /// Visits all contacts for nothing but what the sieve counts.
  func sift(_ workers: Workers) throws -> LegSieve.Counts {
    let pass = contacts
    var counts = LegSieve.Counts()
    for scratch in try workers.gather(
      count: pass.partitionCount, ContactPass.Scratch.init,
      { scratch, partition in try pass.visit(partition, &scratch) { _ in } })
    {
      counts.merge(scratch.counts)
    }
    return counts
  }

  private static func prints(
    _ days: [ContactScan.Key: ContactScan.Day], _ coverage: Coverage, _ ground: Ground
  ) -> RowPrints {
    var prints = RowPrints()
    for (key, day) in days
    where day.last >= coverage.from.milliseconds && day.first <= coverage.asOf.milliseconds {
      let source = ground.finding.plan.inputs[key.input].source
      let place = RowPrints.Key(
        table: TableSchema.contacts.name, source: source, day: key.day, part: key.part)
      prints.add(day.sum, to: place)
      if day.last > coverage.asOf.milliseconds { prints.noteCut(place) }
    }
    return prints
  }

  private static func gaps(
    _ days: [ContactScan.Key: ContactScan.Day], _ coverage: Coverage, _ ground: Ground
  ) -> [Int: [CivilDate]] {
    let zone = ground.finding.zones[ground.finding.plan.timeZone] ?? .utc
    var filled: [Int: Set<CivilDate>] = [:]
    for (key, day) in days
    where day.last >= coverage.from.milliseconds && day.first <= coverage.to.milliseconds {
      filled[ground.sources[key.input], default: []].insert(key.day)
    }
    return filled.mapValues { CoverageGap.days(filled: $0, coverage: coverage, zone: zone) }
  }
}
