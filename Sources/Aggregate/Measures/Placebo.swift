import Canonical

/// How often people come back by chance: their returns in a window of the same length, 28 days later.
///
/// The measure `placebo`, over first contacts of match `any` whose later window has closed too.
enum Placebo {
  /// What it makes of a qualifying conversation that is in this state under the window.
  static func verdict(
    _ state: RepeatState, _ conversation: ScoredConversation, in window: RepeatWindow
  ) -> Verdict {
    let closing = conversation.end.milliseconds + FCRParameters.placeboDelay + window.length
    guard state.isFirst, closing <= window.to else { return .leftOut }
    return Verdict(isHit: conversation.untilPlacebo <= window.length)
  }
}
