import Canonical
import Statistics
import Tables

/// One line of `coaching_effect`.
struct EffectRow {
  /// What is estimated; the raw value is printed.
  enum Estimand: String, CaseIterable {
    case simple
    case after84 = "0_84d"
    case decay = "29_84d"
    case naive = "naive_before_after"
    case rtmBias = "rtm_bias"
    case placebo
    case preTrend = "pre_trend"
    case event
    case eventOverall = "event_overall"
    case group
    case groupOverall = "group_overall"
    case calendar
    case calendarOverall = "calendar_overall"
    case att
    case dose
    case doseTrend = "dose_trend"
    case alwaysTreated = "always_treated"
    case droppedQuintiles = "dropped_quintiles"
    case unmatched
    case attritionTreated = "attrition_treated"
    case attritionControl = "attrition_control"
  }

  /// How sure a number is.
  struct Numbers {
    var value: Double?
    var error: Double?
    var low: Double?
    var high: Double?
    var p: Double?

    /// No number.
    init() {}

    /// An effect.
    init(_ estimate: EffectEstimate) {
      (value, error, p) = (estimate.value, estimate.standardError, estimate.p)
      (low, high) = (estimate.low, estimate.high)
    }
  }

  var estimand: Estimand
  var group = "all"
  var time = ""
  var numbers = Numbers()
  /// Distinct coached agents behind it, and others; nil where nobody is counted, or too few to say.
  var treated: Int?
  var controls: Int?
  var note = ""
  /// Whether it could not be estimated.
  var isMissing = false

  /// Coached agents or others below which an estimate is flagged.
  ///
  /// Source: GroupTimeEffects: errors are too small below some 20 treated units.
  static let fewUnits = 20

  /// The cells of the row, the outcome first.
  func cells(of outcome: CoachingOutcome) -> [ReportTable.Cell] {
    func number(_ value: Double?) -> ReportTable.Cell { value.map { .number($0) } ?? .missing }
    func count(_ value: Int?) -> ReportTable.Cell { value.map { .integer(Int64($0)) } ?? .missing }
    let isFew = numbers.error != nil && min(treated ?? .max, controls ?? .max) < EffectRow.fewUnits
    let flag = isMissing ? "NOT_ESTIMABLE" : isFew ? "FEW_UNITS" : ""
    return [
      .text(outcome.rawValue), .text(estimand.rawValue), .text(group), .name(time), number(numbers.value),
      number(numbers.error), number(numbers.low), number(numbers.high), number(numbers.p), count(treated),
      count(controls), .name(flag), .name(note),
    ]
  }
}
