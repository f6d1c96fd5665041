import Dice
import Testing

@testable import Statistics

@Suite struct PairedSharesTests {
  /// The difference over observations that come one in a cluster, or all in one, where no effect is known.
  private func shares(_ both: Int64, _ first: Int64, _ second: Int64, _ neither: Int64, clusters: Int64 = 1)
    throws -> PairedShares
  {
    try PairedShares(
      both: both, first: first, second: second, neither: neither, squares: first + second,
      products: first - second, sizes: both + first + second + neither, clusters: clusters)
  }

  // Newcombe (1998), Statistics in Medicine 17(22), table III, method 10: the three of its examples without
  // rare events. Printed to four digits.
  @Test(
    arguments: [
      ([36, 12, 2, 0], 0.2, 0.0569, 0.3404), ([20, 12, 2, 16], 0.2, 0.0562, 0.3292),
      ([18, 14, 0, 18], 0.28, 0.1441, 0.3963),
    ] as [([Int64], Double, Double, Double)])
  func `intervals are those that Newcombe published`(
    _ counts: [Int64], _ difference: Double, _ low: Double, _ high: Double
  ) throws {
    let found = try shares(counts[0], counts[1], counts[2], counts[3])
    #expect(isNear(found.difference, difference, relative: 1e-15))
    #expect(abs(found.low - low) <= 0.5e-4 && abs(found.high - high) <= 0.5e-4, "\(found)")
  }

  @Test func `no correlation is that of two samples, as large as the pairs`() throws {
    // ad = bc: φ = 0, Newcombe's interval of unpaired shares, which adds the squares alone.
    let found = try shares(12, 18, 8, 12)
    let (one, other) = (WilsonInterval(share: 0.6, size: 50), WilsonInterval(share: 0.4, size: 50))
    func root(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
    #expect(isNear(found.low, 0.2 - root(0.6 - one.low, other.high - 0.4), relative: 1e-13))
    #expect(isNear(found.high, 0.2 + root(one.high - 0.6, 0.4 - other.low), relative: 1e-13))
  }

  @Test func `clusters of equal pairs are worth one each`() throws {
    // 20 clusters of 5 that agree within: b 30, c 20, a 25, d 25 of 100. Σ D² = 25 · 10 = 250, Σ D·n =
    // 5 · 10 = 50, Σ n² = 500; θ = .1: residual 250 − 10 + 5 = 245, spread 50 − 1 = 49; effect 5 · 20/19.
    let found = try PairedShares(
      both: 25, first: 30, second: 20, neither: 25, squares: 250, products: 50, sizes: 500, clusters: 20)
    let (one, other) = (WilsonInterval(share: 0.55, size: 19), WilsonInterval(share: 0.45, size: 19))
    // φ: ad − bc = 25 · 25 − 30 · 20 = 25 is under n/2 = 50: 0.
    func root(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
    #expect(isNear(found.low, 0.1 - root(0.55 - one.low, other.high - 0.45), relative: 1e-12))
    let alone = try shares(25, 30, 20, 25, clusters: 100)
    #expect(found.low < alone.low && alone.high < found.high && found.difference == alone.difference)
    // Clusters that even out do not narrow.
    let even = try PairedShares(
      both: 25, first: 30, second: 20, neither: 25, squares: 0, products: 0, sizes: 500, clusters: 20)
    #expect(try even == shares(25, 30, 20, 25))
  }

  @Test func `sides swapped are the difference turned round, and the truth lies within`() throws {
    let seed: UInt64 = 1_998
    var dice = Dice(seed: seed)
    for number in 0..<Rounds.count(300) {
      let counts = (0..<4).map { _ in Int64(dice.below(dice.pick([1, 3, 40, 100_000]))) }
      guard counts.contains(where: { $0 > 0 }) else { continue }
      let total = counts.reduce(0, +)
      let (squares, clusters) = (
        counts[1] + counts[2] + Int64(dice.below(9)), Int64(dice.below(Int(total))) + 1
      )
      func shares(_ first: Int64, _ second: Int64) throws -> PairedShares {
        try PairedShares(
          both: counts[0], first: first, second: second, neither: counts[3], squares: squares,
          products: first - second, sizes: total, clusters: clusters)
      }
      let (plain, turned) = try (shares(counts[1], counts[2]), shares(counts[2], counts[1]))
      #expect(plain.difference == -turned.difference, "seed \(seed), \(number)")
      #expect(
        abs(plain.low + turned.high) < 1e-12 && abs(plain.high + turned.low) < 1e-12,
        "seed \(seed), \(number)")
      #expect(-1 <= plain.low && plain.low <= plain.difference, "seed \(seed), \(number)")
      #expect(plain.difference <= plain.high && plain.high <= 1, "seed \(seed), \(number)")
    }
  }

  @Test func `one side alone, full agreement, nothing and no counts`() throws {
    let opposite = try shares(0, 10, 0, 0)
    // Both ends of 10 of 10 and 0 of 10 are z²/(n + z²) from there; φ has an empty margin.
    let end = WilsonInterval.z95 * WilsonInterval.z95 / (10 + WilsonInterval.z95 * WilsonInterval.z95)
    #expect(opposite.difference == 1 && opposite.high == 1)
    #expect(isNear(opposite.low, 1 - end * 2.0.squareRoot(), relative: 1e-12))
    let same = try shares(10, 0, 0, 0)
    #expect(same.difference == 0 && isNear(same.high, end, relative: 1e-12) && same.low == -same.high)
    #expect(throws: NotEstimable.tooFew(.observations, found: 0, needed: 1)) { try shares(0, 0, 0, 0) }
    #expect(throws: NotEstimable.outOfRange(.observations)) { try shares(5, -1, 2, 3) }
  }
}
