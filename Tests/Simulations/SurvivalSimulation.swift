import Foundation

import Statistics

/// Coverage and size of the survival estimates on spells with a planted truth.
///
/// Tenures are exponential, rounded up to whole days, so that S(t) = exp(−rate·t) holds on every day.
/// Observation ends by a day that is even over a span. With delayed entry half of the agents come under
/// observation at an even day of tenure, and only if they are still there, as incumbents do when an export
/// begins.
package enum SurvivalSimulation {
  /// What may be off the nominal 95 % in samples of this size, where the intervals are asymptotic.
  private static let coverageSlack = 0.015
  /// What may be off the nominal 5 % in samples of this size.
  private static let sizeSlack = 0.01

  /// All rows, each from so many data sets.
  package static func rows(rounds: Int, seed: UInt64) -> [SimulationRow] {
    var numbers = SplitMix64(seed: seed)
    var rows: [SimulationRow] = []
    for (agents, delayed) in [(40, false), (150, false), (150, true)] {
      rows += curveRows(agents, delayed: delayed, rounds, &numbers)
    }
    for (groups, delayed) in [(2, false), (4, false), (2, true), (4, true)] {
      rows.append(testRow(groups, delayed: delayed, rounds, &numbers))
    }
    for delayed in [false, true] { rows += causeRows(delayed: delayed, rounds, &numbers) }
    return rows
  }

  /// Hazards by cause a day: half have left by day 174, a quarter of them by the second cause.
  private static let rates = [0.003, 0.001]

  /// Spells of agents who leave by causes at constant rates.
  private static func tally(
    _ agents: Int, rates: [Double], delayed: Bool, _ numbers: inout SplitMix64
  ) -> RiskTally {
    var tally = RiskTally()
    let rate = rates.reduce(0, +)
    var missing = agents
    while missing > 0 {
      let tenure = Int((-log(numbers.unit()) / rate).rounded(.up))
      let entry = delayed && numbers.below(2) == 0 ? numbers.below(200) : 0
      let end = entry + 100 + numbers.below(600)
      var (cause, rest) = (0, numbers.unit() * rate)
      while cause < rates.count - 1 && rest >= rates[cause] {
        rest -= rates[cause]
        cause += 1
      }
      guard
        let spell = try? Spell(entry: entry, exit: min(tenure, end), cause: tenure <= end ? cause : nil)
      else { continue }
      tally.observe(spell)
      missing -= 1
    }
    return tally
  }

  private static func name(delayed: Bool) -> String { delayed ? ", half with delayed entry" : "" }

  private static func coverage(
    _ estimator: String, _ setting: String, _ truth: String, _ rounds: Int, _ covered: Int
  ) -> SimulationRow {
    let noise = 4 * (0.95 * 0.05 / Double(rounds)).squareRoot()
    return SimulationRow(
      estimator: estimator, setting: setting, truth: truth, rounds: rounds,
      statistic: "coverage of the 95 % interval", value: Double(covered) / Double(rounds),
      bounds: 0.95 - coverageSlack - noise...min(1, 0.95 + coverageSlack + noise))
  }

  private static func curveRows(
    _ agents: Int, delayed: Bool, _ rounds: Int, _ numbers: inout SplitMix64
  ) -> [SimulationRow] {
    let rate = rates.reduce(0, +)
    let setting = "\(agents) agents, censored over days 100…700" + name(delayed: delayed)
    let days = [60, 170]
    let median = (log(2) / rate).rounded(.up)
    let mean = (0..<365).reduce(0.0) { $0 + exp(-rate * Double($1)) }
    var (inCurve, inMedian, inMean) = (days.map { _ in 0 }, 0, 0)
    var (total, squares) = (0.0, 0.0)
    for _ in 0..<rounds {
      guard let curve = try? KaplanMeier(of: tally(agents, rates: rates, delayed: delayed, &numbers)) else {
        continue
      }
      for (index, day) in days.enumerated() {
        let truth = exp(-rate * Double(day))
        if let found = curve.survival(on: day), let low = found.low, let high = found.high,
          low <= truth && truth <= high
        {
          inCurve[index] += 1
        }
      }
      if (curve.median.low ?? .infinity) <= median && median <= (curve.median.high ?? .infinity) {
        inMedian += 1
      }
      if let found = try? curve.restrictedMean(to: 365) {
        if found.low <= mean && mean <= found.high { inMean += 1 }
        total += found.days
        squares += found.days * found.days
      }
    }
    let average = total / Double(rounds)
    let noise = 4 * (max(0, squares / Double(rounds) - average * average) / Double(rounds)).squareRoot()
    var rows = zip(days, inCurve).map { day, covered in
      coverage(
        "Kaplan–Meier, log-log", setting, "S(\(day)) = exp(−\(rate)·\(day))", rounds, covered)
    }
    rows.append(coverage("median survival", setting, "day \(Int(median))", rounds, inMedian))
    rows.append(coverage("restricted mean to 365", setting, "\(mean) days", rounds, inMean))
    rows.append(
      SimulationRow(
        estimator: "restricted mean to 365", setting: setting, truth: "\((mean * 100).rounded() / 100) days",
        rounds: rounds,
        statistic: "mean", value: average, bounds: mean - noise...mean + noise))
    return rows
  }

  private static func testRow(
    _ groups: Int, delayed: Bool, _ rounds: Int, _ numbers: inout SplitMix64
  ) -> SimulationRow {
    let sizes = (0..<groups).map { 40 + 20 * $0 }
    var rejected = 0
    for _ in 0..<rounds {
      let tallies = sizes.map { tally($0, rates: rates, delayed: delayed, &numbers) }
      if let test = try? LogRank(tallies), test.p < 0.05 { rejected += 1 }
    }
    let noise = 4 * (0.05 * 0.95 / Double(rounds)).squareRoot()
    return SimulationRow(
      estimator: "log-rank test",
      setting: "\(groups) groups of \(sizes.map(String.init).joined(separator: ", ")) agents"
        + name(delayed: delayed),
      truth: "equal hazards", rounds: rounds, statistic: "size at 5 %",
      value: Double(rejected) / Double(rounds),
      bounds: max(0, 0.05 - sizeSlack - noise)...0.05 + sizeSlack + noise)
  }

  private static func causeRows(
    delayed: Bool, _ rounds: Int, _ numbers: inout SplitMix64
  ) -> [SimulationRow] {
    let day = 180
    let rate = rates.reduce(0, +)
    var covered = rates.map { _ in 0 }
    let truths = rates.map { $0 / rate * (1 - exp(-rate * Double(day))) }
    for _ in 0..<rounds {
      let curves = try? AalenJohansen(of: tally(150, rates: rates, delayed: delayed, &numbers))
      for (cause, truth) in truths.enumerated() {
        if let found = curves?.incidence(of: cause, on: day), let low = found.low, let high = found.high,
          low <= truth && truth <= high
        {
          covered[cause] += 1
        }
      }
    }
    return zip(truths, covered).map { truth, covered in
      coverage(
        "Aalen–Johansen, log-log", "150 agents, two causes" + name(delayed: delayed),
        "F(\(day)) = \((truth * 1e4).rounded() / 1e4)",
        rounds, covered)
    }
  }
}
