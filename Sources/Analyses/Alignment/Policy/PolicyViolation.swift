import Canonical

/// Something in which a role's scorecard is not as policy asks, and the points that it costs.
struct PolicyViolation: Equatable {
  /// What is asked for; the raw value is printed.
  enum Rule: String {
    /// Metrics of a kind have less weight together than their band asks for.
    case belowBand = "below_band"
    /// They have more.
    case aboveBand = "above_band"
    /// All weights together are not the whole.
    case sum = "weights_do_not_add_up"
    /// Nothing is known of a weighted metric.
    case noData = "no_data"
    /// On some days no scorecard held.
    case missingPeriod = "missing_period"
    /// On some days several held.
    case overlappingPeriod = "overlapping_period"
    /// None holds on the last day.
    case noScorecard = "no_scorecard"
  }

  /// What is asked for.
  var rule: Rule
  /// The class of metrics, or the name of the band; empty where it is about the whole scorecard.
  var subject = ""
  /// The line that costs the points; empty where it is a line that is not there, or all of them.
  var metric = ""
  /// The weight that is judged, 0…1: of a line, else of all lines of the subject, else of the scorecard.
  var weight: Double?
  /// The least, and the most, that is asked for.
  var minimum: Double?
  var maximum: Double?
  /// Of 100; nil where there is nothing to judge.
  var points: Double?
  /// What is wrong, in words.
  var note = ""
}
