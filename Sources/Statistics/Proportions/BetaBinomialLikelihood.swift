import Glibc

/// The log likelihood of a peer group under one beta-binomial, with what Newton's method needs of it.
///
/// Parameters are logit μ and log M. Constants in the data are left out.
struct BetaBinomialLikelihood {
  /// logit μ.
  let logit: Double
  /// log M.
  let logSize: Double
  /// The log likelihood but for a constant.
  let value: Double
  /// First derivatives in logit μ and log M.
  private let slope: (logit: Double, logSize: Double)
  /// Second derivatives.
  private let bend: (logit: Double, cross: Double, logSize: Double)

  /// How far one step may go in either logarithm.
  private static let longestStep = 2.0

  /// μ.
  var mean: Double { 1 / (1 + exp(-logit)) }
  /// M.
  var size: Double { exp(logSize) }

  /// The likelihood of units at a mean and a size.
  init(_ units: [Proportion], logit: Double, logSize: Double) {
    (self.logit, self.logSize) = (logit, logSize)
    let (mean, size) = (1 / (1 + exp(-logit)), exp(logSize))
    let (a, b) = (mean * size, size / (1 + exp(logit)))
    var value = 0.0
    var (one, other) = (0.0, 0.0)  // ∂/∂a, ∂/∂b
    var (oneBend, cross, otherBend) = (0.0, 0.0, 0.0)
    for unit in units {
      let (x, y, n) = (unit.successes, unit.size - unit.successes, unit.size)
      value +=
        GammaRise.logarithm(a, x) + GammaRise.logarithm(b, y)
        - GammaRise.logarithm(size, n)
      let (all, allBend) = (GammaRise.digamma(size, n), GammaRise.trigamma(size, n))
      one += GammaRise.digamma(a, x) - all
      other += GammaRise.digamma(b, y) - all
      oneBend += GammaRise.trigamma(a, x) - allBend
      otherBend += GammaRise.trigamma(b, y) - allBend
      cross -= allBend
    }
    self.value = value
    let w = mean * b  // da/d logit μ = −db/d logit μ
    slope = (w * (one - other), a * one + b * other)
    bend = (
      w * w * (oneBend - 2 * cross + otherBend) + w * (1 - 2 * mean) * (one - other),
      w * (a * oneBend + (b - a) * cross - b * otherBend) + w * (one - other),
      a * a * oneBend + 2 * a * b * cross + b * b * otherBend + slope.logSize
    )
  }

  /// The step to where a parabola has its top; uphill alone where the likelihood is not bent like one.
  var newtonStep: (logit: Double, logSize: Double) {
    let determinant = bend.logit * bend.logSize - bend.cross * bend.cross
    var step = (
      logit: slope.logit / max(1, abs(bend.logit)), logSize: slope.logSize / max(1, abs(bend.logSize))
    )
    if bend.logit < 0, determinant > 0 {
      step = (
        (bend.cross * slope.logSize - bend.logSize * slope.logit) / determinant,
        (bend.cross * slope.logit - bend.logit * slope.logSize) / determinant
      )
    }
    let longest = max(abs(step.logit), abs(step.logSize))
    let scale = longest > Self.longestStep ? Self.longestStep / longest : 1
    return (scale * step.logit, scale * step.logSize)
  }

  /// The likelihood a share of a step further.
  func moved(
    _ units: [Proportion], by step: (logit: Double, logSize: Double), _ scale: Double
  ) -> BetaBinomialLikelihood {
    BetaBinomialLikelihood(
      units, logit: logit + scale * step.logit, logSize: logSize + scale * step.logSize)
  }

  /// The slope of the log likelihood in ρ where ρ is 0: positive where units differ more than by chance.
  ///
  /// ½ Σ (x(x − 1)/p + (n − x)(n − x − 1)/q − n(n − 1)).
  /// Source: Tarone (1979), Biometrika 66(3), 585–590, doi:10.1093/biomet/66.3.585.
  static func slopeWithoutCorrelation(_ units: [Proportion], mean: Double) -> Double {
    units.reduce(0) { sum, unit in
      let (x, y, n) = (unit.successes, unit.size - unit.successes, unit.size)
      return sum + (x * (x - 1) / mean + y * (y - 1) / (1 - mean) - n * (n - 1)) / 2
    }
  }
}
