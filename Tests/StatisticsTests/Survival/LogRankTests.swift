import Dice
import Testing

@testable import Statistics

@Suite struct LogRankTests {
  // A: events on days 1 and 3. B: event on day 2, censored on day 3. Expected of A: 2/4 + 1/3 + 1/2 = 4/3;
  // variance 1/4 + 2/9 + 1/4 = 13/18; (2/3)² / (13/18) = 8/13.
  @Test func `four spells by hand`() throws {
    let test = try LogRank([
      SpellSample.tally(events: [1, 3]), SpellSample.tally(events: [2], censored: [3]),
    ])
    #expect(test.observed == [2, 1])
    #expect(isNear(test.expected[0], 4.0 / 3, relative: 1e-15))
    #expect(isNear(test.expected[1], 5.0 / 3, relative: 1e-15))
    #expect(isNear(test.covariance[0, 1], -13.0 / 18, relative: 1e-15))
    #expect(isNear(test.chiSquared, 8.0 / 13, relative: 1e-14) && test.degreesOfFreedom == 1)
  }

  // R 4.2.2, survival 3.5-3: survdiff(Surv(time, status) ~ sex, lung) and ~ x, aml. Tolerance 1e-12, p 1e-11.
  @Test func `lung by sex and leukemia by treatment`() throws {
    let lung = try SpellSample.tallies("survival_lung", by: "sex", exit: "time", code: "ev")
    try expect(
      lung, ["1", "2"], observed: [112, 53], expected: [91.5817390295728, 73.4182609704272],
      variance: 40.3714339796426, chiSquared: 10.3267419548856, p: 0.00131116452035549)
    let aml = try SpellSample.tallies("survival_aml", by: "x", exit: "time", code: "status")
    try expect(
      aml, ["Maintained", "Nonmaintained"], observed: [7, 11],
      expected: [10.6893359923007, 7.31066400769928],
      variance: 4.00755074593873, chiSquared: 3.3963886989776, p: 0.0653393220405051)
  }

