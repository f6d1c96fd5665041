/// An effect, its standard error and its 95 % interval by the normal distribution.
package struct EffectEstimate: Equatable, Sendable {
  /// The effect, in units of the outcome.
  package let value: Double
  /// Its standard error; nil where all changes are alike, so that nothing tells how sure the effect is.
  package let standardError: Double?

  /// Lower end of the 95 % interval; nil without a standard error.
  package var low: Double? { standardError.map { value - WilsonInterval.z95 * $0 } }
  /// Upper end of the 95 % interval; nil without a standard error.
  package var high: Double? { standardError.map { value + WilsonInterval.z95 * $0 } }
  /// P(|Z| > |value / standard error|), the effect being 0; nil without a standard error.
  package var p: Double? { standardError.map { NormalDistribution.twoSided(value / $0) } }

  /// Below this share of the outcomes' size a standard error is what rounding leaves of none.
  private static let roundingShare = 1e-12

  /// An effect of outcomes whose largest size is `magnitude`.
  init(value: Double, error: Double, magnitude: Double) {
    self.value = value
    standardError = error > EffectEstimate.roundingShare * magnitude ? error : nil
  }
}
