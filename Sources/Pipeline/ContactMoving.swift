import Canonical
import Score
import Tables

/// Moves the contacts of a run from one store to another, so that others of them come together.
struct ContactMoving {
  /// What settling needs to know.
  let ground: ContactSettling.Ground
  /// The horizon of knowledge where it is stated.
  let asOf: Instant?
  /// Up to when versions of rows are known; nil: all are.
  let versions: Instant?

  /// What following the chains gives.
  struct Chained {
    /// Visits the contacts of each customer.
    var pass: ContactPass
    var counts = LegSieve.Counts()
    /// Chains that name two customers.
    var conflicts = 0
    /// Legs whose agent an alias joined to a person.
    var joined = 0
  }

  /// What a worker keeps.
  private struct Worker: Sendable {
    var scratch = ContactPass.Scratch()
    var excluded = ExcludedRows()
    var counts = LegSieve.Counts()
    var conflicts = 0
    var joined = 0
  }

  /// Leaves of the rows that compete under a profile's keep rule the one it names.
  func applyKeepRules(_ entry: LegEntry, _ excluded: inout ExcludedRows) throws -> LegEntry {
    let next = LegEntry(
      entry.layout, by: followingKey(entry.layout), legs: entry.store.count, watchesContacts: true,
      answers: ground.answerRows, in: ground.workspace)
    excluded.merge(try select(entry, .keepRule, into: next))
    return next
  }

  /// Leaves one row of each contact, where too many contacts have several.
  /// - Returns: where they are, and legs whose agent an alias joined to a person: they have the ids of
  ///   people and customers now.
  func removeDuplicates(
    _ entry: LegEntry, _ excluded: inout ExcludedRows
  ) throws -> (entry: LegEntry, joined: Int) {
    let (count, identity) = (entry.store.count, ground.lateIdentity)
    let byContact = LegEntry(
      entry.layout, by: .contact, legs: count, watchesContacts: false, in: ground.workspace)
    let identified = try move(entry) { pass, partition, worker in
      try pass.readPages(partition) { legs in
        if let identity { worker.joined += identity.resolve(&legs) }
        try byContact.add(legs)
      }
    }
    let next = LegEntry(
      entry.layout, by: entry.key, legs: count, watchesContacts: false, answers: ground.answerRows,
      in: ground.workspace)
    excluded.merge(try select(byContact, .contact, into: next))
    return (next, identified.reduce(0) { $0 + $1.joined })
  }

  /// Looks at all contacts.
  /// - Parameters:
  ///   - matches: where contacts go that responses may name.
  ///   - isIdentified: whether legs have the ids of people and customers.
  func scan(
    _ entry: LegEntry, _ suspects: LegEntry.Suspects, matches: RecordStore?, isIdentified: Bool
  ) throws -> ContactScan {
    let zone = ground.finding.zones[ground.finding.plan.timeZone] ?? .utc
    let rows = ground.workspace.store(width: entry.layout.width, expecting: suspects.mostRows)
    let question = ContactScan.Question(
      suspects: suspects.marks, rows: rows, answered: matches == nil ? nil : ground.answered,
      matches: matches, inputs: ground.inputs, asOf: asOf, zone: zone, texts: ground.texts,
      parting: ground.parting, identity: isIdentified ? nil : ground.lateIdentity)
    let (clock, versions) = (ground.clock, versions)
    let pass = ContactPass(
      store: rows, layout: entry.layout, key: .contact, workspace: ground.workspace, sieve: nil)
    var all = ContactScan(question)
    for var scan in try ground.workers.gather(
      count: entry.store.partitions.count, { ContactScan(question) },
      { scan, partition in
        try clock.measure("scan") {
          try entry.store.look(at: partition).read { words, count in
            try scan.take(words, count: count, entry.layout)
          }
        }
      })
    {
      scan.close()
      all.merge(scan)
    }
    for var scan in try ground.workers.gather(
      count: rows.partitions.count, { ContactScan(question) },
      { scan, partition in try clock.measure("scan") { try scan.settle(pass, partition, asOf: versions) } })
    {
      scan.close()
      all.merge(scan)
    }
    return all
  }

  /// Gives the legs of each chain one customer, and brings the contacts of each customer together.
  /// - Parameters:
  ///   - matches: where contacts go that responses may name.
  ///   - isIdentified: whether legs have the ids of people and customers.
  func followChains(
    _ chains: ContactPass, matches: RecordStore?, isIdentified: Bool
  ) throws -> Chained {
    let (order, clock) = (ground.order, ground.clock)
    let identity = isIdentified ? nil : ground.lateIdentity
    let answered = ground.answered
    let next = LegEntry(
      chains.layout, by: .owner, legs: chains.store.count, watchesContacts: false,
      answers: ground.answerRows, in: ground.workspace)
    var all = Chained(
      pass: ContactPass(
        store: next.store, layout: next.layout, key: .owner, workspace: ground.workspace, sieve: nil))
    // What lies outside is joined to responses too, to tell why they count for nothing.
    var everything = chains
    everything.sieve = nil
    let pass = everything
    let sieve = chains.sieve
    let workers = try ground.workers.gather(count: chains.partitionCount, Worker.init) { worker, partition in
      try clock.measure("chain") {
        try pass.visit(partition, &worker.scratch) { legs in
          if let identity { worker.joined += identity.resolve(&legs) }
          var counts = LegSieve.Counts()
          var inside = legs
          sieve?.sift(&inside, &counts)
          worker.conflicts += try ChainCustomer.assign(to: &inside, order: order)
          try next.add(inside)
          worker.counts.merge(counts)
          guard let matches, let answered else { return }
          let kept = Set(inside.map(\.place))
          let named = inside + legs.filter { !kept.contains($0.place) }
          let (words, keys) = ContactMatch.pack(named.filter { answered.contains($0.contact.low) })
          try matches.append(words, keys: keys)
        }
      }
    }
    for worker in workers {
      all.counts.merge(worker.counts)
      all.conflicts += worker.conflicts
      all.joined += worker.joined
    }
    return all
  }

  /// By what contacts come together once keep rules are applied.
  private func followingKey(_ layout: LegLayout) -> LegLayout.Key {
    layout.hasChains || ground.lateIdentity != nil ? .chain : .owner
  }

  /// Moves the legs that win a contest.
  /// - Returns: how many of each file lost, by reason.
  private func select(
    _ entry: LegEntry, _ contest: BestLegs.Contest, into next: LegEntry
  ) throws -> ExcludedRows {
    let versions = versions
    var excluded = ExcludedRows()
    for worker in try move(
      entry,
      { pass, partition, worker in
        worker.excluded.merge(
          try pass.select(partition, contest, asOf: versions) { legs in try next.add(legs) })
      })
    { excluded.merge(worker.excluded) }
    return excluded
  }

  private func move(
    _ entry: LegEntry,
    _ body: @escaping @Sendable (ContactPass, _ partition: Int, inout Worker) throws -> Void
  ) throws -> [Worker] {
    let clock = ground.clock
    let pass = ContactPass(
      store: entry.store, layout: entry.layout, key: entry.key, workspace: ground.workspace, sieve: nil)
    return try ground.workers.gather(count: pass.partitionCount, Worker.init) { worker, partition in
      try clock.measure("partition") { try body(pass, partition, &worker) }
    }
  }
}
