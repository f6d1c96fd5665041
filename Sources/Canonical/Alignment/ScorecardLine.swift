/// One metric of a scorecard with its weight, checked.
package struct ScorecardLine: Sendable, Equatable {
  /// The metric's name as written.
  package var metric: String
  /// What kind of metric it is.
  package var metricClass: MetricClass
  /// Its share of the whole, in millionths, 0…1,000,000.
  package var weight: Int64
  /// The value to be reached, in millionths of the metric's unit; nil without one.
  package var target: Int64?
  /// Whether smaller values are better; nil where the scorecard does not say.
  package var isBetterLow: Bool?

  /// A line of all parts.
  package init(
    _ metric: String, _ metricClass: MetricClass, weight: Int64, target: Int64? = nil,
    isBetterLow: Bool? = nil
  ) {
    (self.metric, self.metricClass, self.weight) = (metric, metricClass, weight)
    (self.target, self.isBetterLow) = (target, isBetterLow)
  }

  /// The whole, as weights are kept.
  package static let whole: Int64 = 1_000_000

  /// Its share of the whole, 0…1.
  package var share: Double { Double(weight) / Double(ScorecardLine.whole) }
}
