import Dice
import Testing

@testable import Statistics

@Suite struct RanksTests {
  @Test func `ties share the mean of their ranks`() throws {
    // R: rank(c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5)) = 4.5 1.5 6 1.5 8 11 3 10 8 4.5 8.
    let found = try Ranks.midRanks(of: [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5])
    #expect(found == [4.5, 1.5, 6, 1.5, 8, 11, 3, 10, 8, 4.5, 8])
    #expect(try Ranks.midRanks(of: [2, 2, 2, 2]) == [2.5, 2.5, 2.5, 2.5])
    #expect(try Ranks.midRanks(of: [-0.0, 0.0]) == [1.5, 1.5])
    #expect(try Ranks.midRanks(of: []) == [])
  }

  @Test func `what is no number has no rank`() {
    #expect(throws: NotEstimable.notFinite(.values)) { try Ranks.midRanks(of: [1, .nan]) }
    #expect(throws: NotEstimable.notFinite(.values)) { try Ranks.midRanks(of: [1, .infinity]) }
  }

  @Test func `ranks count what is smaller, and half of what is equal`() throws {
    let seed: UInt64 = 65
    var dice = Dice(seed: seed)
    for number in 0..<Rounds.count(30) {
      let values = (0..<(dice.below(40) + 1)).map { _ in Double(dice.below(15)) }
      let ranks = try Ranks.midRanks(of: values)
      for (value, rank) in zip(values, ranks) {
        let (below, equal) = (values.count { $0 < value }, values.count { $0 == value })
        #expect(rank == Double(below) + Double(equal + 1) / 2, "seed \(seed), \(number)")
      }
    }
  }
}
