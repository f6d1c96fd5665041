/// What pairs of contacts, or answers, of one customer say about every rule: all that customers with several
/// of them change of an interval.
struct RulePairs: Sendable {
  /// What is counted of pairs, as words of bits.
  private enum Word: Int {
    /// By rule: both are in its denominator.
    case judged
    /// The same, and in its numerator both, or one at least.
    case bothHit
    case anyHit
    /// By rule, not of pairs: contacts behind the first of their customer.
    case further
    /// By gap: both claims say more than their checks, or both say less.
    case bothOver
    case bothUnder
    /// By gap: of two claims that are compared just one says more, or less.
    case oneOver
    case oneUnder
  }

  private var counts = BitCounts()
  /// Pairs of which one claim says more and the other less, by gap.
  private var opposed: [Int64]

  /// Customers with more are counted rule by rule, not pair by pair.
  static let most = 12

  /// Of no customer yet.
  init(gaps: Int) { opposed = Array(repeating: 0, count: gaps) }

  /// Adds all contacts and answers of one customer.
  mutating func add(_ own: [Int32], _ marks: [RuleMarks]) {
    if own.count > RulePairs.most { return addMany(own, marks) }
    let (own, marks) = (own.span, marks.span)
    var earlier: UInt64 = 0
    for place in own.indices {
      add(marks[Int(own[place])], to: own, before: place, marks, earlier)
      earlier |= marks[Int(own[place])].judged
    }
  }

  @inline(__always)
  private mutating func add(
    _ one: borrowing RuleMarks, to own: Span<Int32>, before place: Int, _ marks: Span<RuleMarks>,
    _ earlier: UInt64
  ) {
    for otherPlace in 0..<place {
      let judged = one.judged & marks[Int(own[otherPlace])].judged
      let otherHits = marks[Int(own[otherPlace])].hits
      var words = BitCounts.Words.zero
      words[Word.judged.rawValue] = judged
      words[Word.bothHit.rawValue] = one.hits & otherHits
      words[Word.anyHit.rawValue] = judged & (one.hits | otherHits)
      if otherPlace == 0 { words[Word.further.rawValue] = one.judged & earlier }
      let compared = one.compared & marks[Int(own[otherPlace])].compared
      if compared != 0 {
        let (over, under) = (marks[Int(own[otherPlace])].over, marks[Int(own[otherPlace])].under)
        let (anyOver, anyUnder) = (one.over | over, one.under | under)
        words[Word.bothOver.rawValue] = one.over & over
        words[Word.bothUnder.rawValue] = one.under & under
        words[Word.oneOver.rawValue] = compared & (one.over ^ over) & ~anyUnder
        words[Word.oneUnder.rawValue] = compared & (one.under ^ under) & ~anyOver
        add(opposed: compared & anyOver & anyUnder)
      }
      counts.add(words)
    }
  }

  private mutating func add(opposed bits: UInt64) {
    var rest = bits
    while rest != 0 {
      opposed[rest.trailingZeroBitCount] += 1
      rest &= rest &- 1
    }
  }

  /// Adds another's.
  mutating func merge(_ other: RulePairs) {
    counts.merge(other.counts)
    for gap in opposed.indices { opposed[gap] += other.opposed[gap] }
  }

  /// What customers with several contacts change of the interval of a rule.
  func repetition(_ rule: Int) -> RateTally.Repetition {
    // Every pair stands in a customer's square twice.
    let (both, any) = (count(.bothHit, rule), count(.anyHit, rule))
    return RateTally.Repetition(
      xx: 2 * both, xn: any + both, nn: 2 * count(.judged, rule), customers: -count(.further, rule))
  }

  /// What they add to Σ D² and Σ D·n beyond what single contacts do.
  func gap(_ gap: Int) -> GapSums {
    let (over, under) = (count(.bothOver, gap), count(.bothUnder, gap))
    return GapSums(
      squares: 2 * (over + under - opposed[gap]),
      products: 2 * (over - under) + count(.oneOver, gap) - count(.oneUnder, gap))
  }

  private func count(_ word: Word, _ bit: Int) -> Int64 { counts.count(word: word.rawValue, bit: bit) }

  /// Adds a customer of many contacts: of n there are n (n − 1) / 2 pairs.
  private mutating func addMany(_ own: [Int32], _ marks: [RuleMarks]) {
    func pairs(_ n: Int64) -> Int64 { n * (n - 1) / 2 }
    let judged = RulePairs.counts(own, marks, \.judged)
    let hits = RulePairs.counts(own, marks, \.hits)
    for rule in 0..<UInt64.bitWidth where judged[rule] > 1 {
      let (n, x) = (judged[rule], hits[rule])
      add(pairs(n), .judged, rule)
      add(pairs(x), .bothHit, rule)
      add(x * (n - 1) - pairs(x), .anyHit, rule)
      add(n - 1, .further, rule)
    }
    let compared = RulePairs.counts(own, marks, \.compared)
    let (overs, unders) = (RulePairs.counts(own, marks, \.over), RulePairs.counts(own, marks, \.under))
    for gap in opposed.indices where compared[gap] > 1 {
      let (over, under) = (overs[gap], unders[gap])
      let equal = compared[gap] - over - under
      add(pairs(over), .bothOver, gap)
      add(pairs(under), .bothUnder, gap)
      add(over * equal, .oneOver, gap)
      add(under * equal, .oneUnder, gap)
      opposed[gap] += over * under
    }
  }

  /// How many of some contacts have each bit.
  private static func counts(
    _ own: [Int32], _ marks: [RuleMarks], _ bits: (RuleMarks) -> UInt64
  ) -> InlineArray<64, Int64> {
    var counts = InlineArray<64, Int64>(repeating: 0)
    for number in own {
      var rest = bits(marks[Int(number)])
      while rest != 0 {
        counts[rest.trailingZeroBitCount] += 1
        rest &= rest &- 1
      }
    }
    return counts
  }

  private mutating func add(_ count: Int64, _ word: Word, _ bit: Int) {
    counts.add(count, word: word.rawValue, bit: bit)
  }
}
