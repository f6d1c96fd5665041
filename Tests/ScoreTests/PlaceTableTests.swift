import Dice
import Tables
import Testing

@testable import Score

@Suite struct PlaceTableTests {
  @Test func `numbers follow the order of first meeting, also of fingerprints with one lower half`() {
    var random = Dice(seed: 41)
    var table = PlaceTable()
    for round in 0..<3 {
      var known: [Fingerprint: Int] = [:]
      for _ in 0..<2000 {
        let key = Fingerprint(high: UInt64(random.below(400)), low: UInt64(random.below(3)))
        let expected = known[key] ?? known.count
        #expect(table.existingNumber(of: key) == known[key])
        #expect(table.number(of: key) == expected)
        known[key] = expected
      }
      #expect(table.keys.count == known.count && known.count > 500)
      table.reset(capacity: round * 1000)
      #expect(table.keys.isEmpty && known.keys.allSatisfy { table.existingNumber(of: $0) == nil })
    }
  }
}
