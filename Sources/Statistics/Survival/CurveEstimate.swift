import Glibc

/// A probability that a curve reached on a day, with its 95 % interval on the log-log scale.
///
/// For a survival S with variance V the ends are S^exp(±z·√V / (S·log S)): the interval of log(−log S), which
/// stays within 0…1. An incidence F has 1 minus the interval of 1 − F, so log(−log(1 − F)).
/// At exactly 0 and 1 nothing was seen to vary: there is neither a standard error nor an interval.
/// Source: Kalbfleisch and Prentice (1980), The Statistical Analysis of Failure Time Data, section 1.3;
/// Borgan and Liestøl (1990), Scandinavian Journal of Statistics 17(1), 35–41.
package struct CurveEstimate: Equatable, Sendable {
  /// The probability, 0…1.
  package let value: Double
  /// Its standard error.
  package let standardError: Double?
  /// Lower end of the interval, 0…1.
  package let low: Double?
  /// Upper end of the interval, 0…1.
  package let high: Double?

  /// A survival with its variance.
  package init(survival: Double, variance: Double) {
    let ends = CurveEstimate.ends(log: log(survival), share: survival, variance: variance)
    value = survival
    standardError = ends?.standardError
    low = ends.map { exp($0.far) }
    high = ends.map { exp($0.near) }
  }

  /// A cumulative incidence with its variance.
  init(incidence: Double, variance: Double) {
    let ends = CurveEstimate.ends(log: log1p(-incidence), share: 1 - incidence, variance: variance)
    value = incidence
    standardError = ends?.standardError
    low = ends.map { -expm1($0.near) }
    high = ends.map { -expm1($0.far) }
  }

  /// The logarithms of a share's two ends, the one nearer to 0 first; nil for a share of 0 or 1.
  private static func ends(
    log: Double, share: Double, variance: Double
  ) -> (near: Double, far: Double, standardError: Double)? {
    guard share > 0, log < 0 else { return nil }
    let standardError = max(0, variance).squareRoot()
    let half = WilsonInterval.z95 * standardError / (share * -log)
    return (log * exp(-half), log * exp(half), standardError)
  }
}
