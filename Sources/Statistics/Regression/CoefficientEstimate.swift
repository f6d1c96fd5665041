/// A coefficient with its standard error, t statistic, p-value and interval.
///
/// t = value / standard error, compared with Student's t distribution with the degrees of freedom of the error.
package struct CoefficientEstimate: Equatable, Sendable {
  /// The regressor's name.
  package let name: String
  /// The coefficient, in units of the outcome for one unit of the regressor.
  package let value: Double
  /// Its standard error, above 0.
  package let standardError: Double
  /// Of Student's t distribution, above 0: observations less parameters, or clusters less 1.
  package let degreesOfFreedom: Int

  /// The quantile that leaves 2.5 % above it.
  private static let upper = 0.975

  /// A coefficient and its variance.
  /// - Throws: `noSpread(.values)` where the variance is not above 0 (a perfect fit, clusters that cancel), and
  ///   `noConvergence` where numbers of 64 bits do not hold it.
  init(name: String, value: Double, variance: Double, degreesOfFreedom: Int) throws(NotEstimable) {
    guard value.isFinite && variance.isFinite else { throw .noConvergence }
    guard variance > 0 else { throw .noSpread(.values) }
    self.name = name
    self.value = value
    standardError = variance.squareRoot()
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// Each coefficient with the error of a covariance.
  /// - Throws: as one of them does.
  static func all(
    _ names: [String], _ values: [Double], _ covariance: Matrix, _ degreesOfFreedom: Int
  ) throws(NotEstimable) -> [CoefficientEstimate] {
    var estimates: [CoefficientEstimate] = []
    for (index, name) in names.enumerated() {
      try estimates.append(
        CoefficientEstimate(
          name: name, value: values[index], variance: covariance[index, index],
          degreesOfFreedom: degreesOfFreedom))
    }
    return estimates
  }

  private var student: StudentDistribution { StudentDistribution(degreesOfFreedom: Double(degreesOfFreedom)) }
  private var half: Double { student.quantile(Self.upper) * standardError }

  /// The distance from 0 in standard errors.
  package var t: Double { value / standardError }
  /// The two-sided p-value of a coefficient of 0, by t.
  ///
  /// Of clustered errors it is no test below 20 clusters: `ClusteredTest` is.
  package var p: Double { student.twoSided(t) }
  /// Lower end of the 95 % interval.
  package var low: Double { value - half }
  /// Upper end of the 95 % interval.
  package var high: Double { value + half }
}
