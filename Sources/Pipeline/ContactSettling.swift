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

  /// Rows that one partition holds about; the number of partitions follows the input alone.
  private static let rowsPerPartition = 50_000

  /// Legs of one partition, and what happened to them.
  private struct Settled: Sendable {
    var legs: [Leg]
    var excluded = ExcludedRows()
    var starts: [[Int64]] = []
    var conflicts = 0
    var rowsByDay: [Int: [CivilDate: Int]] = [:]
    var legsByAgent: [UInt32: Int] = [:]
  }

  /// Settles what was read; the legs move out of `reading`.
  /// - Throws: `dataRefused` where the inputs cover nothing in common, or the status of a wish to stop.
  init(
    _ reading: inout InputReading, finding: CoverageFinding, identity: IdentityResolution,
    workers: Workers, clock: StageClock
  ) throws {
    let zone = finding.zones[finding.plan.timeZone] ?? .utc
    let pieces = reading.takePieces()
    let codes = reading.codes
    let order = reading.contactIDs
    let inputs = reading.accounts.map(\.input)
    let inputCount = finding.plan.inputs.count
    let hasKeepRules = finding.plan.inputs.contains { $0.mappings.contains { $0.keep != nil } }
    let rows = pieces.reduce(0) { $0 + $1.count }
    let count = ContactSettling.partitionCount(rows: rows)
    let asOf = try finding.statedAsOf()

    // The vocabulary's codes and the ids of people and customers; then rows of one contact together.
    var resolved = try workers.map(Array(pieces.indices)) { place in
      clock.measure("identify") {
        pieces[place].map { leg -> Leg in
          var leg = leg
          leg.agent = codes[place][Int(leg.agent)]
          leg.queue = codes[place][Int(leg.queue)]
          leg.callType = codes[place][Int(leg.callType)]
          leg.lineOfBusiness = codes[place][Int(leg.lineOfBusiness)]
          identity.resolve(&leg)
          return leg
        }
      }
    }
    if hasKeepRules {
      var all = resolved.flatMap(\.self)
      excluded.merge(DuplicateRows.applyKeepRule(to: &all, asOf: asOf))
      resolved = [all]
    }
    let byContact = try ContactSettling.shuffled(resolved, into: count, workers, clock) { $0.contact }
    resolved = []
    let unique = try workers.map(byContact) { legs in
      clock.measure("deduplicate") {
        var settled = Settled(legs: legs)
        settled.excluded = DuplicateRows.remove(from: &settled.legs, asOf: asOf)
        settled.starts = Array(repeating: [], count: inputCount)
        for leg in settled.legs { settled.starts[inputs[Int(leg.file)]].append(leg.start) }
        return settled
      }
    }
    let starts = (0..<inputCount).map { input in unique.flatMap { $0.starts[input] } }
    let spans = finding.spans(starts: starts, asOf: asOf)
    coverage = try finding.coverage(of: spans, asOf: asOf)
    for piece in unique { excluded.merge(piece.excluded) }
    guard let coverage else { return }
    let boundary = finding.boundary(of: spans, coverage: coverage, asOf: asOf)
    let inside = try workers.map(unique) { piece in
      clock.measure("cover") {
        var settled = Settled(legs: [])
        for leg in piece.legs {
          if let reason = boundary.exclusion(of: leg.start) {
            settled.excluded.add(reason, file: leg.file)
          } else {
            settled.legs.append(leg)
            let day = zone.day(of: Instant(milliseconds: leg.start))
            settled.rowsByDay[Int(leg.source), default: [:]][day, default: 0] += 1
            if leg.agent != 0 { settled.legsByAgent[leg.agent, default: 0] += 1 }
          }
        }
        return settled
      }
    }
    var rowsByDay: [Int: [CivilDate: Int]] = [:]
    for piece in inside {
      excluded.merge(piece.excluded)
      for (source, days) in piece.rowsByDay {
        rowsByDay[source, default: [:]].merge(days, uniquingKeysWith: +)
      }
      legsByAgent.merge(piece.legsByAgent, uniquingKeysWith: +)
    }
    for (source, days) in rowsByDay {
      gaps[source] = CoverageGap.days(rowsByDay: days, coverage: coverage, zone: zone)
    }
    // Chains cross customers, so their customer is found before customers are told apart.
    let byChain = try ContactSettling.shuffled(inside.map(\.legs), into: count, workers, clock) {
      $0.chainOrContact
    }
    let chained = try workers.map(byChain) { legs in
      clock.measure("chain") {
        var settled = Settled(legs: legs)
        settled.conflicts = ChainCustomer.assign(to: &settled.legs, order: order)
        return settled
      }
    }
    warnings.add(.chainConflict, count: chained.reduce(0) { $0 + $1.conflicts })
    partitions = try ContactSettling.shuffled(chained.map(\.legs), into: count, workers, clock) {
      $0.owner
    }
  }

  /// A power of two that leaves about `rowsPerPartition` rows in each partition.
  private static func partitionCount(rows: Int) -> Int {
    var count = 1
    while count * rowsPerPartition < rows && count < 4096 { count *= 2 }
    return count
  }

  /// Legs by the upper bits of a fingerprint; within a partition in the order of the pieces.
  private static func shuffled(
    _ pieces: [[Leg]], into count: Int, _ workers: Workers, _ clock: StageClock,
    by key: @escaping @Sendable (Leg) -> Fingerprint
  ) throws -> [[Leg]] {
    let shift = UInt64(64 - count.trailingZeroBitCount)
    let split = try workers.map(pieces) { legs in
      clock.measure("partition") {
        var parts = Array(repeating: [Leg](), count: count)
        for leg in legs { parts[count == 1 ? 0 : Int(key(leg).high >> shift)].append(leg) }
        return parts
      }
    }
    return try workers.map(Array(0..<count)) { part in
      clock.measure("partition") {
        var legs: [Leg] = []
        legs.reserveCapacity(split.reduce(0) { $0 + $1[part].count })
        for parts in split { legs += parts[part] }
        return legs
      }
    }
  }
}
