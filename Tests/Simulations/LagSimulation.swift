import Statistics

/// Panels in which separations of a month cost resolution in that month and the three after it.
package enum LagSimulation {
  private static let shape = DrawnPanel.Shape(units: 40, months: 36, people: 15, contacts: 120)
  /// By lag from 0 to 6, of a turnover of 1 a year.
  private static let effects = [-0.02, -0.04, -0.03, -0.01, 0, 0, 0]

  /// Coverage of lag 1 and of all lags together, and how often the lead warns of nothing.
  package static func rows(rounds: Int, seed: UInt64) -> [SimulationRow] {
    let total = effects.reduce(0, +)
    var numbers = SplitMix64(seed: seed)
    var (one, all, lead, mean) = (Frequency(), Frequency(), Frequency(), SimulatedMean())
    for _ in 0..<rounds {
      let panel = DrawnPanel(shape, &numbers, lagged: effects) { _ in 0 }
      let names = (0...DrawnPanel.lags).map { "lag \($0)" } + ["lead"]
      let columns = names.indices.map { place in Regressor(names[place], panel.months.map { $0[place] }) }
      // The sum is the coefficient of lag 0 where the other lags enter as differences from it.
      let sums = columns.indices.map { place in
        place == 0 || place == columns.count - 1
          ? columns[place]
          : Regressor(names[place], zip(columns[place].values, columns[0].values).map { $0 - $1 })
      }
      func fit(_ columns: [Regressor]) -> ClusterRobustCovariance? {
        let fit = try? TwoWayFixedEffects(
          panel.y, on: columns, units: panel.units, periods: panel.periods, weights: panel.n)
        return try? fit?.clusterRobust(by: panel.units)
      }
      func holds(_ estimate: CoefficientEstimate?, _ truth: Double) -> Bool {
        estimate.map { $0.low <= truth && truth <= $0.high } ?? false
      }
      let byLag = fit(columns)
      one.observe(holds(try? byLag?.estimate(of: "lag 1"), effects[1]))
      lead.observe(!holds(try? byLag?.estimate(of: "lead"), 0))
      let sum = try? fit(sums)?.estimate(of: "lag 0")
      all.observe(holds(sum, total))
      mean.add((sum?.value ?? 0) - total)
    }
    let truth = "lags 0 to 3 of −0.02, −0.04, −0.03, −0.01"
    let coverage = "coverage of the 95 % interval, clustered by unit"
    let name = "two-way fixed effects, lags 0 to 6 and a lead"
    return [
      one.row(name + ": lag 1", shape.name, truth: truth, coverage, claimed: 0.93...0.965),
      all.row(name + ": sum of the lags", shape.name, truth: truth, coverage, claimed: 0.93...0.965),
      mean.row(
        name + ": sum of the lags", shape.name, truth: truth, "mean error", claimed: 0...0, isShare: false),
      lead.row(
        name + ": lead", shape.name, truth: "separations do not follow resolution", "size at 5 %",
        claimed: 0.035...0.07),
    ]
  }
}
