import Dice
import Testing

@testable import Statistics

/// The wild cluster bootstrap, held against wildboottest and a slow plain one.
@Suite struct WildClusterBootstrapTests {
  private typealias Fit = WeightedLeastSquares

  // Of 1,024 signs two give the data themselves back, as they are and mirrored; both tie with the observed t and
  // count. Counts of draws strictly above and tied: numpy 2.4.6, enumeration with |t*|/|t| − 1 above 1e-9 or within.
  // wildboottest 0.3.2, wildboottest(smf.ols(…), param=…, cluster=data.firm, B=99999), leaves it to rounding
  // whether the ties count, and gives the one or the other number.
  @Test func `Grunfeld's ten firms by all 1,024 signs`() throws {
    // "inv ~ value + capital": 2 and 22 above, 2 ties each; wildboottest 4 and 22.
    let panel = try Grunfeld()
    let fit = try Fit(panel.investment, on: panel.regressors)
    let value = try WildClusterBootstrap(of: fit, testing: "value", clusters: panel.firm, seed: 1)
    let capital = try WildClusterBootstrap(of: fit, testing: "capital", clusters: panel.firm, seed: 2)
    #expect(value.p == 4 / 1024 && isNear(value.t, 7.270649831813546, relative: 1e-10))
    #expect(capital.p == 24 / 1024 && isNear(capital.t, 2.714915001542395, relative: 1e-10))
    #expect(capital.isExact && capital.draws == 1024 && capital.clusters == 10)
  }

  // "inv ~ value + capital + C(firm) + C(year)": 0 and 50 above whole, 0 and 48 where (3·firm + year) % 7 != 0,
  // 2 ties each; wildboottest 2 and 50, and 50 for capital with holes.
  @Test(arguments: [(0, 2.0, 52.0), (7, 2, 50)])
  func `within two-way effects it is that of the dummies`(holes: Int, value: Double, capital: Double) throws {
    let panel = try Grunfeld(without: holes)
    let fit = try TwoWayFixedEffects(
      panel.investment, on: panel.regressors, units: panel.firm, periods: panel.year
    ).regression
    let plain = try Fit(panel.investment, on: panel.dummies + panel.regressors)
    for (name, count) in [("value", value), ("capital", capital)] {
      let within = try WildClusterBootstrap(of: fit, testing: name, clusters: panel.firm, seed: 1)
      let dummies = try WildClusterBootstrap(of: plain, testing: name, clusters: panel.firm, seed: 1)
      #expect(within.p == count / 1024 && dummies.p == count / 1024, "\(name)")
      // The two differ in what K counts alone.
      let factor = try [fit, plain].map {
        try ClusterRobustCovariance(of: $0, clusters: panel.firm).corrections[0].factor
      }
      #expect(isNear(within.t * (factor[0] / factor[1]).squareRoot(), dummies.t, relative: 1e-9))
    }
  }

  @Test func `California's fifteen districts by six-point weights`() throws {
    // wildboottest 0.3.2: wildboottest(smf.ols("y ~ api00", apiclus1), param="api00", cluster=dnum, B=99999,
    // weights_type="webb", seed=1): t 2.48831018, p 0.0534, seed=2: 0.0543; errors of 0.0007. Ours of 9,999 draws
    // have one of 0.0023; t gives 0.026.
    let table = try Published.table("apiclus1")
    let fit = try Fit(table.numbers("y"), on: [Regressor("api00", table.numbers("api00"))])
    let test = try WildClusterBootstrap(of: fit, testing: "api00", clusters: table.integers("dnum"), seed: 1)
    #expect(isNear(test.t, 2.48831018, relative: 1e-8) && test.clusters == 15 && !test.isExact)
    #expect(abs(test.p - 0.0538) < 4 * 0.0023)
  }

  /// p by refitting every draw of all signs, with dummies and no shortcut.
  private func slow(
    _ y: [Double], _ columns: [Regressor], _ name: String, _ null: Double, _ clusters: [Int],
    _ weights: [Double]
  ) throws -> Double {
    let tested = try #require(columns.first { $0.name == name }).values
    let rest = try Fit(
      zip(y, tested).map { $0 - null * $1 }, on: columns.filter { $0.name != name }, weights: weights)
    func t(_ y: [Double]) throws -> Double {
      let fit = try Fit(y, on: columns, weights: weights)
      let robust = try ClusterRobustCovariance(of: fit, clusters: clusters)
      let index = try #require(fit.names.firstIndex(of: name))
      return try abs(fit.coefficients[index] - null) / robust.estimates()[index].standardError
    }
    let observed = try t(y)
    let count = 1 + (clusters.max() ?? 0)
    let reached = try (0..<(1 << count)).count { draw in
      let drawn = y.indices.map { row in
        y[row] - rest.residuals[row] + (draw >> clusters[row] & 1 == 0 ? 1 : -1) * rest.residuals[row]
      }
      return try t(drawn) >= observed * (1 - 1e-9)
    }
    return Double(reached) / Double(1 << count)
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `the same as refitting every draw, with weights, holes and any null`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    var (y, x, z, weights): ([Double], [Double], [Double], [Double]) = ([], [], [], [])
    var (units, periods): ([Int], [Int]) = ([], [])
    for unit in 0..<6 {
      let common = Double.random(in: -1...1, using: &dice)
      for period in 0..<5 where period < 2 || !dice.chance(25) {
        x.append(common + Double.random(in: -1...1, using: &dice))
        z.append(Double.random(in: -1...1, using: &dice))
        y.append(common + 0.3 * (x.last ?? 0) + Double.random(in: -1...1, using: &dice))
        weights.append(Double(1 + dice.below(4)))
        units.append(unit)
        periods.append(period)
      }
    }
    let columns = [Regressor("x", x), Regressor("z", z)]
    let null = dice.pick([0, 0.3, -1])
    let fit = try Fit(y, on: columns, weights: weights)
    let fast = try WildClusterBootstrap(of: fit, testing: "x", against: null, clusters: units, seed: 1)
    #expect(try fast.p == slow(y, columns, "x", null, units, weights), "seed \(seed)")
    let effects = try TwoWayFixedEffects(y, on: columns, units: units, periods: periods, weights: weights)
    let within = try WildClusterBootstrap(
      of: effects.regression, testing: "x", against: null, clusters: units, seed: 1)
    let dummies = Grunfeld.dummies("unit", units) + Grunfeld.dummies("period", periods) + columns
    #expect(try within.p == slow(y, dummies, "x", null, units, weights), "seed \(seed)")
  }

