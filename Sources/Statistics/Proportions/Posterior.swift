/// What is believed of a unit's value once its data are seen.
package enum Posterior: Equatable, Sendable {
  /// Normal; with a deviation of 0 the value is known.
  case normal(mean: Double, deviation: Double)
  /// Of a share.
  case beta(BetaDistribution)

  /// The mean.
  package var mean: Double {
    switch self {
    case .normal(let mean, _): mean
    case .beta(let shapes): shapes.alpha / (shapes.alpha + shapes.beta)
    }
  }

  /// A value drawn from it.
  func draw(_ numbers: inout SplitMix64) -> Double {
    switch self {
    case .normal(let mean, let deviation): mean + deviation * numbers.normal()
    case .beta(let shapes): numbers.beta(shapes)
    }
  }
}
