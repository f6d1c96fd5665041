import Statistics

/// Units with planted effects, and tests of planted hypotheses.
package enum ManyUnitsSimulation {
  /// Coverage of predictions and of the mean for 10 and 40 units, bias of τ², and false discoveries.
  ///
  /// A data set without an estimate counts as missed, with a τ² of 0; one without q-values as a false discovery.
  package static func rows(rounds: Int, seed: UInt64) -> [SimulationRow] {
    var numbers = SplitMix64(seed: seed)
    return shrinkage(units: 10, claimed: 0.90...0.95, rounds, &numbers)
      + shrinkage(units: 40, claimed: 0.92...0.955, rounds, &numbers)
      + discoveries(effects: 40, rounds, &numbers) + discoveries(effects: 0, rounds, &numbers)
  }

  /// y_i = θ_i + √v_i·e, θ_i ~ N(5, 1), v_i uniform from ¼ to 4: as uncertain as they differ.
  private static func shrinkage(
    units: Int, claimed: ClosedRange<Double>, _ rounds: Int, _ numbers: inout SplitMix64
  ) -> [SimulationRow] {
    var (coverage, meanCoverage, variance) = (SimulatedMean(), SimulatedMean(), SimulatedMean())
    for _ in 0..<rounds {
      let effects = (0..<units).map { _ in 5 + numbers.normal() }
      let variances = (0..<units).map { _ in 0.25 + 3.75 * numbers.unit() }
      let estimates = zip(effects, variances).map { $0 + $1.squareRoot() * numbers.normal() }
      let fit = try? NormalShrinkage(estimates: estimates, variances: variances)
      let covered = zip(fit?.predictions ?? [], effects).count { $0.low <= $1 && $1 <= $0.high }
      coverage.add(Double(covered) / Double(units))
      meanCoverage.add(fit.map { abs($0.mean - 5) <= WilsonInterval.z95 * $0.standardError } ?? false)
      variance.add(fit?.betweenVariance ?? 0)
    }
    let setting = "\(units) units, v from 0.25 to 4, Paule–Mandel"
    let truth = "θ normal, μ = 5, τ² = 1"
    return [
      coverage.row(
        "normal shrinkage", setting, truth: truth, "coverage of 95 % intervals of predictions",
        claimed: 0.915...0.96),
      meanCoverage.row(
        "normal shrinkage", setting, truth: truth, "coverage of the 95 % interval of μ", claimed: claimed),
      // Cut at 0, τ² is on average a little high where it is uncertain.
      variance.row(
        "normal shrinkage", setting, truth: truth, "mean of τ²", claimed: units < 30 ? 1...1.2 : 1...1.03,
        isShare: false),
    ]
  }

  /// 200 z-tests of which `effects` have a mean of 3; discoveries at q ≤ 0.10.
  private static func discoveries(
    effects: Int, _ rounds: Int, _ numbers: inout SplitMix64
  ) -> [SimulationRow] {
    let tests = 200
    var (falseShare, found) = (SimulatedMean(), SimulatedMean())
    for _ in 0..<rounds {
      let p = (0..<tests).map { test in
        NormalDistribution.upperTail(numbers.normal() + (test < effects ? 3 : 0))
      }
      guard let q = try? BenjaminiHochberg.qValues(p) else {
        falseShare.add(true)
        if effects > 0 { found.add(false) }
        continue
      }
      let discovered = q.indices.filter { (q[$0] ?? 1) <= 0.1 }
      let wrong = discovered.count { $0 >= effects }
      falseShare.add(discovered.isEmpty ? 0 : Double(wrong) / Double(discovered.count))
      if effects > 0 { found.add(Double(discovered.count - wrong) / Double(effects)) }
    }
    let setting = "\(tests) independent tests, q ≤ 0.10"
    let truth = "\(effects) with an effect of 3 standard errors"
    // Exactly 0.10 times the share of tests without effect.
    let expected = 0.1 * Double(tests - effects) / Double(tests)
    let rate = falseShare.row(
      "Benjamini–Hochberg", setting, truth: truth, "mean share of false discoveries",
      claimed: expected...expected,
      isShare: effects == 0)
    guard effects > 0 else { return [rate] }
    return [
      rate,
      found.row(
        "Benjamini–Hochberg", setting, truth: truth, "share of effects discovered", claimed: 0.7...0.9),
    ]
  }
}
