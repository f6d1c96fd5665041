import Dice
import Testing

@testable import Statistics

/// Weighted least squares, held against certified values.
@Suite struct WeightedLeastSquaresTests {
  private typealias Fit = WeightedLeastSquares

  @Test func `Norris with errors, residual deviation and R squared`() throws {
    // NIST StRD, Norris.dat, lines 31 to 46.
    let rows = try Published.nist("nist_Norris", lines: 61...96)
    let fit = try Fit(rows.map { $0[0] }, on: [Regressor("x", rows.map { $0[1] })])
    let errors = try fit.estimates().map(\.standardError)
    let reached = [
      digits(fit.coefficients[0], -0.262323073774029), digits(fit.coefficients[1], 1.00211681802045),
      digits(errors[0], 0.232818234301152), digits(errors[1], 0.429796848199937e-3),
      digits(fit.residualDeviation, 0.884796396144373), digits(try #require(fit.rSquared), 0.999993745883712),
    ]
    #expect(reached.allSatisfy { $0 >= 12 }, "digits: \(reached)")
    #expect(fit.degreesOfFreedom == 34)
  }

  @Test func `Longley with errors, residual deviation and R squared`() throws {
    // NIST StRD, Longley.dat.
    let coefficients = [
      -3482258.63459582, 15.0618722713733, -0.0358191792925910, -2.02022980381683, -1.03322686717359,
      -0.0511041056535807, 1829.15146461355,
    ]
    let deviations = [
      890420.383607373, 84.9149257747669, 0.0334910077722432, 0.488399681651699, 0.214274163161675,
      0.226073200069370, 455.478499142212,
    ]
    let table = try Published.table("nist_longley")
    let names = ["GNPDEFL", "GNP", "UNEMP", "ARMED", "POP", "YEAR"]
    let fit = try Fit(
      table.numbers("TOTEMP"), on: names.map { Regressor($0, try table.numbers($0)) })
    #expect(fit.names == ["(Intercept)"] + names && fit.dropped.isEmpty && fit.degreesOfFreedom == 9)
    let estimates = try fit.estimates()
    let reached =
      zip(estimates.map(\.value), coefficients).map(digits)
      + zip(estimates.map(\.standardError), deviations).map(digits)
      + [
        digits(fit.residualDeviation, 304.854073561965),
        digits(try #require(fit.rSquared), 0.995479004577296),
      ]
    #expect(reached.allSatisfy { $0 >= 10 }, "digits: \(reached)")
  }

  @Test(.enabled("needs ../shared/reference") { Published.isBeside("nist_filip.json") })
  func `Filip with errors`() throws {
    // NIST StRD, Filip.dat: a polynomial of degree ten, condition about 1e15. The errors, residual deviation and
    // R squared are those of least squares on its rows in exact fractions (Python's fractions).
    let deviations = [
      298.0845309955370, 559.7798654749499, 466.4775721277965, 227.2042744777513, 71.64786608759274,
      15.28971787474001, 2.236911598160333, 0.2216243219342274, 0.01423637631547239, 5.356174088898209e-4,
      8.966328373738682e-6,
    ]
    let object = try Published.objectBeside("nist_filip.json")
    func numbers(_ key: String) throws -> [Double] {
      try #require(object[key] as? [String]).map { try #require(Double($0)) }
    }
    let x = try numbers("x")
    let columns = (1...10).map { power in
      Regressor("x^\(power)", x.map { value in (0..<power).reduce(1.0) { p, _ in p * value } })
    }
    let fit = try Fit(numbers("y"), on: columns, collinearity: 1e-14)
    let reached =
      zip(try fit.estimates().map(\.standardError), deviations).map(digits) + [
        digits(fit.residualDeviation, 0.00334801051324544),
        digits(try #require(fit.rSquared), 0.996727416185620),
      ]
    #expect(reached.count == 13 && reached.allSatisfy { $0 >= 7 }, "digits: \(reached)")
  }

  @Test func `weights, by statsmodels and pyfixest on Grunfeld without every seventh row`() throws {
    // pyfixest 0.60.0: feols("inv ~ value + capital", data of rows with (3·firm + year) % 7 != 0,
    // weights="value", vcov="iid"); data of R's plm.
    let panel = try Grunfeld(without: 7)
    let fit = try Fit(panel.investment, on: panel.regressors, weights: panel.value)
    let estimates = try fit.estimates()
    let values = [-69.61055836240382, 0.10700296389346746, 0.3487419808919667]
    let errors = [19.089503503632447, 0.007278688782417413, 0.02481867886913663]
    for (found, expected) in zip(estimates.map(\.value) + estimates.map(\.standardError), values + errors) {
      #expect(isNear(found, expected, relative: 1e-11), "\(found) for \(expected)")
    }
    #expect(isNear(try #require(fit.rSquared), 0.8528191151999182, relative: 1e-12))
    #expect(isNear(try #require(fit.adjustedRSquared), 0.8510669618094411, relative: 1e-12))
    #expect(isNear(estimates[0].low, -107.29677348555362, relative: 1e-10))
    #expect(isNear(estimates[0].p, 0.00035422183525124495, relative: 1e-9))
  }

  // By hand: x = 0, 1, 2, y = 0, 2, 1: b = 1/2, a = 1/2, e = (−1/2, 1, −1/2), Σe² = 3/2, s² = 3/2,
  // Σ(x − 1)² = 2: se(b) = √(3/4). SST = 2, R² = 1/4, adjusted 1 − 3/4·2/1 = −1/2.
  @Test func `three points by hand`() throws {
    let fit = try Fit([0, 2, 1], on: [Regressor("x", [0, 1, 2])])
    #expect(zip(fit.coefficients, [0.5, 0.5]).allSatisfy { isNear($0, $1, relative: 1e-14) })
    #expect(zip(fit.residuals, [-0.5, 1, -0.5]).allSatisfy { isNear($0, $1, relative: 1e-14) })
    #expect(isNear(try fit.estimates()[1].standardError, 0.75.squareRoot(), relative: 1e-14))
    #expect(isNear(try #require(fit.rSquared), 0.25, relative: 1e-14))
    #expect(isNear(try #require(fit.adjustedRSquared), -0.5, relative: 1e-14))
    #expect(fit.degreesOfFreedom == 1)
  }

  // By hand, without intercept: x = 1, 2, y = 2, 3: b = 8/5, Σe² = 13 − 64/5 = 1/5, R² = 1 − (1/5)/13 = 64/65.
  @Test func `without an intercept R squared is about zero`() throws {
    let fit = try Fit([2, 3], on: [Regressor("x", [1, 2])], intercept: false)
    #expect(isNear(fit.coefficients[0], 1.6, relative: 1e-14) && fit.names == ["x"])
    #expect(isNear(try #require(fit.rSquared), 64.0 / 65, relative: 1e-14))
    #expect(isNear(try #require(fit.adjustedRSquared), 1 - 2.0 / 65, relative: 1e-14))
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `laws of weights, scale and shift`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    for _ in 0..<Rounds.count(10) {
      let count = 8 + dice.below(30)
      func column() -> [Double] { (0..<count).map { _ in Double.random(in: -3...3, using: &dice) } }
      let (y, x, z) = (column(), column(), column())
      let weights = (0..<count).map { _ in Double(dice.below(4)) }
      guard weights.filter({ $0 > 0 }).count > 4 else { continue }
      let columns = [Regressor("x", x), Regressor("z", z)]
      let fit = try Fit(y, on: columns, weights: weights)
      let estimates = try fit.estimates()
      func isSame(_ other: [CoefficientEstimate], times factor: Double = 1, from first: Int = 0) -> Bool {
        zip(other, estimates).dropFirst(first).allSatisfy {
          isNear($0.value, $1.value * factor, relative: 1e-8)
            && isNear($0.standardError, $1.standardError * factor, relative: 1e-8)
        }
      }
      // Weights are relative.
      #expect(isSame(try Fit(y, on: columns, weights: weights.map { 7 * $0 }).estimates()), "seed \(seed)")
      // A row of weight 0 is no row, whatever stands there.
      let kept = y.indices.filter { weights[$0] > 0 }
      let without = try Fit(
        kept.map { y[$0] }, on: [Regressor("x", kept.map { x[$0] }), Regressor("z", kept.map { z[$0] })],
        weights: kept.map { weights[$0] })
      #expect(try without.estimates() == estimates && fit.rows == kept, "seed \(seed)")
      let broken = y.indices.map { weights[$0] > 0 ? y[$0] : .nan }
      #expect(try Fit(broken, on: columns, weights: weights).estimates() == estimates, "seed \(seed)")
      // A weight of w is w rows, but for the degrees of freedom.
      let repeated = y.indices.flatMap { row in [Int](repeating: row, count: Int(weights[row])) }
      let split = try Fit(
        repeated.map { y[$0] },
        on: [Regressor("x", repeated.map { x[$0] }), Regressor("z", repeated.map { z[$0] })])
      #expect(isNear(split.sumOfSquares, fit.sumOfSquares, relative: 1e-9), "seed \(seed)")
      #expect(zip(split.coefficients, fit.coefficients).allSatisfy { abs($0 - $1) < 1e-9 }, "seed \(seed)")
      // y in other units, x shifted: slopes follow.
      #expect(
        isSame(
          try Fit(y.map { -8 * $0 }, on: columns, weights: weights).estimates().map {
            try CoefficientEstimate(
              name: $0.name, value: -$0.value, variance: $0.standardError * $0.standardError,
              degreesOfFreedom: $0.degreesOfFreedom)
          }, times: 8), "seed \(seed)")
      let shifted = [Regressor("x", x.map { $0 + 100 }), Regressor("z", z)]
      #expect(isSame(try Fit(y, on: shifted, weights: weights).estimates(), from: 1), "seed \(seed)")
      // Residuals are orthogonal to every column.
      for column in fit.columns {
        let sum = fit.residuals.indices.reduce(0) {
          $0 + fit.weights[$1] * fit.residuals[$1] * column[$1]
        }
        #expect(abs(sum) < 1e-10, "seed \(seed)")
      }
    }
  }

  @Test func `columns that others explain are dropped by name, from the left`() throws {
    let fit = try Fit(
      [1, 2, 3, 5, 4],
      on: [
        Regressor("month", [1, 2, 3, 4, 5]), Regressor("ones", [2, 2, 2, 2, 2]),
        Regressor("twice", [3, 5, 7, 9, 11]), Regressor("zero", [0, 0, 0, 0, 0]),
        Regressor("other", [1, 0, 0, 1, 7]),
      ])
    #expect(fit.names == ["(Intercept)", "month", "other"])
    #expect(fit.dropped == ["ones", "twice", "zero"])
    #expect(fit.coefficients.count == 3 && fit.degreesOfFreedom == 2)
  }

  @Test func `what cannot be estimated is said`() throws {
    let x = Regressor("x", [1, 2, 3])
    func reason(
      _ y: [Double], _ columns: [Regressor], weights: [Double]? = nil, intercept: Bool = true
    ) -> NotEstimable? {
      do throws(NotEstimable) {
        _ = try Fit(y, on: columns, weights: weights, intercept: intercept).estimates()
        return nil
      } catch {
        return error
      }
    }
    #expect(reason([], [Regressor("x", [])]) == .collinear)
    #expect(reason([1], [Regressor("x", [1])]) == .tooFew(.observations, found: 1, needed: 2))
    #expect(reason([1, 2], [Regressor("x", [1, 2])]) == .tooFew(.observations, found: 2, needed: 3))
    #expect(reason([1, 2, 4], [x], weights: [0, 0, 0]) == .collinear)
    #expect(reason([1, 2, 4], [x], weights: [1, 1, 0]) == .tooFew(.observations, found: 2, needed: 3))
    #expect(reason([1, 2, 4], [x], weights: [1, -1, 1]) == .outOfRange(.weights))
    #expect(reason([1, 2, 4], [x], weights: [1, .infinity, 1]) == .notFinite(.weights))
    #expect(reason([1, 2, 4], [x], weights: [1e308, 1e308, 1]) == .noConvergence)
    #expect(reason([1, 2, 4], [x], weights: [1, .nan, 1]) == .notFinite(.weights))
    #expect(reason([1, .nan, 4], [x]) == .notFinite(.values))
    #expect(reason([1, 2, 4], [Regressor("x", [1, .infinity, 3])]) == .notFinite(.predictors))
    #expect(reason([1, 2, 4], [Regressor("x", [0, 0, 0])], intercept: false) == .collinear)
    #expect(reason([1, 2, 4], [], intercept: false) == .collinear)
    #expect(reason([7, 7, 7], [], weights: nil) == .noSpread(.values))
    #expect(reason([0, 0, 0], [x]) == .noSpread(.values))
    #expect(reason([1e200, -1e200, 3e200], [x]) == .noConvergence)
    #expect(reason([1e-200, -1e-200, 3e-200], [x]) == .noSpread(.values))
    #expect(try Fit([7, 7, 7], on: []).rSquared == nil)
    // 2²⁶ + 8,192 numbers, all in one array of 8,192.
    let column = [Double](repeating: 1, count: 1 << 13)
    let wide = [Regressor](repeating: Regressor("same", column), count: (1 << 13) + 1)
    #expect(reason(column, wide) == .tooMany(.values, found: (1 << 26) + (1 << 13), most: 1 << 26))
    // The mean of three times .1 is not .1: that rounding is no variance to explain.
    #expect(try Fit([0.1, 0.1, 0.1], on: [Regressor("x", [1, 2, 3])]).rSquared == nil)
  }
}
