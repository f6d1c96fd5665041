import Canonical
import Dice
import Tables
import Testing

@testable import Pipeline

@Suite struct RepeatPairTests {
  @Test(arguments: [20_260_309, 20_261_102] as [UInt64])
  func `pairs are those of the slow oracle in random histories`(seed: UInt64) throws {
    var random = Dice(seed: seed)
    var met: [Match: Int] = [:]
    var different = 0
    for number in 0..<Rounds.count(160) {
      let history = SlowFCRHistory(using: &random)
      let oracle = SlowFCR(history)
      guard let modules = try SlowFCRModules(history, partitions: random.below(4) + 1, using: &random) else {
        continue
      }
      // The matches that may become the headline, the best first.
      for (place, match) in [Match.reason, .any].enumerated() {
        let found = modules.pairs.filter { $0.matches >> UInt8(place) & 1 == 1 }
          .map { modules.text(of: $0) }.sorted()
        let expected = oracle.repeats(days: 7, match: match.rawValue).sorted()
        #expect(found == expected, "seed \(seed), history \(number), \(match)")
        met[match, default: 0] += expected.count
      }
      different += modules.pairs.count { $0.matches != 3 }
    }
    // Where matches tell different returns there are two pairs of one first contact.
    #expect(
      met[.reason, default: 0] > 30 && met[.any, default: 0] > 30 && different > 5, "\(met) \(different)")
  }

  @Test func `a pair and the names of its contacts come back from their words`() throws {
    let seed: UInt64 = 5
    var random = Dice(seed: seed)
    func code() -> UInt32 { random.pick([0, 1, .max, UInt32(truncatingIfNeeded: random.next())]) }
    for _ in 0..<200 {
      var words = (0..<RepeatPair.width).map { _ in random.pick([0, .max, random.next()]) }
      words[2] = random.next() & 0x1ff
      let pair = RepeatPair(words[...])
      #expect(pair.words == words && !RepeatName.isPart(pair.words[...]))
    }
    var names: [RepeatName] = []
    for number in 0..<60 {
      for isReturn in [false, true] {
        let id = (0..<random.pick([0, 1, 47, 48, 49, 96, 97, 500])).map { _ in UInt8(random.below(256)) }
        names.append(
          RepeatName(
            start: Int64(random.below(10)) - 5, pair: UInt64(number) << 40 | 7, isReturn: isReturn,
            line: random.below(1 << 40), id: id))
      }
    }
    let words = names.flatMap(\.words)
    let records = stride(from: 0, to: words.count, by: RepeatPair.width).map {
      words[$0..<$0 + RepeatPair.width]
    }
    #expect(records.allSatisfy(RepeatName.isPart))
    func order(_ name: RepeatName) -> (UInt64, Int) { (name.pair, name.isReturn ? 1 : 0) }
    let found = RepeatName.names(records.shuffled(using: &random)).sorted { order($0) < order($1) }
    #expect(found == names, "seed \(seed)")
  }

  @Test func `keys of starts are in the order of time`() {
    for span: Int64 in [0, 1, 1000, 86_400_000 * 365] {
      let coverage = Coverage(
        from: Instant(milliseconds: -50), to: Instant(milliseconds: -50 + span),
        asOf: Instant(milliseconds: -50 + span))
      let order = RepeatPairs.TimeOrder(coverage)
      let starts = [0, 1, span / 3, span / 2, span].filter { $0 <= span }.sorted().map { $0 - 50 }
      let keys = starts.map { order.key(of: $0) }
      for (place, key) in keys.enumerated().dropFirst() {
        #expect((keys[place - 1] < key) == (starts[place - 1] < starts[place]))
      }
      // The last one uses the upper half, so that partitions are filled.
      if span > 0 { #expect(keys[keys.count - 1] >> 63 == 1) }
    }
  }
}

extension SlowFCRModules {
  /// Both contacts of a pair by source and id, and the gap in milliseconds.
  fileprivate func text(of pair: RepeatPair) -> String {
    "\(vocabulary.text(of: pair.queue)) > \(vocabulary.text(of: pair.returnQueue)) \(pair.gap)"
  }
}

extension SlowFCR {
  /// Repeated first contacts with the first later trigger of their key, as texts like those of the modules.
  fileprivate func repeats(days: Int, match: String) -> [String] {
    func name(_ conversation: SlowFCRConversation) -> String {
      "\(conversation.first.source) \(conversation.first.contactID)"
    }
    return surroundings(days: days, match: match).compactMap { around -> String? in
      guard around.isIdentified, !around.hasEarlier, around.isLookBackFull, around.isClosed, around.isFollowed
      else { return nil }
      guard let place = conversations.firstIndex(where: { name($0) == name(around.conversation) }),
        let back = conversations[(place + 1)...].first(where: {
          $0.isTrigger && around.conversation.sharesKey(with: $0, match)
        })
      else { return "nobody returned" }
      return "\(name(around.conversation)) > \(name(back)) \(1000 * (around.gap ?? -1))"
    }
  }
}
