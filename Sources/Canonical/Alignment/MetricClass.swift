/// The kind of a scorecard's metric; the raw value is that of the table of scorecards.
public enum MetricClass: String, CaseIterable, Sendable {
  /// What the customer has of it: resolution, satisfaction, effort.
  case outcome
  /// How well the work is done, as somebody else judges it.
  case quality
  /// How much and how fast.
  case efficiency
  /// Whether rules and schedules are kept.
  case compliance
  /// What is done for one's people.
  case people
}
