import Glibc

/// How much the logarithm of the gamma function and its derivatives rise from `start` to `start + by`.
///
/// Both are above 0. Far out, where the two values are large and nearly equal, it is the difference of their
/// asymptotic series, term by term, so that no digits cancel.
/// Source: Abramowitz and Stegun (1964), Handbook of Mathematical Functions, 6.1.41, 6.3.18 and 6.4.12.
enum GammaRise {
  /// From where on the series, to the terms used, is exact to the last bit.
  private static let far = 100.0

  /// ln Γ(start + by) − ln Γ(start).
  static func logarithm(_ start: Double, _ by: Double) -> Double {
    let end = start + by
    guard start >= far else { return Numerics.logGamma(end) - Numerics.logGamma(start) }
    func rest(_ z: Double) -> Double { (1.0 / 12 - (1.0 / 360 - 1 / (1260 * z * z)) / (z * z)) / z }
    return by * log(start) + (end - 0.5) * log1p(by / start) - by + (rest(end) - rest(start))
  }

  /// ψ(start + by) − ψ(start).
  static func digamma(_ start: Double, _ by: Double) -> Double {
    let end = start + by
    guard start >= far else { return Numerics.digamma(end) - Numerics.digamma(start) }
    func rest(_ z: Double) -> Double {
      let square = 1 / (z * z)
      return -(0.5 + (1.0 / 12 - (1.0 / 120 - square / 252) * square) / z) / z
    }
    return log1p(by / start) + (rest(end) - rest(start))
  }

  /// ψ′(start + by) − ψ′(start).
  static func trigamma(_ start: Double, _ by: Double) -> Double {
    let end = start + by
    guard start >= far else { return Numerics.trigamma(end) - Numerics.trigamma(start) }
    func rest(_ z: Double) -> Double {
      let square = 1 / (z * z)
      return (0.5 + (1.0 / 6 - (1.0 / 30 - square / 42) * square) / z) * square
    }
    return -by / (start * end) + (rest(end) - rest(start))
  }
}
