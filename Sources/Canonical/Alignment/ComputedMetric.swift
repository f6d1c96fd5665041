/// A metric of people's months that is computed here; the raw value is its name on scorecards and in tables.
public enum ComputedMetric: String, CaseIterable, Sendable {
  /// Contact resolution at the headline, 0…1.
  case acr
  /// Contacts that were repeats, 0…1.
  case repeatRate = "repeat_rate"
  /// Customers who say that it is resolved, 0…1.
  case vocResolution = "voc_resolution"
  /// Satisfaction as a share of its scale, 0…1.
  case csat
  /// The answer about effort as a share of its scale, 0…1.
  case ces
  /// Seconds of handling a contact.
  case handleTime = "handle_s"
  /// Contacts that were handed on, 0…1.
  case transferRate = "transfer_rate"
  /// Completed tasks in an hour of work on them.
  case tasksPerHour = "tasks_per_hour"
  /// Quality score, in the unit of its metric, or as a share of its scale.
  case quality
  /// Tasks that had to be done again, 0…1.
  case rework

  /// Whether it is what customers answered, so that the minimum of surveys holds.
  package var isSurveyed: Bool {
    switch self {
    case .vocResolution, .csat, .ces: true
    case .acr, .repeatRate, .handleTime, .transferRate, .tasksPerHour, .quality, .rework: false
    }
  }

  /// Whether smaller values are better; nil where scales differ: of effort some ask how easy, some how hard it was.
  package var isBetterLow: Bool? {
    switch self {
    case .repeatRate, .handleTime, .transferRate, .rework: true
    case .acr, .vocResolution, .csat, .tasksPerHour, .quality: false
    case .ces: nil
    }
  }
}
