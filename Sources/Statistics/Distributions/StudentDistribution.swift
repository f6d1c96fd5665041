/// Student's t distribution; degrees of freedom need not be whole.
///
/// Source: Boost.Math 1.74.
package struct StudentDistribution: Equatable, Sendable {
  /// Above 0.
  package let degreesOfFreedom: Double

  /// The distribution with so many degrees of freedom, finite and above 0.
  package init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0 && degreesOfFreedom.isFinite, "degrees of freedom are above 0")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// P(|T| > |t|).
  package func twoSided(_ t: Double) -> Double {
    min(1, 2 * Numerics.studentUpper(abs(t), degreesOfFreedom))
  }

  /// P(T > t).
  package func upperTail(_ t: Double) -> Double { Numerics.studentUpper(t, degreesOfFreedom) }

  /// t with P(T ≤ t) = p, 0 < p < 1.
  package func quantile(_ p: Double) -> Double {
    precondition(p > 0 && p < 1, "a probability between 0 and 1")
    return Numerics.studentQuantile(p, degreesOfFreedom)
  }
}
