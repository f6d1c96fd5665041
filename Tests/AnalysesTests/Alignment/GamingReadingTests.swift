import Aggregate
import Canonical
import Dice
import SimulatedCenters
import Statistics
import Testing

@testable import Analyses

@Suite struct GamingReadingTests {
  private func signs(
    _ center: MeasuredCenter, _ lines: [String], seed: UInt64 = 5, minimum: Int = 5, outcome: String? = "csat"
  ) -> [GamingSign] {
    let panel = center.panel(seed: seed)
    let role = ScorecardSheet.role("csr", center.type, lines, code: center.role)
    return GamingReading(
      [.init(unit: EvidenceUnit(role, panel), outcome: outcome)], panel, AlignmentParameters(),
      minimumPeople: minimum
    ).signs[0]
  }

  private func sign(_ signs: [GamingSign], _ check: GamingSign.Check, _ metric: String) throws -> GamingSign {
    try #require(signs.first { $0.check == check && $0.metric == metric })
  }

  private func center(_ names: [String]) -> MeasuredCenter {
    MeasuredCenter(names.map { .init(name: $0, effect: 0.3) })
  }

  // MARK: bunching

  @Test func `months moved just inside the target are found, others are not`() throws {
    var center = center(["score", "calm"])
    center.agents = 120
    // Half of those up to 2 below 85 are reported as up to 2 above it.
    center.change = { agent, month, values in
      if values[0] < 85, values[0] > 83, (agent * 7 + month) % 2 == 0 { values[0] = 170 - values[0] }
    }
    let found = signs(center, ["score quality .5 up 85", "calm quality .5 up 85"])
    let (gamed, fair) = try (sign(found, .bunching, "score"), sign(found, .bunching, "calm"))
    #expect(gamed.flag == .suspected && fair.flag == .none)
    #expect((gamed.q ?? 1) <= 0.1 && (gamed.low ?? 0) > 0 && (gamed.n ?? 0) == 2_160)
    #expect(gamed.note.hasPrefix("about \(Int((gamed.value ?? 0).rounded())) of 2160 months"))
    #expect((fair.low ?? 1) < 0 && (fair.high ?? 0) > 0 && fair.note.isEmpty)
  }

  @Test func `where less is better the inside is below the target`() throws {
    var center = center(["aht", "calm"])
    center.agents = 120
    center.change = { agent, month, values in
      if values[0] > 75, values[0] < 77, (agent * 7 + month) % 2 == 0 { values[0] = 150 - values[0] }
    }
    let low = try sign(signs(center, ["aht efficiency .2 down 75"]), .bunching, "aht")
    #expect(low.flag == .suspected)
    // Read the other way round, too few are inside.
    let high = try sign(signs(center, ["aht efficiency .2 up 75"]), .bunching, "aht")
    #expect(high.flag == .none && (high.value ?? 0) < 0)
  }

  @Test func `values that heap on every round number are no gaming`() throws {
    var center = center(["score"])
    center.agents = 120
    // A third of all values are rounded to whole fives, wherever they are.
    center.change = { agent, month, values in
      if (agent + month) % 3 == 0 { values[0] = (values[0] / 5).rounded() * 5 }
    }
    let found = try sign(signs(center, ["score quality .5 up 80"]), .bunching, "score")
    // Alone they would be many: 0 is outside the interval.
    #expect((found.low ?? 0) > 0 && (found.p ?? 0) > 0.1 && found.flag == .none)
    #expect(found.note == "values heap on other numbers as round, too")
  }

