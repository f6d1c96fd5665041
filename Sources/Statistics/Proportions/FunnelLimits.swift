import Glibc

/// Between which shares a unit of a size is expected where nothing but chance makes it differ from a target.
package struct FunnelLimits: Equatable, Sendable {
  /// The lower limit, 0…1; a share below it stands out.
  package let low: Double
  /// The upper limit, 0…1; a share above it stands out.
  package let high: Double

  /// The normal quantile of 0.999, for limits of 99.8 %.
  package static let z998 = 3.090232306167813

  /// Limits on the arcsine: sin²(asin √p₀ ± z·√(1/4n + τ²)), the angle kept within 0…π/2.
  ///
  /// Source: Spiegelhalter (2005), Statistics in Medicine 24(8), 1185–1202, doi:10.1002/sim.1970, with the
  /// variance-stabilizing transformation.
  init(target: Double, size: Double, tauSquared: Double, z: Double) {
    let angle = asin(target.squareRoot())
    let half = z * (1 / (4 * size) + tauSquared).squareRoot()
    let (lowest, highest) = (sin(max(0, angle - half)), sin(min(.pi / 2, angle + half)))
    (low, high) = (lowest * lowest, highest * highest)
  }

  /// The exact ones: quantiles of the binomial distribution over n, so that on either side at most `tail` of all
  /// units on target stand out.
  init(target: Double, size: Double, tail: Double) {
    low = Self.quantile(tail, target, size) / size
    high = min(1, Self.quantile(1 - tail, target, size) / size)
  }

  /// The smallest whole r with P(X ≤ r) ≥ p, X binomial; sizes between whole ones by the beta function.
  private static func quantile(_ p: Double, _ target: Double, _ size: Double) -> Double {
    var (below, reached) = (-1.0, size.rounded(.up))
    while reached - below > 1 {
      let middle = ((below + reached) / 2).rounded(.down)
      let isReached =
        middle >= size
        || BetaDistribution(alpha: middle + 1, beta: size - middle).upperTail(target) >= p
      if isReached { reached = middle } else { below = middle }
    }
    return reached
  }
}
