import Aggregate
import Canonical
import Statistics
import Tables

/// The measures of `coaching_activity`, in the order of the table; the raw value is printed.
package enum ActivityMeasure: String, CaseIterable, Sendable {
  case coverage
  case held, missed, cancelled
  case proactiveShare = "proactive_share"
  case inferredTrigger = "inferred_trigger"
  case unknownTrigger = "unknown_trigger"
  case minutesPerAgent = "minutes_per_agent_28d"
  case withoutMinutes = "without_minutes"
  case cadence = "cadence_days"
  case cadenceVariation = "cadence_variation"
  case actionShare = "with_action"
  case actionsClosed = "actions_closed"
  case actionsOnTime = "actions_on_time"
  case supervisorsCoached = "supervisors_coached"
  case paidMinutesShare = "paid_minutes_share"
  case loggedToPerceived = "logged_to_perceived"
  case scorecardsWithCoaching = "scorecards_with_coaching"

  /// What a group's counts say of a measure.
  enum Number {
    /// Some of so many.
    case share(x: Int64, n: Int64)
    /// One total over another, times a factor; `n` and `x` are printed.
    case ratio(TotalsRatio.Sums, factor: Double, n: Int64, x: Int64)
    /// How unequal numbers are.
    case variation(VariationCoefficient.Sums)
  }

  /// The people behind a measure of a group, whose fate its numbers share.
  enum Base: String {
    case agents, sessions, held, known, gaps, actions, due, supervisors

    /// The series whose part it is; nil where it is none.
    var whole: Base? {
      switch self {
      case .held, .known, .gaps: .sessions
      case .due: .actions
      case .agents, .sessions, .actions, .supervisors: nil
      }
    }
  }

  /// What is said of a group by its counts of sessions, days and actions; nil for measures of other counts.
  func number(of counts: ActivityCounts) -> (number: Number, base: Base, people: Int64)? {
    func share(_ x: Int64, _ n: Int64, _ base: Base, _ people: Int64) -> (Number, Base, Int64) {
      (.share(x: x, n: n), base, people)
    }
    return switch self {
    case .coverage: share(counts.coached, counts.agents, .agents, counts.agents)
    case .held: share(counts.held, counts.sessions, .sessions, counts.invited)
    case .missed: share(counts.missed, counts.sessions, .sessions, counts.invited)
    case .cancelled: share(counts.cancelled, counts.sessions, .sessions, counts.invited)
    case .proactiveShare:
      share(counts.saidProactive + counts.inferredProactive, counts.known, .known, counts.knownAgents)
    case .inferredTrigger:
      share(counts.inferredProactive + counts.inferredReactive, counts.known, .known, counts.knownAgents)
    case .unknownTrigger: share(counts.held - counts.known, counts.held, .held, counts.coached)
    case .withoutMinutes: share(counts.untimed, counts.held, .held, counts.coached)
    case .actionShare: share(counts.withAction, counts.held, .held, counts.coached)
    case .actionsClosed: share(counts.closed, counts.opened, .actions, counts.charged)
    case .actionsOnTime: share(counts.closedOnTime, counts.due, .due, counts.dueAgents)
    case .supervisorsCoached:
      share(counts.coachedSupervisors, counts.supervisors, .supervisors, counts.supervisors)
    case .minutesPerAgent:
      (
        .ratio(
          counts.seconds, factor: ActivityMeasure.minutesOfPeriod,
          n: counts.held == counts.untimed ? 0 : counts.agentDays,
          x: ActivityMeasure.minutes(ofSeconds: counts.timedSeconds)), .held, counts.coached
      )
    case .cadence:
      (
        .ratio(
          counts.gaps, factor: 1, n: Int64(clamping: counts.gaps.y), x: Int64(clamping: counts.gaps.x)),
        .gaps,
        counts.gaps.units
      )
    case .cadenceVariation: (.variation(counts.regularity), .gaps, counts.gaps.units)
    case .paidMinutesShare, .loggedToPerceived, .scorecardsWithCoaching: nil
    }
  }

  /// Minutes in 28 days for each second a day.
  private static let minutesOfPeriod = Double(CoachingParameters.periodDays) / secondsOfMinute
  /// Seconds in a minute.
  private static let secondsOfMinute = 60.0

  /// Whole minutes, halves up.
  static func minutes(ofSeconds seconds: Int64) -> Int64 { (seconds + 30) / 60 }
}