  @Test func `multipliers have mean zero and variance one`() {
    // Webb: squares ½, 1 and 1½, a third each; 4 standard errors at 30,000 draws: of the mean 0.023, of the
    // shares 0.011.
    var numbers = SplitMix64(seed: 11)
    let webb = WildWeights.webb.draw(30_000, using: &numbers)
    let signs = WildWeights.rademacher.draw(30_000, using: &numbers)
    for square in [0.5, 1, 1.5] {
      let share = Double(webb.count { isNear($0 * $0, square, relative: 1e-12) }) / 30_000
      #expect(abs(share - 1.0 / 3) < 0.011)
    }
    #expect(signs.allSatisfy { abs($0) == 1 })
    for draws in [webb, signs] { #expect(abs(draws.reduce(0, +)) / 30_000 < 0.023) }
  }

  @Test func `above twelve clusters draws of a seed are near the limit, and the same again`() throws {
    var dice = Dice(seed: 5)
    let clusters = (0..<15).flatMap { [Int](repeating: $0, count: 6) }
    let common = (0..<15).map { _ in Double.random(in: -1...1, using: &dice) }
    let x = clusters.map { common[14 - $0] + Double.random(in: -1...1, using: &dice) }
    let y = clusters.indices.map {
      0.35 * x[$0] + common[clusters[$0]] + Double.random(in: -1...1, using: &dice)
    }
    let fit = try Fit(y, on: [Regressor("x", x)])
    let one = try WildClusterBootstrap(of: fit, testing: "x", clusters: clusters, seed: 1)
    let again = try WildClusterBootstrap(of: fit, testing: "x", clusters: clusters, seed: 1)
    let other = try WildClusterBootstrap(of: fit, testing: "x", clusters: clusters, seed: 2)
    #expect(one == again && one.draws == 9_999 && !one.isExact)
    #expect(one.p != other.p && abs(one.p - other.p) < 0.03)
    // Against the estimate itself nothing is far.
    let center = try WildClusterBootstrap(
      of: fit, testing: "x", against: fit.coefficients[1], clusters: clusters, draws: 199, seed: 1)
    #expect(center.p == 1)
  }

  @Test func `a huge effect has p of one over all draws and the data, never zero`() throws {
    var dice = Dice(seed: 3)
    let clusters = (0..<15).flatMap { [Int](repeating: $0, count: 4) }
    let x = clusters.map { _ in Double.random(in: -1...1, using: &dice) }
    let y = x.map { 100 * $0 + Double.random(in: -0.1...0.1, using: &dice) }
    let fit = try Fit(y, on: [Regressor("x", x)])
    let test = try WildClusterBootstrap(of: fit, testing: "x", clusters: clusters, seed: 1)
    #expect(test.p == 1.0 / 10_000 && test.draws == 9_999)
  }

  @Test func `below six clusters, and for a dropped column, there is none`() throws {
    let y: [Double] = [1, 4, 2, 8, 5, 7, 1, 3, 9, 4]
    let x: [Double] = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3]
    let fit = try Fit(y, on: [Regressor("x", x), Regressor("twice", x.map { 2 * $0 })])
    func reason(_ name: String, _ clusters: [Int]) -> NotEstimable? {
      do throws(NotEstimable) {
        _ = try WildClusterBootstrap(of: fit, testing: name, clusters: clusters, seed: 1)
        return nil
      } catch {
        return error
      }
    }
    #expect(reason("x", [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]) == .tooFew(.clusters, found: 5, needed: 6))
    #expect(reason("x", [0, 0, 1, 1, 2, 2, 3, 3, 4, 5]) == nil)
    #expect(reason("twice", [0, 0, 1, 1, 2, 2, 3, 3, 4, 5]) == .collinear)
    #expect(reason("x", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]) == .tooFew(.clusters, found: 1, needed: 6))
    let exact = try Fit(x.map { 1 + 2 * $0 }, on: [Regressor("x", x)])
    #expect(throws: NotEstimable.self) {
      _ = try WildClusterBootstrap(of: exact, testing: "x", clusters: Array(0..<10), seed: 1)
    }
  }
}
