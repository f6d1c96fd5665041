import Glibc

/// Mean and size of the beta distribution from which the shares of a peer group came.
///
/// x_i ~ Binomial(n_i, p_i), p_i ~ Beta(μM, (1 − μ)M); the correlation within units is ρ = 1/(1 + M).
/// Sums are taken in sorted order of the units, so their order does not show.
package struct BetaBinomialFit: Equatable, Sendable {
  /// How mean and size were found; the two differ where there are few units.
  package enum Estimator: String, Equatable, Sendable {
    /// Moments, weighted by the sizes.
    case moments
    /// The highest likelihood, by Newton's method from the moments.
    case maximumLikelihood
  }

  /// How the fit was found.
  package let estimator: Estimator
  /// The mean share μ.
  package let mean: Double
  /// M: how many observations of the mean a unit's own are pulled by; nil where it is infinite, that is
  /// where units differ no more than chance would have it.
  package let priorSize: Double?

  /// M above this, a spread between units below half a thousandth, counts as infinite.
  private static let largestSize = 1e6
  /// How many Newton steps are tried; usual are fewer than ten.
  private static let steps = 200

  /// The fit to units of different sizes, two at least.
  package init(_ units: [Proportion], by estimator: Estimator) throws(NotEstimable) {
    guard units.count >= 2 else { throw .tooFew(.units, found: units.count, needed: 2) }
    let units = units.sorted()
    let isMixed = units.contains { $0.successes > 0 && $0.successes < $0.size }
    guard isMixed else { throw .noSpread(.values) }
    let (mean, correlation) = try Self.moments(units)
    self.estimator = estimator
    switch estimator {
    case .moments:
      guard correlation < 1 else { throw .outOfRange(.values) }
      self.mean = mean
      priorSize = Self.finite((1 - correlation) / correlation, correlation)
    case .maximumLikelihood:
      let average = units.reduce(0) { $0 + $1.size } / Double(units.count)
      let isUsable = correlation > 0 && correlation < 1
      let start = isUsable ? (1 - correlation) / correlation : average
      let size = min(Self.largestSize / 2, max(1 / Self.largestSize, start))
      let hasSpread = BetaBinomialLikelihood.slopeWithoutCorrelation(units, mean: mean) > 0
      guard hasSpread || correlation > 0 else {
        (self.mean, priorSize) = (mean, nil)
        return
      }
      let top = try Self.top(units, pooled: mean, size: size)
      // Where the likelihood falls from ρ = 0 at first, a top further inside has to beat its value there.
      let isHigher = hasSpread || top.map { $0.value > Self.withoutSpread(units, mean) } ?? false
      (self.mean, priorSize) = isHigher ? (top?.mean ?? mean, top?.size) : (mean, nil)
    }
  }

  /// Pooled share p and ρ = (S − pq(k − 1)) / (pq(N − Σn²/N − (k − 1))), S = Σ n_i(p_i − p)².
  ///
  /// Source: Kleinman (1973), JASA 68(341), 46–54, doi:10.1080/01621459.1973.10481332, weights n_i.
  private static func moments(
    _ units: [Proportion]
  ) throws(NotEstimable) -> (mean: Double, correlation: Double) {
    let total = units.reduce(0) { $0 + $1.size }
    let mean = units.reduce(0) { $0 + $1.successes } / total
    let squares = units.reduce(0) { $0 + $1.size * $1.size }
    let between = units.reduce(0) { $0 + $1.size * ($1.share - mean) * ($1.share - mean) }
    let chance = mean * (1 - mean)
    let others = Double(units.count - 1)
    let pairs = total - squares / total - others
    guard chance > 0 else { throw .noSpread(.values) }
    // Only from units of more than one observation can be told how alike those of one unit are.
    guard pairs > 0 else { throw .tooFew(.observations, found: 1, needed: 2) }
    return (mean, (between - chance * others) / (chance * pairs))
  }

  /// A size, unless there is no correlation or so little that it counts as none.
  private static func finite(_ size: Double, _ correlation: Double) -> Double? {
    correlation > 0 && size <= largestSize ? size : nil
  }

  /// The logarithm of the binomial likelihood, which the beta-binomial one has at ρ = 0.
  private static func withoutSpread(_ units: [Proportion], _ mean: Double) -> Double {
    units.reduce(0) { $0 + $1.successes * log(mean) + ($1.size - $1.successes) * log1p(-mean) }
  }

  /// The top of the likelihood uphill from a size; nil where it rises towards ρ = 0.
  private static func top(
    _ units: [Proportion], pooled: Double, size: Double
  ) throws(NotEstimable) -> BetaBinomialLikelihood? {
    var now = BetaBinomialLikelihood(units, logit: log(pooled / (1 - pooled)), logSize: log(size))
    var last = Double.infinity
    for _ in 0..<steps {
      let step = now.newtonStep
      var scale = 1.0
      var next = now.moved(units, by: step, scale)
      while !(next.value >= now.value - rounding * abs(now.value)), scale > shortest {
        scale /= 2
        next = now.moved(units, by: step, scale)
      }
      guard scale > shortest else { throw .noConvergence }
      now = next
      if now.logSize > log(largestSize) { return nil }
      let length = max(abs(step.logit), abs(step.logSize))
      // Where the top is flat, steps shrink no more before they are as short as they should be.
      if length < settled || (length < flat && length >= last) { return now }
      last = length
    }
    throw .noConvergence
  }

  /// Newton's step, in logarithms, below which the top is reached, and below which it may be too flat to reach.
  private static let (settled, flat) = (1e-10, 1e-4)
  /// The relative error of a likelihood, and the part of a step below which there is no way up.
  private static let (rounding, shortest) = (1e-13, 0x1p-40)
}
