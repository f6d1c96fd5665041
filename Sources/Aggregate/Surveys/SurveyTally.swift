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
  /// By stratum: all contacts and those with an answer, then denominators and numerators of what was said;
  /// in the end contacts that nobody answered about, each of a customer of its own.
  private var counts: [SIMD8<Int64>] = []
  /// By stratum: the groups of its contacts.
  private var groupsOfStratum: [SIMD8<Int32>] = []

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
    groups.bytes + strata.bytes + rates.bytes + 96 * counts.capacity
      + people.reduce(0) { $0 + $1.vocFCR.bytes + $1.vocResolution.bytes }
  }

  /// Adds a piece of complete customers.
  package mutating func observe(_ piece: borrowing ScoredPiece) {
    let (conversations, answers) = (piece.conversations.span, piece.answers.span)
    var start = 0
    for end in piece.customerEnds {
      let isAlone = end - start == 1
      for place in start..<end where conversations[place].status == .qualifying {
        let stratum = stratum(of: conversations[place])
        counts[stratum][0] &+= 1
        if isAlone && conversations[place].answers.isEmpty {
          counts[stratum][SurveyTally.alone] &+= 1
        } else {
          observe(conversations[place], answers, stratum)
        }
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
    var alone = Array(repeating: Int64(0), count: groups.count)
    for (own, counts) in zip(groupsOfStratum, counts) {
      for lane in 0..<groupCount { alone[Int(own[lane])] += counts[SurveyTally.alone] }
    }
    for (number, key) in groups.keys.enumerated() {
      func answers(_ share: Share, _ people: RespondentSet) -> SurveyFigures.Answers {
        SurveyFigures.Answers(rate: rates.rate(SurveyTally.cell(number, share)), people: people.count)
      }
      figures.groups[SurveyTally.group(of: key)] = SurveyFigures.Group(
        answered: rates.rate(SurveyTally.cell(number, .answered), further: alone[number]),
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

  /// Adds what was said about a contact, and that so much was.
  private mutating func observe(
    _ conversation: borrowing ScoredConversation, _ answers: Span<SurveyAnswer>, _ stratum: Int
  ) {
    var own = groupsOfStratum[stratum]
    let groupCount = groupCount
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

  /// Lane of the contacts that nobody answered about, each of a customer of its own.
  private static let alone = 6
  /// How many groups each contact is in.
  private var groupCount: Int { SurveyTally.mixGroups + windows.count }
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

  @inline(__always)
  private mutating func stratum(of conversation: borrowing ScoredConversation) -> Int {
    var outcomes = SIMD2<UInt32>.zero
    for headline in 0..<windows.count {
      outcomes[headline] = SeenOutcome(windows[headline].state(of: conversation)).rawValue
    }
    return stratum(
      KeyIndex.Key(
        conversation.groups[SurveyTally.channel], conversation.groups[SurveyTally.callType], outcomes.x,
        outcomes.y))
  }

  @inline(__always)
  private mutating func stratum(_ key: KeyIndex.Key) -> Int {
    let stratum = strata.number(of: key)
    if stratum == counts.count { append(key) }
    return stratum
  }

  @inline(never)
  private mutating func append(_ key: KeyIndex.Key) {
    counts.append(.zero)
    var own = SIMD8<Int32>.zero
    own[0] = group(KeyIndex.Key(Kind.all, 0, 0, 0))
    own[1] = group(KeyIndex.Key(Kind.channel, key.x, 0, 0))
    own[2] = group(KeyIndex.Key(Kind.callType, key.y, 0, 0))
    for (headline, outcome) in [key.z, key.w].prefix(windows.count).enumerated() {
      own[SurveyTally.mixGroups + headline] = group(KeyIndex.Key(Kind.outcome, outcome, UInt32(headline), 0))
    }
    groupsOfStratum.append(own)
  }
}
