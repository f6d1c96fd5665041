import Glibc

/// The variance of true effects between units, τ², from their estimates and sampling variances.
///
/// All three methods take y_i ~ N(μ, τ² + v_i) with v_i known, and give 0 where the estimates spread no more
/// than their sampling variances let them.
package enum BetweenVariance: Equatable, Sendable {
  /// The τ² at which Σ(y − μ)²/(v + τ²) is what it should be, k − 1; holds without normality.
  ///
  /// Source: Paule and Mandel (1982), J. Research NBS 87(5), 377–385, doi:10.6028/jres.087.022.
  case pauleMandel
  /// In closed form, (Q − (k − 1)) / (Σw − Σw²/Σw) with w = 1/v; low where units are few and τ² is large.
  ///
  /// Source: DerSimonian and Laird (1986), Controlled Clinical Trials 7(3), 177–188,
  /// doi:10.1016/0197-2456(86)90046-2.
  case derSimonianLaird
  /// The maximum of the restricted likelihood, by Fisher scoring from the estimate of Paule and Mandel.
  ///
  /// Source: Viechtbauer (2005), J. Educational and Behavioral Statistics 30(3), 261–293,
  /// doi:10.3102/10769986030003261.
  case restrictedLikelihood

  /// At which step an iteration has settled, as a share of τ² and the least sampling variance.
  ///
  /// Of τ² alone would ask for more digits than there are where τ² is next to 0.
  static let tolerance = 1e-12
  /// After how many steps an iteration that has not settled is given up.
  static let mostSteps = 500

  /// τ² of units with estimates `y` and positive finite sampling variances `v`.
  func value(_ y: [Double], _ v: [Double]) throws(NotEstimable) -> Double {
    switch self {
    case .pauleMandel: try Self.pauleMandel(y, v)
    case .derSimonianLaird: Self.derSimonianLaird(y, v)
    case .restrictedLikelihood: try Self.restrictedLikelihood(y, v)
    }
  }

  private static func derSimonianLaird(_ y: [Double], _ v: [Double]) -> Double {
    let fit = WeightedMean(y, v, tau2: 0)
    return max(0, (fit.spread - Double(y.count - 1)) / fit.freedom)
  }

  private static func pauleMandel(_ y: [Double], _ v: [Double]) throws(NotEstimable) -> Double {
    let least = v.min() ?? 0
    var tau2 = 0.0
    for _ in 0..<mostSteps {
      let fit = WeightedMean(y, v, tau2: tau2)
      let excess = fit.spread - Double(y.count - 1)
      // Newton from below on a falling convex function: it never passes the root but for rounding.
      if tau2 == 0 && excess <= 0 { return 0 }
      let step = excess / fit.squaredSpread
      guard step.isFinite else { throw .noConvergence }
      tau2 = max(0, tau2 + step)
      if abs(step) <= tolerance * (tau2 + least) { return tau2 }
    }
    throw .noConvergence
  }

  private static func restrictedLikelihood(_ y: [Double], _ v: [Double]) throws(NotEstimable) -> Double {
    let least = v.min() ?? 0
    var tau2 = try pauleMandel(y, v)
    var fit = WeightedMean(y, v, tau2: tau2)
    for _ in 0..<mostSteps {
      var step = max(-tau2, fit.score / fit.information)
      guard step.isFinite else { throw .noConvergence }
      let settled = tolerance * (tau2 + least)
      if abs(step) <= settled { return tau2 + step }
      // A step that lowers the likelihood was too long; one that rounding alone judges is the last.
      var next = WeightedMean(y, v, tau2: tau2 + step)
      while next.logLikelihood < fit.logLikelihood && abs(step) > settled {
        step /= 2
        next = WeightedMean(y, v, tau2: tau2 + step)
      }
      tau2 += step
      fit = next
    }
    throw .noConvergence
  }
}

/// The mean of estimates weighted by 1/(v + τ²), and what the equations for τ² are made of.
struct WeightedMean {
  /// Σwy/Σw.
  let mean: Double
  /// Σw.
  let weight: Double
  /// Σw(y − mean)².
  let spread: Double
  /// Σw²(y − mean)²: what `spread` falls by with τ².
  let squaredSpread: Double
  /// Σw − Σw²/Σw.
  let freedom: Double
  /// The derivative of the restricted likelihood in τ², twice.
  var score: Double { squaredSpread - freedom }
  /// The expected information on τ², twice.
  let information: Double
  /// The restricted likelihood's logarithm but for a constant, twice.
  let logLikelihood: Double

  /// The mean of estimates `y` with variances `v` + `tau2`.
  init(_ y: [Double], _ v: [Double], tau2: Double) {
    let weights = v.map { 1 / ($0 + tau2) }
    let weight = CompensatedSum(weights).value
    let mean = CompensatedSum(zip(weights, y).map { $0 * $1 }).value / weight
    let spreads = zip(weights, y).map { $0 * ($1 - mean) * ($1 - mean) }
    let squares = CompensatedSum(weights.map { $0 * $0 }).value
    let cubes = CompensatedSum(weights.map { $0 * $0 * $0 }).value
    let spread = CompensatedSum(spreads).value
    self.weight = weight
    self.mean = mean
    self.spread = spread
    squaredSpread = CompensatedSum(zip(weights, spreads).map { $0 * $1 }).value
    freedom = weight - squares / weight
    information = squares - 2 * cubes / weight + (squares / weight) * (squares / weight)
    logLikelihood = CompensatedSum(weights.map { log($0) }).value - log(weight) - spread
  }
}
