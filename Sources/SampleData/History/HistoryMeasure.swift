/// One line of a scorecard in a center of teams over years, with what is true of its metric.
struct HistoryMeasure {
  /// Why it is on the scorecard; the raw value is printed.
  enum Part: String {
    /// What the work is for.
    case outcome
    /// It moves the outcome.
    case driver
    /// It moves the outcome the other way than the scorecard says.
    case wrongSign = "wrong_sign"
    /// It is the same for everybody.
    case dead
    /// It follows another one.
    case redundant
    /// Months just short of the target are told as met, and it rises while the outcome falls.
    case gamed
    /// It has nothing to do with the outcome.
    case idle
  }

  /// The metric's name.
  var name: String
  /// Its class, as the scorecard has it.
  var metricClass: String
  /// Hundredths of the scorecard's weight.
  var weight: Int
  /// What is planted of it.
  var part: Part
  /// Hundredths of a point that the outcome is higher for one standard deviation more of it.
  var effect = 0
  /// Whether smaller values are better.
  var isBetterLow = false
  /// The value to be reached; nil without one.
  var target: Int?

  /// Its part of what metrics explain of the outcome within sites and months, in millionths; nil for the outcome itself
  /// and for what tells nobody from others.
  ///
  /// Metrics are drawn apart from one another, so that of independent drivers each explains its effect squared, whichever
  /// come first.
  static func importance(of measure: HistoryMeasure, among measures: [HistoryMeasure]) -> Int? {
    if measure.part == .outcome || measure.part == .dead { return nil }
    let all = measures.reduce(0) { $0 + $1.effect * $1.effect }
    return measure.effect * measure.effect * 1_000_000 / max(1, all)
  }
}
