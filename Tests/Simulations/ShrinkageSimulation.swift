import Foundation

import Statistics

/// Errors of shrunken shares, false alarms of funnels and calibration of ranks, with planted truth.
package enum ShrinkageSimulation {
  /// All rows; every one draws `rounds` peer groups.
  package static func rows(rounds: Int, seed: UInt64) -> [SimulationRow] {
    var numbers = SplitMix64(seed: seed)
    return [5, 20, 50, 100, 200].flatMap { shrinkage($0, rounds, &numbers) }
      + [5, 20, 100].flatMap { large($0, &numbers) }
      + [nil, 60.0].flatMap { funnel(size: $0, rounds, &numbers) } + ranks(rounds, &numbers)
  }

  private static let truth = "mean .78, M = 60"
  private static let mean = 0.78
  private static let size = 60.0
  private static let units = 100

  /// Squared errors of rows of units.
  private struct Errors {
    var squares = 0.0
    var count = 0

    mutating func observe(_ found: Double, _ truth: Double) {
      squares += (found - truth) * (found - truth)
      count += 1
    }

    /// Expected is known in closed form; `excess` is what estimating the group's distribution may add to it.
    func row(_ estimator: String, _ setting: String, _ rounds: Int, expected: Double, excess: Double = 0)
      -> SimulationRow
    {
      // The squared error of a nearly normal error has a relative standard error of √(2/N), its root half.
      let band = 4 * 0.5 * (2 / Double(count)).squareRoot()
      return SimulationRow(
        estimator: estimator, setting: setting, truth: truth, rounds: rounds,
        statistic: "root mean squared error", value: (squares / Double(count)).squareRoot(),
        bounds: expected * (1 - band)...expected * (1 + excess + band))
    }
  }

  /// Shares of the units of a group whose intervals hold the truth.
  ///
  /// Units of a group miss together, where its spread is estimated too small: groups are what is independent.
  private struct GroupCoverage {
    var shares: [Double] = []

    mutating func observe(_ share: Double) { shares.append(share) }

    /// Holds within four standard errors between groups of what is claimed.
    func row(_ estimator: String, _ setting: String, claimed: ClosedRange<Double>) -> SimulationRow {
      let count = Double(shares.count)
      let mean = shares.reduce(0, +) / count
      let squares = shares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let noise = 4 * (squares / max(1, count - 1) / count).squareRoot()
      return SimulationRow(
        estimator: estimator, setting: setting, truth: truth, rounds: shares.count,
        statistic: "coverage of the 95 % interval", value: mean,
        bounds: max(0, claimed.lowerBound - noise)...min(1, claimed.upperBound + noise))
    }
  }

  /// E p(1 − p) = μ(1 − μ)M/(M + 1) =: v; a raw share errs by √(v/n), the best shrunken one by √(v/(n + M)).
  private static func shrinkage(_ n: Int, _ rounds: Int, _ numbers: inout SplitMix64) -> [SimulationRow] {
    var (raw, moments, likelihood, coverage) = (Errors(), Errors(), Errors(), GroupCoverage())
    for _ in 0..<rounds {
      guard let drawn = try? drawnPeers(units, mean: mean, size: size, n: n...n, &numbers),
        let byMoments = try? BetaBinomialShrinkage(drawn.peers, by: .moments),
        let byLikelihood = try? BetaBinomialShrinkage(drawn.peers, by: .maximumLikelihood)
      else {
        // A group without an estimate misses for all its units.
        coverage.observe(0)
        continue
      }
      var covered = 0
      for (index, truth) in drawn.truth.enumerated() {
        raw.observe(drawn.peers[index].share, truth)
        moments.observe(byMoments.units[index].mean, truth)
        let unit = byLikelihood.units[index]
        likelihood.observe(unit.mean, truth)
        covered += unit.low <= truth && truth <= unit.high ? 1 : 0
      }
      coverage.observe(Double(covered) / Double(units))
    }
    // From five observations each a spread can hardly be told; where none is seen, intervals are too short.
    let isFew = n < 20
    let known = [5: 0.75...0.81, 20: 0.857...0.877, 50: 0.923...0.943, 100: 0.934...0.954][
      n, default: 0.937...0.957]
    let setting = "100 units of \(n)"
    return [
      raw.row("raw share", setting, rounds, expected: error(n)),
      moments.row(
        "beta-binomial, moments", setting, rounds, expected: error(n, size), excess: isFew ? 0.2 : 0.06),
      likelihood.row(
        "beta-binomial, likelihood", setting, rounds, expected: error(n, size), excess: isFew ? 0.2 : 0.06),
      coverage.row("beta-binomial, likelihood", setting, claimed: known),
    ]
  }

  /// √(v/(n + M)); for the raw share M is 0.
  private static func error(_ n: Int, _ prior: Double = 0) -> Double {
    (mean * (1 - mean) * size / (size + 1) / (Double(n) + prior)).squareRoot()
  }

  /// One group of 4,000, where estimating its distribution costs next to nothing.
  private static func large(_ n: Int, _ numbers: inout SplitMix64) -> [SimulationRow] {
    var (raw, moments) = (Errors(), Errors())
    guard let drawn = try? drawnPeers(4000, mean: mean, size: size, n: n...n, &numbers),
      let shrunken = try? BetaBinomialShrinkage(drawn.peers, by: .moments)
    else { return [] }
    for (index, truth) in drawn.truth.enumerated() {
      raw.observe(drawn.peers[index].share, truth)
      moments.observe(shrunken.units[index].mean, truth)
    }
    let setting = "4,000 units of \(n)"
    return [
      raw.row("raw share", setting, 1, expected: error(n)),
      moments.row("beta-binomial, moments", setting, 1, expected: error(n, size), excess: 0.01),
    ]
  }

  /// Units outside their limits: where chance alone makes them differ, and where they have a usual spread.
  private static func funnel(size: Double?, _ rounds: Int, _ numbers: inout SplitMix64) -> [SimulationRow] {
    var (usual, wide, plain) = (Frequency(), Frequency(), Frequency())
    for _ in 0..<rounds {
      guard let peers = try? drawnPeers(50, mean: mean, size: size, n: 20...300, &numbers).peers,
        let plot = try? FunnelPlot(peers)
      else {
        // Without a plot no unit is said to be within its limits.
        for _ in 0..<50 {
          usual.observe(true)
          wide.observe(true)
          plain.observe(true)
        }
        continue
      }
      for (unit, peer) in zip(plot.units, peers) {
        usual.observe(peer.share < unit.limits95.low || peer.share > unit.limits95.high)
        wide.observe(peer.share < unit.limits998.low || peer.share > unit.limits998.high)
        plain.observe(abs(unit.z) > WilsonInterval.z95)
      }
    }
    let (setting, truth) = ("50 units of 20 to 300", size == nil ? "no unit differs" : "usual spread, M = 60")
    let share = "share outside the limits"
    // Drawing in the ends of the scores makes τ² too small where the spread is normal and all are of it.
    return [
      usual.row(
        "funnel, 95 %", setting, truth: truth, share, claimed: size == nil ? 0.03...0.05 : 0.07...0.12),
      wide.row(
        "funnel, 99.8 %", setting, truth: truth, share, claimed: size == nil ? 0.0005...0.003 : 0.005...0.02),
      plain.row(
        "funnel without spread, 95 %", setting, truth: truth, share,
        claimed: size == nil ? 0.045...0.06 : 0.25...0.35),
    ]
  }

  /// How often units said to be in the top half with 80 % or more are, against what was said of them.
  private static func ranks(_ rounds: Int, _ numbers: inout SplitMix64) -> [SimulationRow] {
    var (said, right) = (0.0, Frequency())
    for _ in 0..<rounds {
      guard let drawn = try? drawnPeers(40, mean: mean, size: size, n: 60...240, &numbers),
        let shrunken = try? BetaBinomialShrinkage(drawn.peers, by: .maximumLikelihood),
        let found = try? RankProbabilities(
          shrunken.units.map(\.posterior), draws: 200, seed: numbers.next()),
        let quartiles = try? RankQuartiles(drawn.truth).quartiles
      else {
        right.observe(false)
        continue
      }
      for (unit, quartile) in zip(found.units, quartiles) where unit.topHalf >= 0.8 {
        said += unit.topHalf
        right.observe(quartile <= 2)
      }
    }
    let claim = said / Double(right.rounds)
    return [
      right.row(
        "rank probabilities", "40 units of 60 to 240, P(top half) ≥ .8", truth: truth,
        "share in the top half, said \(Int((100 * claim).rounded())) %", claimed: claim - 0.03...claim + 0.03)
    ]
  }
}
