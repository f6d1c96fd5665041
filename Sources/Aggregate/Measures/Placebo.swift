import Canonical

/// How often people come back by chance: their returns in a window of the same length, 28 days later.
///
/// The measure `placebo`, over first contacts of match `any` whose later window has closed too.
enum Placebo {
  /// Milliseconds between an end and the window of chance.
  static let delay = Int64(FCRParameters.placeboDelayDays) * RepeatWindow.day

  /// What it makes of a qualifying conversation that is in this state under the window.
  static func verdict(
    _ state: RepeatState, _ conversation: ScoredConversation, in window: RepeatWindow
  ) -> Verdict {
    guard state.isFirst, conversation.end.milliseconds + delay + window.length <= window.to else {
      return .leftOut
    }
    return Verdict(isHit: conversation.untilPlacebo <= window.length)
  }
}
