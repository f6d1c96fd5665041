import Foundation

import Statistics

/// Agents who learn in their first year, and of whom the worse leave earlier.
///
/// The first month takes 12 points from resolution, each later one less, none from the twelfth on; abilities have
/// an sd of 6 points, and leaving a month is 8 % for the average, half more for each sd below it. So those who
/// are seen late are the better ones, and resolution by month of tenure rises by more than anybody learns.
package enum TenureSimulation {
  private static let agents = 400
  private static let months = 12
  private static let contacts = 60
  /// What is learned from the first month to the last of the twelve.
  private static let learned = ramp(months - 1) - ramp(0)

  private static func ramp(_ month: Int) -> Double { -0.12 * (1 - Double(month) / Double(months)) }

  /// Bias and coverage of the last month against the first: plain, and within the same agents.
  package static func rows(rounds: Int, seed: UInt64) -> [SimulationRow] {
    var numbers = SplitMix64(seed: seed)
    var (plain, within, coverage) = (SimulatedMean(), SimulatedMean(), Frequency())
    for _ in 0..<rounds {
      let cells = draw(&numbers)
      func rate(_ month: Int) -> Double {
        let some = cells.indices.filter { cells.months[$0] == month }
        return some.reduce(0) { $0 + cells.y[$1] } / Double(max(1, some.count))
      }
      plain.add(rate(months - 1) - rate(0) - learned)
      let dummies = (1..<months).map { month in
        Regressor("month \(month)", cells.months.map { $0 == month ? 1 : 0 })
      }
      let fit = try? TwoWayFixedEffects(
        cells.y, on: dummies, units: cells.agents, periods: cells.agents.map { _ in 0 })
      let last = try? fit?.clusterRobust(by: cells.agents).estimate(of: "month \(months - 1)")
      // A round without an estimate counts as one that is off by all there is.
      within.add((last?.value ?? 0) - learned)
      coverage.observe(last.map { $0.low <= learned && learned <= $0.high } ?? false)
    }
    let setting = "\(agents) agents hired, \(contacts) first contacts a month, the worse leave earlier"
    let truth = "month \(months) is 11 points above month 1"
    return [
      plain.row(
        "ramp, plain (biased)", setting, truth: truth, "mean error", claimed: 0.02...0.035, isShare: false),
      within.row(
        "ramp, within agents", setting, truth: truth, "mean error", claimed: -0.0005...0.0005, isShare: false
      ),
      coverage.row(
        "ramp, within agents", setting, truth: truth, "coverage of the 95 % interval, clustered by agent",
        claimed: 0.93...0.965),
    ]
  }

  private struct Cells {
    var y: [Double] = []
    var agents: [Int] = []
    var months: [Int] = []
    var indices: Range<Int> { y.indices }
  }

  private static func draw(_ numbers: inout SplitMix64) -> Cells {
    var cells = Cells()
    for agent in 0..<agents {
      let score = numbers.normal()
      let leaves = min(0.9, 0.08 * exp(-0.4 * score))
      for month in 0..<months {
        let p = min(max(0.8 + 0.06 * score + ramp(month), 0.01), 0.99)
        cells.y.append(Double(numbers.binomial(contacts, p)) / Double(contacts))
        cells.agents.append(agent)
        cells.months.append(month)
        if numbers.unit() < leaves { break }
      }
    }
    return cells
  }
}
