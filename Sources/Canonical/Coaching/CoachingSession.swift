import Tables

/// One person in one coaching session that counts: what Score finds and Aggregate adds up.
package struct CoachingSession: Sendable, Equatable {
  /// The form of a session; raw values are those of the log.
  package enum Kind: String, CaseIterable, Sendable {
    case oneOnOne = "one_on_one"
    case group
    case sideBySide = "side_by_side"
    case career, recognition, feedback
  }

  /// What became of a session; raw values are those of the log.
  package enum Status: String, CaseIterable, Sendable {
    case held, missed, cancelled
  }

  /// Whether a session was planned ahead, or answers something that happened.
  package enum Approach: Sendable, Equatable {
    case proactive, reactive
  }

  /// Number of the session: equal for all who were in it.
  package var session: UInt32
  /// Code of who coached.
  package var coach: UInt32
  /// When it was, or should have been, held.
  package var start: Instant
  /// The local day of it.
  package var day: CivilDate
  /// How long it took; nil where nobody wrote it down.
  package var seconds: Int64?
  /// Its form; nil where nobody wrote it down.
  package var kind: Kind?
  /// What it was; nil where nothing tells.
  package var approach: Approach?
  /// Whether the approach is inferred, as nobody wrote down what led to it.
  package var isInferred: Bool
  /// Code of the metric that it was about; 0 where missing.
  package var metric: UInt32
  /// What became of it.
  package var status: Status
  /// Whether the person left it with an action to take.
  package var hasAction = false

  /// A session with all its parts.
  package init(
    session: UInt32, coach: UInt32, start: Instant, day: CivilDate, seconds: Int64? = nil, kind: Kind? = nil,
    approach: Approach? = nil, isInferred: Bool = false, metric: UInt32 = 0, status: Status = .held
  ) {
    (self.session, self.coach, self.start, self.day) = (session, coach, start, day)
    (self.seconds, self.kind, self.approach) = (seconds, kind, approach)
    (self.isInferred, self.metric, self.status) = (isInferred, metric, status)
  }

  /// Whether it took place.
  package var isHeld: Bool { status == .held }
}
