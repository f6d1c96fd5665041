import Canonical
import Dice
import SimulatedCenters
import Testing

@testable import Analyses

@Suite struct RolePolicyTests {
  private let parameters = AlignmentParameters()

  private func policy(_ scorecard: RoleScorecard, hasData: ((String) -> Bool)? = nil) -> RolePolicy {
    RolePolicy(
      scorecard, bands: parameters.bands[scorecard.type] ?? [], jobMetrics: parameters.jobMetrics,
      hasData: hasData)
  }

  private func texts(_ policy: RolePolicy) -> [String] {
    policy.violations.map {
      "\($0.rule.rawValue) \($0.subject) \($0.metric) \(Int((($0.points ?? -1) * 10).rounded()))"
    }
  }

  @Test func `a scorecard inside all bands has 100 points`() {
    let found = policy(
      ScorecardSheet.role("csr", .customerFacing, ["csat outcome .4", "aht efficiency .2", "qa quality .4"]))
    #expect(found.score == 100 && found.violations.isEmpty)
    #expect(
      policy(ScorecardSheet.role("desk", .backOffice, ["tph efficiency .6", "qa quality .4"])).score == 100)
    #expect(
      policy(
        ScorecardSheet.role(
          "lead", .supervisor, ["Coaching_time people .1", "stay people .2", "acr outcome .7"])
      )
      .score == 100)
  }

  @Test func `weight outside a band costs its distance, once, by hand`() throws {
    // Jobs .30 of 0: 30 points. Efficiency has .30 + .30 − the 30 lost: .30 of .20: 10 points, all of aht, since no weight
    // of jobs is left. Outcome has .40 less .25: 15 points, of no line.
    let found = policy(
      ScorecardSheet.role(
        "csr", .customerFacing,
        ["jobs_completed efficiency .3", "aht efficiency .3", "csat outcome .25", "qa quality .15"]))
    #expect(
      texts(found) == [
        "above_band jobs_completed jobs_completed 300", "below_band outcome  150",
        "above_band efficiency aht 100",
      ])
    #expect(abs((found.score ?? 0) - 45) < 1e-9)
    #expect(
      found.violations[1].note == "outcome has 0.25 (csat 0.25), at least 0.40 is asked for")
    #expect(found.violations[2].maximum == 0.2 && found.violations[2].weight == 0.3)
  }

  @Test func `too much of a class is shared by its lines in proportion`() {
    // Efficiency .80 of at most .60: 20 points, 15 of tph (.6 of .8) and 5 of late; quality .2 of .25: 5.
    let found = policy(
      ScorecardSheet.role(
        "desk", .backOffice, ["tph efficiency .6", "late efficiency .2", "qa quality .2"]))
    #expect(
      texts(found) == [
        "below_band quality  50", "above_band efficiency late 50", "above_band efficiency tph 150",
      ])
    #expect(abs((found.score ?? 0) - 75) < 1e-9)
  }

  @Test func `coaching that people lack is not lacked twice`() {
    // People has .05 of .30 and coaching 0 of .10: 10 points for coaching, 15 for the rest.
    let found = policy(ScorecardSheet.role("lead", .supervisor, ["stay people .05", "acr outcome .95"]))
    #expect(texts(found) == ["below_band coaching  100", "below_band people  150"])
  }

  @Test func `weights that do not add up, metrics without data and days cost, each traced`() {
    // .995 is as good as 1, .9 is not; half of 100 days without a scorecard cost 10 points, a tenth with two 2.
    let near = policy(
      ScorecardSheet.role("csr", .customerFacing, ["csat outcome .8", "qa quality .195"]))
    #expect(near.score == 100)
    let found = policy(
      ScorecardSheet.role(
        "csr", .customerFacing, ["csat outcome .7", "smile quality .2", "free people 0"], missing: 50,
        overlapping: 10)
    ) { $0 == "csat" }
    #expect(
      texts(found) == [
        "weights_do_not_add_up   100", "no_data quality smile 200", "missing_period   100",
        "overlapping_period   20",
      ])
    #expect(abs((found.score ?? 0) - 58) < 1e-9)
  }

  @Test func `more than 100 points are scaled to 100, without a scorecard there is no score`() {
    // All on jobs: 100 for jobs, 40 for the outcome; with days 160.
    let found = policy(
      ScorecardSheet.role("csr", .customerFacing, ["jobs_completed efficiency 1"], missing: 100))
    #expect(
      found.score == 0
        && texts(found) == [
          "above_band jobs_completed jobs_completed 625", "below_band outcome  250", "missing_period   125",
        ])
    let none = policy(ScorecardSheet.role("csr", .customerFacing, [], hasScorecard: false))
    #expect(none.score == nil && texts(none) == ["no_scorecard   -10"])
  }

  @Test func `points and score always add up to 100, none is below 0`() {
    let seed: UInt64 = 7
    var dice = Dice(seed: seed)
    for number in 0..<Rounds.count(200) {
      let names = ["csat", "aht", "tickets_closed", "coaching", "qa", "late"]
      let lines = names.filter { _ in dice.chance(70) }.map { name in
        "\(name) \(MetricClass.allCases[dice.below(5)].rawValue) 0.\(dice.below(60) + 10)"
      }
      let found = policy(
        ScorecardSheet.role(
          "r", RoleType.allCases[dice.below(6)], lines, missing: dice.below(101), overlapping: dice.below(101)
        )
      ) { _ in dice.chance(50) }
      let lost = found.violations.reduce(0) { $0 + ($1.points ?? 0) }
      #expect(abs((found.score ?? -1) + lost - 100) < 1e-9, "seed \(seed), \(number)")
      #expect(found.violations.allSatisfy { ($0.points ?? -1) > 0 }, "seed \(seed), \(number)")
    }
  }
}
