import Dice
import Foundation
import Tables
import Testing

@testable import Pipeline

@Suite struct ContactIDsTests {
  @Test func `an id is found by the place of its record, in whatever order chunks came`() throws {
    let seed: UInt64 = 77
    var dice = Dice(seed: seed)
    let ids = ContactIDs(file: SpillFile(folder: NSTemporaryDirectory(), slotBytes: 4096))
    var expected: [(account: UInt32, place: Int64, id: [UInt8])] = []
    for account in [0, 3] as [UInt32] {
      for base in [0, 1000, 2000, 5 << 32].shuffled(using: &dice) as [Int64] {
        var texts = RecordTexts()
        for row in 0..<dice.below(60) {
          let id = (0..<dice.below(20)).map { _ in UInt8(dice.below(256)) }
          texts.offsets.append(UInt32(row * 16 + dice.below(15)))
          texts.bytes += id
          texts.ends.append(UInt32(texts.bytes.count))
          expected.append((account, base + Int64(texts.offsets[row]), id))
        }
        try ids.take(texts, account: account, base: base)
      }
    }
    #expect(expected.count > 100)
    let places = Set(expected.map { [Int64($0.account), $0.place] })
    for (account, place, id) in expected {
      #expect(try ids.id(account: account, at: place) == id, "seed \(seed)")
      if !places.contains([Int64(account), place + 1]) {
        #expect(try ids.id(account: account, at: place + 1) == nil)
      }
    }
    #expect(try ids.id(account: 1, at: 0) == nil && ids.id(account: 0, at: -1) == nil)
  }
}
