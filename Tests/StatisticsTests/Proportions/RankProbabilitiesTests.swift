import Dice
import Testing

@testable import Statistics

@Suite struct RankQuartilesTests {
  // 9, 7, 7, 5: ranks 1, 2½, 2½, 4; ⌈4(r − ½)/4⌉ = 1, 2, 2, 4.
  @Test func `ties share rank and quartile`() throws {
    let found = try RankQuartiles([7, 9, 5, 7])
    #expect(found.ranks == [2.5, 1, 4, 2.5])
    #expect(found.quartiles == [2, 1, 4, 2])
  }

  // Twenty peers: five to a quartile. Six: 4(r − ½)/6 = ⅓, 1, 5/3, 7/3, 3, 11/3: 1, 1, 2, 3, 3, 4.
  @Test func `quartiles of twenty and of six`() throws {
    let twenty = try RankQuartiles((0..<20).map { -Double($0) })
    #expect(twenty.quartiles == (0..<20).map { $0 / 5 + 1 })
    #expect(try RankQuartiles([6, 5, 4, 3, 2, 1]).quartiles == [1, 1, 2, 3, 3, 4])
  }

  @Test func `equals are all in the second quartile, one alone too`() throws {
    #expect(try RankQuartiles([3, 3, 3, 3, 3]).ranks == [3, 3, 3, 3, 3])
    #expect(try RankQuartiles([3, 3, 3, 3, 3]).quartiles == [2, 2, 2, 2, 2])
    #expect(try RankQuartiles([1]).quartiles == [2])
    #expect(try RankQuartiles([]).quartiles == [])
    #expect(try RankQuartiles([0.0, -0.0, .infinity, -.infinity]).ranks == [2.5, 2.5, 1, 4])
    #expect(throws: NotEstimable.notFinite(.values)) { _ = try RankQuartiles([1, .nan]) }
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `ranks count who is better and half of the equals, quartiles follow the formula`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let values = (0..<Int.random(in: 1...60, using: &dice)).map { _ in Double(dice.below(20)) }
    let found = try RankQuartiles(values)
    for (index, value) in values.enumerated() {
      let better = Double(values.count { $0 > value })
      let equal = Double(values.count { $0 == value })
      #expect(found.ranks[index] == better + (equal + 1) / 2, "seed \(seed)")
      let quartile = (4 * (found.ranks[index] - 0.5) / Double(values.count)).rounded(.up)
      #expect(Double(found.quartiles[index]) == quartile, "seed \(seed)")
    }
  }
}

@Suite struct RankProbabilitiesTests {
  private static let draws = 10_000
  /// Four standard errors of a probability seen in so many draws.
  private static func isProbable(_ found: Double, _ expected: Double) -> Bool {
    abs(found - expected) <= 4 * (expected * (1 - expected) / Double(draws)).squareRoot()
  }

  // Of two units the top half is the better one. Normal: P(A > B) = Φ((.70 − .66)/√(.03² + .04²)) =
  // Φ(.8) = .7881446014166. Beta: scipy 1.17.1, integrate.quad of beta.pdf(81, 21) · beta.cdf(70, 30) =
  // .9398027930393, and of (.4, .3) against (.2, .5) = .7283347158529; Beta(1, 1) against Beta(2, 1): ⅓ by hand.
  @Test(arguments: [
    (
      Posterior.normal(mean: 0.70, deviation: 0.03), Posterior.normal(mean: 0.66, deviation: 0.04),
      0.7881446014166
    ),
    (.beta(.init(alpha: 81, beta: 21)), .beta(.init(alpha: 70, beta: 30)), 0.9398027930393),
    (.beta(.init(alpha: 0.4, beta: 0.3)), .beta(.init(alpha: 0.2, beta: 0.5)), 0.7283347158529),
    (.beta(.init(alpha: 1, beta: 1)), .beta(.init(alpha: 2, beta: 1)), 1.0 / 3),
    (.normal(mean: 0.5, deviation: 0), .beta(.init(alpha: 1, beta: 1)), 0.5),
    (.normal(mean: 2, deviation: 0), .normal(mean: 1, deviation: 0), 1),
  ])
  func `of two units the better is found as often as it should`(
    _ one: Posterior, _ other: Posterior, _ probability: Double
  ) throws {
    let found = try RankProbabilities([one, other], draws: Self.draws, seed: 11).units
    #expect(Self.isProbable(found[0].topHalf, probability), "\(found[0].topHalf)")
    #expect(abs(found[0].topHalf + found[1].topHalf - 1) < 1e-12)
    #expect(abs(found[0].expectedRank - (2 - found[0].topHalf)) < 1e-12)
  }

