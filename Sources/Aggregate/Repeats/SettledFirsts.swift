import Canonical

/// Tells settled first contacts, and which of them were repeated, as `window_fcr` does: at the headline's
/// window, under each match that may become the headline.
package struct SettledFirsts: Sendable {
  /// Matches that may become the headline, the best first.
  package let matches: [Match]
  private let windows: [RepeatWindow]

  /// What a conversation is under the matches: a bit for each, in their order.
  package struct Marks: Sendable, Equatable {
    /// Whether it is a settled first contact.
    package var counts: UInt8 = 0
    /// Whether it is one that was repeated.
    package var repeats: UInt8 = 0
  }

  /// Under the parameters of a run.
  package init(_ parameters: FCRParameters, coverage: Coverage) {
    matches = parameters.headlineCandidates
    precondition(matches.count <= 8, "a bit for each match")
    windows = matches.map { match in
      RepeatWindow(FCRNumber.Variant(days: parameters.headlineDays, match: match), coverage: coverage)
    }
  }

  /// What a conversation is.
  @inline(__always)
  package func marks(of conversation: borrowing ScoredConversation) -> Marks {
    var marks = Marks()
    if conversation.status != .qualifying { return marks }
    for (place, window) in windows.enumerated() {
      let verdict = WindowFCR.verdict(window.state(of: conversation))
      if verdict.counts { marks.counts |= 1 << UInt8(place) }
      if verdict == .miss { marks.repeats |= 1 << UInt8(place) }
    }
    return marks
  }
}
