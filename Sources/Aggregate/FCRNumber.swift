import Canonical

/// One number that a cell holds: a measure, and the window and match where it has them.
package struct FCRNumber: Hashable, Sendable {
  /// A window and match.
  package struct Variant: Hashable, Sendable {
    /// Days of the window.
    package var days: Int
    /// What makes two contacts the same matter.
    package var match: Match

    /// A window under a match.
    package init(days: Int, match: Match) {
      self.days = days
      self.match = match
    }
  }

  /// What is measured.
  package var measure: FCRMeasure
  /// Its window and match; nil where the measure has none.
  package var variant: Variant?

  /// A number of a measure.
  package init(_ measure: FCRMeasure, _ variant: Variant? = nil) {
    self.measure = measure
    self.variant = variant
  }

  /// The numbers of a measure in the period `all`: windows ascend, matches in the order of the table.
  static func all(of measure: FCRMeasure, _ parameters: FCRParameters) -> [FCRNumber] {
    let days = parameters.windowDays
    if measure.hasEveryVariant {
      return days.flatMap { days in
        parameters.matches.map { FCRNumber(measure, Variant(days: days, match: $0)) }
      }
    }
    switch measure {
    case .callResolution:
      return [FCRNumber(measure, Variant(days: FCRParameters.callResolutionDays, match: .any))]
    case .placebo: return days.map { FCRNumber(measure, Variant(days: $0, match: .any)) }
    case .adjusted:
      // A longer window would reach into the placebo's.
      return days.filter { $0 <= FCRParameters.placeboDelayDays }
        .map { FCRNumber(measure, Variant(days: $0, match: .any)) }
    default: return [FCRNumber(measure)]
    }
  }

  /// Whether months carry it: the headline's window under a match that may headline, or all in full.
  func isMonthly(_ parameters: FCRParameters) -> Bool {
    guard !parameters.monthsInFull, measure != .callResolution, let variant else { return true }
    if variant.days != parameters.headlineDays { return false }
    return !measure.hasEveryVariant || parameters.headlineCandidates.contains(variant.match)
  }
}
