import Glibc

extension SplitMix64 {
  /// A number of a beta distribution: X/(X + Y) of two gamma numbers.
  package mutating func beta(_ shapes: BetaDistribution) -> Double {
    let one = logGamma(shape: shapes.alpha)
    let other = logGamma(shape: shapes.beta)
    return 1 / (1 + exp(other - one))
  }

  /// The logarithm of a gamma number with scale 1, as small shapes give numbers below what a Double holds.
  ///
  /// By squeeze and rejection of a cubed normal; a shape below 1 takes a number of shape + 1 times U^(1/shape).
  /// Source: Marsaglia and Tsang (2000), ACM Transactions on Mathematical Software 26(3), 363–372,
  /// doi:10.1145/358407.358414.
  private mutating func logGamma(shape: Double) -> Double {
    if shape < 1 {
      let larger = logGamma(shape: shape + 1)
      return larger + max(-Double.greatestFiniteMagnitude / 2, log(unit()) / shape)
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let root = 1 + c * x
      guard root > 0 else { continue }
      let v = root * root * root
      if log(unit()) < x * x / 2 + d * (1 - v + log(v)) { return log(d) + log(v) }
    }
  }
}
