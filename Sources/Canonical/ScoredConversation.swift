import Tables

/// Whether a conversation counts for first contact resolution, or why not.
public enum ConversationStatus: UInt8, CaseIterable, Sendable {
  case qualifying, abandoned, outbound, `internal`, voicemail, missed
  case selfServed, noAgent

  /// The word in `fcr_population`.
  public var word: String {
    switch self {
    case .selfServed: "self_served"
    case .noAgent: "no_agent"
    default: "\(self)"
    }
  }
}

/// How near the neighbours of a conversation are that share its customer, reason or case.
@frozen public struct RepeatLink: Sendable, Equatable {
  /// A gap that no neighbour closes.
  public static let none = Int64.max

  /// Whether it has what the match needs: a customer who is a person, and for `case` a case.
  public var isIdentified = false
  /// Milliseconds from the end of the nearest earlier qualifying one to its start, at least 0.
  public var sincePrevious = RepeatLink.none
  /// Milliseconds from its end to the start of the nearest later trigger, at least 0.
  public var untilReturn = RepeatLink.none

  /// No neighbour, not identified.
  @inlinable public init() {}
}

/// One conversation and what happened around it: what Score hands to Aggregate.
public struct ScoredConversation: Sendable {
  /// Whether it counts, or why not.
  public var status: ConversationStatus
  /// When its first leg started.
  public var start: Instant
  /// When its last leg ended.
  public var end: Instant
  /// Day of its start in the pipeline's zone.
  public var day = CivilDate(days: 0)
  /// Month of its start in the pipeline's zone.
  public var month: Month
  /// What the last leg that says anything asserted; nil where none does.
  public var isAssertedResolved: Bool?
  /// Whether its first leg names a call type.
  public var hasCallType: Bool
  /// Whether a first contact can resolve its call type.
  public var isResolvableFirst = true
  /// Whether it names a customer, be it an id that many share.
  public var hasCustomer = false
  /// Whether it was handed on: some leg says so, or legs of two different agents were handled.
  public var wasTransferred = false
  /// Seconds that its credited agent handled it; -1 where nobody says or asks.
  public var handleSeconds: Int32 = -1
  /// Code of the credited agent; 0 without one.
  public var agent: UInt32
  /// Codes of its groups, in the order of `Grouping.ofContacts`; 0 where missing.
  public var groups: InlineArray<12, UInt32>
  /// Neighbours by match, in the order of `Match.allCases`.
  public var links: InlineArray<3, RepeatLink>
  /// Milliseconds from `FCRParameters.placeboDelayDays` after its end to the start of the next trigger
  /// of the customer from then on, at least 0.
  public var untilPlacebo = RepeatLink.none
  /// Places of what customers said about it, among the piece's answers.
  public var answers = 0..<0

  /// A conversation with all its parts.
  @inlinable public init(
    status: ConversationStatus, start: Instant, end: Instant, month: Month, isAssertedResolved: Bool?,
    hasCallType: Bool, agent: UInt32, groups: InlineArray<12, UInt32>, links: InlineArray<3, RepeatLink>
  ) {
    self.status = status
    self.start = start
    self.end = end
    self.month = month
    self.isAssertedResolved = isAssertedResolved
    self.hasCallType = hasCallType
    self.agent = agent
    self.groups = groups
    self.links = links
  }
}

/// What one customer said about one contact.
public struct SurveyAnswer: Sendable, Equatable {
  /// Number of the respondent; equal ones are one person.
  ///
  /// 0 is a person who answered only once in the whole run: each such answer is of a person of its own.
  public var respondent: UInt32
  /// Whether it is resolved; nil where that was not answered.
  public var isResolved: Bool?
  /// Whether one contact resolved it; nil where the number of contacts was not answered.
  public var tookOneContact: Bool?
  /// When it was answered, else asked, in milliseconds; nil where unknown.
  public var known: Int64?
  /// Satisfaction as answered, in ten-thousandths of the scale from the lowest answer on; nil where not answered.
  public var csat: Int64?
  /// Effort as answered, likewise.
  public var ces: Int64?

  /// The highest answer of a scale.
  public static let wholeScale: Int64 = 10_000

  /// An answer with all its parts.
  public init(
    respondent: UInt32, isResolved: Bool?, tookOneContact: Bool?, known: Int64? = nil, csat: Int64? = nil,
    ces: Int64? = nil
  ) {
    (self.known, self.csat, self.ces) = (known, csat, ces)
    self.respondent = respondent
    self.isResolved = isResolved
    self.tookOneContact = tookOneContact
  }
}

/// The conversations of some customers, complete: no customer of a piece has one elsewhere.
public struct ScoredPiece: Sendable {
  /// All conversations; those of one customer stand together, in their order.
  public var conversations: [ScoredConversation] = []
  /// Where each of them was read, in the same order; empty where nobody asks.
  public var origins: [ConversationOrigin] = []
  /// Where each customer's conversations end; one without customer, or of a shared id, stands alone.
  public var customerEnds: [Int] = []
  /// What customers said about its qualifying conversations; each knows its places.
  public var answers: [SurveyAnswer] = []
  /// Numbers of the responses about conversations that do not qualify.
  public var unqualifiedResponses: [Int] = []
  /// What was found on the way.
  public var warnings = WarningTally()

  /// A piece without conversations.
  public init() {}

  /// Empties it for the next customers.
  package mutating func removeAll(keepingCapacity keepCapacity: Bool) {
    conversations.removeAll(keepingCapacity: keepCapacity)
    origins.removeAll(keepingCapacity: keepCapacity)
    customerEnds.removeAll(keepingCapacity: keepCapacity)
    answers.removeAll(keepingCapacity: keepCapacity)
    unqualifiedResponses.removeAll(keepingCapacity: keepCapacity)
    warnings = WarningTally()
  }
}
