import Dice
import Tables
import Testing

@testable import Score

@Suite struct BestLegsTests {
  /// What a contest leaves of legs that come a few at a time.
  static func selected(
    _ legs: [Leg], _ contest: BestLegs.Contest = .contact, asOf: Instant? = nil, atOnce: Int = .max
  ) -> (legs: [Leg], lost: [Leg], excluded: ExcludedRows) {
    var best = BestLegs(contest, asOf: asOf)
    var (free, lost) = ([Leg](), [Leg]())
    var rest = legs[...]
    while !rest.isEmpty {
      var page = Array(rest.prefix(atOnce))
      rest = rest.dropFirst(atOnce)
      best.take(&page) { lost.append($0) }
      free += page
    }
    return (best.legs + free, lost, best.excluded)
  }

  /// Queues of the rows that stay.
  private func kept(_ log: CallLog, asOf: Int64? = nil) -> [String] {
    Self.selected(log.legs, asOf: asOf.map { Instant(seconds: $0) }).legs
      .map { log.vocabulary.text(of: $0.queue) }
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
    let legs = Self.selected(log.legs.reversed()).legs
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
    let (legs, lost, excluded) = Self.selected(log.legs)
    #expect(lost.map(\.file).sorted() == [3, 4])
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
    let (legs, _, excluded) = Self.selected(log.legs, .keepRule)
    #expect(legs.map { log.vocabulary.text(of: $0.queue) } == ["b", "e", "no rule", "no rule"])
    #expect(excluded.counts == [0: ["not_kept": 3]])
  }

  @Test func `any order of the rows leaves the same row of each contact, whatever comes at once`() {
    let seed: UInt64 = 5
    var random = Dice(seed: seed)
    for number in 0..<200 {
      var log = CallLog()
      for _ in 0..<20 {
        let updated = Int64(random.next() % 4)
        log.add("\(random.next() % 4)", 0, updated: updated == 0 ? nil : updated)
      }
      let ordered = Self.selected(log.legs, asOf: Instant(seconds: 2))
      let shuffled = Self.selected(
        log.legs.shuffled(using: &random), asOf: Instant(seconds: 2), atOnce: 1 + random.below(9))
      #expect(
        ordered.legs.map(\.place).sorted() == shuffled.legs.map(\.place).sorted(),
        "seed \(seed), log \(number)")
      #expect(shuffled.excluded == ordered.excluded && shuffled.lost.count == 20 - ordered.legs.count)
    }
  }

  @Test func `of many rows of one contact one is held`() {
    var best = BestLegs(.contact, asOf: nil)
    for number in 0..<1000 {
      var log = CallLog()
      log.add("1", 0, file: UInt32(number))
      var legs = log.legs
      best.take(&legs)
      #expect(legs.isEmpty && best.legs.map(\.file) == [UInt32(number)])
    }
    #expect(best.excluded.counts.count == 999)
  }

  @Test func `losers are the legs that the kept ones outrank, and those without a key never lose`() {
    var log = CallLog()
    log.add("1", 0, updated: 10, keep: ("case", 1))
    log.add("2", 0)
    log.add("1", 0, updated: 20)
    log.add("1", 0, updated: 5, keep: ("case", 3))
    log.add("3", 0, keep: ("case", 2))
    func losers(_ contest: BestLegs.Contest, asOf: Instant? = nil) -> [Int] {
      let lost = Set(Self.selected(log.legs, contest, asOf: asOf).lost.map(\.place))
      return log.legs.indices.filter { lost.contains(log.legs[$0].place) }
    }
    #expect(losers(.contact) == [0, 3])
    #expect(losers(.contact, asOf: Instant(seconds: 12)) == [2, 3])
    #expect(losers(.keepRule) == [0, 4])
    #expect(losers(.keepRule, asOf: Instant(milliseconds: 2)) == [0, 3])
  }
}
