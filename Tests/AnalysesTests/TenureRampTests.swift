import Aggregate
import Canonical
import Dice
import Statistics
import Tables
import Testing

@testable import Analyses

@Suite struct TenureRampTests {
  @Test func `plain numbers are pooled, with agents as clusters, by hand`() throws {
    // Six agents hired on the first day: in their first month 10 firsts each, 5, 6, 7, 8, 9 and 10 of them resolved.
    var center = TenureCenter()
    for agent in UInt32(1)...6 {
      center.hire(agent, on: 0)
      center.add(agent, from: 0, n: 10, x: Int64(agent) + 4, seconds: 1_000 + 100 * Int64(agent))
      // Day 30 is still the first month of 30.4375 days, day 31 the second.
      center.add(agent, from: 30, n: 1, x: 0, seconds: 500)
      center.add(agent, from: 31, n: 4, x: 4, seconds: 400)
    }
    let ramp = center.ramp(.windowFCR)
    #expect(ramp.levels.map(\.tenure) == [0, 1] && ramp.levels.map(\.agents) == [6, 6])
    #expect(ramp.levels.map(\.n) == [66, 24])
    #expect(ramp.levels[0].value == 45.0 / 66 && ramp.levels[1].value == 1)
    // Σ(x − 11·45/66)² = Σ(x − 7.5)² = 17.5; variance 6/5 · 17.5 / 66² against p(1 − p)/n.
    let share = 45.0 / 66
    let design = 1.2 * 17.5 / (66 * 66) / (share * (1 - share) / 66)
    let interval = WilsonInterval(share: share, size: 66 / max(1, design))
    #expect(abs(try #require(ramp.levels[0].interval).low - interval.low) < 1e-12)
    #expect(abs(try #require(ramp.levels[0].interval).high - interval.high) < 1e-12)
    // 1,100 to 1,600 seconds and 500 more each: 11,100 of 66.
    let handle = center.ramp(.handleSeconds)
    #expect(handle.levels.map(\.value) == [11_100.0 / 66, 100])
    // All handle times of the second month are alike: no error.
    #expect(handle.levels[1].interval == nil && handle.levels[0].interval != nil)
    #expect(
      ramp.levels.allSatisfy { $0.within == nil } && ramp.reason?.contains("0 agents have 24 months") == true)
  }

  /// 60 agents who come over three years, each better by their talent, of whom the worse leave early; every month is
  /// better by a tenth of a point, and the first twelve months of tenure cost 12 points at first and nothing at last.
  private static func planted(seed: UInt64, agents: Int = 300) -> TenureCenter {
    var center = TenureCenter()
    var dice = Dice(seed: seed)
    for agent in UInt32(1)...UInt32(agents) {
      let hire = dice.below(72) - 36
      let talent = Double(dice.below(21) - 10) / 100
      center.hire(agent, on: TenureCenter.day(ofMonth: hire), team: 101 + agent % 7)
      let stay = 3 + dice.below(talent < 0 ? 24 : 60)
      for month in max(0, hire)..<max(max(0, hire), min(36, hire + stay)) {
        // From the middle of each month on, so that it lies in one month of tenure.
        let tenure = month - hire
        let chance = 0.7 + talent + Double(month) / 1_000 - 0.12 * max(0, 1 - Double(tenure) / 12)
        let n = 40 + dice.below(40)
        let x = (0..<n).filter { _ in Double(dice.below(1_000_000)) < chance * 1_000_000 }.count
        center.add(agent, from: TenureCenter.day(ofMonth: month) + 14, n: Int64(n), x: Int64(x))
      }
    }
    return center
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `within agents the planted ramp is found, plain is biased by those who stayed`(seed: UInt64) throws {
    let center = Self.planted(seed: seed)
    let ramp = center.ramp(.acr)
    #expect(ramp.reason == nil && ramp.withinAgents > 100)
    var (hits, levels) = (0, 0)
    for level in ramp.levels where level.tenure < TenureCells.seasoned {
      guard let within = level.within else { continue }
      let truth = -0.12 * max(0, 1 - Double(level.tenure) / 12)
      levels += 1
      if within.low <= truth, truth <= within.high { hits += 1 }
    }
    #expect(levels == 24)
    // Intervals of neighbouring months go together: a run of misses is no surprise, most of them are.
    #expect(hits >= 18, "seed \(seed): \(hits) of 24")
    let values = Dictionary(uniqueKeysWithValues: ramp.levels.map { ($0.tenure, $0.value ?? 0) })
    let plain = try #require(values[0]) - (try #require(values[24]))
    let first = try #require(ramp.levels.first?.within)
    #expect(plain < first.value, "seed \(seed): those who are seen late are the better ones")
  }

  @Test func `months of too few agents are not used within agents`() {
    var center = Self.planted(seed: 5, agents: 60)
    center.hire(999, on: 40)
    center.add(999, from: 40, n: 500, x: 0)
    let some = center.ramp(.acr, minimumPeople: 5)
    for level in some.levels where level.agents < 5 { #expect(level.within == nil) }
    #expect(some.levels.contains { $0.agents >= 5 && $0.within != nil })
  }

  @Test func `the table withholds months of few, and one more`() throws {
    var center = TenureCenter()
    for agent in UInt32(1)...9 {
      center.hire(agent, on: 0)
      center.add(agent, from: 0, n: 10, x: 8)
      if agent <= 7 { center.add(agent, from: 31, n: 10, x: 9) }
      if agent <= 6 { center.add(agent, from: 62, n: 10, x: 9) }
      if agent <= 3 { center.add(agent, from: 93, n: 10, x: 9, lone: 4) }
    }
    let table = TenureRampTable(
      ramps: [center.ramp(.acr), center.ramp(.vocResolution)], headline: "7 days"
    ).table
    let rows = StudyCenter.rows(table, minimumPeople: 5, surveys: false)
    func flags(_ metric: String) -> [String?] { rows.filter { $0["metric"] == metric }.map { $0["flag"] } }
    // Three agents of month 3, and of the others the fewest.
    #expect(flags("acr").map { $0 ?? "" } == ["", "", "withheld", "withheld"])
    #expect(rows.first { $0["tenure_month"] == "3" }?["n"] == nil)
    // Twelve people answered, who are enough.
    #expect(flags("voc_resolution") == ["low_n"])
  }
}
