/// The chi-squared distribution; degrees of freedom need not be whole.
///
/// Source: Boost.Math 1.74.
package struct ChiSquaredDistribution: Equatable, Sendable {
  /// Above 0.
  package let degreesOfFreedom: Double

  /// The distribution with so many degrees of freedom, finite and above 0.
  package init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0 && degreesOfFreedom.isFinite, "degrees of freedom are above 0")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// P(X > x), exact where it is small; x is 0 or more.
  package func upperTail(_ x: Double) -> Double { Numerics.chiSquaredUpper(x, degreesOfFreedom) }

  /// x with P(X ≤ x) = p, 0 ≤ p < 1.
  package func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p < 1, "a probability below 1")
    return Numerics.chiSquaredQuantile(p, degreesOfFreedom)
  }
}
