/// Estimates of many units drawn toward their common mean, by how uncertain each is.
///
/// y_i ~ N(θ_i, v_i), θ_i ~ N(μ, τ²). A unit's best prediction is μ + λ_i(y_i − μ) with λ_i = τ²/(τ² + v_i);
/// its standard error √(λ_i·v_i + (1 − λ_i)²·se(μ)²) holds the uncertainty of μ, but not that of τ². The
/// interval does: it adds 2·v_i²/(τ² + v_i)³·2k/(Σ1/(τ² + v))² to the squared error, as without it 95 % would
/// be 84 % for ten units. That is the variance of Paule and Mandel's τ², taken for all three methods: that of
/// the restricted likelihood's is no larger, that of DerSimonian and Laird's may be.
///
/// Domain: finite estimates, positive finite variances, two units or more. With τ² = 0 all predictions are μ,
/// with wide intervals. The normal interval of μ covers 92 % with ten units. The same units in another order
/// have the same bits.
/// Source: Raudenbush and Bryk (1985), J. Educational Statistics 10(2), 75–98, doi:10.3102/10769986010002075;
/// interval: Datta, Rao and Smith (2005), Biometrika 92(1), 183–196, doi:10.1093/biomet/92.1.183, without its
/// correction for bias; I²: Higgins and Thompson (2002), Statistics in Medicine 21(11), 1539–1558,
/// doi:10.1002/sim.1186.
package struct NormalShrinkage: Equatable, Sendable {
  /// τ², the variance of true effects between units, 0 or more.
  package let betweenVariance: Double
  /// μ, the mean of the true effects.
  package let mean: Double
  /// The standard error of μ.
  package let standardError: Double
  /// Q = Σ(y − ȳ)²/v around the mean weighted by 1/v.
  ///
  /// Chi-squared with k − 1 degrees of freedom where τ² is 0.
  package let heterogeneity: Double
  /// I² = τ²/(τ² + ṽ), 0…1, with the typical variance ṽ = (k − 1)/(Σw − Σw²/Σw), w = 1/v.
  package let heterogeneousShare: Double
  /// The units' best predictions, in the order of the estimates.
  package let predictions: [Prediction]

  /// The best linear unbiased prediction of one unit's effect.
  package struct Prediction: Equatable, Sendable {
    /// The effect drawn toward the mean.
    package let value: Double
    /// Its standard error, with the uncertainty of the mean and τ² taken as known.
    package let standardError: Double
    /// Lower end of its 95 % interval, with the uncertainty of τ².
    package let low: Double
    /// Upper end of its 95 % interval, with the uncertainty of τ².
    package let high: Double
  }

  /// Shrinks estimates with their sampling variances (squared standard errors).
  package init(
    estimates y: [Double], variances v: [Double], method: BetweenVariance = .pauleMandel
  ) throws(NotEstimable) {
    precondition(y.count == v.count, "a variance for every estimate")
    guard y.count > 1 else { throw .tooFew(.units, found: y.count, needed: 2) }
    guard y.allSatisfy(\.isFinite) else { throw .notFinite(.values) }
    guard v.allSatisfy(\.isFinite) else { throw .notFinite(.weights) }
    guard v.allSatisfy({ $0 > 0 }) else { throw .outOfRange(.weights) }
    let ascending = zip(y, v).sorted { $0 < $1 }
    let (sortedY, sortedV) = (ascending.map(\.0), ascending.map(\.1))
    let fixed = WeightedMean(sortedY, sortedV, tau2: 0)
    // One unit may weigh so much more than all others that nothing of theirs is left.
    guard fixed.freedom > 0 && fixed.freedom.isFinite else { throw .noConvergence }
    let tau2 = try method.value(sortedY, sortedV)
    let fit = WeightedMean(sortedY, sortedV, tau2: tau2)
    let typical = Double(y.count - 1) / fixed.freedom
    let (mean, meanVariance) = (fit.mean, 1 / fit.weight)
    betweenVariance = tau2
    self.mean = mean
    standardError = meanVariance.squareRoot()
    heterogeneity = fixed.spread
    heterogeneousShare = tau2 / (tau2 + typical)
    let tau2Variance = 2 * Double(y.count) * meanVariance * meanVariance
    predictions = zip(y, v).map { y, v in
      let kept = tau2 / (tau2 + v)
      let value = kept * y + (1 - kept) * mean
      let squaredError = kept * v + (1 - kept) * (1 - kept) * meanVariance
      let half =
        WilsonInterval.z95
        * (squaredError + 2 * (1 - kept) * (1 - kept) * tau2Variance / (tau2 + v)).squareRoot()
      return Prediction(
        value: value, standardError: squaredError.squareRoot(), low: value - half, high: value + half)
    }
    let results = [tau2, mean, standardError, heterogeneity, heterogeneousShare]
    guard results.allSatisfy(\.isFinite), predictions.allSatisfy({ $0.low.isFinite && $0.high.isFinite })
    else { throw .noConvergence }
  }
}
