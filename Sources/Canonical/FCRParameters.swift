/// Parameters of first contact resolution; each default lives here and nowhere else.
public struct FCRParameters: Sendable, Equatable {
  /// Days after an end within which coming back counts; ascending.
  ///
  /// Source: industry practice from Sharpen (1, 3, 7), Genesys (7) and SQM (30).
  public var windowDays = [1, 3, 7, 14, 30]
  /// The window that headlines and months use; one of `windowDays`.
  public var headlineDays = 7
  /// What makes two contacts the same matter, in the order of the table.
  public var matches = Match.allCases
  /// Measures to compute, in the order of the table.
  public var measures = FCRMeasure.allCases
  /// Groupings to compute.
  public var groupings = Grouping.ofContacts
  /// Studies to make beside the numbers.
  public var studies = FCRStudy.allCases
  /// Whether months carry every window and match.
  public var monthsInFull = false
  /// A customer id with more chains than this that start within 30 days is a switchboard; 0: off.
  public var sharedIDMaximum = 30
  /// Outcomes of an inbound conversation that count as coming back.
  public var triggers: [Outcome] = [.handled, .abandoned]

  /// The defaults.
  public init() {}

  /// Matches that may become the headline, best first: `reason`, and `any` where reasons are unusable.
  public var headlineCandidates: [Match] {
    let wanted = [Match.reason, .any].filter(matches.contains)
    return wanted.isEmpty ? matches : wanted
  }

  /// Whether anything is asked for that customers answered.
  public var needsAnswers: Bool {
    measures.contains(where: \.isSurveyed)
      || !Set(studies).isDisjoint(with: [.definitions, .agreement, .surveyBias])
  }

  /// The most windows times matches: each takes some hundred counters of every group and month.
  public static let mostVariants = 63
  /// Window of `call_resolution`, in days.
  ///
  /// Source: SQM's internal measure.
  public static let callResolutionDays = 30
  /// Days between an end and the window in which returns are taken for chance.
  public static let placeboDelayDays = 28
  /// The same in milliseconds.
  public static let placeboDelay = Int64(placeboDelayDays) * 86_400_000
  /// Share of qualifying conversations without a call type above which `reason` is no headline.
  public static let unusableReasonShare = 0.20
  /// Days within which chains of one id are counted against `sharedIDMaximum`.
  public static let sharedIDDays = 30
}

/// What makes two contacts the same matter.
public enum Match: String, CaseIterable, Sendable {
  /// The same customer.
  case any
  /// The same customer and call type; the headline.
  case reason
  /// The same customer and case.
  case `case`
}

/// By what conversations or people are grouped.
public enum Grouping: String, CaseIterable, Sendable {
  case all, channel, queue
  case callType = "call_type"
  case lineOfBusiness = "line_of_business"
  case site, team, supervisor, agent
  case roleType = "role_type"
  case workerClass = "worker_class"
  case tenureBand = "tenure_band"
  /// Of people alone, from here on.
  case role
  case hireCohort = "hire_cohort"
  case referral
  case earlyCoaching = "coached_90d"

  /// By what conversations are grouped, in the order of their tables.
  public static let ofContacts: [Grouping] = [
    .all, .channel, .queue, .callType, .lineOfBusiness, .site, .team, .supervisor, .agent, .roleType,
    .workerClass, .tenureBand,
  ]
  /// By what people's days are grouped, in the order of their tables.
  public static let ofPeople: [Grouping] = [
    .all, .site, .team, .supervisor, .role, .roleType, .workerClass, .tenureBand,
  ]
  /// By what people are grouped who are followed from their first day on, in the order of their tables.
  public static let ofRetention: [Grouping] = [
    .all, .workerClass, .roleType, .site, .hireCohort, .referral, .earlyCoaching,
  ]

  /// Whether the group of a conversation follows from who its credited agent was then.
  public var followsFromAgent: Bool {
    switch self {
    case .channel, .queue, .callType, .lineOfBusiness: false
    case .role, .hireCohort, .referral, .earlyCoaching: false
    case .all, .site, .team, .supervisor, .agent, .roleType, .workerClass, .tenureBand: true
    }
  }
}
