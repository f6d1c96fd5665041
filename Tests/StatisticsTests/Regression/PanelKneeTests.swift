import Dice
import Testing

@testable import Statistics

/// Knees of panels whose effects of units and periods are taken out, held against dummies and whole fits.
@Suite struct PanelKneeTests {
  /// A random panel with holes, weights and rows in no order.
  private struct Panel {
    var y: [Double] = []
    var x: [Double] = []
    var units: [Int] = []
    var periods: [Int] = []
    var weights: [Double] = []

    init(units count: Int, periods: Int, seed: UInt64) {
      var dice = Dice(seed: seed)
      let effects = (0..<count).map { _ in Double.random(in: -0.2...0.2, using: &dice) }
      let months = (0..<periods).map { _ in Double.random(in: -0.1...0.1, using: &dice) }
      for place in (0..<count * periods).shuffled(using: &dice) where !dice.chance(15) {
        let (unit, period) = place.quotientAndRemainder(dividingBy: periods)
        let turnover = (Double.random(in: 0...0.5, using: &dice) * 200).rounded() / 200
        let noise = Double.random(in: -0.03...0.03, using: &dice)
        x.append(turnover)
        y.append(0.7 + effects[unit] + months[period] - 0.5 * max(turnover - 0.3, 0) + noise)
        units.append(unit)
        self.periods.append(period)
        weights.append(Double(1 + dice.below(4)))
      }
    }

