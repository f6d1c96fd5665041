import Canonical

/// What the agent or the system asserted.
///
/// The measure `disposition_fcr`: asserted as resolved / qualifying conversations with an assertion.
enum DispositionFCR {
  /// What it makes of a qualifying conversation.
  static func verdict(_ conversation: ScoredConversation) -> Verdict {
    conversation.isAssertedResolved.map { Verdict(isHit: $0) } ?? .leftOut
  }
}
