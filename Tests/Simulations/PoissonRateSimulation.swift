import Foundation

import Statistics

/// Coverage of the exact Poisson interval, with planted truth.
package enum PoissonRateSimulation {
  /// All rows; every one draws `rounds` counts.
  package static func rows(rounds: Int, seed: UInt64) -> [SimulationRow] {
    var numbers = SplitMix64(seed: seed)
    return [0.5, 3, 10, 50].map { mean in
      var coverage = Frequency()
      for _ in 0..<rounds {
        // Twenty heads over a year, so many separations expected.
        let exposure = 7305.0
        guard let found = try? PoissonRate(events: count(mean, &numbers), exposure: exposure) else {
          continue
        }
        let truth = mean / exposure
        coverage.observe(found.low <= truth && truth <= found.high)
      }
      return coverage.row(
        "Poisson rate", "\(mean) events expected", truth: "the planted rate", "coverage of the 95 % interval",
        claimed: 0.95...1)
    }
  }

  /// A Poisson number: arrivals, exponentially apart, before time runs out.
  private static func count(_ mean: Double, _ numbers: inout SplitMix64) -> Int {
    var (time, events) = (-log(numbers.unit()), 0)
    while time <= mean {
      events += 1
      time -= log(numbers.unit())
    }
    return events
  }
}
