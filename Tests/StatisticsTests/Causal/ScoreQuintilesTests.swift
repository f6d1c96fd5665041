import Dice
import Testing

@testable import Statistics

@Suite struct ScoreQuintilesTests {
  @Test func `ten different scores make two of each`() throws {
    let scores: [Double?] = [9, 0, 8, 1, 7, 2, 6, 3, 5, 4]
    let quintiles = try ScoreQuintiles(scores: scores, strata: Array(repeating: 0, count: 10))
    #expect(quintiles.quintile == [5, 1, 5, 1, 4, 2, 4, 2, 3, 3])
    #expect(quintiles.cell == [4, 0, 4, 0, 3, 1, 3, 1, 2, 2])
  }

  // N = 6: scores 1, 1, 1, 2, 3, 3. Mid-ranks 2, 2, 2, 4, 5.5, 5.5; 5(r − ½)/6 = 1.25, 2.92, 4.17.
  @Test func `equal scores share the quintile of their mid-rank`() throws {
    let quintiles = try ScoreQuintiles(scores: [3, 1, 2, 1, 3, 1], strata: Array(repeating: 7, count: 6))
    #expect(quintiles.quintile == [5, 2, 3, 2, 5, 2])
    #expect(quintiles.cell == [39, 36, 37, 36, 39, 36])
  }

  // All equal: r = (N + 1)/2, 5(r − ½)/N = 2.5.
  @Test func `all equal scores are in the middle`() throws {
    for count in 1...7 {
      let quintiles = try ScoreQuintiles(
        scores: Array(repeating: 0.5, count: count), strata: Array(repeating: 0, count: count))
      #expect(quintiles.quintile == Array(repeating: 3, count: count))
    }
  }

  @Test func `each role has its own, and what is missing has none`() throws {
    let quintiles = try ScoreQuintiles(
      scores: [1, 100, 2, 200, nil, 3], strata: [0, 1, 0, 1, 0, nil])
    // Two of a role: 5 · ½ / 2 = 1.25 and 5 · 1½ / 2 = 3.75.
    #expect(quintiles.quintile == [2, 2, 4, 4, nil, nil])
    #expect(quintiles.cell == [1, 6, 3, 8, nil, nil])
    #expect(try ScoreQuintiles(scores: [], strata: []).quintile.isEmpty)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `a score that is no number`(_ score: Double) {
    #expect(throws: NotEstimable.notFinite(.scores)) {
      try ScoreQuintiles(scores: [1, score], strata: [0, 0])
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `higher scores have no lower quintile, and order does not matter`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let scores = (0..<dice.below(60) + 1).map { _ in Double(dice.below(12)) }
    let found = try ScoreQuintiles(scores: scores, strata: scores.map { _ in 0 }).quintile.compactMap(\.self)
    #expect(found.count == scores.count && found.allSatisfy((1...5).contains), "seed \(seed)")
    for (a, left) in scores.enumerated() {
      for (b, right) in scores.enumerated() where left <= right {
        #expect(found[a] <= found[b], "seed \(seed)")
        if left == right { #expect(found[a] == found[b], "seed \(seed)") }
      }
    }
    let order = scores.indices.shuffled(using: &dice)
    let again = try ScoreQuintiles(scores: order.map { scores[$0] }, strata: order.map { _ in 0 })
    #expect(again.quintile == order.map { found[$0] }, "seed \(seed)")
    // Different scores, a multiple of five: equal fifths.
    let even = try ScoreQuintiles(
      scores: (0..<25).map { Double($0) }.shuffled(using: &dice), strata: Array(repeating: 0, count: 25))
    for number in 1...5 { #expect(even.quintile.count { $0 == number } == 5) }
  }
}
