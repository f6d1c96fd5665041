import Canonical
import Tables

/// How long after the end of a contact its answer came, in bands.
///
/// Source: J.D. Power: surveys right after the call overstate first contact resolution by about 10 %.
package enum AnswerDelay: UInt32, CaseIterable, Sendable {
  case withinHour, withinDay, withinThreeDays, later
  /// The answer has no time, or one before the contact ended.
  case unknown

  /// Its name in `survey_bias`.
  package var word: String {
    switch self {
    case .withinHour: "0-1h"
    case .withinDay: "1h-1d"
    case .withinThreeDays: "1d-3d"
    case .later: "3d+"
    case .unknown: "unknown"
    }
  }

  private static let hour: Int64 = 3_600_000

  /// The band of an answer to a contact that ended then.
  init(of answer: SurveyAnswer, end: Instant) {
    guard let known = answer.known, known >= end.milliseconds else {
      self = .unknown
      return
    }
    switch known - end.milliseconds {
    case ...AnswerDelay.hour: self = .withinHour
    case ...RepeatWindow.day: self = .withinDay
    case ...(3 * RepeatWindow.day): self = .withinThreeDays
    default: self = .later
    }
  }
}
