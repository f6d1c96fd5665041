/// One line of a simulation with a planted truth: how often something was seen, and the bounds it must keep.
struct SimulationRow: Sendable {
  /// The estimator's name.
  let estimator: String
  /// The setting in words: sizes, parameters.
  let setting: String
  /// The planted truth in words.
  let truth: String
  /// How many data sets were drawn.
  let rounds: Int
  /// What `value` is: "coverage of the 95 % interval", "size at 5 %", "mean".
  let statistic: String
  /// What was seen.
  let value: Double
  /// The lowest and highest value that would not surprise at so many rounds, if the estimator is as claimed.
  let bounds: ClosedRange<Double>

  /// Whether the value is within its bounds.
  var holds: Bool { bounds.contains(value) }
}
