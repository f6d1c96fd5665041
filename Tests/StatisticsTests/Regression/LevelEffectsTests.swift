import Dice
import Testing

@testable import Statistics

/// Effects of levels within units, held against two-way fixed effects with a column for each level.
@Suite struct LevelEffectsTests {
  private struct Panel {
    var y: [Double] = []
    var (units, periods, levels): ([Int], [Int], [Int]) = ([], [], [])
    var weights: [Double] = []

    /// Units that begin at different times, with a level for each period of being there up to the last.
    init(_ dice: inout Dice, units count: Int, periods: Int, levels top: Int, noise: Int = 100) {
      for unit in 0..<count {
        let begin = dice.below(periods + top) - top
        for period in max(0, begin)..<max(0, min(periods, begin + 2 + dice.below(2 * periods)))
        where dice.chance(90) {
          units.append(unit)
          self.periods.append(period)
          levels.append(min(top, period - begin))
          weights.append(Double(1 + dice.below(50)))
          y.append(
            Double(unit % 7) + Double(period) / 10 + Double(min(top, period - begin)) / 5
              + Double(dice.below(1 + noise)) / 100)
        }
      }
    }

    func effects(_ top: Int) throws -> LevelEffects {
      try LevelEffects(
        y, units: units, periods: periods, levels: levels, levelCount: top + 1, reference: top,
        weights: weights)
    }
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `coefficients and errors are those of a column for each level`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let top = 5
    let panel = Panel(&dice, units: 40, periods: 14, levels: top)
    let effects = try panel.effects(top)
    let dummies = (0..<top).map { level in
      Regressor("level \(level)", panel.levels.map { $0 == level ? 1 : 0 })
    }
    let fit = try TwoWayFixedEffects(
      panel.y, on: dummies, units: panel.units, periods: panel.periods, weights: panel.weights)
    let robust = try fit.clusterRobust(by: panel.units)
    #expect(effects.correction == robust.corrections[0], "seed \(seed)")
    for level in 0..<top {
      let (ours, theirs) = (
        try #require(effects.estimates[level]), try robust.estimate(of: "level \(level)")
      )
      #expect(abs(ours.value - theirs.value) < 1e-9, "seed \(seed), level \(level)")
      #expect(
        isNear(ours.standardError, theirs.standardError, relative: 1e-8), "seed \(seed), level \(level)")
      #expect(ours.degreesOfFreedom == theirs.degreesOfFreedom)
    }
    #expect(effects.estimates[top] == nil)
  }

  @Test func `what is planted without noise is found`() throws {
    var dice = Dice(seed: 9)
    let panel = Panel(&dice, units: 60, periods: 12, levels: 4, noise: 0)
    let effects = try panel.effects(4)
    // A fifth for each level below the fourth; errors are rounding alone, or nothing.
    for level in 0..<4 {
      guard let estimate = effects.estimates[level] else { continue }
      #expect(abs(estimate.value + Double(4 - level) / 5) < 1e-8)
    }
  }

  @Test func `without units at the reference levels are not told from time`() throws {
    var dice = Dice(seed: 3)
    let panel = Panel(&dice, units: 40, periods: 8, levels: 30)
    #expect(throws: NotEstimable.self) { try panel.effects(30) }
  }

  @Test func `units that stay at the reference do not tell levels whose units never reach it`() throws {
    // Units 0 to 9 are at level 2 throughout, 10 to 19 at 0 and then 1: nothing ties 2 to the others.
    var (units, periods, levels): ([Int], [Int], [Int]) = ([], [], [])
    for unit in 0..<20 {
      for period in 0..<4 {
        units.append(unit)
        periods.append(period)
        levels.append(unit < 10 ? 2 : period >= 1 + unit % 3 ? 1 : 0)
      }
    }
    let y = units.indices.map { Double($0 * 37 % 11) }
    #expect(throws: NotEstimable.collinear) {
      try LevelEffects(
        y, units: units, periods: periods, levels: levels, levelCount: 3, reference: 2,
        weights: y.map { _ in 1 })
    }
  }
}
