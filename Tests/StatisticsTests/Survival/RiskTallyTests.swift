import Dice
import Testing

@testable import Statistics

@Suite struct RiskTallyTests {
  // Hired on day 20 of a calendar, left on that day: 20 − 20 + 1. Hired on 11, observed from 20 to 25: the nine
  // days 11…19 come before, and 25 − 11 + 1.
  @Test func `who leaves on the day of hire counts, and an incumbent enters after the days not observed`()
    throws
  {
    let sameDay = try Spell(entry: 0, exit: 20 - 20 + 1, cause: 0)
    let stays = try Spell(entry: 0, exit: 25 - 20 + 1, cause: nil)
    let incumbent = try Spell(entry: 20 - 11, exit: 25 - 11 + 1, cause: nil)
    #expect(incumbent.exit - incumbent.entry == 6)
    let tally = RiskTally(of: [sameDay, stays])
    #expect(tally.riskSets()[1] == 2 && tally.eventTotal == 1)
    #expect(try KaplanMeier(of: tally).survival(on: 1)?.value == 0.5)
    #expect(throws: NotEstimable.outOfRange(.periods)) { try Spell(exit: 0, cause: 0) }
  }

  @Test func `who enters at the end of a day is at risk from the next, who leaves on a day still on it`()
    throws
  {
    // On day 3: (0, 3] and (2, 5]; (3, 7] not yet. On day 4: (2, 5] and (3, 7]. On days 6 and 7: (3, 7].
    let tally = RiskTally(of: [
      try Spell(exit: 3, cause: 0), try Spell(entry: 2, exit: 5, cause: nil),
      try Spell(entry: 3, exit: 7, cause: 1),
    ])
    #expect(tally.riskSets() == [0, 1, 1, 2, 2, 2, 1, 1])
    #expect(
      tally.days() == [
        RiskDay(day: 3, atRisk: 2, events: [1, 0], censored: 0),
        RiskDay(day: 5, atRisk: 2, events: [0, 0], censored: 1),
        RiskDay(day: 7, atRisk: 1, events: [0, 1], censored: 0),
      ])
    #expect(tally.spells == 3 && tally.eventTotal == 2 && tally.lastDay == 7)
  }

  @Test(arguments: [(3, 3), (4, 3), (-1, 2), (0, 0), (0, 40_001), (0, Int.max), (Int.min, 1)])
  func `a spell without a day, before day 0 or beyond a century is refused`(_ entry: Int, _ exit: Int) {
    #expect(throws: NotEstimable.outOfRange(.periods)) { try Spell(entry: entry, exit: exit, cause: nil) }
  }

  @Test(arguments: [-1, 16, Int.max]) func `a cause beyond sixteen is refused`(_ cause: Int) {
    #expect(throws: NotEstimable.outOfRange(.events)) { try Spell(exit: 1, cause: cause) }
  }

  @Test func `the last day and the last cause are taken`() throws {
    let tally = RiskTally(of: [try Spell(entry: 39_999, exit: 40_000, cause: 15)])
    #expect(
      tally.days() == [
        RiskDay(day: 40_000, atRisk: 1, events: [Int64](repeating: 0, count: 15) + [1], censored: 0)
      ])
  }

  @Test func `the events of other causes become censorings`() throws {
    let tally = RiskTally(of: [
      try Spell(exit: 2, cause: 0), try Spell(exit: 2, cause: 1), try Spell(exit: 4, cause: nil),
    ])
    #expect(
      tally.ofCause(1).days() == [
        RiskDay(day: 2, atRisk: 3, events: [0, 1], censored: 1),
        RiskDay(day: 4, atRisk: 1, events: [0, 0], censored: 1),
      ])
    #expect(tally.ofCause(7).eventTotal == 0)
  }

  @Test(arguments: 1...UInt64(Rounds.count(30)))
  func `any split, merged in any order, is the same tally`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let spells = try SpellSample.random(&dice, count: dice.below(200), causes: 3)
    var pieces = [RiskTally](repeating: RiskTally(), count: 1 + dice.below(8))
    for spell in spells.shuffled(using: &dice) { pieces[dice.below(pieces.count)].observe(spell) }
    var merged = RiskTally()
    for piece in pieces.shuffled(using: &dice) { merged.merge(piece) }
    #expect(merged == RiskTally(of: spells), "seed \(seed)")
  }
}
