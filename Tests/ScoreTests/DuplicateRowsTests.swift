import Dice
import Tables
import Testing

@testable import Score

@Suite struct DuplicateRowsTests {
  /// Queues of the rows that stay.
  private func kept(_ log: CallLog, asOf: Int64? = nil) -> [String] {
    var legs = log.legs
    _ = DuplicateRows.remove(from: &legs, asOf: asOf.map { Instant(seconds: $0) })
    return legs.map { log.vocabulary.text(of: $0.queue) }
  }

  @Test func `the row with the later updated_at is kept`() {
    var log = CallLog()
    log.add("1", 0, queue: "new", updated: 20)
    log.add("1", 0, queue: "old", updated: 10)
    #expect(kept(log) == ["new"])
  }

  @Test func `a blank updated_at is older than any`() {
    var log = CallLog()
    log.add("1", 0, queue: "told", updated: -1000)
    log.add("1", 0, queue: "blank")
    #expect(kept(log) == ["told"])
  }

  @Test func `among equals the last one read is kept`() {
    var log = CallLog()
    log.add("1", 0, queue: "first", updated: 10)
    log.add("1", 0, queue: "last", updated: 10)
    log.add("2", 0, queue: "first blank")
    log.add("2", 0, queue: "last blank")
    #expect(kept(log) == ["last", "last blank"])
  }

  @Test func `the last one read is told by piece and row, not by place`() {
    var log = CallLog()
    log.add("1", 0, queue: "first")
    log.add("1", 0, queue: "last")
    var legs = Array(log.legs.reversed())
    _ = DuplicateRows.remove(from: &legs, asOf: nil)
    #expect(legs.map { log.vocabulary.text(of: $0.queue) } == ["last"])
  }

  @Test func `a row updated after as_of loses to one updated before, a blank one too`() {
    var log = CallLog()
    log.add("1", 0, queue: "known", updated: 50)
    log.add("1", 0, queue: "too late", updated: 101)
    log.add("2", 0, queue: "blank")
    log.add("2", 0, queue: "too late", updated: 101)
    #expect(kept(log, asOf: 100) == ["known", "blank"])
  }

  @Test func `a row updated at as_of is known`() {
    var log = CallLog()
    log.add("1", 0, queue: "at as_of", updated: 100)
    log.add("1", 0, queue: "before", updated: 99)
    #expect(kept(log, asOf: 100) == ["at as_of"])
  }

  @Test func `a row updated after as_of is kept where it is the only version`() {
    var log = CallLog()
    log.add("1", 0, queue: "alone", updated: 101)
    #expect(kept(log, asOf: 100) == ["alone"])
  }

  @Test func `one contact id in two sources is two contacts, and 007 is not 7`() {
    var log = CallLog()
    log.add("7", 0, queue: "a", updated: 1)
    log.add("7", 0, source: 1, queue: "b")
    log.add("007", 0, queue: "c")
    #expect(kept(log) == ["a", "b", "c"])
  }

  @Test func `rows left out are counted by their own files`() {
    var log = CallLog()
    log.add("1", 0, file: 3)
    log.add("1", 0, file: 4)
    log.add("1", 0, updated: 5, file: 3)
    var legs = log.legs
    let excluded = DuplicateRows.remove(from: &legs, asOf: nil)
    #expect(legs.count == 1 && legs[0].updated == 5000)
    #expect(excluded.counts == [3: ["duplicate": 1], 4: ["duplicate": 1]])
  }

  @Test func `a keep rule leaves the largest value of each key, among equals the last read`() {
    var log = CallLog()
    log.add("1", 0, queue: "a", keep: ("case 1", 10))
    log.add("2", 0, queue: "b", keep: ("case 1", 20))
    log.add("3", 0, queue: "c", keep: ("case 1", 15))
    log.add("4", 0, queue: "d", keep: ("case 2", 5))
    log.add("5", 0, queue: "e", keep: ("case 2", 5))
    log.add("6", 0, queue: "no rule")
    log.add("7", 0, queue: "no rule")
    var legs = log.legs
    let excluded = DuplicateRows.applyKeepRule(to: &legs, asOf: nil)
    #expect(legs.map { log.vocabulary.text(of: $0.queue) } == ["b", "e", "no rule", "no rule"])
    #expect(excluded.counts == [0: ["not_kept": 3]])
  }

  @Test func `any order of the rows leaves the same row of each contact`() {
    let seed: UInt64 = 5
    var random = Dice(seed: seed)
    for number in 0..<200 {
      var log = CallLog()
      for _ in 0..<20 {
        let updated = Int64(random.next() % 4)
        log.add("\(random.next() % 4)", 0, updated: updated == 0 ? nil : updated)
      }
      var ordered = log.legs
      var shuffled = log.legs.shuffled(using: &random)
      _ = DuplicateRows.remove(from: &ordered, asOf: Instant(seconds: 2))
      _ = DuplicateRows.remove(from: &shuffled, asOf: Instant(seconds: 2))
      #expect(
        ordered.map(\.sequence) == shuffled.map(\.sequence).sorted(), "seed \(seed), log \(number)")
    }
  }
}
