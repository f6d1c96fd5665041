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

  /// Whether a contact or an answer is in its numerator; nil where it is not in the denominator.
  func isHit(_ facts: ContactFacts, _ headline: HeadlineRule) -> Bool? {
    switch self {
    case .definition(let definition): headline.judgements[definition].flatMap { $0.isResolved(facts) }
    case .agreement(let pair): pair.verdicts(facts, headline).map { $0.claim == $0.check }
    case .overClaim(let pair): pair.verdicts(facts, headline).flatMap { $0.claim ? !$0.check : nil }
    case .underClaim(let pair): pair.verdicts(facts, headline).flatMap { $0.claim ? nil : $0.check }
    }
  }
}