  @Test(arguments: [
    Posterior.normal(mean: 0.7, deviation: 0.1), .normal(mean: 0.7, deviation: 0),
    .beta(.init(alpha: 30, beta: 10)),
  ])
  func `equals are in the top half and in each quartile as often as by lot`(_ posterior: Posterior) throws {
    for unit in try RankProbabilities(Array(repeating: posterior, count: 8), draws: 100, seed: 5).units {
      #expect(abs(unit.topHalf - 0.5) < 1e-12)
      #expect(abs(unit.fourthQuartile - 0.25) < 1e-12)
      #expect(abs(unit.expectedRank - 4.5) < 1e-12)
    }
  }

  // Five known values: the middle one, rank 3, has quartile ⌈4 · 2.5/5⌉ = 2. The two last tie for places 4 and 5,
  // of which ⌈4 · 3.5/5⌉ = 3 and ⌈4 · 4.5/5⌉ = 4.
  @Test func `known values have known places`() throws {
    let values = [0.9, 0.8, 0.7, 0.1, 0.1].map { Posterior.normal(mean: $0, deviation: 0) }
    let found = try RankProbabilities(values, draws: 3, seed: 1).units
    #expect(found.map(\.topHalf) == [1, 1, 1, 0, 0])
    #expect(found.map(\.fourthQuartile) == [0, 0, 0, 0.5, 0.5])
    #expect(found.map(\.expectedRank) == [1, 2, 3, 4.5, 4.5])
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `the seed alone decides, not the order; the halves and quarters are full`(seed: UInt64) throws {
    var numbers = SplitMix64(seed: seed)
    var units = (0..<24).map { _ in
      Posterior.beta(.init(alpha: 5 + 40 * numbers.unit(), beta: 5 + 20 * numbers.unit()))
    }
    units[3] = units[17]
    let found = try RankProbabilities(units, draws: 200, seed: seed)
    #expect(try RankProbabilities(units, draws: 200, seed: seed) == found)
    #expect(try RankProbabilities(units, draws: 200, seed: seed + 1) != found)
    let order = Array(0..<24).shuffled(using: &numbers)
    let shuffled = try RankProbabilities(order.map { units[$0] }, draws: 200, seed: seed)
    #expect(shuffled.units == order.map { found.units[$0] }, "seed \(seed)")
    #expect(found.units[3] == found.units[17])
    #expect(abs(found.units.reduce(0) { $0 + $1.topHalf } - 12) < 1e-9, "seed \(seed)")
    #expect(abs(found.units.reduce(0) { $0 + $1.fourthQuartile } - 6) < 1e-9, "seed \(seed)")
    #expect(abs(found.units.reduce(0) { $0 + $1.expectedRank } - 300) < 1e-9, "seed \(seed)")
  }

  @Test func `what cannot be drawn from is refused`() throws {
    let one = Posterior.normal(mean: 0, deviation: 1)
    for (posteriors, reason) in [
      ([], NotEstimable.tooFew(.units, found: 0, needed: 2)), ([one], .tooFew(.units, found: 1, needed: 2)),
      ([one, .normal(mean: .nan, deviation: 1)], .notFinite(.values)),
      ([one, .normal(mean: 0, deviation: .infinity)], .notFinite(.values)),
      ([one, .normal(mean: 0, deviation: -1)], .outOfRange(.values)),
    ] {
      #expect(throws: reason) { _ = try RankProbabilities(posteriors, draws: 10, seed: 1) }
    }
  }

  // Mean a/(a + b), variance ab/((a + b)²(a + b + 1)); four standard errors of each over 10,000 draws, that of
  // the variance at most √(E(x − μ)⁴/n) ≤ √(variance/n).
  @Test(arguments: [(0.05, 0.5), (0.5, 0.5), (1, 1), (2, 9), (81, 21), (1e6, 2e6)])
  func `beta numbers have their mean and variance`(_ a: Double, _ b: Double) {
    var numbers = SplitMix64(seed: 3)
    let drawn = (0..<Self.draws).map { _ in numbers.beta(BetaDistribution(alpha: a, beta: b)) }
    let (mean, count) = (a / (a + b), Double(Self.draws))
    let variance = mean * (1 - mean) / (a + b + 1)
    #expect(drawn.allSatisfy { $0 >= 0 && $0 <= 1 })
    #expect(abs(drawn.reduce(0, +) / count - mean) < 4 * (variance / count).squareRoot())
    let squares = drawn.map { ($0 - mean) * ($0 - mean) }
    let spread = squares.reduce(0) { $0 + ($1 - variance) * ($1 - variance) } / count
    #expect(abs(squares.reduce(0, +) / count - variance) < 4 * (spread / count).squareRoot())
  }

  @Test func `beta numbers of vanishing shapes are numbers`() {
    var numbers = SplitMix64(seed: 3)
    for shape in [1e-3, 1e-10, .leastNonzeroMagnitude] {
      let drawn = numbers.beta(BetaDistribution(alpha: shape, beta: shape))
      #expect(drawn >= 0 && drawn <= 1)
    }
  }
}
