import Canonical

/// Who answers surveys, of all contacts, and what they say: `observe` adds scored pieces, `merge` joins
/// tallies of other customers, in any order, `finish` makes the figures.
package struct SurveyTally: Sendable {
  /// What is told of each group.
  enum Share: Int, CaseIterable, Sendable {
    /// Contacts with an answer, over all.
    case answered
    /// Answers that one contact resolved it, and that it is resolved.
    case vocFCR
    case vocResolution
  }

  /// Our rule at the headline, under each match that may headline.
  private let windows: [RepeatWindow]
  /// Groups and strata by their keys.
  private var groups = KeyIndex()
  private var strata = KeyIndex()
  /// By group and share.
  private var rates = CustomerRates()
  /// By group: who gave an answer to both items, and who to whether it is resolved.
  private var people: [(vocFCR: RespondentSet, vocResolution: RespondentSet)] = []
  /// By stratum: contacts, then numerator and denominator of what was said.
  private var counts: [SIMD8<Int64>] = []

  /// Kinds of groups, as the first code of their keys.
  private enum Kind {
    static let (all, channel, callType, outcome, delay) = (
      UInt32(0), UInt32(1), UInt32(2), UInt32(3), UInt32(4)
    )
  }

  /// Nothing observed yet.
  package init(_ parameters: FCRParameters, coverage: Coverage) {
    windows = parameters.headlineCandidates.map {
      RepeatWindow(FCRNumber.Variant(days: parameters.headlineDays, match: $0), coverage: coverage)
    }
  }

  /// About how many bytes it holds.
  package var bytes: Int {
    groups.bytes + strata.bytes + rates.bytes + 64 * counts.capacity
      + people.reduce(0) { $0 + $1.vocFCR.bytes + $1.vocResolution.bytes }
  }

  /// Adds a piece of complete customers.
  package mutating func observe(_ piece: borrowing ScoredPiece) {
    var start = 0
    for end in piece.customerEnds {
      for place in start..<end where piece.conversations[place].status == .qualifying {
        observe(piece.conversations[place], piece.answers)
      }
      rates.endCustomer()
      start = end
    }
  }

  /// Adds another's, of other customers and the same parameters.
  package mutating func merge(_ other: SurveyTally) {
    for (theirs, key) in other.groups.keys.enumerated() {
      let ours = Int(group(key))
      people[ours].vocFCR.merge(other.people[theirs].vocFCR)
      people[ours].vocResolution.merge(other.people[theirs].vocResolution)
      for share in Share.allCases {
        rates.add(SurveyTally.cell(theirs, share), of: other.rates, to: SurveyTally.cell(ours, share))
      }
    }
    for (theirs, key) in other.strata.keys.enumerated() { counts[stratum(key)] &+= other.counts[theirs] }
  }

  /// The figures of everything that was observed, under a match given by its place among those that may
  /// headline.
  package func finish(headline: Int) -> SurveyFigures {
    var figures = SurveyFigures()
    for (number, key) in groups.keys.enumerated() {
      func answers(_ share: Share, _ people: RespondentSet) -> SurveyFigures.Answers {
        SurveyFigures.Answers(rate: rates.rate(SurveyTally.cell(number, share)), people: people.count)
      }
      figures.groups[SurveyTally.group(of: key)] = SurveyFigures.Group(
        answered: rates.rate(SurveyTally.cell(number, .answered)),
        vocFCR: answers(.vocFCR, people[number].vocFCR),
        vocResolution: answers(.vocResolution, people[number].vocResolution))
    }
    for (key, counts) in zip(strata.keys, counts) {
      let outcome = SeenOutcome.allCases[Int(headline == 0 ? key.z : key.w)]
      let stratum = SurveyStratum(channel: key.x, callType: key.y, outcome: outcome)
      figures.strata[stratum, default: SurveyFigures.Stratum()].add(counts)
    }
    return figures
  }

  private static func group(of key: KeyIndex.Key) -> SurveyGroup {
    switch key.x {
    case Kind.channel: .channel(key.y)
    case Kind.callType: .callType(key.y)
    case Kind.outcome: .outcome(SeenOutcome.allCases[Int(key.y)], headline: Int(key.z))
    case Kind.delay: .delay(AnswerDelay.allCases[Int(key.y)])
    default: .all
    }
  }

  private mutating func observe(_ conversation: borrowing ScoredConversation, _ answers: [SurveyAnswer]) {
    let (channel, callType) = (
      conversation.groups[SurveyTally.channel], conversation.groups[SurveyTally.callType]
    )
    var own = SIMD8<Int32>(repeating: 0)
    own[0] = group(KeyIndex.Key(Kind.all, 0, 0, 0))
    own[1] = group(KeyIndex.Key(Kind.channel, channel, 0, 0))
    own[2] = group(KeyIndex.Key(Kind.callType, callType, 0, 0))
    var outcomes = KeyIndex.Key.zero
    for headline in windows.indices {
      outcomes[headline] = SeenOutcome(windows[headline].state(of: conversation)).rawValue
      own[SurveyTally.mixGroups + headline] = group(
        KeyIndex.Key(Kind.outcome, outcomes[headline], UInt32(headline), 0))
    }
    let stratum = stratum(KeyIndex.Key(channel, callType, outcomes.x, outcomes.y))
    counts[stratum][0] &+= 1
    let groupCount = SurveyTally.mixGroups + windows.count
    var hasAnswer = false
    for place in conversation.answers {
      let answer = answers[place]
      // Who says whether one contact was enough says whether it is resolved, or it does not count.
      guard let isResolved = VocResolution.verdict(answer).isHit else { continue }
      let isFirst = VocFCR.verdict(answer).isHit
      hasAnswer = true
      let delay = AnswerDelay(of: answer, end: conversation.end)
      own[groupCount] = group(KeyIndex.Key(Kind.delay, delay.rawValue, 0, 0))
      for lane in 0...groupCount {
        let group = Int(own[lane])
        people[group].vocResolution.add(answer.respondent)
        rates.add(SurveyTally.cell(group, .vocResolution), isHit: isResolved)
        guard let isFirst else { continue }
        people[group].vocFCR.add(answer.respondent)
        rates.add(SurveyTally.cell(group, .vocFCR), isHit: isFirst)
      }
      counts[stratum] &+= SIMD8(
        0, 0, isFirst == nil ? 0 : 1, isFirst == true ? 1 : 0, 1, isResolved ? 1 : 0, 0, 0)
    }
    if hasAnswer { counts[stratum][1] &+= 1 }
    for lane in 0..<groupCount {
      rates.add(SurveyTally.cell(Int(own[lane]), .answered), isHit: hasAnswer)
    }
  }

  /// Groups of every contact that do not depend on the headline: all, its channel and its call type.
  private static let mixGroups = 3
  private static let (channel, callType) = (Grouping.channel.place, Grouping.callType.place)

  private static func cell(_ group: Int, _ share: Share) -> Int {
    group * Share.allCases.count + share.rawValue
  }

  private mutating func group(_ key: KeyIndex.Key) -> Int32 {
    let group = groups.number(of: key)
    if group == people.count {
      people.append((RespondentSet(), RespondentSet()))
      rates.makeRoom(for: groups.count * Share.allCases.count)
    }
    return Int32(truncatingIfNeeded: group)
  }

  private mutating func stratum(_ key: KeyIndex.Key) -> Int {
    let stratum = strata.number(of: key)
    if stratum == counts.count { counts.append(.zero) }
    return stratum
  }
}
