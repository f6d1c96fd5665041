/// A way to tell whether a contact resolved its matter, as agreement compares them; the raw value is its id
/// in `fcr_agreement`.
package enum ResolutionMethod: String, CaseIterable, Sendable {
  case dispositionFCR = "disposition_fcr"
  case vocFCR = "voc_fcr"
  case vocResolution = "voc_resolution"
  case windowFCR = "window_fcr"
  case acr

  /// Whether customers answer it, so that answers are what is compared.
  var isSurveyed: Bool { self == .vocFCR || self == .vocResolution }
  /// Whether it is seen in what happened afterwards, within the headline's window.
  package var isSeen: Bool { self == .windowFCR || self == .acr }

  /// Whether it is resolved; nil where the method does not tell.
  func isResolved(_ facts: ContactFacts, _ sight: HeadlineSight) -> Bool? {
    switch self {
    case .dispositionFCR: facts.isAssertedResolved
    case .vocFCR: facts.isSaidFirst
    case .vocResolution: facts.isSaidResolved
    case .windowFCR: sight.first.verdict(facts.ofContact).isHit
    case .acr: sight.everyContact.verdict(facts.ofContact).isHit
    }
  }
}

/// Two methods on the contacts, or on the answers about them, that both tell of: a claim and its check.
package struct MethodPair: Hashable, Sendable {
  /// What is claimed.
  package let claim: ResolutionMethod
  /// What it is held against.
  package let check: ResolutionMethod

  /// All pairs that say something, in the order of the table: what is said against what is seen, and what
  /// agents or systems say against what customers say.
  ///
  /// `window_fcr` and `acr` never differ where both tell, and `voc_fcr` is part of `voc_resolution`.
  package static let all: [MethodPair] = [
    MethodPair(claim: .dispositionFCR, check: .windowFCR), MethodPair(claim: .dispositionFCR, check: .acr),
    MethodPair(claim: .dispositionFCR, check: .vocFCR),
    MethodPair(claim: .dispositionFCR, check: .vocResolution),
    MethodPair(claim: .vocFCR, check: .windowFCR), MethodPair(claim: .vocFCR, check: .acr),
    MethodPair(claim: .vocResolution, check: .windowFCR), MethodPair(claim: .vocResolution, check: .acr),
  ]

  /// What agents themselves claim: they are compared on `acr`, never on `window_fcr`.
  package static let ofAgents = [MethodPair(claim: .dispositionFCR, check: .acr)]

  /// Whether customers are asked, so that answers are what is compared.
  package var isSurveyed: Bool { claim.isSurveyed || check.isSurveyed }

  /// What both say of a contact or an answer; nil where one of them does not tell, or where the other kind is
  /// compared.
  func verdicts(_ facts: ContactFacts, _ sight: HeadlineSight) -> (claim: Bool, check: Bool)? {
    guard facts.isAnswer == isSurveyed,
      let claimed = claim.isResolved(facts, sight), let checked = check.isResolved(facts, sight)
    else { return nil }
    return (claimed, checked)
  }
}
