/// One line of a simulation with a planted truth: how often something was seen, and the bounds it must keep.
package struct SimulationRow: Sendable {
  /// The estimator's name.
  package let estimator: String
  /// The setting in words: sizes, parameters.
  package let setting: String
  /// The planted truth in words.
  package let truth: String
  /// How many data sets were drawn.
  package let rounds: Int
  /// What `value` is: "coverage of the 95 % interval", "size at 5 %", "mean".
  package let statistic: String
  /// What was seen.
  package let value: Double
  /// The lowest and highest value that would not surprise at so many rounds, if the estimator is as claimed.
  package let bounds: ClosedRange<Double>

  /// Whether the value is within its bounds.
  package var holds: Bool { bounds.contains(value) }

  /// The same line under bounds that have no room for chance.
  package func within(_ bounds: ClosedRange<Double>) -> SimulationRow {
    SimulationRow(
      estimator: estimator, setting: setting, truth: truth, rounds: rounds, statistic: statistic,
      value: value, bounds: bounds)
  }
}
