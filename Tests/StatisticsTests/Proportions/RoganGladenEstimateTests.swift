import Dice
import Testing

@testable import Statistics

@Suite struct RoganGladenEstimateTests {
  private func estimate(
    _ positive: (Double, Double), _ affected: (Double, Double), _ unaffected: (Double, Double)
  ) throws -> RoganGladenEstimate {
    try RoganGladenEstimate(
      positive: Proportion(successes: positive.0, size: positive.1),
      ofAffected: Proportion(successes: affected.0, size: affected.1),
      ofUnaffected: Proportion(successes: unaffected.0, size: unaffected.1))
  }

  // 30 of 100 positive, 8 of 10 affected, 2 of 20 unaffected: (0.3 − 0.1)/(0.8 − 0.1) = 2/7.
  // Variance (0.3·0.7/100 + (2/7)²·0.8·0.2/10 + (5/7)²·0.1·0.9/20)/0.49
  // = (0.0021 + 0.0013061224 + 0.0022959184)/0.49 = 0.0116368180, its root 0.1078740840.
  @Test func `the share behind an imperfect test, by hand`() throws {
    let found = try estimate((30, 100), (8, 10), (2, 20))
    #expect(abs(found.share - 2.0 / 7) < 1e-15)
    #expect(abs(found.standardError - 0.1078740840) < 1e-9)
    #expect(abs(found.low - (2.0 / 7 - 1.959963984540054 * found.standardError)) < 1e-15)
    #expect(abs(found.high - (2.0 / 7 + 1.959963984540054 * found.standardError)) < 1e-15)
  }

  @Test func `a perfect test tells its own share, and a test that is turned around the same`() throws {
    #expect(try estimate((30, 100), (500, 500), (0, 500)).share == 0.3)
    let (one, other) = (try estimate((30, 100), (8, 10), (2, 20)), try estimate((70, 100), (2, 10), (18, 20)))
    #expect(abs(one.share - other.share) < 1e-15 && abs(one.standardError - other.standardError) < 1e-15)
  }

  @Test func `a test that does not tell them apart estimates nothing, and shares stay within 0 and 1`() throws
  {
    #expect(throws: NotEstimable.noSpread(.values)) { try estimate((30, 100), (5, 10), (5, 10)) }
    #expect(throws: NotEstimable.noSpread(.values)) { try estimate((30, 100), (6, 10), (4, 10)) }
    #expect(throws: NotEstimable.outOfRange(.values)) { try estimate((99, 100), (80, 100), (10, 100)) }
    let above = try estimate((82, 100), (80, 100), (10, 100))
    #expect(above.share == 1 && above.high == 1 && above.low < 1)
  }

  // A true share of 0.7; 0.05 of 300 who said yes came back, and 0.6 of 150 who said no.
  @Test func `the interval holds the truth 19 times in 20`() throws {
    var dice = Dice(seed: 71)
    func drawn(_ size: Int, _ share: Double) -> (Double, Double) {
      (Double((0..<size).count { _ in dice.below(1000) < Int((share * 1000).rounded()) }), Double(size))
    }
    let rounds = Rounds.count(300)
    var held = 0
    for _ in 0..<rounds {
      let found = try estimate(drawn(2000, 0.7 * 0.05 + 0.3 * 0.6), drawn(300, 0.05), drawn(150, 0.6))
      if found.low <= 0.7, 0.7 <= found.high { held += 1 }
    }
    // Four standard errors of 0.95 in 300 rounds.
    let tolerance = 4 * (0.95 * 0.05 / Double(rounds)).squareRoot()
    #expect(abs(Double(held) / Double(rounds) - 0.95) < tolerance, "\(held) of \(rounds)")
  }
}
