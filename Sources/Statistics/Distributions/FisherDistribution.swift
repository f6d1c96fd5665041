/// The distribution of Fisher's F.
///
/// Source: Boost.Math 1.74.
package struct FisherDistribution: Equatable, Sendable {
  /// Degrees of freedom of the numerator, above 0.
  package let numerator: Double
  /// Degrees of freedom of the denominator, above 0.
  package let denominator: Double

  /// The distribution with these degrees of freedom, finite and above 0.
  package init(numerator: Double, denominator: Double) {
    precondition(
      numerator > 0 && denominator > 0 && numerator.isFinite && denominator.isFinite,
      "degrees of freedom are above 0")
    (self.numerator, self.denominator) = (numerator, denominator)
  }

  /// P(F > f), exact where it is small; f is 0 or more.
  package func upperTail(_ f: Double) -> Double { Numerics.fisherUpper(f, numerator, denominator) }

  /// f with P(F ≤ f) = p, 0 ≤ p < 1.
  package func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p < 1, "a probability below 1")
    return Numerics.fisherQuantile(p, numerator, denominator)
  }
}
