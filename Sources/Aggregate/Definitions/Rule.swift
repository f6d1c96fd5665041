/// One share that the facts of contacts and answers tell.
package enum Rule: Hashable, Sendable {
  /// A published definition.
  case definition(PublishedDefinition)
  /// Of those that two methods tell of: that both say the same.
  case agreement(MethodPair)
  /// Of those that are claimed to be resolved: that the check denies it.
  case overClaim(MethodPair)
  /// Of those that are claimed not to be resolved: that the check says they are.
  case underClaim(MethodPair)

  /// All of them.
  static let all: [Rule] =
    PublishedDefinition.allCases.map { .definition($0) }
    + MethodPair.all.flatMap { [.agreement($0), .overClaim($0), .underClaim($0)] }

  /// Whether it depends on which match is the headline's.
  var dependsOnHeadline: Bool {
    switch self {
    case .definition(let definition): [.windowFCR, .eGain, .metricNet].contains(definition)
    case .agreement(let pair), .overClaim(let pair), .underClaim(let pair): pair.check.isSeen
    }
  }

  /// How it judges contacts and answers under a headline.
  func reading(_ headline: HeadlineRule) -> RuleReading {
    switch self {
    case .definition(let definition): .judgement(definition.judgement(headline))
    case .agreement(let pair): .agreement(pair, headline.sight)
    case .overClaim(let pair): .overClaim(pair, headline.sight)
    case .underClaim(let pair): .underClaim(pair, headline.sight)
    }
  }
}

/// How a rule judges under one headline.
enum RuleReading: Sendable {
  case judgement(DefinitionJudgement)
  case agreement(MethodPair, HeadlineSight)
  case overClaim(MethodPair, HeadlineSight)
  case underClaim(MethodPair, HeadlineSight)

  /// Whether a contact or an answer is in the numerator; nil where it is not in the denominator.
  func isHit(_ facts: ContactFacts) -> Bool? {
    switch self {
    case .judgement(let judgement): judgement.isResolved(facts)
    case .agreement(let pair, let sight): pair.verdicts(facts, sight).map { $0.claim == $0.check }
    case .overClaim(let pair, let sight):
      pair.verdicts(facts, sight).flatMap { $0.claim ? !$0.check : nil }
    case .underClaim(let pair, let sight):
      pair.verdicts(facts, sight).flatMap { $0.claim ? nil : $0.check }
    }
  }
}
