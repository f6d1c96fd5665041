/// The standard normal distribution.
///
/// Source: Boost.Math 1.74 and erfc of the C library; quantiles agree with R's to 1e-12.
package enum NormalDistribution {
  /// P(Z ≤ z).
  package static func lowerTail(_ z: Double) -> Double { Numerics.normalLower(z) }

  /// P(Z > z), exact where it is small.
  package static func upperTail(_ z: Double) -> Double { Numerics.normalUpper(z) }

  /// P(|Z| > |z|).
  package static func twoSided(_ z: Double) -> Double { min(1, 2 * upperTail(abs(z))) }

  /// z with P(Z ≤ z) = p, 0 < p < 1; infinite at 0 and 1.
  package static func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a probability")
    if p == 0 { return -.infinity }
    return p == 1 ? .infinity : Numerics.normalQuantile(p)
  }
}
