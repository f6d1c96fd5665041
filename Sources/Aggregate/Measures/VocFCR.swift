import Canonical

/// Customers who say that one contact resolved it.
///
/// The measure `voc_fcr`, over responses that answer both whether it is resolved and how many
/// contacts that took.
enum VocFCR {
  /// What it makes of a response about a qualifying conversation.
  static func verdict(_ answer: SurveyAnswer) -> Verdict {
    guard let isResolved = answer.isResolved, let tookOne = answer.tookOneContact else {
      return .leftOut
    }
    return Verdict(isHit: isResolved && tookOne)
  }
}
