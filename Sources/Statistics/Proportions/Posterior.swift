/// What is believed of a unit's value once its data are seen.
package enum Posterior: Equatable, Sendable {
  /// Normal; with a deviation of 0 the value is known.
  case normal(mean: Double, deviation: Double)
  /// Of a share.
  case beta(BetaDistribution)
  /// Of a share less the share that was expected.
  case gap(BetaDistribution, expected: Double)

  /// The mean.
  package var mean: Double {
    switch self {
    case .normal(let mean, _): mean
    case .beta(let shapes): shapes.alpha / (shapes.alpha + shapes.beta)
    case .gap(let shapes, let expected): shapes.alpha / (shapes.alpha + shapes.beta) - expected
    }
  }

  /// A value drawn from it.
  func draw(_ numbers: inout SplitMix64) -> Double {
    switch self {
    case .normal(let mean, let deviation): mean + deviation * numbers.normal()
    case .beta(let shapes): numbers.beta(shapes)
    case .gap(let shapes, let expected): numbers.beta(shapes) - expected
    }
  }

  /// P(value > x).
  package func upperTail(_ x: Double) -> Double {
    func tail(_ shapes: BetaDistribution, _ share: Double) -> Double {
      share <= 0 ? 1 : share >= 1 ? 0 : shapes.upperTail(share)
    }
    return switch self {
    case .normal(let mean, let deviation):
      deviation > 0 ? NormalDistribution.upperTail((x - mean) / deviation) : mean > x ? 1 : 0
    case .beta(let shapes): tail(shapes, x)
    case .gap(let shapes, let expected): tail(shapes, x + expected)
    }
  }
}
