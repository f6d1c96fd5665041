/// The difference of the means of two independent samples, whose variances may differ.
///
/// d ± t·√(s₁²/n₁ + s₂²/n₂), the degrees of freedom those of Welch and Satterthwaite; p of d = 0 two-sided.
///
/// Domain: finite values, two or more on each side, which vary on one side at least. Rests on normal means below
/// some 15 values a side.
/// Source: Welch (1947), Biometrika 34(1–2), 28–35, doi:10.1093/biomet/34.1-2.28.
package struct MeanDifference: Equatable, Sendable {
  /// The mean of the first less that of the second.
  package let difference: Double
  /// Its standard error.
  package let standardError: Double
  /// Degrees of freedom, not whole.
  package let degreesOfFreedom: Double
  /// Lower end of its 95 % interval.
  package let low: Double
  /// Upper end of its 95 % interval.
  package let high: Double
  /// The two-sided p-value of no difference.
  package let pValue: Double

  /// The difference of the first from the second.
  package init(_ first: [Double], minus second: [Double]) throws(NotEstimable) {
    let fewer = min(first.count, second.count)
    guard fewer > 1 else { throw .tooFew(.observations, found: fewer, needed: 2) }
    guard first.allSatisfy(\.isFinite), second.allSatisfy(\.isFinite) else { throw .notFinite(.values) }
    let scale = (first + second).reduce(0) { max($0, $1.magnitude) }
    let (one, other) = (Spread(first, scale: scale), Spread(second, scale: scale))
    let (n, m) = (Double(first.count), Double(second.count))
    let (v, w) = (one.squares / (n - 1) / n, other.squares / (m - 1) / m)
    guard v + w > 0 else { throw .noSpread(.values) }
    let error = (v + w).squareRoot()
    let freedom = (v + w) * (v + w) / (v * v / (n - 1) + w * w / (m - 1))
    guard freedom.isFinite, error.isFinite else { throw .noConvergence }
    let student = StudentDistribution(degreesOfFreedom: freedom)
    let half = student.quantile(0.975) * error
    difference = one.mean - other.mean
    standardError = error
    degreesOfFreedom = freedom
    low = difference - half
    high = difference + half
    pValue = student.twoSided(difference / error)
  }
}
