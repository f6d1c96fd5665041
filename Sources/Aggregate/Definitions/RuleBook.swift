import Canonical

/// Every rule under every match that may headline, at a place each: what a mask of 64 bits can hold.
struct RuleBook: Sendable {
  /// Reads the facts of contacts.
  let reader: ContactFacts.Reader
  /// Our rule under each match that may headline, best first.
  let headlines: [HeadlineRule]
  /// How rules judge, by place.
  let entries: [RuleReading]
  /// By pair that tells agents apart and headline: places of its over- and under-claims.
  let ofAgents: [AgentClaims]
  /// By pair and headline: places of its shares.
  let gaps: [PairPlaces]
  /// Judgements after each step to a published rule, under each headline: what a mask of 128 bits can hold.
  private let steps: [DefinitionJudgement]
  private let stepPlaces: [PublishedDefinition: [Range<Int>]]
  private let places: [Rule: [Int]]

  /// Places of what two methods say of each other.
  struct PairPlaces: Sendable {
    let agreement: Int
    let over: Int
    let under: Int
  }

  /// Places of the claims of agents.
  struct AgentClaims: Sendable {
    let pair: MethodPair
    let headline: Int
    let over: Int
    let under: Int
  }

  /// The rules under these parameters.
  init(_ parameters: FCRParameters, coverage: Coverage) {
    let days = HeadlineRule.days(headline: parameters.headlineDays)
    let candidates = parameters.headlineCandidates
    let own = candidates.first ?? .any
    reader = ContactFacts.Reader(
      days: days, own: own, ownDays: [parameters.headlineDays, PublishedDefinition.eGainDays],
      coverage: coverage)
    headlines = candidates.map {
      HeadlineRule(key: $0 == own ? .own : .any, match: $0, headlineDays: parameters.headlineDays, days: days)
    }
    var entries: [RuleReading] = []
    var places: [Rule: [Int]] = [:]
    for rule in Rule.all {
      for headline in headlines.indices where headline == 0 || rule.dependsOnHeadline {
        places[rule, default: []].append(entries.count)
        entries.append(rule.reading(headlines[headline]))
      }
    }
    precondition(entries.count <= UInt64.bitWidth, "a mask has a bit for every rule")
    ofAgents = MethodPair.ofAgents.flatMap { pair in
      (places[.overClaim(pair)] ?? []).enumerated().map { headline, over in
        AgentClaims(
          pair: pair, headline: headline, over: over, under: places[.underClaim(pair)]?[headline] ?? 0)
      }
    }
    gaps = MethodPair.all.flatMap { pair in
      (places[.agreement(pair)] ?? []).enumerated().map { headline, agreement in
        PairPlaces(
          agreement: agreement, over: places[.overClaim(pair)]?[headline] ?? 0,
          under: places[.underClaim(pair)]?[headline] ?? 0)
      }
    }
    var steps: [DefinitionJudgement] = []
    var stepPlaces: [PublishedDefinition: [Range<Int>]] = [:]
    for definition in PublishedDefinition.allCases {
      for headline in headlines {
        let start = steps.count
        steps += definition.steps(headline).map(\.judgement)
        stepPlaces[definition, default: []].append(start..<steps.count)
      }
    }
    precondition(steps.count <= 2 * UInt64.bitWidth, "a mask has a bit for every step")
    (self.steps, self.stepPlaces) = (steps, stepPlaces)
    (self.entries, self.places) = (entries, places)
  }

  /// The place of a rule under a headline, given by its place.
  func place(of rule: Rule, headline: Int) -> Int {
    guard let places = places[rule] else { preconditionFailure("every rule has a place") }
    return places[min(headline, places.count - 1)]
  }

  /// A bit for each rule whose denominator a contact or an answer is in, and whose numerator.
  func masks(_ facts: ContactFacts) -> (judged: UInt64, hits: UInt64) {
    var (judged, hits) = (UInt64(0), UInt64(0))
    for (place, entry) in entries.enumerated() {
      guard let isHit = entry.isHit(facts) else { continue }
      judged |= 1 << UInt64(place)
      if isHit { hits |= 1 << UInt64(place) }
    }
    return (judged, hits)
  }

  /// Places of the steps to a published rule under a headline, given by its place.
  func steps(to definition: PublishedDefinition, headline: Int) -> Range<Int> {
    stepPlaces[definition]?[headline] ?? 0..<0
  }

  /// A bit for each step after which a contact or an answer is judged, and is resolved.
  func stepMasks(_ facts: ContactFacts) -> (judged: SIMD2<UInt64>, hits: SIMD2<UInt64>) {
    var (judged, hits) = (SIMD2<UInt64>.zero, SIMD2<UInt64>.zero)
    for (place, step) in steps.enumerated() {
      guard let isHit = step.isResolved(facts) else { continue }
      let (word, bit) = (place / UInt64.bitWidth, UInt64(1) << UInt64(place % UInt64.bitWidth))
      judged[word] |= bit
      if isHit { hits[word] |= bit }
    }
    return (judged, hits)
  }
}
