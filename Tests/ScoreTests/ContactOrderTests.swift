import Canonical
import Dice
import Synchronization
import Tables
import Testing

@testable import Score

/// How often each id was read.
private final class ReadingCount: Sendable {
  private let places = Mutex<[UInt64: Int]>([:])

  /// An order by the ids of a log that counts here.
  func order(of log: CallLog) -> ContactOrder {
    ContactOrder { [self] leg in
      places.withLock { $0[leg.place, default: 0] += 1 }
      return log.ids[leg.place] ?? []
    }
  }

  /// How often the id of each place was read.
  var counts: [UInt64: Int] { places.withLock(\.self) }
}

/// No id can be read.
private struct UnreadableID: Error {}

@Suite struct ContactOrderTests {
  /// Scores a log and tells how often each id was read.
  private func readings(_ log: CallLog, _ parameters: FCRParameters = FCRParameters()) throws -> [UInt64: Int]
  {
    var log = log
    let count = ReadingCount()
    let roster = Roster(people: nil, assignments: nil, roles: nil, vocabulary: &log.vocabulary)
    let scoring = log.scoring(parameters, roster, order: count.order(of: log))
    var legs = log.legs
    _ = try ChainCustomer.assign(to: &legs, order: count.order(of: log))
    _ = try scoring.score(legs)
    return count.counts
  }

  @Test func `no id is read where no two contacts of a customer start at once`() throws {
    var log = CallLog()
    for number in 0..<50 {
      log.add("\(number)", Int64(number), Int64(number) + 9, chain: number % 3 == 0 ? "c\(number / 6)" : nil)
      // Another customer at the same instant, and one in another source.
      log.add("o\(number)", Int64(number), customer: "lou")
      log.add("s\(number)", Int64(number), source: 1)
    }
    #expect(try readings(log).isEmpty)
  }

  @Test func `each id of a tie is read once, and no other`() throws {
    var log = CallLog()
    log.add("early", 0)
    for number in 0..<5 { log.add("\(number)", 10, 20) }
    log.add("late", 30, chain: "a")
    #expect(try readings(log) == Dictionary(uniqueKeysWithValues: (1...5).map { (UInt64($0), 1) }))
  }

  @Test func `a tie of one chain with one customer is settled once, and not for the customer`() throws {
    var log = CallLog()
    log.add("b", 10, chain: "a")
    log.add("a", 10, chain: "a")
    #expect(try readings(log) == [0: 1, 1: 1])
    var torn = CallLog()
    torn.add("b", 10, chain: "a", customer: "kim")
    torn.add("a", 10, chain: "a", customer: "lou")
    // Once to find the customer, once to order the legs.
    #expect(try readings(torn) == [0: 2, 1: 2])
  }

  @Test func `of a switchboard only ids of chains with several legs are read`() throws {
    var log = CallLog()
    for number in 0..<40 { log.add("\(number)", Int64(number / 4), chain: "c\(number)") }
    log.add("x", 100, chain: "pair")
    log.add("w", 100, chain: "pair")
    log.add("v", 100)
    #expect(try readings(log) == [40: 1, 41: 1, 42: 1])
    var parameters = FCRParameters()
    parameters.sharedIDMaximum = 0
    #expect(try readings(log, parameters).count == 43)
  }

  @Test func `legs of one chain are in the order of ids in a switchboard too`() throws {
    var log = CallLog()
    for number in 0..<40 { log.add("\(number)", Int64(number)) }
    log.add("x", 100, chain: "pair", callType: "second")
    log.add("w", 100, chain: "pair", callType: "first")
    let piece = try log.scored()
    let place = Grouping.callType.place
    let texts = piece.conversations.map { log.vocabulary.text(of: $0.groups[place]) }.filter { !$0.isEmpty }
    #expect(piece.conversations.count == 41 && texts == ["first"])
  }

  @Test func `versions of one contact that start at once are in the order of reading`() throws {
    var log = CallLog()
    for number in 0..<3 { log.add("same", 10, callType: "\(number)") }
    var shuffled = log
    shuffled.shuffle(Dice(seed: 3))
    let place = Grouping.callType.place
    let texts = try shuffled.scored().conversations.map { log.vocabulary.text(of: $0.groups[place]) }
    #expect(texts == ["0", "1", "2"])
  }

  @Test func `an id that cannot be read again is an error, of the chains and of the customers`() throws {
    var log = CallLog()
    log.add("b", 10, chain: "a", customer: "kim")
    log.add("a", 10, chain: "a", customer: "lou")
    let broken = ContactOrder { _ in throw UnreadableID() }
    let roster = Roster(people: nil, assignments: nil, roles: nil, vocabulary: &log.vocabulary)
    let scoring = log.scoring(FCRParameters(), roster, order: broken)
    #expect(throws: UnreadableID.self) {
      var legs = log.legs
      _ = try ChainCustomer.assign(to: &legs, order: broken)
    }
    var joined = log.legs
    _ = try ChainCustomer.assign(to: &joined, order: log.order)
    #expect(throws: UnreadableID.self) { _ = try scoring.score(joined) }
  }

  @Test func `a chain's customer at one instant is that of the smallest of many ids`() throws {
    let seed: UInt64 = 11
    var random = Dice(seed: seed)
    for number in 0..<100 {
      var log = CallLog()
      for id in (0..<9).shuffled(using: &random) {
        log.add("\(id)", Int64(random.below(2)), chain: "a", customer: random.pick(["kim", "lou", nil]))
      }
      let named = log.legs.filter { !$0.customer.isMissing }
      let first = named.min { a, b in
        a.start != b.start
          ? a.start < b.start : (log.ids[a.place] ?? []).lexicographicallyPrecedes(log.ids[b.place] ?? [])
      }
      var legs = log.legs
      _ = try ChainCustomer.assign(to: &legs, order: log.order)
      let expected = first?.customer ?? .missing
      #expect(legs.allSatisfy { $0.customer == expected }, "seed \(seed), log \(number)")
    }
  }
}
