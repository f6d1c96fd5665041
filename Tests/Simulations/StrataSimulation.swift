import Statistics

/// Strata with a planted odds ratio, and densities with and without planted bunching.
package enum StrataSimulation {
  /// Size and coverage of Mantel–Haenszel in thick and thin strata; size, coverage and power of the bunching
  /// test.
  ///
  /// A data set without an estimate counts as a false rejection and as missed, but for few values around a
  /// target, where the share of those that are refused is a row of its own.
  package static func rows(rounds: Int, seed: UInt64) -> [SimulationRow] {
    var numbers = SplitMix64(seed: seed)
    var rows: [SimulationRow] = []
    for (strata, size) in [(6, 40), (60, 6)] {
      rows += mantelHaenszel(strata: strata, size: size, rounds, &numbers)
    }
    // Shares of the four bins, outer inside first, of what is within 2h of the target.
    rows += bunching("uniform", [0.25, 0.25, 0.25, 0.25], values: 400, rounds, &numbers)
    rows += bunching("uniform, few", [0.25, 0.25, 0.25, 0.25], values: 50, rounds, &numbers)
    rows += bunching("falling line", [0.4, 0.3, 0.2, 0.1], values: 400, rounds, &numbers)
    rows += bunching("rising line", [0.1, 0.2, 0.3, 0.4], values: 400, rounds, &numbers)
    rows += bunching("peak, a parabola", [0.11, 0.33, 0.36, 0.2], values: 400, rounds, &numbers)
    return rows
  }

  /// Groups of size/2 each in every stratum; the second's odds rise from ¼ to 4 over the strata.
  private static func mantelHaenszel(
    strata: Int, size: Int, _ rounds: Int, _ numbers: inout SplitMix64
  ) -> [SimulationRow] {
    var (rejected, coverage) = (SimulatedMean(), SimulatedMean())
    func tables(_ ratio: Double, _ numbers: inout SplitMix64) -> [FourfoldTable] {
      (0..<strata).map { stratum in
        let share = 0.2 + 0.6 * Double(stratum) / Double(strata - 1)
        let odds = share / (1 - share)
        func successes(_ odds: Double) -> Int64 {
          Int64((0..<(size / 2)).count { _ in numbers.unit() < odds / (1 + odds) })
        }
        let (first, second) = (successes(ratio * odds), successes(odds))
        return FourfoldTable(first, Int64(size / 2) - first, second, Int64(size / 2) - second)
      }
    }
    for _ in 0..<rounds {
      let none = try? MantelHaenszel(tables(1, &numbers))
      let two = try? MantelHaenszel(tables(2, &numbers)).oddsRatio
      rejected.add(none.map { $0.pValue <= 0.05 } ?? true)
      coverage.add(two.map { $0.low <= 2 && 2 <= $0.high } ?? false)
    }
    let setting = "\(strata) strata of \(size)"
    return [
      rejected.row("Mantel–Haenszel", setting, truth: "odds ratio 1", "size at 5 %", claimed: 0.04...0.055),
      coverage.row(
        "Mantel–Haenszel", setting, truth: "odds ratio 2", "coverage of the 95 % interval",
        claimed: 0.94...0.965),
    ]
  }

  /// Values drawn into bins; then a quarter of those just outside moved inside.
  private static func bunching(
    _ density: String, _ shares: [Double], values: Int, _ rounds: Int, _ numbers: inout SplitMix64
  ) -> [SimulationRow] {
    let few = values < 100
    var (rejected, found, coverage) = (SimulatedMean(), SimulatedMean(), SimulatedMean())
    var refused = SimulatedMean()
    for _ in 0..<rounds {
      var counts: [Int64] = [0, 0, 0, 0]
      var moved: Int64 = 0
      for _ in 0..<values {
        let place = numbers.unit()
        let bin =
          place < shares[0] ? 0 : (place < shares[0] + shares[1] ? 1 : (place < 1 - shares[3] ? 2 : 3))
        counts[bin] += 1
        if bin == 2 && numbers.unit() < 0.25 { moved += 1 }
      }
      func test(_ moved: Int64) -> ThresholdBunching? {
        try? ThresholdBunching(
          ThresholdBunching.Counts(
            outerInside: counts[0], inside: counts[1] + moved, outside: counts[2] - moved,
            outerOutside: counts[3]))
      }
      // Values move within the middle bins, so both are refused or none.
      let (none, some) = (test(0), test(moved))
      refused.add(none == nil || some == nil)
      if few && none == nil { continue }
      rejected.add(none.map { $0.pValue <= 0.05 } ?? true)
      found.add(some.map { $0.pValue <= 0.05 } ?? false)
      coverage.add(none.map { $0.low <= 0 && 0 <= $0.high } ?? false)
    }
    let setting = "\(density), \(values) values within 2h"
    let power = power(shares, Double(values))
    // Of 50 values fewer than 20 are in the middle bins with probability .0595 (binomial, ½).
    let refusals = refused.row(
      "threshold bunching", setting, truth: "none", "share refused as too few", claimed: 0.0594...0.0596)
    return (few ? [refusals] : []) + [
      rejected.row(
        "threshold bunching", setting, truth: "none", "size at 5 %, one-sided",
        claimed: few ? 0.035...0.065 : 0.04...0.06),
      coverage.row(
        "threshold bunching", setting, truth: "none", "coverage of the 95 % interval",
        claimed: few ? 0.93...0.97 : 0.94...0.96),
      found.row(
        "threshold bunching", setting, truth: "a quarter of those just outside moved inside", "power at 5 %",
        claimed: max(0, power - 0.02)...min(1, power + 0.02)),
    ]
  }

  /// The power that the normal gives: T adds −⅓, 1, −1 and ⅓ for the values of the bins, 1 for moved ones.
  private static func power(_ shares: [Double], _ values: Double) -> Double {
    let squares = shares[1] + shares[2] + (shares[0] + shares[3]) / 9
    let mean = shares[1] - shares[2] - (shares[0] - shares[3]) / 3 + 0.5 * shares[2]
    let limit = NormalDistribution.quantile(0.95) * (values * squares).squareRoot()
    return NormalDistribution.upperTail(
      (limit - values * mean) / (values * (squares - mean * mean)).squareRoot())
  }
}
