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

  @Test func `losers are the legs that the kept ones outrank, and those without a key never lose`() {
    var log = CallLog()
    log.add("1", 0, updated: 10, keep: ("case", 1))
    log.add("2", 0)
    log.add("1", 0, updated: 20)
    log.add("1", 0, updated: 5, keep: ("case", 3))
    log.add("3", 0, keep: ("case", 2))
    #expect(DuplicateRows.losers(among: log.legs, asOf: nil) == [0, 3])
    #expect(DuplicateRows.losers(among: log.legs, asOf: Instant(seconds: 12)) == [2, 3])
    #expect(DuplicateRows.keepLosers(among: log.legs, asOf: nil) == [0, 4])
    #expect(DuplicateRows.keepLosers(among: log.legs, asOf: Instant(milliseconds: 2)) == [0, 3])
  }
}
