import Statistics

/// How often something was seen in independent rounds.
package struct Frequency: Sendable {
  private(set) var seen = 0
  private(set) var rounds = 0

  /// No round yet.
  package init() {}

  /// One more round.
  package mutating func observe(_ isSeen: Bool) {
    seen += isSeen ? 1 : 0
    rounds += 1
  }

  /// A row that holds where the frequency is within what is claimed, give or take four binomial standard errors.
  package func row(
    _ estimator: String, _ setting: String, truth: String, _ statistic: String, claimed: ClosedRange<Double>
  ) -> SimulationRow {
    func error(_ p: Double) -> Double { 4 * (p * (1 - p) / Double(rounds)).squareRoot() }
    let (low, high) = (claimed.lowerBound, claimed.upperBound)
    return SimulationRow(
      estimator: estimator, setting: setting, truth: truth, rounds: rounds, statistic: statistic,
      value: Double(seen) / Double(rounds), bounds: max(0, low - error(low))...min(1, high + error(high)))
  }
}

extension SplitMix64 {
  /// How many of `size` succeed, each with probability `share`.
  package mutating func binomial(_ size: Int, _ share: Double) -> Int {
    (0..<size).reduce(0) { sum, _ in sum + (unit() < share ? 1 : 0) }
  }
}
