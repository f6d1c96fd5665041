import Aggregate
import Canonical
import Dice
import SimulatedCenters
import Statistics
import Tables
import Testing

@testable import Analyses

@Suite struct CoachingEffectTableTests {
  private func rows(
    _ panel: CoachingPanel, _ outcomes: [CoachingOutcome] = [.acr], minimum: Int = 5
  ) -> [[String: String]] {
    CenterTables.texts(
      Disclosure(minimumPeople: minimum).disclose([
        CoachingEffectTable(
          panel: panel, outcomes: outcomes, minimumPeople: minimum,
          last: panel.months[panel.months.count - 1].lastDay
        ).table
      ])[0].table)
  }

  private func number(
    _ rows: [[String: String]], _ estimand: String, _ column: String = "estimate", time: String? = nil
  )
    throws -> Double
  {
    let row = try #require(
      rows.first { $0["estimand"] == estimand && (time == nil || $0["time"] == time) }, "\(estimand)")
    return try #require(Double(row[column] ?? ""), "\(estimand) \(column): \(row["note"] ?? "")")
  }

  // Coaching does nothing: before and after show what luck alone gives, some 5 points; the effect does not.
  @Test func `without any effect none is shown, and before and after shows the regression to the mean`()
    throws
  {
    let rows = rows(CoachingCenter().drawn(seed: 1).panel())
    let (low, high) = try (number(rows, "simple", "lo"), number(rows, "simple", "hi"))
    #expect(low < 0 && 0 < high && high - low < 0.05)
    let naive = try number(rows, "naive_before_after")
    #expect((0.03...0.07).contains(naive))
    let bias = try number(rows, "rtm_bias")
    #expect(abs(bias - (naive - (try number(rows, "simple")))) < 2e-6)
    #expect(try number(rows, "rtm_bias", "lo") > 0.02)
    #expect(try number(rows, "pre_trend", "p") > 0.01)
  }

  // Six centers: their mean is within three standard errors of it of 0.
  @Test func `the placebo shows nothing, on average of six centers`() throws {
    var (sum, variance) = (0.0, 0.0)
    for seed in UInt64(11)...16 {
      let rows = rows(CoachingCenter().drawn(seed: seed).panel())
      let error = try number(rows, "placebo", "se")
      sum += try number(rows, "placebo") / 6
      variance += error * error / 36
    }
    #expect(abs(sum) < 3 * variance.squareRoot(), "\(sum) \(variance.squareRoot())")
  }

  // 6 points planted, a quarter of it left from the fourth month on.
  @Test func `a planted effect is found within its interval, and its decay`() throws {
    let center = CoachingCenter(effects: Array(repeating: 0.06, count: 20), course: [1, 1, 1, 0.25], dose: 3)
    let rows = rows(center.drawn(seed: 2).panel())
    for (estimand, planted) in [("0_84d", 0.06), ("29_84d", 0.06)] {
      let (low, high) = try (number(rows, estimand, "lo"), number(rows, estimand, "hi"))
      #expect(low < planted && planted < high && low > 0.02, "\(estimand) \(low) \(high)")
    }
    let late = try number(rows, "event", time: "4")
    #expect(late < 0.045)
    #expect(try number(rows, "naive_before_after") > 0.08 - 0.02)
    let three = try #require(rows.first { $0["estimand"] == "dose" && $0["group"] == "3-4" })
    #expect((0.03...0.09).contains(try #require(Double(three["estimate"] ?? ""))))
    let one = try #require(rows.first { $0["estimand"] == "dose" && $0["group"] == "1-2" })
    #expect(one["flag"] == "NOT_ESTIMABLE" && one["estimate"] == nil)
    // All have the same dose.
    let trend = try #require(rows.first { $0["estimand"] == "dose_trend" })
    #expect(trend["flag"] == "NOT_ESTIMABLE")
  }

  @Test func `estimates are those of the estimator on the same panel`() throws {
    let panel = CoachingCenter(effects: Array(repeating: 0.03, count: 20)).drawn(seed: 3).panel()
    let design = try CoachingDesign(panel, .acr)
    let effects = try GroupTimeEffects(of: try design.panel(), controls: .untreatedSoFar)
    let rows = rows(panel)
    #expect(abs(try number(rows, "simple") - (try effects.simple().estimate.value)) < 1e-6)
    #expect(abs(try number(rows, "group_overall") - (try effects.byGroup().overall.estimate.value)) < 1e-6)
    #expect(
      abs(try number(rows, "calendar_overall") - (try effects.byPeriod().overall.estimate.value)) < 1e-6)
    let cells = rows.filter { $0["estimand"] == "att" }
    #expect(cells.count == effects.effects.count { $0.eventTime >= 0 })
    let first = try #require(effects.effects.first { $0.eventTime == 0 })
    let row = try #require(cells.first)
    #expect(row["group"] == panel.months[first.group].description && row["time"] == row["group"])
    #expect(row["n_treated"] == String(first.treated) && row["n_control"] == String(first.controls))
    let treated = panel.agents.count { !$0.onsets.isEmpty && !$0.isAlwaysTreated }
    #expect(try number(rows, "simple", "n_treated") <= Double(treated))
    #expect(try number(rows, "0_84d", "n_treated") > 100)
  }

  @Test func `who was coached in the first 84 days is left out and counted, fewer than five are not told`()
    throws
  {
    var drawn = CoachingCenter().drawn(seed: 4)
    func coach(_ agent: Int, on day: CivilDate) {
      drawn.histories[agent].sessions.insert(
        CoachingSession(
          session: 9_000 + UInt32(agent), coach: 1, start: Instant(seconds: Int64(day.days) * 86_400),
          day: day,
          approach: .reactive), at: 0)
    }
    let open = drawn.first.indices.filter { drawn.first[$0] == nil }
    // The log begins 100 days before January 2024: 83 days later is still within.
    let first = CivilDate(days: CoachingCenter.start.firstDay.days - 100)
    for agent in open.prefix(4) { coach(agent, on: CivilDate(days: first.days + 83)) }
    let few = rows(drawn.panel()).first { $0["estimand"] == "always_treated" }
    #expect(few?["estimate"] == nil && few?["note"]?.hasPrefix("under 5: ") == true)
    for agent in open[4..<7] { coach(agent, on: first) }
    // On day 84 it is an onset, before the panel: without a baseline it is counted, too.
    coach(open[7], on: CivilDate(days: first.days + 84))
    let panel = drawn.panel()
    #expect(try number(rows(panel), "always_treated") == 8)
    #expect(panel.agents.count(where: \.isAlwaysTreated) == 7)
  }

  @Test func `too few coached or others is a row with its reason`() throws {
    var center = CoachingCenter(agentsPerCoach: 20, effects: [0])
    center.picked = 100
    let few = rows(center.drawn(seed: 5).panel())
    let simple = try #require(few.first { $0["estimand"] == "simple" })
    #expect(simple["flag"] == "NOT_ESTIMABLE" && simple["estimate"] == nil && simple["n_treated"] == nil)
    #expect(simple["note"]?.hasPrefix("not estimable: ") == true)
    #expect(
      few.filter { $0["estimand"] == "att" }.allSatisfy {
        $0["note"]?.hasPrefix("not estimable: under") == true
      })
    center.picked = 0
    let nobody = rows(center.drawn(seed: 5).panel())
    #expect(nobody.first?["note"] == "not estimable: nobody was first coached after a baseline")
    // Nobody was asked, and there are no scores.
    let unknown = rows(CoachingCenter().drawn(seed: 6).panel(), [.csat, .qa])
    #expect(unknown.map { $0.line("metric", "estimand") }.filter { $0.hasSuffix("simple") }.count == 2)
    #expect(
      unknown.filter { $0["estimand"] == "simple" }.allSatisfy {
        $0["note"] == "not estimable: too few agents have an outcome" && $0["flag"] == "NOT_ESTIMABLE"
      })
  }

  @Test func `a higher minimum of people raises that of coached agents, surveys need ten`() throws {
    let panel = CoachingCenter().drawn(seed: 7).panel()
    for minimum in [5, 12] {
      let cells = rows(panel, minimum: minimum).filter { $0["estimand"] == "att" && $0["n_treated"] != nil }
      #expect(cells.allSatisfy { Int($0["n_treated"] ?? "") ?? 0 >= minimum })
    }
  }

  @Test func `attrition counts those who are no longer seen, in both arms`() throws {
    var drawn = CoachingCenter().drawn(seed: 8)
    // Every third agent has no contacts in the last four months.
    var counts = drawn.figures.counts
    for agent in stride(from: 0, to: drawn.first.count, by: 3) {
      for stretch in drawn.figures.calendar.stretches(of: UInt32(agent + 1)).suffix(5) {
        counts[stretch] = AgentCounts()
      }
    }
    drawn.figures = AgentFigures(drawn.figures.calendar, counts: counts)
    let rows = rows(drawn.panel())
    let (treated, control) = try (number(rows, "attrition_treated"), number(rows, "attrition_control"))
    #expect((0.05...0.3).contains(treated) && abs(treated - control) < 0.1)
    let whole = self.rows(CoachingCenter().drawn(seed: 8).panel())
    #expect(try number(whole, "attrition_treated") == 0 && number(whole, "attrition_control") == 0)
  }

  @Test func `agents in another order, and coded otherwise, give the same table`() throws {
    var dice = Dice(seed: 9)
    let drawn = CoachingCenter(effects: Array(repeating: 0.02, count: 20)).drawn(seed: 9)
    var mixed = drawn
    mixed.histories.shuffle(using: &dice)
    #expect(rows(mixed.panel()) == rows(drawn.panel()))
  }
}
