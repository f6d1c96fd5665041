/// Who says whether a contact resolved its matter.
enum SaidSource: Sendable {
  /// The customer, in a survey: resolved, and one contact was enough.
  case survey
  /// The agent or the system, about each contact.
  case assertion
  /// The last contact of a case says that it is solved: in one touch where no contact came before it and it
  /// was not transferred.
  case oneTouch
  /// The first contact of a case says whether that is resolved.
  case firstUpdate

  /// What is said of a contact or by an answer; nil where nothing.
  func isResolved(_ facts: ContactFacts) -> Bool? {
    switch self {
    case .survey: return facts.isAnswer ? facts.isSaidFirst : nil
    case .assertion: return facts.isAnswer ? nil : facts.isAssertedResolved
    case .oneTouch:
      guard !facts.isAnswer, facts.hasCase, !facts.hasLaterOfCase, facts.isAssertedResolved == true else {
        return nil
      }
      return !facts.hasEarlierOfCase && !facts.wasTransferred
    case .firstUpdate:
      guard !facts.isAnswer, facts.hasCase, !facts.hasEarlierOfCase else { return nil }
      return facts.isAssertedResolved
    }
  }
}

/// A rule by what was said, seen from ours: first where both judge, then where ours leaves contacts out.
struct SaidRule: Sendable {
  /// Who says it.
  var source: SaidSource
  /// Our rule.
  var seen: SeenRule
  /// What ours makes of the contacts that are judged beside those that it judges itself: a bit for each verdict.
  var judgesToo: UInt8 = 0

  /// What was said, of contacts that are judged.
  func verdict(_ facts: ContactFacts) -> Verdict {
    guard let isResolved = source.isResolved(facts) else { return .leftOut }
    let ours = seen.verdict(facts.ofContact)
    return ours.counts || judgesToo & ours.bit != 0 ? Verdict(isHit: isResolved) : .leftOut
  }

  /// What was seen of contacts that somebody said something about.
  func seenVerdict(_ facts: ContactFacts) -> Verdict {
    source.isResolved(facts) == nil ? .leftOut : seen.verdict(facts.ofContact)
  }
}

/// How a rule judges a contact or an answer.
enum DefinitionJudgement: Sendable {
  /// By what happened afterwards.
  case seen(SeenRule)
  /// By what happened afterwards, of contacts that somebody said something about.
  case seenWhereSaid(SaidRule)
  /// By what was said.
  case said(SaidRule)

  /// Whether it is resolved; nil where it is not judged.
  func isResolved(_ facts: ContactFacts) -> Bool? {
    switch self {
    case .seen(let rule): rule.verdict(facts).isHit
    case .seenWhereSaid(let rule): rule.seenVerdict(facts).isHit
    case .said(let rule): rule.verdict(facts).isHit
    }
  }
}
