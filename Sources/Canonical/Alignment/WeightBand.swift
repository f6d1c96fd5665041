/// How much weight a role's scorecard may put on some of its metrics together.
public struct WeightBand: Sendable, Equatable {
  /// Which metrics are added up.
  public enum Subject: Sendable, Hashable {
    /// All of a class.
    case metricClass(MetricClass)
    /// Those that count jobs, whatever class they are in.
    case jobsCompleted
    /// Those whose name has `coach`.
    case coaching

    /// What tables and pipeline files call it.
    public var name: String {
      switch self {
      case .metricClass(let metricClass): metricClass.rawValue
      case .jobsCompleted: "jobs_completed"
      case .coaching: "coaching"
      }
    }

    /// The subject of a name; nil for a name of none.
    public init?(name: String) {
      if let metricClass = MetricClass(rawValue: name) {
        self = .metricClass(metricClass)
      } else {
        guard let other = [Subject.jobsCompleted, .coaching].first(where: { $0.name == name }) else {
          return nil
        }
        self = other
      }
    }
  }

  /// Which metrics are added up.
  public var subject: Subject
  /// At least so much weight, 0…1; nil: none is asked for.
  public var minimum: Double?
  /// At most so much weight, 0…1; nil: as much as there is.
  public var maximum: Double?
  /// Where the band comes from, as a sentence.
  public var source: String

  /// A band and where it comes from.
  public init(_ subject: Subject, from minimum: Double? = nil, to maximum: Double? = nil, source: String) {
    (self.subject, self.minimum, self.maximum, self.source) = (subject, minimum, maximum, source)
  }
}
