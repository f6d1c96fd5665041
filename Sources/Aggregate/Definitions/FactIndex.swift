/// What rules make of facts, looked up by the facts; facts of which they make the same share their marks.
struct FactIndex: Sendable {
  /// Different marks, in the order of being met.
  private(set) var marks: [RuleMarks] = []
  private var numbers: [RuleMarks: UInt64] = [:]
  /// The number of the marks + 1 beside the facts, in one word: a table with open addressing.
  private var slots = [UInt64](repeating: 0, count: 1 << 8)
  private var shift = UInt64(64 - 8)
  private var count = 0

  /// No facts yet.
  init() {}

  /// About how many bytes it holds.
  var bytes: Int { 3 * MemoryLayout<RuleMarks>.stride * marks.count + 8 * slots.capacity }

  /// The number of the marks of facts.
  @inline(__always)
  mutating func number(of facts: ContactFacts, _ book: RuleBook) -> Int {
    var slot = FactIndex.slot(facts.word, shift)
    while slots[slot] != 0 {
      if slots[slot] & FactIndex.ofFacts == facts.word {
        return Int(truncatingIfNeeded: slots[slot] &>> UInt64(ContactFacts.bitWidth)) &- 1
      }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    return append(facts, slot, book)
  }

  /// The number of marks; a new one where they were not met.
  mutating func number(of marks: RuleMarks) -> Int {
    if let number = numbers[marks] { return Int(number) }
    numbers[marks] = UInt64(self.marks.count)
    self.marks.append(marks)
    return self.marks.count - 1
  }

  @inline(never)
  private mutating func append(_ facts: ContactFacts, _ slot: Int, _ book: RuleBook) -> Int {
    let number = number(of: RuleMarks(facts, book))
    precondition(number + 1 < 1 << (UInt64.bitWidth - ContactFacts.bitWidth), "marks fit beside their facts")
    slots[slot] = UInt64(number + 1) << UInt64(ContactFacts.bitWidth) | facts.word
    count += 1
    if count * 2 > slots.count { grow() }
    return number
  }

  /// The bits of the facts.
  private static let ofFacts: UInt64 = 1 << UInt64(ContactFacts.bitWidth) - 1

  /// Source: multiplicative hashing, Knuth (1998), The Art of Computer Programming, volume 3, section 6.4.
  @inline(__always)
  private static func slot(_ key: UInt64, _ shift: UInt64) -> Int {
    Int(truncatingIfNeeded: ((key ^ key &>> 17) &* 0x9e37_79b9_7f4a_7c15) &>> shift)
  }

  private mutating func grow() {
    let taken = slots.filter { $0 != 0 }
    slots = Array(repeating: 0, count: slots.count * 2)
    shift -= 1
    for entry in taken {
      var slot = FactIndex.slot(entry & FactIndex.ofFacts, shift)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = entry
    }
  }
}
