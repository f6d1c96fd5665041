import Dice

import Statistics

/// Panels with a planted effect and parallel trends: how often intervals and bands hold it, and tests reject.
package enum GroupTimeSimulation {
  private static let periods = 6
  /// Group 3 gains .2, group 4 gains .5, in every period; a half of the units is never treated.
  private static let gain = [3: 0.2, 4: 0.5]
  /// Groups are drawn with these odds of 4, so the average of all treated cells (3 of group 3, 2 of 4) is
  /// (3 · .2 + 2 · .5)/5.
  private static let overall = 0.32

  package static func rows(rounds: Int, seed: UInt64) -> [SimulationRow] {
    independent(rounds: rounds, seed: seed) + clustered(rounds: rounds, seed: seed &+ 1) + [
      power(rounds: rounds, seed: seed &+ 2)
    ]
  }

  private static func independent(rounds: Int, seed: UInt64) -> [SimulationRow] {
    var numbers = SplitMix64(seed: seed)
    let units = 200
    var (cell, average, event, bands, trends, byTime) = (0, 0, 0, 0, 0, 0)
    for _ in 0..<rounds {
      let drawn = draw(units: units, clusters: nil, treated: oneOfFour, &numbers)
      trends += rejects(drawn) { try PreTrendTest(of: $0) } ? 1 : 0
      byTime += rejects(drawn) { try PreTrendTest(byEventTimeOf: $0) } ? 1 : 0
      guard let effects = drawn else { continue }
      if case .success(let estimate)? = effects.effects.first(where: { $0.group == 3 && $0.period == 4 })?
        .estimate
      {
        cell += holds(estimate, 0.2) ? 1 : 0
      }
      if let simple = try? effects.simple() { average += holds(simple.estimate, overall) ? 1 : 0 }
      if let series = try? effects.byEventTime() {
        // At 0 and 1 both groups, .35 in the mean; at 2 group 3 alone.
        let truth = [0: 0.35, 1: 0.35, 2: 0.2]
        if let first = series[0] { event += holds(first.estimate, 0.35) ? 1 : 0 }
        if let band = try? UniformBand(of: series.effects.map(\.effect), draws: 199, seed: numbers.next()) {
          let isHeld = series.effects.allSatisfy { key, effect in
            band.ends(at: effect).map { ($0.low...$0.high).contains(truth[key] ?? 0) } ?? false
          }
          bands += isHeld ? 1 : 0
        }
      }
    }
    let setting = "\(units) units, 6 periods, groups of some 50"
    return [
      coverage("ATT(g,t), 95 % interval", setting, cell, rounds),
      coverage("simple average, 95 % interval", setting, average, rounds),
      coverage("event time 0, 95 % interval", setting, event, rounds),
      coverage("event times, uniform band", setting, bands, rounds),
      size("pre-trend test of 5 cells", setting, trends, rounds),
      size("pre-trend test of 3 event times", setting, byTime, rounds),
    ]
  }

  /// Never treated with odds of 2 in 4, else in period 3 or 4.
  private static func oneOfFour(_ numbers: inout SplitMix64) -> Int? { [nil, nil, 3, 4][numbers.below(4)] }

  /// Whether a test rejects at 5 %; one that fails does, so that failing never looks like a small size.
  private static func rejects(
    _ effects: GroupTimeEffects?, _ test: (GroupTimeEffects) throws -> PreTrendTest
  ) -> Bool {
    effects.flatMap { try? test($0) }.map { $0.p < 0.05 } ?? true
  }

  /// The treated rise by 1 more than the others in every period: some 4 standard errors √(2/50 + 2/100) each.
  private static func power(rounds: Int, seed: UInt64) -> SimulationRow {
    var numbers = SplitMix64(seed: seed)
    var found = Frequency()
    for _ in 0..<rounds {
      let effects = draw(units: 200, clusters: nil, treated: oneOfFour, trend: 1, &numbers)
      // Here a test that fails finds nothing.
      let test = effects.flatMap { try? PreTrendTest(byEventTimeOf: $0) }
      found.observe(test.map { $0.p < 0.05 } ?? false)
    }
    return found.row(
      "pre-trend test of 3 event times", "200 units, 6 periods, groups of some 50",
      truth: "the treated rise by 1 more in every period", "power at 5 %", claimed: 0.99...1)
  }

  private static func clustered(rounds: Int, seed: UInt64) -> [SimulationRow] {
    var numbers = SplitMix64(seed: seed)
    let (teams, team) = (60, 5)
    var clustered = 0
    var plain = Frequency()
    for _ in 0..<rounds {
      // Whole teams begin together, and have a shock of their own in every period.
      let starts = (0..<teams).map { $0 % 4 < 2 ? nil : $0 % 4 + 1 }
      let shocks = (0..<teams).map { _ in (0..<periods).map { _ in numbers.normal() } }
      let state = numbers
      for isClustered in [true, false] {
        numbers = state
        var unit = -1
        let effects = draw(
          units: teams * team, clusters: isClustered ? { $0 / team } : nil,
          treated: { _ in
            unit += 1
            return starts[unit / team]
          }, shock: { shocks[$0 / team][$1] }, &numbers)
        let isHeld = (try? effects?.simple().estimate).map { holds($0, overall) } ?? false
        if isClustered { clustered += isHeld ? 1 : 0 } else { plain.observe(isHeld) }
      }
    }
    let setting = "60 teams of 5 that share shocks and treatment"
    return [
      coverage("simple average, clustered errors", setting, clustered, rounds),
      // Half of a change's variance is the team's, so errors of units are too small by √(1 + 4 · ½) = √3:
      // P(|Z| < 1.96/√3) = .742.
      plain.row(
        "simple average, errors of units (wrong here)", setting, truth: "effect .32",
        "coverage of the 95 % interval", claimed: 0.72...0.75),
    ]
  }

  private static func draw(
    units: Int, clusters: ((Int) -> Int)?, treated: (inout SplitMix64) -> Int?,
    shock: (Int, Int) -> Double = { _, _ in 0 }, trend: Double = 0, _ numbers: inout SplitMix64
  ) -> GroupTimeEffects? {
    var (rows, first) = ([[Double?]](), [Int?]())
    for unit in 0..<units {
      let start = treated(&numbers)
      let level = numbers.normal()
      rows.append(
        (0..<periods).map { period in
          let effect = start.map { period >= $0 ? gain[$0] ?? 0 : 0 } ?? 0
          let slope = start == nil ? 0.1 : 0.1 + trend
          return level + slope * Double(period) + effect + shock(unit, period) + numbers.normal()
        })
      first.append(start)
    }
    guard
      let panel = try? TreatmentPanel(
        outcomes: rows, firstTreated: first, clusters: clusters.map { (0..<units).map($0) })
    else { return nil }
    return try? GroupTimeEffects(of: panel, controls: .notYetTreated, anticipation: 0)
  }

  private static func holds(_ estimate: EffectEstimate, _ truth: Double) -> Bool {
    guard let low = estimate.low, let high = estimate.high else { return false }
    return low <= truth && truth <= high
  }

  private static func share(_ count: Int, _ rounds: Int) -> Double { Double(count) / Double(rounds) }

  /// Normal intervals with denominators n hold a little less than 95 % in groups of 50: 93 % is claimed.
  private static func coverage(
    _ estimator: String, _ setting: String, _ held: Int, _ rounds: Int
  ) -> SimulationRow {
    let band = 4 * (0.95 * 0.05 / Double(rounds)).squareRoot()
    return SimulationRow(
      estimator: estimator, setting: setting, truth: "effects .2 and .5", rounds: rounds,
      statistic: "coverage", value: share(held, rounds), bounds: 0.93 - band...min(1, 0.96 + band))
  }

  /// The chi-squared distribution rejects a little more than 5 %: up to 8 % is claimed.
  private static func size(
    _ estimator: String, _ setting: String, _ rejected: Int, _ rounds: Int
  ) -> SimulationRow {
    let band = 4 * (0.05 * 0.95 / Double(rounds)).squareRoot()
    return SimulationRow(
      estimator: estimator, setting: setting, truth: "parallel trends", rounds: rounds,
      statistic: "size at 5 %", value: share(rejected, rounds), bounds: max(0, 0.04 - band)...0.08 + band)
  }
}
