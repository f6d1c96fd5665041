import Canonical

/// Customers who say that it is resolved: SQM's call resolution.
///
/// The measure `voc_resolution`, over responses that answer whether it is.
enum VocResolution {
  /// What it makes of a response about a qualifying conversation.
  static func verdict(_ answer: SurveyAnswer) -> Verdict {
    answer.isResolved.map { Verdict(isHit: $0) } ?? .leftOut
  }
}
