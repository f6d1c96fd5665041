import Statistics

/// The mean over simulated data sets of what each gave: 0 or 1 where something was seen, a share, or an
/// estimate.
package struct SimulatedMean: Sendable {
  private var values: [Double] = []

  /// No data set yet.
  package init() {}

  /// What one more data set gave.
  package mutating func add(_ value: Double) { values.append(value) }

  /// Whether something was seen in one more data set.
  package mutating func add(_ isSeen: Bool) { add(isSeen ? 1 : 0) }

  /// The mean beside the bounds of what is claimed, each moved out by four standard errors.
  ///
  /// For a share claimed to be p the standard error is √(p(1 − p)/n) at most; for other means it is the
  /// sample's.
  package func row(
    _ estimator: String, _ setting: String, truth: String, _ statistic: String, claimed: ClosedRange<Double>,
    isShare: Bool = true
  ) -> SimulationRow {
    let count = Double(values.count)
    let mean = CompensatedSum(values).value / count
    let spread = CompensatedSum(values.map { ($0 - mean) * ($0 - mean) }).value / count
    func margin(_ end: Double) -> Double { 4 * ((isShare ? end * (1 - end) : spread) / count).squareRoot() }
    return SimulationRow(
      estimator: estimator, setting: setting, truth: truth, rounds: values.count, statistic: statistic,
      value: mean,
      bounds: (claimed.lowerBound - margin(claimed.lowerBound))...(claimed.upperBound
        + margin(claimed.upperBound)))
  }
}
