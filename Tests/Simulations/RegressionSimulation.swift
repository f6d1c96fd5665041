import Statistics

/// Regressions on drawn data with a planted truth: coverage of intervals, size of tests.
package enum RegressionSimulation {
  /// All settings, each with its own random numbers, so that none depends on another.
  package static func rows(rounds: Int, seed: UInt64) -> [SimulationRow] {
    [
      clusterCoverage(rounds, seed), fixedEffectsCoverage(rounds, seed &+ 1),
      kneeCoverage(rounds, seed &+ 2), clusteredKneeCoverage(rounds, seed &+ 3),
      kneeSize(rounds, seed &+ 4), clusteredKneeSize(rounds, seed &+ 5),
    ] + sizes(clusters: 8, rounds, seed &+ 6) + sizes(clusters: 12, rounds, seed &+ 7)
      + [power(rounds, seed &+ 8)]
  }

  /// Of rows drawn from clusters whose errors share a part.
  private struct Sample {
    var y: [Double] = []
    var x: [Double] = []
    var units: [Int] = []
    var periods: [Int] = []
  }

  /// What a number of rounds may show of a share that lies in `claim`: four standard errors beyond.
  private static func bounds(_ claim: ClosedRange<Double>, _ rounds: Int) -> ClosedRange<Double> {
    func margin(_ p: Double) -> Double { 4 * (p * (1 - p) / Double(rounds)).squareRoot() }
    return max(
      0, claim.lowerBound - margin(claim.lowerBound))...min(1, claim.upperBound + margin(claim.upperBound))
  }

  private static func row(
    _ estimator: String, _ setting: String, _ truth: String, _ rounds: Int, _ statistic: String,
    _ claim: ClosedRange<Double>, _ count: Int
  ) -> SimulationRow {
    SimulationRow(
      estimator: estimator, setting: setting, truth: truth, rounds: rounds, statistic: statistic,
      value: Double(count) / Double(rounds), bounds: bounds(claim, rounds))
  }

  /// How many rounds show something; one without an estimate counts against it, so not for coverage or power,
  /// but as a rejection where the size of a test is counted.
  private static func count(
    _ rounds: Int, _ seed: UInt64, without: Bool = false, _ isSeen: (inout SplitMix64) throws -> Bool
  ) -> Int {
    var numbers = SplitMix64(seed: seed)
    return (0..<rounds).count { _ in (try? isSeen(&numbers)) ?? without }
  }

  private static func clusterCoverage(_ rounds: Int, _ seed: UInt64) -> SimulationRow {
    row(
      "cluster-robust errors", "40 clusters of 10, half of the variance of x and e shared", "slope 0.3",
      rounds, "coverage of the 95 % interval", 0.93...0.955,
      count(rounds, seed) { numbers in
        var sample = Sample()
        for unit in 0..<40 {
          let (shared, error) = (numbers.normal(), numbers.normal())
          for _ in 0..<10 {
            sample.x.append(shared + numbers.normal())
            sample.y.append(0.3 * (sample.x.last ?? 0) + error + numbers.normal())
            sample.units.append(unit)
          }
        }
        let fit = try WeightedLeastSquares(sample.y, on: [Regressor("x", sample.x)])
        let slope = try ClusterRobustCovariance(of: fit, clusters: sample.units).estimates()[1]
        return slope.low <= 0.3 && 0.3 <= slope.high
      })
  }

  /// Units whose x and errors wander, seen in nine of ten periods.
  private static func panel(
    units: Int, periods: Int, _ numbers: inout SplitMix64, _ y: (Double) -> Double
  ) -> Sample {
    var sample = Sample()
    let common = (0..<periods).map { _ in numbers.normal() }
    for unit in 0..<units {
      let effect = numbers.normal()
      var (walk, error) = (0.0, 0.0)
      for period in 0..<periods {
        walk = 0.8 * walk + 0.6 * numbers.normal()
        error = 0.8 * error + 0.6 * numbers.normal()
        guard numbers.below(10) > 0 else { continue }
        let x = walk + 0.5 * effect + 0.5 * common[period]
        sample.x.append(x)
        sample.y.append(y(x) + effect + common[period] + error)
        sample.units.append(unit)
        sample.periods.append(period)
      }
    }
    return sample
  }

  private static func fixedEffectsCoverage(_ rounds: Int, _ seed: UInt64) -> SimulationRow {
    row(
      "two-way fixed effects", "40 units, 12 periods, a tenth missing, x and e autocorrelated 0.8",
      "slope -0.2", rounds, "coverage of the 95 % interval, clustered by unit", 0.93...0.955,
      count(rounds, seed) { numbers in
        let sample = panel(units: 40, periods: 12, &numbers) { -0.2 * $0 }
        let fit = try TwoWayFixedEffects(
          sample.y, on: [Regressor("x", sample.x)], units: sample.units, periods: sample.periods)
        let slope = try fit.clusterRobust(by: sample.units).estimates()[0]
        return slope.low <= -0.2 && -0.2 <= slope.high
      })
  }

  /// A regressor that differs between clusters alone, which are of unequal size, as is half of the error.
  private static func clustered(_ clusters: Int, slope: Double, _ numbers: inout SplitMix64) -> Sample {
    var sample = Sample()
    for unit in 0..<clusters {
      let (x, error) = (numbers.normal(), numbers.normal())
      for _ in 0..<(4 + 3 * unit) {
        sample.x.append(x)
        sample.y.append(slope * x + error + numbers.normal())
        sample.units.append(unit)
      }
    }
    return sample
  }

  private static func isWildlyRejected(_ sample: Sample, seed: UInt64) throws -> Bool {
    let fit = try WeightedLeastSquares(sample.y, on: [Regressor("x", sample.x)])
    return try WildClusterBootstrap(of: fit, testing: "x", clusters: sample.units, seed: seed).p < 0.05
  }

  private static func power(_ rounds: Int, _ seed: UInt64) -> SimulationRow {
    row(
      "wild cluster bootstrap", "12 clusters of 4 to 37, x by cluster", "slope 1.5", rounds,
      "power at 5 %", 0.76...0.86,
      count(rounds, seed) { numbers in
        try isWildlyRejected(clustered(12, slope: 1.5, &numbers), seed: numbers.next())
      })
  }

  /// Both tests at 5 %, on the same samples.
  private static func sizes(clusters: Int, _ rounds: Int, _ seed: UInt64) -> [SimulationRow] {
    let wild = count(rounds, seed, without: true) { numbers in
      try isWildlyRejected(clustered(clusters, slope: 0, &numbers), seed: numbers.next())
    }
    let robust = count(rounds, seed, without: true) { numbers in
      let sample = clustered(clusters, slope: 0, &numbers)
      _ = numbers.next()
      let fit = try WeightedLeastSquares(sample.y, on: [Regressor("x", sample.x)])
      return try ClusterRobustCovariance(of: fit, clusters: sample.units).estimate(of: "x").p < 0.05
    }
    let setting = "\(clusters) clusters of 4 to \(1 + 3 * clusters), x by cluster"
    return [
      row("wild cluster bootstrap", setting, "slope 0", rounds, "size at 5 %", 0.035...0.065, wild),
      // Not a claim but the reason for the bootstrap: it rejects too often.
      row("cluster-robust errors", setting, "slope 0", rounds, "size at 5 %", 0.08...0.16, robust),
    ]
  }

  private static func hinged(_ rows: Int, bend: Double, _ numbers: inout SplitMix64) -> Sample {
    var sample = Sample()
    for _ in 0..<rows {
      let x = 0.4 * numbers.unit()
      sample.x.append(x)
      sample.y.append(0.7 - 0.1 * x + bend * max(x - 0.2, 0) + 0.03 * numbers.normal())
    }
    return sample
  }

  private static func kneeCoverage(_ rounds: Int, _ seed: UInt64) -> SimulationRow {
    row(
      "estimated knee", "60 rows, bend -1, noise 0.03, x 0 to 0.4; 99 draws, 20 grid points", "knee 0.2",
      rounds,
      "coverage of the 95 % interval", 0.93...0.97,
      count(rounds, seed) { numbers in
        let sample = hinged(60, bend: -1, &numbers)
        let knee = try EstimatedKnee(sample.y, over: sample.x)
        return try KneeInterval(of: knee, draws: 99, gridPoints: 20, seed: numbers.next()).contains(0.2)
      })
  }

  private static func kneeSize(_ rounds: Int, _ seed: UInt64) -> SimulationRow {
    row(
      "test of a knee", "60 rows, no bend, noise 0.03; 99 draws", "no knee", rounds, "size at 5 %",
      0.04...0.065,
      count(rounds, seed, without: true) { numbers in
        let sample = hinged(60, bend: 0, &numbers)
        return try KneeTest(
          of: EstimatedKnee(sample.y, over: sample.x), draws: 99, seed: numbers.next()
        ).p <= 0.05
      })
  }

  private static func clusteredKneeCoverage(_ rounds: Int, _ seed: UInt64) -> SimulationRow {
    row(
      "estimated knee", "16 units, 6 periods, a tenth missing, e by unit; 99 draws, 20 grid points", "knee 0",
      rounds, "coverage of the 95 % interval, clustered by unit", 0.92...0.97,
      count(rounds, seed) { numbers in
        let sample = panel(units: 16, periods: 6, &numbers) { -3 * max($0, 0) }
        let knee = try EstimatedKnee(sample.y, over: sample.x)
        return try KneeInterval(
          of: knee, clusters: sample.units, draws: 99, gridPoints: 20, seed: numbers.next()
        ).contains(0)
      })
  }

  private static func clusteredKneeSize(_ rounds: Int, _ seed: UInt64) -> SimulationRow {
    row(
      "test of a knee", "16 units, 6 periods, a tenth missing, e by unit; 99 draws", "no knee", rounds,
      "size at 5 %, clustered by unit", 0.035...0.07,
      count(rounds, seed, without: true) { numbers in
        let sample = panel(units: 16, periods: 6, &numbers) { -0.5 * $0 }
        return try KneeTest(
          of: EstimatedKnee(sample.y, over: sample.x), clusters: sample.units, draws: 99,
          seed: numbers.next()
        ).p <= 0.05
      })
  }
}
