import Dice
import Testing

@testable import Statistics

/// Cluster-robust errors, held against R's sandwich, plm and fixest.
@Suite struct ClusterRobustCovarianceTests {
  @Test(.enabled("needs ../shared/reference") { Published.isBeside("petersen.csv") })
  func `Petersen's firms, years and both`() throws {
    // R 4.2.2, sandwich 3.0-2: vcovCL(lm(y ~ x, PetersenCL), cluster = ~firm, type = "HC1"), ~year, and
    // ~firm + year; coefficients to 1e-9, errors to 1e-8.
    let table = try Published.tableBeside("petersen.csv")
    let (firm, year) = (try table.integers("firm"), try table.integers("year"))
    let fit = try WeightedLeastSquares(table.numbers("y"), on: [Regressor("x", table.numbers("x"))])
    #expect(isNear(fit.coefficients[0], 0.0296797207345177, relative: 1e-9))
    #expect(isNear(fit.coefficients[1], 1.03483343946169, relative: 1e-9))
    let plain = try fit.estimates()
    let byFirm = try ClusterRobustCovariance(of: fit, clusters: firm)
    let byYear = try ClusterRobustCovariance(of: fit, clusters: year)
    let byBoth = try ClusterRobustCovariance(of: fit, clusters: firm, crossedWith: year)
    let expected: [([CoefficientEstimate], [Double])] = [
      (plain, [0.0283593162656653, 0.0285832877912833]),
      (try byFirm.estimates(), [0.0670127036987728, 0.0505957258840295]),
      (try byYear.estimates(), [0.0233867211009489, 0.0333889134119265]),
      (try byBoth.estimates(), [0.0650639181993894, 0.0535580229449377]),
    ]
    for (found, errors) in expected {
      for (estimate, error) in zip(found, errors) {
        #expect(isNear(estimate.standardError, error, relative: 1e-8))
      }
    }
    #expect([byFirm, byYear, byBoth].map(\.degreesOfFreedom) == [499, 9, 9])
    #expect(byBoth.corrections.map(\.clusters) == [500, 10, 5000])
    // Without corrections: type = "HC0", cadjust = FALSE.
    let factor = byFirm.corrections[0].factor.squareRoot()
    #expect(isNear(try byFirm.estimates()[1].standardError / factor, 0.0505400490605133, relative: 1e-8))
  }

  @Test func `Grunfeld's weighted firms`() throws {
    // pyfixest 0.60.0: feols("inv ~ value + capital", rows with (3·firm + year) % 7 != 0, weights="value",
    // vcov={"CRV1": "firm"}).
    let panel = try Grunfeld(without: 7)
    let fit = try WeightedLeastSquares(panel.investment, on: panel.regressors, weights: panel.value)
    let robust = try ClusterRobustCovariance(of: fit, clusters: panel.firm)
    let errors = [74.1702750472755, 0.013935337109252377, 0.05655125858473695]
    let p = [0.37247760737378166, 3.067029177050706e-05, 0.00016533126263462705]
    for (index, estimate) in try robust.estimates().enumerated() {
      #expect(isNear(estimate.standardError, errors[index], relative: 1e-10))
      #expect(isNear(estimate.p, p[index], relative: 1e-7))
    }
    #expect(isNear(try robust.estimates()[2].low, 0.22081414621925047, relative: 1e-9))
    #expect(isNear(try robust.estimates()[2].high, 0.4766698155646829, relative: 1e-9))
  }

  @Test func `California's fifteen districts`() throws {
    // statsmodels 0.15.0: ols("y ~ api00", apiclus1).fit(cov_type="cluster", cov_kwds={"groups": dnum}, use_t=True);
    // data of R's survey, y whether a school met its target.
    let table = try Published.table("apiclus1")
    let fit = try WeightedLeastSquares(table.numbers("y"), on: [Regressor("api00", table.numbers("api00"))])
    let robust = try ClusterRobustCovariance(of: fit, clusters: table.integers("dnum"))
    let errors = [0.10785314514659793, 0.00016406631047214193]
    let p = [5.801804511565758e-05, 0.02604806865173092]
    for (index, estimate) in try robust.estimates().enumerated() {
      #expect(isNear(estimate.standardError, errors[index], relative: 1e-10))
      #expect(isNear(estimate.p, p[index], relative: 1e-8))
    }
    #expect(robust.degreesOfFreedom == 14)
  }

