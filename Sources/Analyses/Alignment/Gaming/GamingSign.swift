import Canonical

/// A sign that a metric is met rather than the work done, or that a plain comparison misleads.
struct GamingSign {
  /// What is looked at; the raw value is printed.
  enum Check: String, CaseIterable {
    /// More months just inside the target than the counts around it let expect.
    case bunching
    /// The metric gets better from month to month while the outcome gets worse.
    case upWhileDown = "metric_up_outcome_down"
    /// People of whom the same holds beside others of their site and month.
    case peopleUpWhileDown = "people_up_outcome_down"
    /// All months together show one sign, site and month by site and month the other.
    case simpson
    /// People whose quality score is higher in months in which they resolve more.
    case qualityGoesWith = "qa_goes_with_fcr"
  }

  /// What was found; the raw value is printed.
  enum Flag: String {
    case none = ""
    case suspected = "GAMING"
    case reversal = "REVERSAL"
    case notEstimable = "NOT_ESTIMABLE"
    case withheld
  }

  var check: Check
  /// The metric; of `qualityGoesWith` the quality score.
  var metric: String
  /// The outcome that it is held against; empty where it is held against its target.
  var outcome = ""
  /// Months, or people, behind it.
  var n: Int?
  /// People behind it.
  var people: Int?
  /// Months moved across the target; slope of the metric in standard deviations a month; share of people; correlation.
  var value: Double?
  var low: Double?
  var high: Double?
  /// The same of the outcome, or of all months together.
  var other: Double?
  /// p of what speaks least for it, and q among all metrics of the table.
  var p: Double?
  var q: Double?
  var flag = Flag.none
  var note = ""
}