  @Test func `whole scores have bins of whole steps`() throws {
    // A uniform score 0…100: each bin of whole steps holds as many, so that the target's own step is no excess.
    var dice = Dice(seed: 3)
    let values = (0..<4_000).map { _ in Double?(Double(dice.below(101))) }
    let found = try TargetBunching(
      values, people: (0..<4_000).map { $0 / 10 }, target: 80_000_000, isBetterLow: false)
    #expect(abs(found.test.z) < 3 && found.months == 4_000 && found.people == 400)
    // 50 of the interquartile range: bins of 12, which whole steps are.
    #expect(
      TargetBunching.others(as: 80_000_000, in: 5e6...95e6, width: 12_000_000) == [
        10_000_000, 20_000_000, 30_000_000, 40_000_000, 50_000_000,
      ])
    #expect(throws: NotEstimable.noSpread(.values)) {
      try TargetBunching(
        [Double?](repeating: 5, count: 40), people: Array(0..<40), target: 5_000_000, isBetterLow: false)
    }
  }

  // MARK: trends

  @Test func `a metric that rises while the outcome falls is found, of all and person by person`() throws {
    var center = center(["score", "calm"])
    (center.metrics[0].trend, center.outcomeTrend, center.months) = (0.1, -0.1, 24)
    // Ten people on top of it: theirs diverge beside others of the same site and month.
    center.change = { agent, month, values in
      if agent < 10 { (values[0], values[2]) = (values[0] + Double(month), values[2] - 2 * Double(month)) }
    }
    let found = signs(center, ["score quality .5 up", "calm quality .5 up"])
    let (all, calm) = try (sign(found, .upWhileDown, "score"), sign(found, .upWhileDown, "calm"))
    #expect(all.flag == .diverging && all.n == 24 && (all.value ?? 0) > 0 && (all.other ?? 0) < 0)
    #expect(calm.flag == .none)
    #expect(all.note.contains("two trends may have two causes"))
    let people = try sign(found, .peopleUpWhileDown, "score")
    #expect(people.flag == .suspected && people.n == 60)
    #expect(((people.value ?? 0) * 60).rounded() >= 8 && ((people.value ?? 0) * 60).rounded() <= 11)
    // A number of fewer people than are told of is not told.
    let few = try sign(
      signs(center, ["score quality .5 up"], minimum: 20), .peopleUpWhileDown, "score")
    #expect(few.flag == .suspected && few.value == nil && few.note == "some, too few to say how many")
  }

  @Test func `both rising, both falling, or five months are no sign`() throws {
    for (metric, outcome) in [(0.1, 0.1), (-0.1, -0.1)] {
      var center = center(["score"])
      (center.metrics[0].trend, center.outcomeTrend) = (metric, outcome)
      let found = signs(center, ["score quality .5 up"])
      #expect(try sign(found, .upWhileDown, "score").flag == .none)
      #expect(try sign(found, .peopleUpWhileDown, "score").flag == .none)
    }
    var short = center(["score"])
    (short.metrics[0].trend, short.outcomeTrend, short.months) = (0.3, -0.3, 5)
    let found = signs(short, ["score quality .5 up"])
    let whole = try sign(found, .upWhileDown, "score")
    #expect(whole.flag == .notEstimable && whole.note == "not estimable: 5 months, 6 needed")
    #expect(!found.contains { $0.check == .peopleUpWhileDown })
  }

  // MARK: Simpson and SQM

  @Test func `a sign that turns around within sites and months is a reversal`() throws {
    var center = center(["score", "calm"])
    // Site 0 scores high and has bad outcomes; within each site more is better.
    center.change = { agent, _, values in
      if agent % 3 == 0 { (values[0], values[2]) = (values[0] + 30, values[2] - 60) }
    }
    let found = signs(center, ["score quality .5 up", "calm quality .5 up"])
    let (score, calm) = try (sign(found, .simpson, "score"), sign(found, .simpson, "calm"))
    #expect(score.flag == .reversal && (score.value ?? 0) > 0 && (score.other ?? 0) < 0)
    #expect(score.note.hasPrefix("all months together show less csat with more score"))
    #expect(calm.flag == .none && calm.n == 1_080 && calm.people == 60)
  }

  @Test func `quality that goes with resolution is told by how many people's does`() throws {
    var center = MeasuredCenter([.init(name: "qa", effect: 1.5)])
    center.outcome = "acr"
    let found = try sign(signs(center, ["qa quality 1 up"], outcome: "acr"), .qualityGoesWith, "quality")
    #expect(found.n == 60 && (found.value ?? 0) > 0.8)
    center.metrics[0].effect = 0
    let chance = try sign(signs(center, ["qa quality 1 up"], outcome: "acr"), .qualityGoesWith, "quality")
    // One in twenty of sixty: three; 0.2 is five errors away.
    #expect((chance.value ?? 1) < 0.2 && (chance.low ?? 1) < 0.05 && 0.05 < (chance.high ?? 0))
    center.outcome = "csat"
    let none = try sign(signs(center, ["qa quality 1 up"]), .qualityGoesWith, "quality")
    #expect(none.flag == .notEstimable)
  }

  @Test func `too few people have no numbers, and outcomes are not their own drivers`() throws {
    var small = center(["score"])
    small.agents = 4
    let found = signs(small, ["score quality .5 up 80", "csat outcome .5 up 50"], minimum: 5)
    for sign in found where sign.check != .qualityGoesWith {
      #expect(sign.flag == .withheld && sign.value == nil && sign.n == nil && sign.p == nil, "\(sign)")
    }
    #expect(!found.contains { $0.metric == "csat" && $0.check != .bunching })
  }

  @Test func `fair centers are seldom flagged`() {
    // Without gaming: twenty centers of four metrics, two with targets, sharing season and level.
    var flagged = 0
    for seed in 100..<120 as Range<UInt64> {
      var center = center(["score", "calm", "speed", "care"])
      center.agents = 40
      let found = signs(
        center,
        [
          "score quality .3 up 80", "calm quality .3 up 85", "speed efficiency .2 down 80",
          "care quality .2 up",
        ], seed: seed)
      if found.contains(where: { [.suspected, .diverging, .reversal].contains($0.flag) }) { flagged += 1 }
    }
    // A tenth is promised: under it more than five of twenty come in one of a hundred.
    #expect(flagged <= 5, "\(flagged) of 20")
  }
}
