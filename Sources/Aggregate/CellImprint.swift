import Canonical

/// What one qualifying conversation adds to each of its cells of one layout; it is found once and
/// added to all of them.
struct CellImprint {
  /// Which numbers the cells hold.
  let layout: CellLayout
  /// Counters that it raises by one.
  private(set) var counters: [Int32] = []
  /// How often it is in the denominator, the numerator and both of each number.
  private(set) var n: [Int32]
  private(set) var x: [Int32]
  private(set) var both: [Int32]
  /// A bit for each number that it is part of.
  private(set) var mask: [UInt64]
  /// Who answered about it, with a bit for each number that the answer is part of.
  private(set) var respondents: [(person: UInt32, mask: [UInt64])] = []
  /// Whether it is in a number more than once, as one with several answers is.
  private(set) var isMultiple = false

  /// Of no conversation yet.
  init(_ layout: CellLayout) {
    self.layout = layout
    n = Array(repeating: 0, count: layout.numbers.count)
    x = n
    both = n
    mask = Array(repeating: 0, count: (layout.numbers.count + 63) / 64)
  }

  /// Takes the imprint of a conversation.
  /// - Parameters:
  ///   - states: its state under each window of the plan, and `days` its day; -1 where it is no first.
  mutating func take(
    _ conversation: ScoredConversation, _ states: [RepeatState], _ days: [Int],
    _ windows: [RepeatWindow], _ answers: ArraySlice<SurveyAnswer>
  ) {
    counters.removeAll(keepingCapacity: true)
    counters.append(Int32(ConversationStatus.qualifying.rawValue))
    for word in mask.indices { mask[word] = 0 }
    isMultiple = answers.count > 1
    respondents = answers.map { ($0.respondent, mask(of: $0)) }
    let isUsual = conversation.isResolvableFirst || !layout.hasUnresolvable
    for (window, usual, unresolvable) in layout.stateCounters {
      counters.append(Int32((isUsual ? usual : unresolvable) + states[window].place))
    }
    for (window, usual, unresolvable) in layout.dayCounters where days[window] >= 0 {
      counters.append(Int32((isUsual ? usual : unresolvable) + days[window]))
    }
    CellImprint.takeStates(layout, states, isUsual, &n, &x, &both, &mask)
    for number in layout.windowNumberCount..<layout.numbers.count {
      (n[number], x[number], both[number]) = (0, 0, 0)
      switch layout.numbers[number].measure {
      case .placebo:
        let place = layout.windows[number]
        tally(number, Placebo.verdict(states[place], conversation, in: windows[place]))
      case .adjusted:
        let place = layout.windows[number]
        let verdict = Placebo.verdict(states[place], conversation, in: windows[place])
        if verdict.counts {
          let parts = Adjusted.parts(verdict, states[place])
          tally(number, n: parts.n, x: parts.x, both: parts.both)
        }
      case .dispositionFCR: tally(number, DispositionFCR.verdict(conversation))
      case .vocFCR: for answer in answers { tally(number, VocFCR.verdict(answer)) }
      case .vocResolution: for answer in answers { tally(number, VocResolution.verdict(answer)) }
      default: preconditionFailure("the state under a window tells the other measures")
      }
    }
  }

  /// A bit for each number that a response is part of.
  private func mask(of answer: SurveyAnswer) -> [UInt64] {
    var bits = Array(repeating: UInt64(0), count: mask.count)
    for number in layout.windowNumberCount..<layout.numbers.count {
      let verdict: Verdict =
        switch layout.numbers[number].measure {
        case .vocFCR: VocFCR.verdict(answer)
        case .vocResolution: VocResolution.verdict(answer)
        default: .leftOut
        }
      if verdict.counts { bits[number / 64] |= 1 << UInt64(number % 64) }
    }
    return bits
  }

  /// What the states under windows tell; every conversation passes here for every number.
  private static func takeStates(
    _ layout: CellLayout, _ states: [RepeatState], _ isUsual: Bool, _ n: inout [Int32],
    _ x: inout [Int32], _ both: inout [Int32], _ mask: inout [UInt64]
  ) {
    let (verdicts, windows, count) = (layout.verdicts, layout.windows, layout.windowNumberCount)
    var inN = n.mutableSpan
    var inX = x.mutableSpan
    var inBoth = both.mutableSpan
    var bits = mask.mutableSpan
    for number in 0..<count {
      let state = states[windows[number]].place
      let verdict = verdicts[CellLayout.verdictStart(of: number, isUsual: isUsual) + state]
      let isHit: Int32 = verdict == .hit ? 1 : 0
      let counts: Int32 = verdict.counts ? 1 : 0
      inN[number] = counts
      inX[number] = isHit
      inBoth[number] = isHit
      bits[number >> 6] |= UInt64(counts) << UInt64(number & 63)
    }
  }

  private mutating func tally(_ number: Int, _ verdict: Verdict) {
    if verdict.counts {
      tally(number, n: true, x: verdict == .hit, both: verdict == .hit)
    }
  }

  private mutating func tally(_ number: Int, n isCounted: Bool, x isHit: Bool, both isBoth: Bool) {
    let counter = Int32(layout.tallyCounter(of: number))
    if isCounted {
      n[number] += 1
      counters.append(counter)
      mask[number / 64] |= 1 << UInt64(number % 64)
    }
    if isHit {
      x[number] += 1
      counters.append(counter + 1)
    }
    if isBoth {
      both[number] += 1
      counters.append(counter + 2)
    }
  }
}
