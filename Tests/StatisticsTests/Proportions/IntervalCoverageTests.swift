import Foundation
import Testing

@testable import Statistics

/// How often intervals hold the truth, not by simulation but by adding up the binomial distribution.
@Suite struct IntervalCoverageTests {
  /// Lowest and mean coverage over p = .60, .61, … .95.
  private static func coverage(_ n: Int, _ interval: (Double) throws -> ClosedRange<Double>) rethrows
    -> (lowest: Double, mean: Double)
  {
    let intervals = try (0...n).map { try interval(Double($0)) }
    let coverages = (60...95).map { percent in
      let p = Double(percent) / 100
      return (0...n).filter { intervals[$0].contains(p) }.reduce(0.0) { sum, x in
        let choices = lgamma(Double(n) + 1) - lgamma(Double(x) + 1) - lgamma(Double(n - x) + 1)
        return sum + exp(choices + Double(x) * log(p) + Double(n - x) * log(1 - p))
      }
    }
    return (coverages.min() ?? 0, coverages.reduce(0, +) / Double(coverages.count))
  }

  // Expected, to three decimals: sums of scipy.stats.binom.pmf (scipy 1.17.1) over the x whose interval, from
  // the formula (Wilson, Wald) or scipy.stats.beta.ppf (Jeffreys), holds p.
  @Test(arguments: [
    (5, 0.903, 0.960), (10, 0.914, 0.958), (20, 0.925, 0.954), (50, 0.932, 0.953), (100, 0.933, 0.951),
  ])
  func `Wilson's covers at least 95 % on average and 90 % at every share`(
    _ n: Int, _ lowest: Double, _ mean: Double
  ) {
    let found = Self.coverage(n) { x in
      let interval = WilsonInterval(share: x / Double(n), size: Double(n))
      return interval.low...interval.high
    }
    #expect(abs(found.lowest - lowest) < 5.1e-4 && abs(found.mean - mean) < 5.1e-4, "\(found)")
  }

  @Test(arguments: [
    (5, 0.900, 0.963), (10, 0.869, 0.953), (20, 0.896, 0.949), (50, 0.885, 0.946), (100, 0.935, 0.949),
  ])
  func `Jeffreys' covers 95 % on average but falls below 87 %`(
    _ n: Int, _ lowest: Double, _ mean: Double
  ) throws {
    let found = try Self.coverage(n) { x in
      let interval = try JeffreysInterval(of: Proportion(successes: x, size: Double(n)))
      return interval.low...interval.high
    }
    #expect(abs(found.lowest - lowest) < 5.1e-4 && abs(found.mean - mean) < 5.1e-4, "\(found)")
  }

  @Test(arguments: [
    (5, 0.225, 0.642), (10, 0.400, 0.804), (20, 0.639, 0.887), (50, 0.807, 0.926), (100, 0.877, 0.936),
  ])
  func `Wald's, which we do not offer, covers 64 % on average where n is 5`(
    _ n: Int, _ lowest: Double, _ mean: Double
  ) {
    let found = Self.coverage(n) { x in
      let p = x / Double(n)
      let half = WilsonInterval.z95 * (p * (1 - p) / Double(n)).squareRoot()
      return p - half...p + half
    }
    #expect(abs(found.lowest - lowest) < 5.1e-4 && abs(found.mean - mean) < 5.1e-4, "\(found)")
  }
}
