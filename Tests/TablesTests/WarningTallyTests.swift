import Dice
import Testing

@testable import Tables

@Suite struct WarningTallyTests {
  @Test func `equal warnings are counted together`() {
    var tally = WarningTally()
    tally.add(.trimmedBlanks, "queue")
    tally.add(.trimmedBlanks, "queue", count: 4)
    tally.add(.trimmedBlanks, "site")
    tally.add(.rawIDs)
    #expect(
      tally.sorted.map { "\($0.key.code.rawValue) \($0.key.subject) \($0.count)" } == [
        "raw_ids  1", "trimmed_blanks queue 5", "trimmed_blanks site 1",
      ])
  }

  @Test func `nothing is added for none`() {
    var tally = WarningTally()
    tally.add(.localTimeGap, "started_at", count: 0)
    #expect(tally == WarningTally())
    #expect(tally.sorted.isEmpty)
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `any split in any order gives the same counts`(seed: UInt64) {
    var dice = Dice(seed: seed)
    var whole = WarningTally()
    var pieces = Array(repeating: WarningTally(), count: Int.random(in: 1...6, using: &dice))
    for _ in 0..<200 {
      let code = WarningCode.allCases.randomElement(using: &dice) ?? .rawIDs
      let subject = ["", "a", "b"].randomElement(using: &dice) ?? ""
      let count = Int.random(in: 0...3, using: &dice)
      whole.add(code, subject, count: count)
      pieces[Int.random(in: pieces.indices, using: &dice)].add(code, subject, count: count)
    }
    pieces.shuffle(using: &dice)
    var joined = WarningTally()
    for piece in pieces { joined.merge(piece) }
    #expect(joined == whole, "seed \(seed)")
    #expect(joined.sorted.map(\.count) == whole.sorted.map(\.count), "seed \(seed)")
  }
}
