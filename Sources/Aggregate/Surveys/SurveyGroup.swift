import Canonical

/// A group of contacts by which those who answer are compared with all.
package enum SurveyGroup: Hashable, Sendable {
  case all
  /// Code of a channel, or of a call type; 0 where missing.
  case channel(UInt32)
  case callType(UInt32)
  /// What was seen of the contact within the headline's window, by the place of the headline.
  case outcome(SeenOutcome, headline: Int)
  /// How long after the contact the answer came; of contacts without one there is none.
  case delay(AnswerDelay)
}

/// What was seen after a contact within the headline's window.
package enum SeenOutcome: UInt32, CaseIterable, Sendable {
  /// Nobody came back.
  case resolved
  /// Somebody came back.
  case repeated
  /// The window is still open, or nobody knows who the contact was of.
  case unknown

  /// Its name in `survey_bias`.
  package var word: String { "\(self)" }

  /// What `acr` makes of it.
  init(_ state: RepeatState) {
    self =
      switch ACR.verdict(state) {
      case .hit: .resolved
      case .miss: .repeated
      default: .unknown
      }
  }
}

/// Contacts that are alike in mix and outcome: by these the answers are weighted.
package struct SurveyStratum: Hashable, Sendable {
  /// Codes of channel and call type; 0 where missing.
  package var channel: UInt32
  package var callType: UInt32
  /// What was seen of them.
  package var outcome: SeenOutcome

  /// Contacts of a channel, a call type and an outcome.
  package init(channel: UInt32, callType: UInt32, outcome: SeenOutcome) {
    (self.channel, self.callType, self.outcome) = (channel, callType, outcome)
  }
}
