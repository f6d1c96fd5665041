import Dice
import Testing

@testable import Statistics

/// Pairs of 0/1 observations by customer, and the exact sums that the estimate is made of.
private struct PairedClusters {
  var clusters: [[(x: Int64, y: Int64)]]

  init(_ clusters: [[(x: Int64, y: Int64)]]) { self.clusters = clusters }

  /// Customers of up to six observations each; in every other draw x and y of one incline to one side.
  init(_ count: Int, isInclined: Bool? = nil, using dice: inout Dice) {
    let isInclined = isInclined ?? dice.chance(50)
    clusters = (0..<count).map { _ in
      let (inX, inY) = isInclined ? (dice.pick([20, 60, 95]), dice.pick([30, 70, 95])) : (60, 70)
      return (0...dice.below(6)).map { _ in (dice.chance(inX) ? 1 : 0, dice.chance(inY) ? 1 : 0) }
    }
  }

  /// One customer for each observation.
  var apart: PairedClusters { PairedClusters(clusters.flatMap(\.self).map { [$0] }) }

  var x: Int64 { sum { $0.x } }
  var y: Int64 { sum { $0.y } }
  var both: Int64 { sum { $0.x * $0.y } }

  var estimate: RatioEstimate? {
    let sums = clusters.map { cluster in
      cluster.reduce((x: Int64(0), y: Int64(0))) { ($0.x + $1.x, $0.y + $1.y) }
    }
    return RatioEstimate(
      x: x, y: y, both: both, xx: sums.reduce(0) { $0 + $1.x * $1.x },
      xy: sums.reduce(0) { $0 + $1.x * $1.y }, yy: sums.reduce(0) { $0 + $1.y * $1.y },
      clusters: Int64(clusters.count))
  }

  /// Σ over clusters of (Σx − R·Σy)², over (Σy)², without a factor.
  var linearized: Double {
    let ratio = Double(x) / Double(y)
    let squares = clusters.map { cluster -> Double in
      let residual = cluster.reduce(0.0) { $0 + Double($1.x) - ratio * Double($1.y) }
      return residual * residual
    }
    return squares.reduce(0, +) / (Double(y) * Double(y))
  }

  private func sum(_ term: ((x: Int64, y: Int64)) -> Int64) -> Int64 {
    clusters.reduce(0) { $0 + $1.reduce(0) { $0 + term($1) } }
  }
}

extension RatioEstimate {
  /// The variance that its interval shows.
  fileprivate var variance: Double {
    let half = (high - value) / WilsonInterval.z95
    return half * half
  }
}

@Suite struct RatioEstimateTests {
  private func isNear(_ number: Double, _ expected: Double, _ tolerance: Double = 1e-12) -> Bool {
    abs(number - expected) <= tolerance * max(1, abs(expected))
  }

  @Test func `three customers by hand, their interval leaves 0 to 1 on both sides`() throws {
    // Σx 3, Σy 4: R = 3/4. Residuals of customers 2 − 3/2 = 1/2, 0 − 3/2, 1 − 0; squares sum to 7/2;
    // 3/2 · 7/2 / 16 = 21/64. Observations alone: (2/16 + 2 · 9/16 + 1) / 16 = 9/64, which is less.
    let clusters = PairedClusters([[(1, 1), (1, 1)], [(0, 1), (0, 1)], [(1, 0)]])
    let estimate = try #require(clusters.estimate)
    let half = 1.959963984540054 * (21.0 / 64).squareRoot()
    #expect(estimate.value == 0.75)
    #expect(isNear(estimate.low, 0.75 - half) && isNear(estimate.high, 0.75 + half))
    #expect(estimate.low < 0 && estimate.high > 1)
  }

  @Test func `customers whose residuals cancel do not narrow it`() throws {
    // R = 1. Customers (2, 2) and (1, 1) leave nothing; observations 0, 0, −1 and 1: 2/9.
    let estimate = try #require(PairedClusters([[(1, 1), (1, 1)], [(0, 1), (1, 0)]]).estimate)
    #expect(estimate.value == 1 && isNear(estimate.variance, 2.0 / 9))
  }

  @Test func `one customer alone counts as independent observations`() throws {
    // R = 2/3; residuals 1/3, 1/3 and −2/3: 6/9 / 9 = 2/27. With the customer it would be 0.
    let estimate = try #require(PairedClusters([[(1, 1), (1, 1), (0, 1)]]).estimate)
    #expect(isNear(estimate.variance, 2.0 / 27))
  }

  @Test func `the ratio may exceed 1, and so may its interval's lower end`() throws {
    // 40 of x, 20 of y, all of them in both: residuals 20 · (−1)² + 20 · 1² = 40; 40/400 = 1/10.
    let pairs: [(x: Int64, y: Int64)] =
      Array(repeating: (1, 1), count: 20) + Array(repeating: (1, 0), count: 20)
    let estimate = try #require(PairedClusters([pairs]).estimate)
    #expect(estimate.value == 2)
    #expect(isNear(estimate.low, 2 - 1.959963984540054 * 0.1.squareRoot()) && estimate.low > 1)
  }

  @Test func `without a denominator there is no ratio, without a numerator it is 0 and certain`() {
    #expect(PairedClusters([[(1, 0)], [(0, 0)]]).estimate == nil)
    #expect(PairedClusters([]).estimate == nil)
    let nothing = PairedClusters([[(0, 1)], [(0, 1), (0, 0)]]).estimate
    #expect([nothing?.value, nothing?.low, nothing?.high] == [0, 0, 0])
  }

