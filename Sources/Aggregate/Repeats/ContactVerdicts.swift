import Canonical

/// What a number of first contact resolution makes of single conversations, as its counters do.
package struct ContactVerdicts: Sendable {
  private let measure: FCRMeasure
  private let window: RepeatWindow?

  /// Of a number; nil of `adjusted`, which is made of two others.
  package init?(_ number: FCRNumber, coverage: Coverage) {
    let isWindowed = CellLayout.verdict(of: number.measure) != nil || number.measure == .placebo
    if number.measure == .adjusted || isWindowed != (number.variant != nil) { return nil }
    measure = number.measure
    window = number.variant.map { RepeatWindow($0, coverage: coverage) }
  }

  /// For each time that a conversation is in the denominator, whether it is in the numerator: at most once, but of what
  /// customers say once for each answer.
  /// - Parameter answers: those of the conversation's piece.
  package func hits(of conversation: ScoredConversation, _ answers: [SurveyAnswer]) -> [Bool] {
    if conversation.status != .qualifying { return [] }
    let verdicts: [Verdict] =
      switch measure {
      case .vocFCR: conversation.answers.map { VocFCR.verdict(answers[$0]) }
      case .vocResolution: conversation.answers.map { VocResolution.verdict(answers[$0]) }
      case .dispositionFCR: [DispositionFCR.verdict(conversation)]
      case .placebo: window.map { [Placebo.verdict($0.state(of: conversation), conversation, in: $0)] } ?? []
      default:
        window.flatMap { window in
          CellLayout.verdict(of: measure).map {
            [$0(window.state(of: conversation), conversation.isResolvableFirst)]
          }
        } ?? []
      }
    return verdicts.compactMap(\.isHit)
  }

  /// Whether somebody came back within the window; false where the measure has none.
  package func hasReturn(_ conversation: ScoredConversation) -> Bool {
    window?.state(of: conversation).hasReturn ?? false
  }
}