  // By hand, no columns but ones: y = 1, 3 | 5, 7: b = 4, e = −3, −1, 1, 3, A = 1/4, s = −4, 4:
  // 1/16·(16 + 16)·2/1·3/3 = 4, se = 2.
  @Test func `a mean of two clusters by hand`() throws {
    let fit = try WeightedLeastSquares([1, 3, 5, 7], on: [])
    let robust = try ClusterRobustCovariance(of: fit, clusters: [0, 0, 1, 1])
    #expect(isNear(try robust.estimates()[0].standardError, 2, relative: 1e-14))
    #expect(robust.degreesOfFreedom == 1)
    #expect(
      robust.corrections[0].description
        == "G/(G-1)*(N-1)/(N-K), G = 2, N = 4, K = 1 (slopes and fixed effects not nested in clusters)")
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `names, order and empty clusters do not matter, and a cluster alone is a row`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let count = 40
    let x = (0..<count).map { _ in Double.random(in: 0...1, using: &dice) }
    let y = x.map { $0 + Double.random(in: 0...1, using: &dice) }
    let clusters = (0..<count).map { _ in dice.below(7) }
    let fit = try WeightedLeastSquares(y, on: [Regressor("x", x)])
    let robust = try ClusterRobustCovariance(of: fit, clusters: clusters)
    let renamed = try ClusterRobustCovariance(of: fit, clusters: clusters.map { 30 - 3 * $0 })
    for (one, other) in zip(try robust.estimates(), try renamed.estimates()) {
      #expect(isNear(one.standardError, other.standardError, relative: 1e-12), "seed \(seed)")
    }
    // Crossing clusters with themselves gives them back: V + V − V.
    let crossed = try ClusterRobustCovariance(of: fit, clusters: clusters, crossedWith: clusters)
    for (one, other) in zip(try robust.estimates(), try crossed.estimates()) {
      #expect(isNear(one.standardError, other.standardError, relative: 1e-12), "seed \(seed)")
    }
    // Clusters of one row: HC1, n/(n − K)·A·Σ e²xxᵀ·A, for the slope by its textbook form.
    let alone = try ClusterRobustCovariance(of: fit, clusters: Array(0..<count))
    let mean = x.reduce(0, +) / Double(count)
    let squares = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let middle = zip(x, fit.residuals).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 * $1.1 }
    let expected = (Double(count) / Double(count - 2) * middle).squareRoot() / squares
    #expect(isNear(try alone.estimates()[1].standardError, expected, relative: 1e-10), "seed \(seed)")
  }

  @Test func `one cluster, and clusters that cancel, have no error`() throws {
    let fit = try WeightedLeastSquares([1, 3, 5, 7], on: [])
    #expect(throws: NotEstimable.tooFew(.clusters, found: 1, needed: 2)) {
      _ = try ClusterRobustCovariance(of: fit, clusters: [3, 3, 3, 3])
    }
    #expect(throws: NotEstimable.tooFew(.clusters, found: 1, needed: 2)) {
      _ = try ClusterRobustCovariance(of: fit, clusters: [0, 0, 1, 1], crossedWith: [4, 4, 4, 4])
    }
    // −3 + 3 and −1 + 1.
    #expect(throws: NotEstimable.noSpread(.values)) {
      _ = try ClusterRobustCovariance(of: fit, clusters: [0, 1, 1, 0]).estimates()
    }
  }

  // A regressor that is the cluster leaves each cluster a sum of residuals of 0, but for rounding.
  @Test func `rounding is no variance`() throws {
    let x: [Double] = [0, 0, 0, 1, 1, 1]
    let fit = try WeightedLeastSquares([1, 2, 3.1, 7, 8.2, 9.3], on: [Regressor("x", x)])
    #expect(throws: NotEstimable.noSpread(.values)) {
      _ = try ClusterRobustCovariance(of: fit, clusters: x.map { Int($0) }).estimate(of: "x")
    }
  }

  // z does not share the clusters' sides: residuals times z do not cancel within them, those times ones do.
  @Test func `a coefficient without an error takes none from the others`() throws {
    let z: [Double] = [-2, 0, 3, 1, 4, -1, 2, 5, -3]
    let clusters = [0, 0, 0, 1, 1, 1, 2, 2, 2]
    let effects = Grunfeld.dummies("cluster", clusters)
    let fit = try WeightedLeastSquares([1, 2, 3.1, 7, 8.2, 9.3, 1, 4, 2], on: effects + [Regressor("z", z)])
    let robust = try ClusterRobustCovariance(of: fit, clusters: clusters, crossedWith: Array(0..<9))
    #expect(try robust.estimate(of: "z").standardError > 0)
    #expect(throws: NotEstimable.collinear) { _ = try robust.estimate(of: "w") }
    let periods = [0, 1, 2, 0, 1, 2, 0, 1, 2]
    let crossed = try ClusterRobustCovariance(of: fit, clusters: clusters, crossedWith: periods)
    let found = fit.names.map { try? crossed.estimate(of: $0) }
    #expect(found.contains { $0 == nil } && found.contains { $0 != nil }, "\(found)")
    #expect(throws: NotEstimable.noSpread(.values)) { _ = try crossed.estimates() }
  }
}
