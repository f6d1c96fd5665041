import Statistics

/// Coverage of the intervals of proportions, and size of their test, with planted truth.
package enum ProportionsSimulation {
  /// All rows; every one draws `rounds` data sets.
  package static func rows(rounds: Int, seed: UInt64) -> [SimulationRow] {
    var numbers = SplitMix64(seed: seed)
    return [5, 10, 20, 50, 100].flatMap { single($0, rounds, &numbers) }
      + [(20, 30), (50, 50), (200, 80)].flatMap { difference($0.0, $0.1, rounds, &numbers) }
      + [30, 300].flatMap { clustered(customers: $0, rounds, &numbers) }
      + standardized(rounds, &numbers) + ratio(rounds, &numbers)
  }

  private static let coverage = "coverage of the 95 % interval"

  /// One of the shares .60, .61, … .95, to each of which first contact resolution may come.
  private static func share(_ numbers: inout SplitMix64) -> Double { Double(60 + numbers.below(36)) / 100 }

  /// Exact mean coverages over these shares: Wald .642, .804, .887, .926, .936 (see `IntervalCoverageTests`).
  private static func single(_ n: Int, _ rounds: Int, _ numbers: inout SplitMix64) -> [SimulationRow] {
    var (wilson, jeffreys, wald) = (Frequency(), Frequency(), Frequency())
    for _ in 0..<rounds {
      let truth = share(&numbers)
      guard let found = try? Proportion(successes: Double(numbers.binomial(n, truth)), size: Double(n)) else {
        wilson.observe(false)
        jeffreys.observe(false)
        wald.observe(false)
        continue
      }
      let score = WilsonInterval(share: found.share, size: found.size)
      wilson.observe(score.low <= truth && truth <= score.high)
      let interval = try? JeffreysInterval(of: found)
      jeffreys.observe(interval.map { $0.low <= truth && truth <= $0.high } ?? false)
      let half = WilsonInterval.z95 * (found.share * (1 - found.share) / found.size).squareRoot()
      wald.observe(abs(found.share - truth) <= half)
    }
    let exact = [5: 0.642, 10: 0.804, 20: 0.887, 50: 0.926, 100: 0.936][n, default: 0.95]
    let truth = "p of .60 to .95"
    return [
      wilson.row("Wilson", "n = \(n)", truth: truth, coverage, claimed: 0.95...0.96),
      jeffreys.row("Jeffreys", "n = \(n)", truth: truth, coverage, claimed: 0.946...0.963),
      wald.row("Wald (not offered)", "n = \(n)", truth: truth, coverage, claimed: exact...exact),
    ]
  }

  private static func difference(
    _ m: Int, _ n: Int, _ rounds: Int, _ numbers: inout SplitMix64
  ) -> [SimulationRow] {
    var (interval, test) = (Frequency(), Frequency())
    func difference(_ p: Double, _ q: Double, _ numbers: inout SplitMix64) -> ProportionDifference? {
      let (x, y) = (numbers.binomial(m, p), numbers.binomial(n, q))
      guard let one = try? Proportion(successes: Double(x), size: Double(m)),
        let other = try? Proportion(successes: Double(y), size: Double(n))
      else { return nil }
      return ProportionDifference(one, minus: other)
    }
    for _ in 0..<rounds {
      let (p, q) = (share(&numbers), share(&numbers))
      let found = difference(p, q, &numbers)
      interval.observe(found.map { $0.low <= p - q && p - q <= $0.high } ?? false)
      // What gives no difference at all counts as rejected, so that it shows.
      let same = difference(0.75, 0.75, &numbers)
      test.observe(same.map { ($0.pValue ?? 1) < 0.05 } ?? true)
    }
    let setting = "n = \(m) and \(n)"
    return [
      interval.row(
        "Newcombe difference", setting, truth: "p of .60 to .95 on either side", coverage,
        claimed: 0.945...0.965),
      test.row("pooled z", setting, truth: "both .75", "size at 5 %", claimed: 0.04...0.06),
    ]
  }

  /// Customers of 1 to 9 contacts whose own shares spread with a correlation of ⅓ within a customer.
  private static func clustered(
    customers: Int, _ rounds: Int, _ numbers: inout SplitMix64
  ) -> [SimulationRow] {
    let truth = 0.75
    let own = BetaDistribution(alpha: 2 * truth, beta: 2 * (1 - truth))
    var (withEffect, without) = (Frequency(), Frequency())
    for _ in 0..<rounds {
      var (n, x, xx, xn, nn) = (Int64(0), Int64(0), Int64(0), Int64(0), Int64(0))
      for _ in 0..<customers {
        let contacts = 1 + numbers.below(9)
        let resolved = Int64(numbers.binomial(contacts, numbers.beta(own)))
        let count = Int64(contacts)
        (n, x) = (n + count, x + resolved)
        (xx, xn, nn) = (xx + resolved * resolved, xn + resolved * count, nn + count * count)
      }
      let found = try? ClusteredProportion(n: n, x: x, xx: xx, xn: xn, nn: nn, clusters: Int64(customers))
      withEffect.observe(found.map { $0.interval.low <= truth && truth <= $0.interval.high } ?? false)
      let plain = WilsonInterval(share: Double(x) / Double(n), size: Double(n))
      without.observe(plain.low <= truth && truth <= plain.high)
    }
    let setting = "\(customers) customers of 1 to 9 contacts, correlation ⅓"
    return [
      withEffect.row("clustered Wilson", setting, truth: "p = .75", coverage, claimed: 0.92...0.96),
      without.row("Wilson without clusters", setting, truth: "p = .75", coverage, claimed: 0.65...0.82),
    ]
  }

  /// Five call types of different shares; a unit whose mix is far from everybody's.
  private static func standardized(_ rounds: Int, _ numbers: inout SplitMix64) -> [SimulationRow] {
    let (shares, sizes, weights) = (
      [0.5, 0.6, 0.75, 0.85, 0.9], [12, 25, 60, 20, 40], [30.0, 25, 20, 15, 10]
    )
    let truth = zip(shares, weights).reduce(0) { $0 + $1.0 * $1.1 / 100 }
    var (direct, indirect) = (Frequency(), Frequency())
    for _ in 0..<rounds {
      let strata = zip(shares, sizes).map { share, size in
        try? Proportion(successes: Double(numbers.binomial(size, share)), size: Double(size))
      }
      let found = try? DirectStandardization(strata: strata, weights: weights)
      direct.observe(found.map { $0.low <= truth && truth <= $0.high } ?? false)
      let other = try? IndirectStandardization(strata: strata, reference: shares)
      indirect.observe(other.map { $0.low <= 1 && 1 <= $0.high } ?? false)
    }
    let setting = "5 strata of 12 to 60"
    return [
      direct.row("direct standardization", setting, truth: "p = .6725", coverage, claimed: 0.92...0.96),
      indirect.row("indirect standardization", setting, truth: "O/E = 1", coverage, claimed: 0.935...0.965),
    ]
  }

  /// Customers of one to four contacts: x a contact resolved, y one that counts below, x·y both.
  ///
  /// A customer's own share of resolved contacts is beta with a correlation of ⅓; of all contacts 90 % are y,
  /// of each independently, so that R = E x / E y = .72/.9 = .8.
  private static func ratio(_ rounds: Int, _ numbers: inout SplitMix64) -> [SimulationRow] {
    let (resolved, counted) = (0.72, 0.9)
    let truth = resolved / counted
    let own = BetaDistribution(alpha: 2 * resolved, beta: 2 * (1 - resolved))
    return [30, 120].map { customers in
      var covered = Frequency()
      for _ in 0..<rounds {
        let found = ratio(customers, own, counted, &numbers)
        covered.observe(found.map { $0.low <= truth && truth <= $0.high } ?? false)
      }
      return covered.row(
        "ratio of two counts", "\(customers) customers of 1 to 4 contacts, correlation ⅓",
        truth: "R = .8", coverage, claimed: customers < 100 ? 0.92...0.96 : 0.935...0.96)
    }
  }

  /// The ratio of one draw.
  private static func ratio(
    _ customers: Int, _ own: BetaDistribution, _ counted: Double, _ numbers: inout SplitMix64
  ) -> RatioEstimate? {
    var (x, y, both, xx, xy, yy) = (Int64(0), Int64(0), Int64(0), Int64(0), Int64(0), Int64(0))
    for _ in 0..<customers {
      let share = numbers.beta(own)
      var (ownX, ownY) = (Int64(0), Int64(0))
      for _ in 0..<(1 + numbers.below(4)) {
        let (isX, isY) = (numbers.unit() < share, numbers.unit() < counted)
        ownX += isX ? 1 : 0
        ownY += isY ? 1 : 0
        both += isX && isY ? 1 : 0
      }
      (x, y) = (x + ownX, y + ownY)
      (xx, xy, yy) = (xx + ownX * ownX, xy + ownX * ownY, yy + ownY * ownY)
    }
    return RatioEstimate(x: x, y: y, both: both, xx: xx, xy: xy, yy: yy, clusters: Int64(customers))
  }
}
