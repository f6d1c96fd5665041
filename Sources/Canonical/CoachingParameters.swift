/// Parameters of coaching; each default lives here and nowhere else.
public struct CoachingParameters: Sendable, Equatable {
  /// Which sessions begin a treatment; the raw value is that of the pipeline file.
  public enum Onset: String, CaseIterable, Sendable {
    /// The first held reactive one.
    case reactive
    /// The first held one of any kind.
    case anySession = "any_session"
  }

  /// Which sessions begin a treatment.
  public var onset = Onset.reactive
  /// What coaching may change, in the order of the tables.
  public var outcomes = CoachingOutcome.allCases
  /// What coaches are judged by.
  public var outcome = CoachingOutcome.acr
  /// Names of metrics that hold quality scores; the first that there is counts.
  public var qualityMetrics = ["qa", "quality"]
  /// The name of the metric that holds supervisors' paid minutes.
  public var paidMetric = "paid_minutes"
  /// The item of pulse surveys that asks for how many minutes somebody was coached in the last 28 days.
  public var perceivedItem = "coaching_minutes"

  /// The defaults.
  public init() {}

  /// Days without a session before one that begins a treatment.
  ///
  /// Source: the product's contract on coaching.
  public static let washoutDays = 84
  /// Months that dates move back for the placebo: 84 days are three of 28.
  public static let placeboMonths = 3
  /// Days of the period by which minutes are told, and of one that is looked back on.
  ///
  /// Source: the product's contract on coaching: minutes per agent per 28 days.
  public static let periodDays = 28
  /// Months after that of the session, it included, over which agents and coaches are judged: within 84 days.
  public static let monthsOfEffect = 0...2
  /// Months after that of the session that tell whether the effect stays: 29 to 84 days after it, by the month.
  public static let monthsOfDecay = 1...2
  /// Contacts below which an agent's month has no share and no mean.
  ///
  /// Source: the product's contract: fewer than 5 are too few for a rate.
  public static let minimumContacts: Int64 = 5
  /// Coached agents below which a coach is no bright spot.
  ///
  /// Source: the product's contract on coaching.
  public static let minimumAgents = 5
  /// Held sessions below which a coach is no bright spot.
  ///
  /// Source: the product's contract on coaching.
  public static let minimumSessions = 12
  /// The share of false discoveries among bright spots.
  ///
  /// Source: the product's contract on coaching.
  public static let falseDiscoveries = 0.10
  /// Sources below which a coach has no composite.
  ///
  /// Source: the product's contract on coaching: at least three of five present.
  public static let minimumSources = 3
  /// Raters below which a group of a 360° review is hidden.
  ///
  /// Source: the product's contract on coaching.
  public static let minimumRaters = 3
  /// Coaches below which sources have no agreement.
  ///
  /// Source: CronbachAlpha: with fewer than ten subjects the interval spans nearly everything.
  public static let minimumCoaches = 10
  /// Episodes below which an agent's response is not known.
  ///
  /// Source: the product's contract on coaching.
  public static let minimumEpisodes = 2
  /// Days after the first session within which an agent's promotion counts for the coach.
  ///
  /// Source: our choice: a year.
  public static let promotionDays = 365
}
