import Dice
import Testing

@testable import Statistics

@Suite struct KaplanMeierTests {
  // (0, 3] event, (0, 5] censored, (2, 5] event, (3, 7] event, (0, 7] censored.
  private func five() throws -> RiskTally {
    RiskTally(of: [
      try Spell(exit: 3, cause: 0), try Spell(exit: 5, cause: nil), try Spell(entry: 2, exit: 5, cause: 0),
      try Spell(entry: 3, exit: 7, cause: 0), try Spell(exit: 7, cause: nil),
    ])
  }

  // Day 3: 1 of 4 (the one who enters at 3 is not at risk). Day 5: 1 of 4, the censored one among them. Day
  // 7: 1 of 2. S = 3/4, 9/16, 9/32; at the end Σ d/(r(r − d)) = 1/12 + 1/12 + 1/2 = 2/3.
  @Test func `five spells with delayed entry by hand`() throws {
    let curve = try KaplanMeier(of: five())
    #expect(curve.steps.map(\.day) == [3, 5, 7])
    #expect(curve.steps.map(\.atRisk) == [4, 4, 2])
    #expect(curve.steps.map(\.events) == [1, 1, 1])
    #expect(curve.steps.map(\.censored) == [0, 1, 1])
    #expect(curve.steps.map(\.survival.value) == [0.75, 0.5625, 0.28125])
    let error = try #require(curve.survival(on: 7)?.standardError)
    let byHand = 0.28125 * (2.0 / 3).squareRoot()
    #expect(isNear(error, byHand, relative: 1e-14))
    #expect(curve.emptiedOn == nil)
  }

  // To day 7: 3·1 + 2·3/4 + 2·9/16 = 5.625. Ahead of day 3 lie 2.625, of day 5 1.125, of day 7 nothing:
  // variance (2.625² + 1.125²)/12 = 0.6796875. To day 4: 3 + 3/4; (3/4)²/12.
  @Test func `the restricted mean of the five by hand`() throws {
    let mean = try KaplanMeier(of: five()).restrictedMean(to: 7)
    #expect(mean.days == 5.625 && isNear(mean.standardError, 0.6796875.squareRoot(), relative: 1e-14))
    let early = try KaplanMeier(of: five()).restrictedMean(to: 4)
    #expect(early.days == 3.75 && isNear(early.standardError, 0.046875.squareRoot(), relative: 1e-14))
    #expect(early.high == 4)
  }

  @Test func `between days the curve stays, before the first it is 1, after the last it is not known`() throws
  {
    let curve = try KaplanMeier(of: five())
    #expect(curve.survival(on: -1) == nil)
    #expect(curve.survival(on: 0)?.value == 1 && curve.survival(on: 2)?.standardError == nil)
    #expect(curve.survival(on: 4) == curve.steps[0].survival)
    #expect(curve.survival(on: 8) == nil)
    #expect(throws: NotEstimable.tooFew(.periods, found: 7, needed: 8)) { try curve.restrictedMean(to: 8) }
    #expect(throws: NotEstimable.outOfRange(.periods)) { try curve.restrictedMean(to: 0) }
  }

  // The ten firsts of ReturnSurvivalTests, of whom one was not followed for a day: 7/9 · 5/6 · 2/3 = 70/162.
  @Test func `it is the survival of returns`() throws {
    let curve = try KaplanMeier(of: SpellSample.tally(events: [1, 1, 2, 3], censored: [1, 2, 2, 9, 9]))
    let share = ReturnSurvival.share(returns: [2, 1, 1], observed: [1, 1, 2, 2])
    #expect(try isNear(#require(curve.survival(on: 3)).value, share, relative: 1e-15))
  }

  @Test func `a curve at 0 stays there`() throws {
    let curve = try KaplanMeier(of: SpellSample.tally(events: [2, 4]))
    let end = try #require(curve.survival(on: 100))
    #expect(end.value == 0 && end.standardError == nil && end.low == nil && end.high == nil)
    #expect(try curve.restrictedMean(to: 100).days == 3)
    #expect(curve.emptiedOn == nil)
  }

