import Canonical
import Dice
import Testing

@testable import Aggregate

@Suite struct RulePairsTests {
  @Test func `bits are counted as often as they were set, over as many words as one likes`() {
    let seed: UInt64 = 1_023
    var random = Dice(seed: seed)
    var (one, other) = (BitCounts(), BitCounts())
    var wanted = Array(repeating: Int64(0), count: 8 * 64)
    for number in 0..<5_000 {
      var words = BitCounts.Words.zero
      for _ in 0..<random.below(9) {
        let (word, bit) = (random.below(8), random.pick([0, 1, 31, 63]))
        if words[word] >> UInt64(bit) & 1 == 0 { wanted[word * 64 + bit] += 1 }
        words[word] |= 1 << UInt64(bit)
      }
      if number % 3 == 0 { other.add(words) } else { one.add(words) }
    }
    one.merge(other)
    for word in 0..<8 {
      for bit in 0..<64 {
        #expect(one.count(word: word, bit: bit) == wanted[word * 64 + bit], "seed \(seed), \(word), \(bit)")
      }
    }
  }

  /// Facts of many contacts, and of answers about them.
  private static func facts(_ reader: ContactFacts.Reader, using random: inout Dice) -> [ContactFacts] {
    let contacts = (0..<10).flatMap { _ in ScoredSheet(using: &random).customers.flatMap(\.self) }
    return contacts.map { conversation in
      let facts = reader.facts(of: conversation)
      if random.chance(60) { return facts }
      return facts.facts(
        of: SurveyAnswer(
          respondent: 0, isResolved: random.pick([nil, true, false]),
          tookOneContact: random.pick([nil, true, false])))
    }
  }

  @Test func `pairs of a customer tell what its sums over all contacts tell, few or many`() {
    let seed: UInt64 = 1_303
    var random = Dice(seed: seed)
    let book = RuleBook(FCRParameters(), coverage: ScoredSheet.coverage)
    let marks = RulePairsTests.facts(book.reader, using: &random).map { RuleMarks($0, book) }
    var pairs = RulePairs(gaps: book.gaps.count)
    var rules = Array(repeating: RateTally.Repetition(), count: book.entries.count)
    var gaps = Array(repeating: GapSums(), count: book.gaps.count)
    for round in 0..<200 {
      let own = (0..<(2 + random.below(round % 20 == 0 ? 40 : 6))).map { _ in Int32(random.below(marks.count))
      }
      pairs.add(own, marks)
      func count(_ bit: Int, _ bits: KeyPath<RuleMarks, UInt64>) -> Int64 {
        own.reduce(0) { $0 + Int64(marks[Int($1)][keyPath: bits] >> UInt64(bit) & 1) }
      }
      for rule in rules.indices {
        let (n, x) = (count(rule, \.judged), count(rule, \.hits))
        rules[rule].add(RateTally.Repetition(n: n, x: x, both: x))
      }
      for gap in gaps.indices {
        let n = count(gap, \.compared)
        let (over, under) = (count(gap, \.over), count(gap, \.under))
        // Single contacts add d² and d each.
        gaps[gap].squares += (over - under) * (over - under) - (over + under)
        gaps[gap].products += (over - under) * n - (over - under)
      }
    }
    for rule in rules.indices { #expect(pairs.repetition(rule) == rules[rule], "seed \(seed), rule \(rule)") }
    for gap in gaps.indices { #expect(pairs.gap(gap) == gaps[gap], "seed \(seed), gap \(gap)") }
    #expect(gaps.contains { $0.squares != 0 } && rules.count { $0.xn > 0 } > rules.count / 2)
  }
}
