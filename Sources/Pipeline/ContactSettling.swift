import Canonical
import Score
import Tables

/// The contacts of a run after duplicates, coverage and chains: legs by customer, ready to be scored.
struct ContactSettling: Sendable {
  /// Legs by partition; no customer and no chain is in two.
  private(set) var partitions: [[Leg]] = []
  /// What the contacts cover; nil without contacts.
  private(set) var coverage: Coverage?
  /// Rows left out, by account and reason.
  private(set) var excluded = ExcludedRows()
  /// What was found on the way.
  private(set) var warnings = WarningTally()
  /// Days without contacts, by place of the source.
  private(set) var gaps: [Int: [CivilDate]] = [:]
  /// Legs by agent, aliases resolved.
  private(set) var legsByAgent: [UInt32: Int] = [:]
  /// Contacts outside the coverage that were watched for.
  private(set) var watchedOutside: Set<Fingerprint> = []

  private let finding: CoverageFinding
  private let workers: Workers
  private let clock: StageClock
  private let watched: Set<Fingerprint>

  /// Settles what was read; the legs move out of `reading`.
  /// - Parameter watched: contacts of which must be known whether they lie outside the coverage.
  /// - Throws: `dataRefused` where the inputs cover nothing in common, or the status of a wish to stop.
  init(
    _ reading: inout InputReading, finding: CoverageFinding, identity: IdentityResolution,
    watched: Set<Fingerprint>, workers: Workers, clock: StageClock
  ) throws {
    (self.finding, self.workers, self.clock) = (finding, workers, clock)
    self.watched = watched
    let asOf = try finding.statedAsOf()
    let pieces = reading.takePieces()
    let shuffle = LegShuffle(
      rows: pieces.reduce(0) { $0 + $1.count }, workers: workers, clock: clock)
    let identified = try identify(pieces, codes: reading.codes, identity, asOf: asOf)
    let unique = try deduplicate(try shuffle.partitions(of: identified) { $0.contact }, asOf: asOf)
    let inside = try cover(unique, inputs: reading.accounts.map(\.input), asOf: asOf)
    // Chains cross customers, so their customer is found before customers are told apart.
    let chained = try chain(
      try shuffle.partitions(of: inside) { $0.chainOrContact }, order: reading.contactIDs)
    partitions = try shuffle.partitions(of: chained) { $0.owner }
  }

  /// Gives legs the vocabulary's codes and the ids of people and customers, and applies keep rules.
  private mutating func identify(
    _ pieces: [[Leg]], codes: [[UInt32]], _ identity: IdentityResolution, asOf: Instant?
  ) throws -> [[Leg]] {
    let clock = clock
    let resolved = try workers.map(Array(pieces.indices)) { place in
      clock.measure("identify") {
        var joined = 0
        let legs = pieces[place].map { leg -> Leg in
          var leg = leg
          leg.agent = codes[place][Int(leg.agent)]
          leg.queue = codes[place][Int(leg.queue)]
          leg.callType = codes[place][Int(leg.callType)]
          leg.lineOfBusiness = codes[place][Int(leg.lineOfBusiness)]
          let agent = leg.agent
          identity.resolve(&leg)
          if leg.agent != agent { joined += 1 }
          return leg
        }
        return (legs: legs, joined: joined)
      }
    }
    warnings.add(.joinedByAlias, count: resolved.reduce(0) { $0 + $1.joined })
    let identified = resolved.map(\.legs)
    guard finding.plan.inputs.contains(where: { $0.mappings.contains { $0.keep != nil } }) else {
      return identified
    }
    var all = identified.flatMap(\.self)
    excluded.merge(DuplicateRows.applyKeepRule(to: &all, asOf: asOf))
    return [all]
  }

  /// Leaves of each contact the row that counts; rows of one contact are in one partition.
  private mutating func deduplicate(_ partitions: [[Leg]], asOf: Instant?) throws -> [[Leg]] {
    let clock = clock
    let unique = try workers.map(partitions) { legs in
      clock.measure("deduplicate") {
        var legs = legs
        let excluded = DuplicateRows.remove(from: &legs, asOf: asOf)
        return (legs: legs, excluded: excluded)
      }
    }
    for part in unique { excluded.merge(part.excluded) }
    return unique.map(\.legs)
  }

  /// Finds what the contacts cover and leaves those inside; none without contacts.
  private mutating func cover(_ partitions: [[Leg]], inputs: [Int], asOf: Instant?) throws -> [[Leg]] {
    let clock = clock
    let inputCount = finding.plan.inputs.count
    let starts = try workers.map(partitions) { legs in
      var starts = Array(repeating: [Int64](), count: inputCount)
      for leg in legs { starts[inputs[Int(leg.file)]].append(leg.start) }
      return starts
    }
    let spans = finding.spans(
      starts: (0..<inputCount).map { input in starts.flatMap { $0[input] } }, asOf: asOf)
    coverage = try finding.coverage(of: spans, asOf: asOf)
    guard let coverage else { return [] }
    let boundary = finding.boundary(of: spans, coverage: coverage, asOf: asOf)
    let zone = finding.zones[finding.plan.timeZone] ?? .utc
    let watched = watched
    let covered = try workers.map(partitions) { legs in
      clock.measure("cover") { CoveredLegs(legs, boundary: boundary, zone: zone, watched: watched) }
    }
    var rowsByDay: [Int: [CivilDate: Int]] = [:]
    for part in covered {
      excluded.merge(part.excluded)
      for (source, days) in part.rowsByDay {
        rowsByDay[source, default: [:]].merge(days, uniquingKeysWith: +)
      }
      legsByAgent.merge(part.legsByAgent, uniquingKeysWith: +)
      watchedOutside.formUnion(part.watchedOutside)
    }
    gaps = rowsByDay.mapValues { CoverageGap.days(rowsByDay: $0, coverage: coverage, zone: zone) }
    return covered.map(\.legs)
  }

  /// Gives the legs of each chain one customer; a chain is in one partition.
  private mutating func chain(_ partitions: [[Leg]], order: ContactIDs) throws -> [[Leg]] {
    let clock = clock
    let chained = try workers.map(partitions) { legs in
      clock.measure("chain") {
        var legs = legs
        let conflicts = ChainCustomer.assign(to: &legs, order: order)
        return (legs: legs, conflicts: conflicts)
      }
    }
    warnings.add(.chainConflict, count: chained.reduce(0) { $0 + $1.conflicts })
    return chained.map(\.legs)
  }
}

/// Legs of one partition that are covered, and what is counted of them.
private struct CoveredLegs: Sendable {
  var legs: [Leg] = []
  var excluded = ExcludedRows()
  /// Legs by source and local day.
  var rowsByDay: [Int: [CivilDate: Int]] = [:]
  var legsByAgent: [UInt32: Int] = [:]
  var watchedOutside: Set<Fingerprint> = []

  init(_ all: [Leg], boundary: CoverageBoundary, zone: ZoneTable, watched: Set<Fingerprint>) {
    for leg in all {
      if let reason = boundary.exclusion(of: leg.start) {
        excluded.add(reason, file: leg.file)
        if watched.contains(leg.contact) { watchedOutside.insert(leg.contact) }
        continue
      }
      legs.append(leg)
      let day = zone.day(of: Instant(milliseconds: leg.start))
      rowsByDay[Int(leg.source), default: [:]][day, default: 0] += 1
      if leg.agent != 0 { legsByAgent[leg.agent, default: 0] += 1 }
    }
  }
}