  // R survival 3.5-3: survfit(Surv(c(0,3,3,3), c(2,5,6,8), c(1,1,0,1)) ~ 1): 0 from day 2 on, n.risk 1 3 2 1.
  @Test func `a risk set of one that has the event empties the curve early, and the curve says so`() throws {
    let tally = RiskTally(of: [
      try Spell(exit: 2, cause: 0), try Spell(entry: 3, exit: 5, cause: 0),
      try Spell(entry: 3, exit: 6, cause: nil), try Spell(entry: 3, exit: 8, cause: 0),
    ])
    let curve = try KaplanMeier(of: tally)
    #expect(curve.emptiedOn == 2)
    #expect(curve.steps.map(\.atRisk) == [1, 3, 2, 1])
    #expect(curve.steps.allSatisfy { $0.survival.value == 0 })
  }

  @Test func `where nobody is at risk the curve is not known from that day on`() throws {
    let incumbents = try KaplanMeier(
      of: RiskTally(of: (0..<10).map { _ in try Spell(entry: 100, exit: 400, cause: 0) }))
    #expect(incumbents.survival(on: 0)?.value == 1)
    #expect(incumbents.survival(on: 90) == nil && incumbents.survival(on: 400) == nil)
    #expect(incumbents.median.days == nil)
    #expect(throws: NotEstimable.tooFew(.periods, found: 0, needed: 365)) {
      try incumbents.restrictedMean(to: 365)
    }
    let gap = try KaplanMeier(
      of: RiskTally(
        of: (0..<50).flatMap { _ in
          [try Spell(exit: 60, cause: nil), try Spell(entry: 400, exit: 500, cause: nil)]
        }))
    #expect(gap.survival(on: 60)?.value == 1)
    #expect(gap.survival(on: 61) == nil && gap.survival(on: 365) == nil && gap.survival(on: 450) == nil)
    #expect(try gap.restrictedMean(to: 60).days == 60)
    #expect(throws: NotEstimable.tooFew(.periods, found: 60, needed: 61)) { try gap.restrictedMean(to: 61) }
  }

  @Test func `too few events for a caller are none`() throws {
    #expect(throws: NotEstimable.tooFew(.events, found: 3, needed: 5)) {
      try KaplanMeier(of: five(), minimumEvents: KaplanMeier.fewestEvents)
    }
    #expect(throws: NotEstimable.tooFew(.observations, found: 0, needed: 1)) {
      try KaplanMeier(of: RiskTally())
    }
  }

  @Test func `one spell, only censorings, all on one day`() throws {
    let one = try KaplanMeier(of: SpellSample.tally(events: [1]))
    #expect(one.steps.map(\.survival.value) == [0] && one.median.days == 1 && one.median.high == nil)
    let censored = try KaplanMeier(of: SpellSample.tally(events: [], censored: [4, 9]))
    #expect(censored.steps.map(\.survival.value) == [1, 1] && censored.median.days == nil)
    #expect(try censored.restrictedMean(to: 9).standardError == 0)
    let same = try KaplanMeier(of: SpellSample.tally(events: [5, 5, 5], censored: [5]))
    #expect(same.steps.map(\.survival.value) == [0.25] && same.median.days == 5)
  }

  // R survival 3.5-3, summary(survfit(Surv(t, e) ~ 1, conf.type = "log-log"))$table: exactly 0.5 from day 4
  // on.
  // t = 2, 4, 7, 9+: median 5.5 [2, NA]. t = 2, 4, 7+, 9+: median 4 [2, NA].
  @Test func `a curve at exactly one half has its median in the middle of that stretch`() throws {
    let drops = try KaplanMeier(of: SpellSample.tally(events: [2, 4, 7], censored: [9])).median
    #expect(drops.days == 5.5 && drops.low == 2 && drops.high == nil)
    let stays = try KaplanMeier(of: SpellSample.tally(events: [2, 4], censored: [7, 9])).median
    #expect(stays.days == 4 && stays.low == 2 && stays.high == nil)
  }
}
