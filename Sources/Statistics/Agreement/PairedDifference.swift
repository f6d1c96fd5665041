/// The mean difference of two measures of the same subjects, as of self and 360° scores.
///
/// d̄ ± t_{n−1}·s/√n, with s the standard deviation of the differences; p of d̄ = 0 two-sided.
///
/// Domain: finite pairs, two or more, whose differences vary by more than rounding; pairs with a missing
/// side are left out. Rests on normal differences below about 30 pairs. Pairs in another order give the same
/// bits.
/// Source: Student (1908), Biometrika 6(1), 1–25, doi:10.1093/biomet/6.1.1.
package struct PairedDifference: Equatable, Sendable {
  /// How many pairs were complete.
  package let pairs: Int
  /// The mean of first minus second.
  package let mean: Double
  /// The standard error of the mean.
  package let standardError: Double
  /// Lower end of its 95 % interval.
  package let low: Double
  /// Upper end of its 95 % interval.
  package let high: Double
  /// The two-sided p-value of no difference.
  package let pValue: Double

  /// Compares two measures, subject by subject.
  package init(_ first: [Double?], _ second: [Double?]) throws(NotEstimable) {
    precondition(first.count == second.count, "both measures of every subject, or nil")
    let complete = zip(first, second).compactMap { first, second -> (Double, Double)? in
      guard let first, let second else { return nil }
      return (first, second)
    }
    let differences = complete.map { $0 - $1 }
    guard differences.count > 1 else { throw .tooFew(.observations, found: differences.count, needed: 2) }
    guard differences.allSatisfy(\.isFinite) else { throw .notFinite(.scores) }
    let n = Double(differences.count)
    let scale = complete.map { max($0.magnitude, $1.magnitude) }.max() ?? 0
    let spread = Spread(differences, scale: scale)
    let (mean, error) = (spread.mean, (spread.squares / (n - 1) / n).squareRoot())
    guard error != 0 else { throw .noSpread(.scores) }
    let student = StudentDistribution(degreesOfFreedom: n - 1)
    let half = student.quantile(0.975) * error
    guard (mean - half).isFinite && (mean + half).isFinite else { throw .noConvergence }
    pairs = differences.count
    self.mean = mean
    standardError = error
    low = mean - half
    high = mean + half
    pValue = student.twoSided(mean / error)
  }
}
