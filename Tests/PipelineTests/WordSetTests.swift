import Dice
import Testing

@testable import Pipeline

@Suite struct WordSetTests {
  @Test func `it holds what a set holds`() {
    let seed: UInt64 = 23
    var random = Dice(seed: seed)
    for _ in 0..<20 {
      var set = WordSet()
      var expected: Set<UInt64> = []
      let bound = random.pick([3, 100, 5000])
      // Words that follow one another, that share their lower bits, and any.
      let shift = UInt64(random.pick([0, 8, 40]))
      for _ in 0..<random.below(4000) {
        let word = (UInt64(random.below(bound)) + 1) << shift
        #expect(set.insert(word) == expected.insert(word).inserted)
      }
      #expect(set.count == expected.count)
      #expect((1...UInt64(bound)).allSatisfy { set.contains($0 << shift) == expected.contains($0 << shift) })
      #expect(!set.contains(.max) && expected.allSatisfy { set.contains($0) }, "seed \(seed)")
    }
  }

  @Test func `an empty one holds nothing, one of some words those`() {
    #expect(!WordSet().contains(1) && WordSet().count == 0)
    let set = WordSet([.max, 1, 1 << 63, 1])
    #expect(set.count == 3 && set.contains(.max) && set.contains(1) && set.contains(1 << 63))
    #expect(!set.contains(2))
  }
}
