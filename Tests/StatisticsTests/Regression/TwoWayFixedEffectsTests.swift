import Dice
import Testing

@testable import Statistics

/// Two-way fixed effects, held against R's plm, fixest, pyfixest, and least squares on dummies.
@Suite struct TwoWayFixedEffectsTests {
  private typealias Fit = TwoWayFixedEffects

  @Test func `Grunfeld, whole, under both conventions`() throws {
    // R, plm: plm(inv ~ value + capital, Grunfeld, effect = "twoways", model = "within"): coefficients, plain
    // errors, R² within. Errors by firm: fixest's default (K = 2 slopes + 20 years) and lm on dummies (K = 31).
    let panel = try Grunfeld()
    let fit = try Fit(panel.investment, on: panel.regressors, units: panel.firm, periods: panel.year)
    let plain = try fit.regression.estimates()
    let robust = try fit.clusterRobust(by: panel.firm)
    let dummies = try fit.clusterRobust(by: panel.firm, counting: .all)
    for index in 0..<2 {
      #expect(isNear(plain[index].value, [0.117715855082606, 0.357916273073428][index], relative: 1e-9))
      #expect(
        isNear(plain[index].standardError, [0.0137512830036482, 0.0227190108825725][index], relative: 1e-8))
      #expect(
        isNear(
          try robust.estimates()[index].standardError, [0.010824429476863677, 0.047848396592588965][index],
          relative: 1e-8))
      #expect(
        isNear(
          try robust.estimates()[index].t, [10.87501704678427, 7.480214564365655][index], relative: 1e-8))
      #expect(
        isNear(
          try robust.estimates()[index].p, [1.7726713730237265e-06, 3.770277948178524e-05][index],
          relative: 1e-7))
      #expect(
        isNear(
          try robust.estimates()[index].low, [0.09322929440831544, 0.24967567999309356][index], relative: 1e-8
        ))
      #expect(
        isNear(
          try robust.estimates()[index].high, [0.14220241575689785, 0.4661568661537623][index], relative: 1e-8
        ))
      #expect(
        isNear(
          try dummies.estimates()[index].standardError, [0.0111089155204725, 0.0491059410265699][index],
          relative: 1e-8))
    }
    #expect(isNear(try #require(fit.regression.rSquared), 0.720145212924406, relative: 1e-10))
    #expect(isNear(try #require(fit.regression.adjustedRSquared), 0.7168333219530976, relative: 1e-10))
    #expect(robust.corrections[0].parameters == 22 && dummies.corrections[0].parameters == 31)
    // By year the ten firms count, by crossed clusters all: 2 + 10, 2 + 29.
    #expect(try fit.clusterRobust(by: panel.year).corrections[0].parameters == 12)
    let halves = zip(panel.firm, panel.year).map { ($0 + $1) % 2 }
    #expect(try fit.clusterRobust(by: halves).corrections[0].parameters == 31)
    #expect(robust.degreesOfFreedom == 9 && fit.regression.degreesOfFreedom == 169)
    // Without corrections: plm's vcovHC(method = "arellano", type = "HC0", cluster = "group").
    let factor = robust.corrections[0].factor.squareRoot()
    #expect(isNear(try robust.estimates()[0].standardError / factor, 0.00971202368683505, relative: 1e-8))
  }

  @Test func `Grunfeld with holes and weights`() throws {
    // pyfixest 0.60.0: feols("inv ~ value + capital | firm + year", rows with (3·firm + year) % 7 != 0,
    // weights="value" or none, vcov={"CRV1": "firm"} or "year", ssc=ssc(k_fixef="full")).
    let panel = try Grunfeld(without: 7)
    let plain = try Fit(panel.investment, on: panel.regressors, units: panel.firm, periods: panel.year)
    let weighted = try Fit(
      panel.investment, on: panel.regressors, units: panel.firm, periods: panel.year, weights: panel.value)
    let expected: [(Fit, [Int], [Double], [Double])] = [
      (
        plain, panel.firm, [0.11687027078298098, 0.3620402460014253],
        [0.008318992456022092, 0.04961495142335086]
      ),
      (
        weighted, panel.firm, [0.12894066854616046, 0.3953145275652343],
        [0.006706214399873003, 0.059767467164211996]
      ),
      (
        weighted, panel.year, [0.12894066854616046, 0.3953145275652343],
        [0.030357834234360576, 0.08673069396425231]
      ),
    ]
    for (fit, clusters, values, errors) in expected {
      for (index, estimate) in try fit.clusterRobust(by: clusters, counting: .all).estimates().enumerated() {
        #expect(isNear(estimate.value, values[index], relative: 1e-9))
        #expect(isNear(estimate.standardError, errors[index], relative: 1e-8))
      }
    }
    #expect(isNear(try #require(weighted.regression.rSquared), 0.7835047069753174, relative: 1e-10))
    let iid = try weighted.regression.estimates()
    // vcov="iid".
    #expect(isNear(iid[0].standardError, 0.017080666561968418, relative: 1e-8))
    #expect(isNear(iid[1].standardError, 0.025330448985872608, relative: 1e-8))
  }

  @Test(.enabled("needs ../shared/reference") { Published.isBeside("petersen.csv") })
  func `Petersen with holes, weights and singletons`() throws {
    // pyfixest 0.60.0: feols("y ~ x | firm + year", rows with (7·firm + 3·year) % 11 < 4 and (firm % 9 != 0 or
    // year == 3), weights 1 + (firm + year) % 5, vcov={"CRV1": "firm"}, ssc=ssc(k_fixef="full"),
    // fixef_rm="singleton", fixef_tol=1e-11): 20 of 1,638 rows dropped. The error to all digits by statsmodels
    // 0.15.0: wls on dummies, fit(cov_type="cluster").
    let table = try Published.tableBeside("petersen.csv")
    let (firms, years) = (try table.integers("firm"), try table.integers("year"))
    let (x, y) = (try table.numbers("x"), try table.numbers("y"))
    let rows = x.indices.filter {
      (7 * firms[$0] + 3 * years[$0]) % 11 < 4 && (firms[$0] % 9 != 0 || years[$0] == 3)
    }
    let firm = rows.map { firms[$0] }
    let fit = try Fit(
      rows.map { y[$0] }, on: [Regressor("x", rows.map { x[$0] })], units: firm,
      periods: rows.map { years[$0] }, weights: rows.map { Double(1 + (firms[$0] + years[$0]) % 5) })
    let estimate = try fit.clusterRobust(by: firm, counting: .all).estimates()[0]
    #expect(fit.singletons == 20 && rows.count == 1638 && fit.regression.rows.count == 1618)
    #expect(isNear(estimate.value, 1.0092733178311881, relative: 1e-9))
    #expect(isNear(estimate.standardError, 0.0779471968780081, relative: 1e-8))
    #expect(isNear(try #require(fit.regression.rSquared), 0.20903781054417792, relative: 1e-9))
    #expect(1 + fit.absorbedDegreesOfFreedom == 455)
  }

  /// A panel with holes, chains of units that share few periods, and weights.
  private struct Panel {
    var units: [Int] = []
    var periods: [Int] = []
    var weights: [Double] = []
    var y: [Double] = []
    var x: [Double] = []
    var z: [Double] = []

    init(_ dice: inout Dice) {
      let count = 8 + dice.below(8)
      for unit in 0..<count {
        // Units come and go, so that the first and last periods hang together by chains alone.
        for period in unit..<(unit + 3 + dice.below(3)) where !dice.chance(15) {
          units.append(unit)
          periods.append(period)
          weights.append(Double(1 + dice.below(5)))
          x.append(Double.random(in: -1...1, using: &dice) + Double(unit))
          z.append(Double.random(in: -1...1, using: &dice) * Double(period))
          y.append(Double.random(in: -1...1, using: &dice) + Double(unit * period))
        }
      }
    }

    var regressors: [Regressor] { [Regressor("x", x), Regressor("z", z)] }
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `the same as least squares on dummies, components and singletons told`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    for _ in 0..<Rounds.count(5) {
      let panel = Panel(&dice)
      guard
        let fit = try? Fit(
          panel.y, on: panel.regressors, units: panel.units, periods: panel.periods,
          weights: panel.weights),
        fit.regression.dropped.isEmpty
      else { continue }
      let dummies =
        Grunfeld.dummies("unit", panel.units) + Grunfeld.dummies("period", panel.periods)
      let plain = try WeightedLeastSquares(
        panel.y, on: dummies + panel.regressors, weights: panel.weights)
      let rank = plain.names.count - 2
      // Each singleton takes one more dummy to itself.
      #expect(fit.absorbedDegreesOfFreedom + fit.singletons == rank, "seed \(seed)")
      #expect(isNear(fit.regression.sumOfSquares, plain.sumOfSquares, relative: 1e-8), "seed \(seed)")
      for (one, other) in zip(try fit.regression.estimates(), try plain.estimates().suffix(2)) {
        #expect(isNear(one.value, other.value, relative: 1e-7), "seed \(seed)")
        #expect(isNear(one.standardError, other.standardError, relative: 1e-7), "seed \(seed)")
      }
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `the order of rows changes no bit, effects change nothing`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let panel = Panel(&dice)
    func fit(_ order: [Int], _ y: [Double]) throws -> [CoefficientEstimate] {
      let fit = try Fit(
        order.map { y[$0] },
        on: panel.regressors.map { given in
          Regressor(given.name, order.map { given.values[$0] })
        }, units: order.map { panel.units[$0] }, periods: order.map { panel.periods[$0] },
        weights: order.map { panel.weights[$0] })
      return try fit.clusterRobust(by: order.map { panel.units[$0] }).estimates()
    }
    let rows = Array(panel.y.indices)
    let given = try fit(rows, panel.y)
    #expect(try fit(rows.shuffled(using: &dice), panel.y) == given, "seed \(seed)")
    let moved = rows.map {
      panel.y[$0] + 10 * Double(panel.units[$0] * panel.units[$0]) - 3 * Double(panel.periods[$0])
    }
    for (one, other) in zip(given, try fit(rows, moved)) {
      #expect(abs(one.value - other.value) < 1e-9 * (1 + abs(one.value)), "seed \(seed)")
      #expect(isNear(one.standardError, other.standardError, relative: 1e-7), "seed \(seed)")
    }
  }

  // By hand: units with periods 0: 0…3, 1: 1…3, 2: 4, 3: 4 and 5. Unit 2 has one row, periods 0 and 5 have one;
  // once these are gone unit 3's row in period 4 is alone. Two units with three periods are left.
  @Test func `singletons go again and again`() throws {
    let fit = try Fit(
      [1, 2, 4, 3, 3, 7, 1, 2, 5, 6], on: [Regressor("x", [0, 1, 1, 0, 1, 0, 2, 1, 2, 0])],
      units: [0, 0, 0, 0, 1, 1, 1, 2, 3, 3], periods: [0, 1, 2, 3, 1, 2, 3, 4, 4, 5])
    #expect(fit.singletons == 4 && fit.units == 2 && fit.periods == 3)
    #expect(fit.regression.rows.sorted() == [1, 2, 3, 4, 5, 6])
    #expect(fit.components == 1 && fit.absorbedDegreesOfFreedom == 4 && fit.regression.degreesOfFreedom == 1)
  }

  @Test func `collinear regressors are dropped by name once demeaned`() throws {
    let panel = try Grunfeld(without: 7)
    let columns =
      panel.regressors + [
        Regressor("size of the firm", panel.firm.map { Double($0 * $0) }),
        Regressor("trend", panel.year.map { Double($0) * 0.1 }),
        Regressor("sum", zip(panel.value, panel.capital).map { $0 + 2 * $1 }),
      ]
    let fit = try Fit(panel.investment, on: columns, units: panel.firm, periods: panel.year)
    #expect(fit.regression.names == ["value", "capital"])
    #expect(fit.regression.dropped == ["size of the firm", "trend", "sum"])
  }

  @Test func `a long chain of units that share one period with the next is solved`() throws {
    var dice = Dice(seed: 9)
    let units = (0..<300).flatMap { [$0, $0, $0] }
    let periods = (0..<300).flatMap { [$0, $0 + 1, $0 + 1] }
    let x = units.map { _ in Double.random(in: -1...1, using: &dice) }
    let noise = units.map { _ in Double.random(in: -1e-3...1e-3, using: &dice) }
    let y = units.indices.map {
      2 * x[$0] + 5 * Double(units[$0]) - 0.03 * Double(periods[$0] * periods[$0]) + noise[$0]
    }
    func slope(_ y: [Double]) throws -> Double {
      try Fit(y, on: [Regressor("x", x)], units: units, periods: periods).regression.coefficients[0]
    }
    // The effects take nothing from the slope: it is 2 and that of the noise alone.
    #expect(try abs(slope(y) - 2 - slope(noise)) < 1e-10)
  }

  @Test func `pieces that share nothing are counted`() throws {
    let fit = try Fit(
      [1, 2, 4, 3, 5, 7, 1, 2], on: [Regressor("x", [0, 1, 1, 5, 2, 1, 0, 4])],
      units: [0, 0, 1, 1, 2, 2, 3, 3], periods: [0, 1, 0, 1, 2, 3, 2, 3])
    // Where the pieces are the clusters, effects of both kinds lie within them: one level and the slope count.
    let robust = try fit.clusterRobust(by: [0, 0, 0, 0, 1, 1, 1, 1])
    #expect(robust.corrections[0].parameters == 2)
    #expect(fit.components == 2 && fit.absorbedDegreesOfFreedom == 6 && fit.regression.degreesOfFreedom == 1)
  }

  @Test func `what cannot be estimated is said`() throws {
    func reason(
      _ y: [Double], _ x: [Double], _ units: [Int], _ periods: [Int], _ weights: [Double]? = nil
    ) -> NotEstimable? {
      do throws(NotEstimable) {
        let fit = try Fit(y, on: [Regressor("x", x)], units: units, periods: periods, weights: weights)
        _ = try fit.clusterRobust(by: units).estimates()
        return nil
      } catch {
        return error
      }
    }
    let (units, periods) = ([0, 0, 0, 1, 1, 1, 2, 2, 2], [0, 1, 2, 0, 1, 2, 0, 1, 2])
    let y: [Double] = [1, 4, 2, 8, 5, 7, 1, 3, 9]
    let x: [Double] = [3, 1, 4, 1, 5, 9, 2, 6, 5]
    #expect(reason(y, x, units, periods) == nil)
    #expect(reason([], [], [], []) == .collinear)
    #expect(reason([1], [1], [0], [0]) == .collinear)
    #expect(reason(y, x, Array(0..<9), periods) == .collinear)
    #expect(reason(y, units.map(Double.init), units, periods) == .collinear)
    #expect(reason(y, x, units, periods, [Double](repeating: 0, count: 9)) == .collinear)
    #expect(reason(units.map(Double.init), x, units, periods) == .noSpread(.values))
    #expect(reason([Double](repeating: 0.7, count: 9), x, units, periods) == .noSpread(.values))
    #expect(reason([.nan] + y.dropFirst(), x, units, periods) == .notFinite(.values))
    #expect(reason(y, [.infinity] + x.dropFirst(), units, periods) == .notFinite(.predictors))
    #expect(reason(y, x, units, periods, [-1] + [Double](repeating: 1, count: 8)) == .outOfRange(.weights))
    #expect(reason(y.map { $0 * 1e200 }, x, units, periods) == .noConvergence)
    #expect(
      reason([1, 2, 2, 4], [1, 2, 3, 5], [0, 0, 1, 1], [0, 1, 0, 1])
        == .tooFew(.observations, found: 4, needed: 5))
  }
}