    var effects: PanelEffects { PanelEffects(units: units, periods: periods) }
    var dummies: [Regressor] {
      Grunfeld.dummies("unit", units) + Grunfeld.dummies("period", periods)
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `effects taken out are dummies`(seed: UInt64) throws {
    let panel = Panel(units: 8, periods: 13, seed: seed)
    let within = try EstimatedKnee(
      panel.y, over: panel.x, within: panel.effects, weights: panel.weights, clusters: panel.units)
    let dummies = try EstimatedKnee(
      panel.y, over: panel.x, controls: panel.dummies, weights: panel.weights, clusters: panel.units)
    #expect(isNear(within.knee, dummies.knee, relative: 1e-7), "seed \(seed)")
    #expect(isNear(within.statistic, dummies.statistic, relative: 1e-9), "seed \(seed)")
    #expect(isNear(within.sumOfSquares, dummies.sumOfSquares, relative: 1e-10), "seed \(seed)")
    #expect(isNear(within.hinge.below.value, dummies.hinge.below.value, relative: 1e-7), "seed \(seed)")
    #expect(isNear(within.hinge.above.value, dummies.hinge.above.value, relative: 1e-7), "seed \(seed)")
    // The splits one by one, not the best alone.
    #expect(within.profile.splits.count == dummies.profile.splits.count)
    for (one, other) in zip(within.profile.splits, dummies.profile.splits) {
      #expect(isNear(one.a, other.a, relative: 1e-9) && isNear(one.c, other.c, relative: 1e-9))
      #expect(abs(one.b - other.b) < 1e-9 * (one.a * one.c).squareRoot())
    }
  }

  /// The sum of squares with the best knee of a grid over that with a given one, by whole fits.
  private func ratio(_ y: [Double], _ panel: Panel, at given: Double, grid: [Double]) throws -> Double {
    func rest(_ knee: Double) throws -> Double {
      try Hinge(y, over: panel.x, knee: knee, controls: panel.dummies, weights: panel.weights)
        .regression.sumOfSquares
    }
    return try (grid.map { try rest($0) }.min() ?? 0) / rest(given)
  }

  @Test(arguments: [7, 21])
  func `the draws are those of whole fits`(units: Int) throws {
    let panel = Panel(units: units, periods: 7, seed: 9)
    let draws = 19
    let found = try EstimatedKnee(
      panel.y, over: panel.x, within: panel.effects, weights: panel.weights, clusters: panel.units,
      minimumPerSide: 5)
    let grid = found.grid(5).map { found.center + found.scale * $0 }
    let kind = units < 20 ? WildWeights.webb : .rademacher
    let knots = try KneeKnots(of: found.errors, found, clusters: panel.units, gridPoints: 5)
    let p = knots.pAtPlaces(observing: found, draws: draws, seed: 3)
    for (place, knee) in grid.enumerated() {
      let given = try Hinge(
        panel.y, over: panel.x, knee: knee, controls: panel.dummies, weights: panel.weights
      ).regression
      let observed = try ratio(panel.y, panel, at: knee, grid: grid)
      var numbers = SplitMix64(seed: 3)
      var reached = 1
      for _ in 0..<draws {
        let signs = kind.draw(units, using: &numbers)
        let drawn = try panel.y.indices.map { row in
          let error = try #require(found.rows.firstIndex(of: row).map { found.errors[$0] })
          return panel.y[row] - given.residuals[row] + signs[panel.units[row]] * error
        }
        if try ratio(drawn, panel, at: knee, grid: grid) <= observed { reached += 1 }
      }
      #expect(isNear(p[place], Double(reached) / Double(draws + 1), relative: 1e-12), "\(knee)")
    }
    // The test of any knee: the straight line's residuals, multiplied.
    let line = try WeightedLeastSquares(
      panel.y, on: panel.dummies + [Regressor("x", panel.x)], weights: panel.weights)
    func share(_ y: [Double]) throws -> Double {
      let straight = try WeightedLeastSquares(
        y, on: panel.dummies + [Regressor("x", panel.x)], weights: panel.weights)
      return try ratio(y, panel, at: grid[0], grid: grid)
        * Hinge(
          y, over: panel.x, knee: grid[0], controls: panel.dummies, weights: panel.weights
        ).regression.sumOfSquares / straight.sumOfSquares
    }
    // Residuals small enough that some draws reach what is observed.
    let observed = try share(zip(panel.y, line.residuals).map { $0 - $1 + $1 })
    var numbers = SplitMix64(seed: 4)
    var reached = 1
    for _ in 0..<draws {
      let signs = kind.draw(units, using: &numbers)
      if try share(panel.y.indices.map { signs[panel.units[$0]] * line.residuals[$0] }) <= observed {
        reached += 1
      }
    }
    let test = try KneeKnots(of: found.residual, found, clusters: panel.units, gridPoints: 5)
    #expect(isNear(test.p(draws: draws, seed: 4), Double(reached) / Double(draws + 1), relative: 1e-12))
  }

  @Test func `a panel of two pieces and a knee that effects explain`() throws {
    // Two pieces that share no period: one coordinate less for each piece.
    let units = [0, 0, 0, 1, 1, 1, 2, 2, 3, 3]
    let periods = [0, 1, 2, 0, 1, 2, 3, 4, 3, 4]
    let weights = [1.0, 2, 1, 1, 3, 1, 2, 1, 1, 1]
    let coordinates = TwoWayCoordinates(Factor(units), Factor(periods), weights: weights)
    #expect(coordinates.count == 3)
    var vector = [1.0, 4, 2, 8, 5, 7, 3, 9, 2, 6]
    coordinates.subtractEffects(from: &vector)
    for level in 0..<5 {
      let sum = vector.indices.filter { periods[$0] == level }.reduce(0) { $0 + weights[$1] * vector[$1] }
      #expect(abs(sum) < 1e-13)
    }
    for level in 0..<4 {
      let sum = vector.indices.filter { units[$0] == level }.reduce(0) { $0 + weights[$1] * vector[$1] }
      #expect(abs(sum) < 1e-13)
    }
    // x that is a unit's and a period's level has nothing left.
    let panel = Panel(units: 8, periods: 12, seed: 2)
    #expect(throws: NotEstimable.self) {
      _ = try EstimatedKnee(
        panel.y, over: panel.units.map { Double($0) }, within: panel.effects, weights: panel.weights)
    }
  }
}
