/// What coaching may change in an agent's month; the raw value is printed.
public enum CoachingOutcome: String, CaseIterable, Sendable {
  /// Contact resolution at the headline, 0…1.
  case acr
  /// Customers who say that it is resolved, 0…1.
  case vocResolution = "voc_resolution"
  /// Satisfaction as a share of its scale, 0…1.
  case csat
  /// Quality score, in the unit of its metric, or as a share of its scale.
  case qa
  /// Seconds of handling a contact.
  case handleTime = "handle_s"

  /// Whether it is what customers answered, so that the minimum of surveys holds.
  package var isSurveyed: Bool { self == .vocResolution || self == .csat }
  /// Whether a smaller number is better.
  package var isBetterLow: Bool { self == .handleTime }
}
