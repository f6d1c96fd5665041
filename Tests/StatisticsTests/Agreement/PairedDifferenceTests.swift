import Dice
import Testing

@testable import Statistics

@Suite struct PairedDifferenceTests {
  // Student (1908), hours of sleep gained with two drugs (R's `sleep`): t = −4.0621, p = .002833, mean −1.58,
  // −2.459886 … −0.7001142; scipy 1.17.1 ttest_rel(first, second) to 15 digits.
  @Test func `Student's ten patients`() throws {
    let found = try PairedDifference(
      [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2], [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
    #expect(found.pairs == 10)
    #expect(isNear(found.mean, -1.58, relative: 1e-14))
    #expect(isNear(found.mean / found.standardError, -4.06212768338204, relative: 1e-13))
    #expect(isNear(found.pValue, 0.00283289019738427, relative: 1e-12))
    #expect(isNear(found.low, -2.45988576327698, relative: 1e-13))
    #expect(isNear(found.high, -0.700114236723018, relative: 1e-12))
  }

  @Test func `two pairs by hand, incomplete ones left out`() throws {
    // Differences 1 and 3: mean 2, s² = 2, se = 1; t with one degree of freedom is Cauchy: P(|T| > 2) = 1 −
    // 2/π·atan 2.
    let found = try PairedDifference([2, nil, 5, 9], [1, 4, 2, nil])
    #expect(found.pairs == 2 && found.mean == 2 && isNear(found.standardError, 1, relative: 1e-15))
    #expect(isNear(found.pValue, 0.295167235300867, relative: 1e-13))
    // tan(0.475·π) = 12.7062047361747.
    #expect(isNear(found.high, 14.7062047361747, relative: 1e-12))
  }

  @Test func `sides exchanged change the sign, a shift of both changes nothing`() throws {
    let seed: UInt64 = 74
    var dice = Dice(seed: seed)
    for number in 0..<Rounds.count(30) {
      let first = (0..<12).map { _ in Double(dice.below(100)) / 4 }
      let second = (0..<12).map { _ in Double(dice.below(100)) / 4 }
      let plain = try PairedDifference(first, second)
      let turned = try PairedDifference(second, first)
      #expect(turned.low == -plain.high && turned.pValue == plain.pValue, "seed \(seed), \(number)")
      let shifted = try PairedDifference(first.map { $0 + 1024 }, second.map { $0 + 1024 })
      #expect(shifted == plain, "seed \(seed), \(number)")
    }
  }

  @Test func `pairs in any order give the same bits`() throws {
    let seed: UInt64 = 75
    var numbers = SplitMix64(seed: seed)
    var dice = Dice(seed: seed)
    for number in 0..<Rounds.count(30) {
      let pairs = (0..<(dice.below(40) + 2)).map { _ in (numbers.normal() / 3, numbers.normal() * 7) }
      let moved = pairs.shuffled(using: &dice)
      #expect(
        try PairedDifference(pairs.map(\.0), pairs.map(\.1))
          == PairedDifference(moved.map(\.0), moved.map(\.1)), "seed \(seed), \(number)")
    }
  }

  @Test func `what cannot be estimated has a reason`() throws {
    #expect(throws: NotEstimable.tooFew(.observations, found: 0, needed: 2)) { try PairedDifference([], []) }
    #expect(throws: NotEstimable.tooFew(.observations, found: 1, needed: 2)) {
      try PairedDifference([1, nil], [2, 3])
    }
    #expect(throws: NotEstimable.noSpread(.scores)) { try PairedDifference([1, 2], [0, 1]) }
    #expect(throws: NotEstimable.noSpread(.scores)) { try PairedDifference([0.1, 0.1, 0.1], [0, 0, 0]) }
    // The same gap on paper, not in binary.
    #expect(throws: NotEstimable.noSpread(.scores)) { try PairedDifference([0.3, 0.8], [0.1, 0.6]) }
    #expect(throws: NotEstimable.noSpread(.scores)) { try PairedDifference([4.3, 0.8, 9.1], [4.2, 0.7, 9]) }
    #expect(throws: NotEstimable.notFinite(.scores)) { try PairedDifference([1, .nan], [0, 1]) }
    #expect(throws: NotEstimable.noConvergence) { try PairedDifference([1e300, -1e300, 0], [0, 0, 0]) }
    // Differences that vary in their last bits only vary by rounding.
    #expect(throws: NotEstimable.noSpread(.scores)) {
      try PairedDifference([1, 1, 1.0.nextUp], [-1e100, -1e100, -1e100.nextUp])
    }
    // Where they vary by little, but more than that, t is huge and p next to 0, never missing.
    let narrow = try PairedDifference([1, 1, 1 + 1e-12], [0, 0, 0])
    #expect(narrow.pValue > 0 && narrow.pValue < 1e-20)
  }
}
