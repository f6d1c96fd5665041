/// Entries, events by cause and censorings of spells, counted by day: all that survival analysis needs.
///
/// Whole numbers, so that any split of the spells and any order of merging give the same tally, bit by bit.
/// It takes 8 bytes for each day and cause, however many spells.
package struct RiskTally: Equatable, Sendable {
  /// Spells by the day after which they are at risk.
  package private(set) var entries = DayHistogram()
  /// Spells by the day on which observation ended without an event.
  package private(set) var censorings = DayHistogram()
  /// For each cause up to the highest seen: spells by the day of their event.
  package private(set) var events: [DayHistogram] = []

  /// A tally of no spells.
  package init() {}

  /// A tally of some spells.
  package init(of spells: some Sequence<Spell>) {
    for spell in spells { observe(spell) }
  }

  /// Adds a spell.
  package mutating func observe(_ spell: Spell) {
    entries.observe(spell.entry)
    guard let cause = spell.cause else { return censorings.observe(spell.exit) }
    while events.count <= cause { events.append(DayHistogram()) }
    events[cause].observe(spell.exit)
  }

  /// Adds all spells of another tally.
  package mutating func merge(_ other: RiskTally) {
    entries.merge(other.entries)
    censorings.merge(other.censorings)
    while events.count < other.events.count { events.append(DayHistogram()) }
    for (cause, histogram) in other.events.enumerated() { events[cause].merge(histogram) }
  }

  /// How many spells.
  package var spells: Int64 { entries.total }

  /// Spells by the day of their event, whatever its cause.
  package var eventsOfAnyCause: DayHistogram {
    events.reduce(into: DayHistogram()) { $0.merge($1) }
  }

  /// How many events of any cause.
  package var eventTotal: Int64 { events.reduce(0) { $0 + $1.total } }

  /// The last day on which a spell ended; 0 where there are none.
  package var lastDay: Int {
    max(0, censorings.counts.count - 1, events.reduce(0) { max($0, $1.counts.count - 1) })
  }

  /// The same spells with the events of one cause; those of others count as censorings.
  ///
  /// For the hazard of a cause. The curve of such a tally is no probability where causes compete:
  /// `AalenJohansen` gives that.
  package func ofCause(_ cause: Int) -> RiskTally {
    var only = self
    for other in events.indices where other != cause {
      only.censorings.merge(events[other])
      only.events[other] = DayHistogram()
    }
    return only
  }

  /// How many are at risk on each day from 0 to `lastDay`: entered before it and not ended before it.
  package func riskSets() -> [Int64] {
    let ends = self.ends
    var sets: [Int64] = [0]
    for day in 0..<lastDay { sets.append(sets[day] + entries[day] - ends[day]) }
    return sets
  }

  /// The first day from 1 up to a day whose risk set is empty; nil where there is none.
  func firstEmptyRiskSet(through day: Int) -> Int? {
    riskSets().prefix(day + 1).dropFirst().firstIndex(of: 0)
  }

  /// The days on which a spell ended, ascending.
  package func days() -> [RiskDay] {
    let sets = riskSets()
    return ends.counts.enumerated().compactMap { day, count in
      guard count > 0 else { return nil }
      return RiskDay(
        day: day, atRisk: sets[day], events: events.map { $0[day] }, censored: censorings[day])
    }
  }

  /// Spells by the last day at risk.
  private var ends: DayHistogram {
    var ends = eventsOfAnyCause
    ends.merge(censorings)
    return ends
  }

  /// Throws where there are no spells or fewer events than a caller needs.
  func require(events needed: Int64) throws(NotEstimable) {
    guard spells > 0 else { throw .tooFew(.observations, found: 0, needed: 1) }
    guard eventTotal >= needed else {
      throw .tooFew(.events, found: Int(eventTotal), needed: Int(needed))
    }
  }
}