  private func expect(
    _ tallies: [String: RiskTally], _ groups: [String], observed: [Int64], expected: [Double],
    variance: Double, chiSquared: Double, p: Double
  ) throws {
    let test = try LogRank(groups.map { try #require(tallies[$0]) })
    #expect(test.observed == observed && test.degreesOfFreedom == 1)
    #expect(zip(test.expected, expected).allSatisfy { isNear($0, $1, relative: 1e-12) })
    #expect(isNear(test.covariance[0, 0], variance, relative: 1e-12))
    #expect(isNear(test.chiSquared, chiSquared, relative: 1e-12), "\(test.chiSquared)")
    #expect(isNear(test.p, p, relative: 1e-11), "\(test.p)")
  }

  // R 4.2.2, survival 3.5-3: survdiff(Surv(time, status) ~ celltype, veteran): chisq, exp, var.
  // lifelines 0.30.3, multivariate_logrank_test: 25.403700345785367, p 1.2712459390060888e-05. Tolerance
  // 1e-12.
  @Test func `veterans with lung cancer in four groups`() throws {
    let tallies = try SpellSample.tallies("survival_veteran", by: "celltype", exit: "time", code: "status")
    let test = try LogRank(
      ["squamous", "smallcell", "adeno", "large"].map { try #require(tallies[$0]) }, minimumEvents: 5)
    #expect(test.observed == [31, 45, 26, 26] && test.degreesOfFreedom == 3)
    let expected = [47.65467767247537, 30.10207932681483, 15.69376461436049, 34.54947838634931]
    #expect(zip(test.expected, expected).allSatisfy { isNear($0, $1, relative: 1e-12) })
    let covariance = Matrix(columns: [
      [26.338406366706295, -9.533852020456552, -4.487323213544958, -12.317231132704787],
      [-9.533852020456552, 21.754267940613790, -4.408729302985058, -7.811686617172171],
      [-4.487323213544958, -4.408729302985058, 12.966170060501438, -4.070117543971416],
      [-12.317231132704787, -7.811686617172171, -4.070117543971416, 24.199035293848372],
    ])
    #expect(zip(test.covariance.elements, covariance.elements).allSatisfy { isNear($0, $1, relative: 1e-12) })
    #expect(isNear(test.chiSquared, 25.403700345785367, relative: 1e-12), "\(test.chiSquared)")
    #expect(isNear(test.p, 1.2712459390060888e-05, relative: 1e-11), "\(test.p)")
  }

  // Freireich et al. (1963), Blood 21(6), 699–716: weeks of remission, 6-MP and placebo; the textbooks'
  // 16.79.
  // R 4.2.2, survival 3.5-3: survdiff: 16.79294098921654, expected 19.25050094803113 and 10.74949905196887.
  @Test func `remissions under 6-mercaptopurine`() throws {
    let treated = try SpellSample.tally(
      events: [6, 6, 6, 7, 10, 13, 16, 22, 23], censored: [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35])
    let placebo = try SpellSample.tally(
      events: [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23])
    let test = try LogRank([treated, placebo])
    #expect(isNear(test.chiSquared, 16.79294098921654, relative: 1e-12))
    #expect(isNear(test.expected[0], 19.25050094803113, relative: 1e-12))
    // summary(survfit(…, conf.type = "log-log"), rmean = 20)$table: median 23 [13, NA] and 8 [4, 11].
    let curve = try KaplanMeier(of: treated)
    #expect(curve.median.days == 23 && curve.median.low == 13 && curve.median.high == nil)
    #expect(try isNear(curve.restrictedMean(to: 20).days, 16.116526610644257, relative: 1e-12))
    #expect(try isNear(curve.restrictedMean(to: 20).standardError, 1.251560196005047, relative: 1e-12))
    let other = try KaplanMeier(of: placebo).median
    #expect(other.days == 8 && other.low == 4 && other.high == 11)
  }

  // lifelines 0.30.3: logrank_test on load_waltons(): 122.2491255730062, p 2.0359832222854986e-28.
  @Test func `Walton's flies`() throws {
    let tallies = try SpellSample.tallies("lifelines_waltons", by: "group", exit: "T", code: "E")
    let test = try LogRank([#require(tallies["miR-137"]), #require(tallies["control"])])
    #expect(isNear(test.chiSquared, 122.2491255730062, relative: 1e-12), "\(test.chiSquared)")
    #expect(isNear(test.p, 2.0359832222854986e-28, relative: 1e-10), "\(test.p)")
  }

  // R 4.2.2, survival 3.5-3: the score test of coxph(Surv(start, stop, event) ~ transplant, heart, method =
  // "exact") is the log-rank test with delayed entry: 0.1750858396721766. Tolerance 1e-9. Half days count.
  @Test func `heart transplants with delayed entry`() throws {
    let table = try Published.table("survival_heart_lefttrunc")
    let tallies = try SpellSample.tallies(
      strata: table.texts("transplant"), entries: table.numbers("start").map { Int(2 * $0) },
      exits: table.numbers("stop").map { Int(2 * $0) }, codes: table.integers("event"))
    let test = try LogRank([#require(tallies["0"]), #require(tallies["1"])])
    #expect(isNear(test.chiSquared, 0.1750858396721766, relative: 1e-9), "\(test.chiSquared)")
  }

  @Test func `degenerate groups are refused with a reason`() throws {
    let some = try SpellSample.tally(events: [1, 2, 3])
    let silent = try SpellSample.tally(events: [], censored: [4])
    #expect(throws: NotEstimable.tooFew(.groups, found: 1, needed: 2)) { try LogRank([some]) }
    #expect(throws: NotEstimable.tooFew(.groups, found: 0, needed: 2)) { try LogRank([]) }
    #expect(throws: NotEstimable.tooFew(.observations, found: 0, needed: 1)) {
      try LogRank([some, RiskTally()])
    }
    #expect(throws: NotEstimable.tooFew(.events, found: 0, needed: 1)) { try LogRank([silent, silent]) }
    #expect(throws: NotEstimable.tooFew(.events, found: 3, needed: 5)) {
      try LogRank([some, some], minimumEvents: KaplanMeier.fewestEvents)
    }
    // The groups are never at risk on one day; and all at risk have the event.
    let late = RiskTally(of: [try Spell(entry: 3, exit: 5, cause: 0), try Spell(entry: 3, exit: 6, cause: 0)])
    #expect(throws: NotEstimable.noSpread(.groups)) { try LogRank([some, late]) }
    let once = try SpellSample.tally(events: [2, 2])
    #expect(throws: NotEstimable.noSpread(.groups)) { try LogRank([once, once]) }
  }

  @Test func `a group that is never at risk with another costs its degree of freedom`() throws {
    let first = try SpellSample.tally(events: [1, 3], censored: [4])
    let second = try SpellSample.tally(events: [2], censored: [4])
    let late = RiskTally(of: [
      try Spell(entry: 4, exit: 6, cause: 0), try Spell(entry: 4, exit: 7, cause: nil),
    ])
    let both = try LogRank([first, second])
    let all = try LogRank([first, second, late])
    #expect(all.degreesOfFreedom == 1 && isNear(all.chiSquared, both.chiSquared, relative: 1e-12))
  }

  @Test func `a single spell against a million keeps its degree of freedom`() throws {
    var crowd = RiskTally()
    for number in 0..<100_000 {
      crowd.observe(try Spell(exit: 1 + number % 700, cause: number % 3 == 0 ? nil : 0))
    }
    for _ in 0..<4 { crowd.merge(crowd) }
    #expect(crowd.spells == 1_600_000)
    let test = try LogRank([crowd, SpellSample.tally(events: [350])])
    #expect(test.degreesOfFreedom == 1 && test.chiSquared.isFinite)
  }
}
