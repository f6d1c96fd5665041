/// Whether a series moves over time, where what follows one another is alike: a straight line through it, and one-sided
/// tests of its sign.
///
/// With ρ the correlation of what is left with its next, at least 0, a series of n tells as much as
/// nₑ = n(1 − ρ)/(1 + ρ) independent values, at least 3: the error of the slope is √(SSE/(nₑ − 2)/Σ(x − x̄)²), t with
/// nₑ − 2 degrees of freedom. The correlation r found in a short series is too low, so that ρ = r + (1 + 4r)/n. Where ρ
/// is at most 0 it is `SlopeTest`.
///
/// Domain: a series in the order of time, without gaps of which much could hang.
/// Source: nₑ of Santer et al. (2000), J. Geophysical Research 105(D6), 7337–7356, doi:10.1029/1999JD901105, section 5;
/// ρ of Marriott and Pope (1954), Biometrika 41(3/4), 390–402, doi:10.1093/biomet/41.3-4.390.
package struct TrendTest: Equatable, Sendable {
  /// The slope, in units of y for one of x.
  package let slope: Double
  /// Its t statistic.
  package let t: Double
  /// How many independent values the series is worth.
  package let effectiveCount: Double

  private var student: StudentDistribution { StudentDistribution(degreesOfFreedom: effectiveCount - 2) }

  /// The one-sided p-value of a slope of 0 or less.
  package var pAbove: Double { student.upperTail(t) }
  /// The one-sided p-value of a slope of 0 or more.
  package var pBelow: Double { student.upperTail(-t) }

  /// The line through a series of finite numbers, in the order of x.
  /// - Throws: as `SlopeTest`.
  package init(_ x: [Double], _ y: [Double]) throws(NotEstimable) {
    let line = try SlopeTest(x, y)
    let count = Double(x.count)
    let center = (x: CompensatedSum(x).value / count, y: CompensatedSum(y).value / count)
    let rest = zip(x, y).map { $1 - center.y - line.slope * ($0 - center.x) }
    let squares = CompensatedSum(rest.map { $0 * $0 }).value
    let products = CompensatedSum(zip(rest, rest.dropFirst()).map { $0 * $1 }).value
    let found = products / squares
    let alike = min(1, max(0, found + (1 + 4 * found) / count))
    effectiveCount = max(TrendTest.leastCount, count * (1 - alike) / (1 + alike))
    slope = line.slope
    t = line.t * ((effectiveCount - 2) / (count - 2)).squareRoot()
  }

  /// What a line with an error needs.
  private static let leastCount = 3.0
}