  @Test func `one customer per observation gives G over G − 1 times the independent variance`() throws {
    let seed: UInt64 = 51
    var dice = Dice(seed: seed)
    for number in 0..<50 {
      let clusters = PairedClusters(dice.below(40) + 12, using: &dice).apart
      let estimate = try #require(clusters.estimate)
      let count = Double(clusters.clusters.count)
      // The delta method written otherwise: R² (1/x + 1/y − 2·both/(x·y)).
      let (x, y, both) = (Double(clusters.x), Double(clusters.y), Double(clusters.both))
      let delta = (x / y) * (x / y) * (1 / x + 1 / y - 2 * both / (x * y))
      #expect(isNear(estimate.variance, count / (count - 1) * delta, 1e-9), "seed \(seed), \(number)")
    }
  }

  @Test func `as one customer the same observations have the delta method's variance itself`() throws {
    let seed: UInt64 = 52
    var dice = Dice(seed: seed)
    for number in 0..<50 {
      let clusters = PairedClusters(dice.below(40) + 12, using: &dice)
      let estimate = try #require(PairedClusters([clusters.clusters.flatMap(\.self)]).estimate)
      let (x, y, both) = (Double(clusters.x), Double(clusters.y), Double(clusters.both))
      let delta = (x / y) * (x / y) * (1 / x + 1 / y - 2 * both / (x * y))
      #expect(isNear(estimate.variance, delta, 1e-9), "seed \(seed), \(number)")
    }
  }

  @Test func `random customers have the larger of the two linearized variances, summed in floating point`()
    throws
  {
    let seed: UInt64 = 53
    var dice = Dice(seed: seed)
    var widened = 0
    for number in 0..<200 {
      let clusters = PairedClusters(dice.below(60) + 5, using: &dice)
      if clusters.y == 0 { continue }
      let estimate = try #require(clusters.estimate)
      let count = Double(clusters.clusters.count)
      let clustered = count / (count - 1) * clusters.linearized
      let expected = max(clustered, clusters.apart.linearized)
      if clustered > clusters.apart.linearized { widened += 1 }
      #expect(isNear(estimate.variance, expected, 1e-9), "seed \(seed), \(number)")
      #expect(isNear(estimate.value - estimate.low, estimate.high - estimate.value))
    }
    // Both cases are met.
    #expect(widened > 50 && widened < 150)
  }

  @Test func `leaving out one of many customers at a time tells the same variance`() throws {
    // The jackknife, (G−1)/G · Σ(R₍₋g₎ − R̄)², agrees with linearization to the first order.
    let seed: UInt64 = 54
    var dice = Dice(seed: seed)
    for number in 0..<5 {
      let whole = PairedClusters(1500, isInclined: true, using: &dice)
      let sums = whole.clusters.map { cluster in
        cluster.reduce((x: Int64(0), y: Int64(0))) { ($0.x + $1.x, $0.y + $1.y) }
      }
      let (x, y) = (whole.x, whole.y)
      let ratios = sums.map { Double(x - $0.x) / Double(y - $0.y) }
      let (count, mean) = (Double(ratios.count), ratios.reduce(0, +) / Double(ratios.count))
      let jackknife = (count - 1) / count * ratios.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let estimate = try #require(whole.estimate)
      #expect(isNear(estimate.variance / jackknife, 1, 0.01), "seed \(seed), \(number)")
    }
  }

  @Test func `a thousand million observations do not overflow`() throws {
    // 1,000 customers of a million each, all in y and the half of them in x: R = 1/2, residuals ± ½
    // million; 1000/999 · 1000 · (5·10⁵)² / 10¹⁸ = 1000/999 · 2.5·10⁻⁴.
    let (million, half): (Int64, Int64) = (1_000_000, 500)
    let estimate = try #require(
      RatioEstimate(
        x: half * million, y: 1000 * million, both: half * million, xx: half * million * million,
        xy: half * million * million, yy: 1000 * million * million, clusters: 1000))
    #expect(estimate.value == 0.5)
    #expect(isNear(estimate.variance / (1000.0 / 999 * 2.5e-4), 1, 1e-9))
  }

  // R package survey 4.1-1, data(api), apiclus1 unweighted, clusters dnum: svymean(~y) is the ratio of
  // Σy = 160 to n = 183 with SE .0205642374474379. That is less than √(p(1 − p)/n) = .0245…, so the
  // independent one stands.
  @Test func `the sums of apiclus1 give R's standard error where nothing is wider`() throws {
    func estimate(independent both: Int64) -> RatioEstimate? {
      RatioEstimate(x: 160, y: 183, both: both, xx: 3104, xy: 3500, yy: 3963, clusters: 15)
    }
    let floored = try #require(estimate(independent: 160))
    #expect(isNear(floored.value, 0.87431693989071, 1e-13))
    #expect(isNear(floored.variance, 0.87431693989071 * (1 - 0.87431693989071) / 183, 1e-9))
    // `both` enters the independent variance alone. 171 is none that observations could have; it makes
    // that variance 160/183³, so that the clustered one shows.
    let clustered = try #require(estimate(independent: 171))
    #expect(isNear(clustered.variance.squareRoot() / 0.0205642374474379, 1, 1e-9))
  }
}
