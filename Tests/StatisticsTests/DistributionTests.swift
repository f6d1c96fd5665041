import Testing

@testable import Statistics

/// Oracles: R 4.2.2 (qbeta, qt, qnorm, pchisq and pf with lower.tail = FALSE), as printed with 15 digits.
@Suite struct DistributionTests {
  @Test(arguments: [
    (0.025, 81.5, 182.5, 0.254521934991023), (0.975, 0.5, 30.5, 0.0796781738172599),
    (0.025, 1.5, 0.5, 0.146746316309575), (0.001, 700000.5, 300000.5, 0.698582541109453),
  ])
  func `beta quantiles are R's qbeta`(_ p: Double, _ alpha: Double, _ beta: Double, _ expected: Double) {
    let distribution = BetaDistribution(alpha: alpha, beta: beta)
    #expect(isNear(distribution.quantile(p), expected, relative: 1e-12))
    #expect(isNear(distribution.lowerTail(expected), p, relative: 1e-9))
  }

  @Test(arguments: [
    (0.975, 1.84, 4.68185168633862), (0.975, 4, 2.77644510519779), (0.975, 34, 2.03224450931772),
    (0.995, 9999, 2.5763210958566),
  ])
  func `t quantiles are R's qt`(_ p: Double, _ df: Double, _ expected: Double) {
    let distribution = StudentDistribution(degreesOfFreedom: df)
    #expect(isNear(distribution.quantile(p), expected, relative: 1e-12))
    #expect(isNear(distribution.twoSided(-expected), 2 * (1 - p), relative: 1e-11))
  }

  @Test(arguments: [
    (10.3267419548856, 1, 0.00131116452035548), (25.4037, 3, 1.27124615075528e-05),
    (300, 5, 1.00153023059578e-62),
  ])
  func `chi-squared tails are R's pchisq`(_ x: Double, _ df: Double, _ expected: Double) {
    let distribution = ChiSquaredDistribution(degreesOfFreedom: df)
    #expect(isNear(distribution.upperTail(x), expected, relative: 1e-12))
  }

  @Test(arguments: [(3.5, 2, 27, 0.0445087539464003), (0.2, 5, 7, 0.952416450221428)])
  func `F tails are R's pf`(_ f: Double, _ df1: Double, _ df2: Double, _ expected: Double) {
    let distribution = FisherDistribution(numerator: df1, denominator: df2)
    #expect(isNear(distribution.upperTail(f), expected, relative: 1e-12))
    #expect(isNear(distribution.quantile(1 - expected), f, relative: 1e-11))
  }

  @Test(arguments: [
    (0.975, 1.95996398454005), (0.999, 3.09023230616781), (0.5000001, 2.50662827331165e-07),
    (1e-12, -7.03448382530113),
  ])
  func `normal quantiles are R's qnorm`(_ p: Double, _ expected: Double) {
    // 0.5000001 is known to nine digits only: its distance from a half is.
    #expect(isNear(NormalDistribution.quantile(p), expected, relative: p == 0.5000001 ? 1e-9 : 1e-12))
    #expect(isNear(NormalDistribution.lowerTail(expected), p, relative: 1e-12))
  }

  @Test func `tails far out keep their digits`() {
    // R: pnorm(38, lower.tail = FALSE) = 2.88542835100396e-316 is subnormal; pnorm(37, …) = 5.725571222524577e-300.
    #expect(isNear(NormalDistribution.upperTail(37), 5.725571222524577e-300, relative: 1e-12))
    #expect(NormalDistribution.quantile(0) == -.infinity)
    #expect(NormalDistribution.quantile(1) == .infinity)
    #expect(NormalDistribution.twoSided(0) == 1)
  }

  @Test func `outside a domain there is NaN, not a crash`() {
    #expect(Numerics.betaQuantile(0.5, -1, 2).isNaN)
    #expect(Numerics.betaQuantile(.nan, 1, 2).isNaN)
    #expect(Numerics.studentQuantile(1.5, 3).isNaN)
    #expect(Numerics.chiSquaredUpper(-1, 3).isNaN)
    #expect(Numerics.fisherUpper(.infinity, 1, 2).isNaN)
    #expect(Numerics.logGamma(0).isNaN)
    #expect(Numerics.eigen(ofSymmetric: Matrix(columns: [[.nan]])) == nil)
  }
}
