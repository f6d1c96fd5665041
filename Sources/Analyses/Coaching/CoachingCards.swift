import Canonical
import Tables

/// The catalog of the measures of coaching activity, in the order of the table.
package enum CoachingCards {
  /// All cards; one a measure.
  package static let all: [RateCard] = ActivityMeasure.allCases.map(card)

  /// What a card says beside its id.
  private struct Words {
    var title: String
    var question: String
    var unit = "share 0…1"
    var formula: String
    var source = contract
    var caution: String
    var parameters: [String] = []
    var path = "Sources/Analyses/Coaching/Activity/ActivityMeasure.swift"
  }

  private static let contract = "the product's contract on coaching, after Gartner on proactive coaching"

  private static func card(_ measure: ActivityMeasure) -> RateCard {
    let words = words(measure)
    return RateCard(
      id: measure.rawValue, title: words.title, question: words.question, unit: words.unit,
      formula: words.formula, source: words.source, caution: words.caution,
      minimumSample: FCRCards.minimumSample, parameters: words.parameters, path: words.path)
  }

  private static func words(_ measure: ActivityMeasure) -> Words {
    switch measure {
    case .coverage, .held, .missed, .cancelled: ofSessions(measure)
    case .proactiveShare, .inferredTrigger, .unknownTrigger: ofTriggers(measure)
    case .minutesPerAgent, .withoutMinutes, .cadence, .cadenceVariation: ofTime(measure)
    case .actionShare, .actionsClosed, .actionsOnTime: ofActions(measure)
    case .supervisorsCoached, .paidMinutesShare, .loggedToPerceived, .scorecardsWithCoaching:
      ofSupervisors(measure)
    }
  }
}

extension CoachingCards {
  /// Who was coached, and which sessions took place.
  private static func ofSessions(_ measure: ActivityMeasure) -> Words {
    if measure == .coverage {
      return Words(
        title: "Coverage", question: "How many of our agents were coached at all?",
        formula: "agents with a held session in the period / agents with a day of employment in it",
        caution:
          "an agent of one day counts as one of a month; a session of five minutes counts as one of an hour")
    }
    let (title, what, caution) =
      measure == .held
      ? ("Held sessions", "held", "a blank status counts as held; a log of held sessions alone shows 100 %")
      : measure == .missed
        ? ("Missed sessions", "missed", "where nobody writes missed sessions down there are none")
        : (
          "Cancelled sessions", "cancelled",
          "a session that was moved may be in the log as cancelled and as held"
        )
    return Words(
      title: title, question: "How many of the planned sessions were \(what)?",
      formula: "sessions \(what) / sessions held, missed or cancelled; an agent in a session is one",
      caution: caution)
  }

  /// What led to sessions.
  private static func ofTriggers(_ measure: ActivityMeasure) -> Words {
    switch measure {
    case .inferredTrigger:
      Words(
        title: "Inferred triggers", question: "Of how many sessions do we only infer what led to them?",
        formula:
          "held sessions with a blank trigger of which the rest of the row tells / held sessions whose trigger is "
          + "written down or inferred",
        caution:
          "a session about a contact or a metric counts as reactive, one of recognition or career as proactive",
        path: "Sources/Score/Coaching/SessionRows.swift")
    case .unknownTrigger:
      Words(
        title: "Unknown triggers", question: "Of how many sessions do we not know what led to them?",
        formula: "held sessions whose trigger is neither written down nor inferred / held sessions",
        caution: "where it is large the proactive share speaks of the rest alone")
    default:
      Words(
        title: "Proactive share", question: "Do we coach ahead, or after something went wrong?",
        formula:
          "held sessions that were scheduled, for development or recognition / held sessions whose trigger is "
          + "written down or inferred",
        caution:
          "coaches differ in what they call scheduled; look at inferred_trigger and unknown_trigger too")
    }
  }

  /// How much time, and how regularly.
  private static func ofTime(_ measure: ActivityMeasure) -> Words {
    switch measure {
    case .withoutMinutes:
      Words(
        title: "Sessions without minutes", question: "How much of the time is not in the log?",
        formula: "held sessions without minutes, or with none / held sessions",
        caution: "minutes per agent are too few by an unknown part of it")
    case .cadence:
      Words(
        title: "Cadence", question: "How many days pass from one session to the next?", unit: "days",
        formula:
          "days between held sessions of one agent, over how many of them there are; two on one day are one",
        caution:
          "agents with one session have no gap, and those coached last month no second one yet: a short log "
          + "shows short gaps")
    case .cadenceVariation:
      Words(
        title: "Regularity", question: "Do sessions come regularly?",
        unit: "ratio, 0 for a clock, 1 for chance",
        formula: "standard deviation of the days between held sessions / their mean",
        caution: "agents who are coached at different paces make it larger, however regular each is")
    default:
      Words(
        title: "Minutes per agent and 28 days", question: "How much coaching does an agent get?",
        unit: "minutes",
        formula: "minutes of held sessions / days of agents × 28",
        caution:
          "minutes as planned are not minutes as held; everybody in a group session gets all of its minutes")
    }
  }

  /// What came of sessions.
  private static func ofActions(_ measure: ActivityMeasure) -> Words {
    switch measure {
    case .actionShare:
      Words(
        title: "Sessions with an action", question: "Does something come of a session?",
        formula: "held sessions that an action of their agent names / held sessions",
        caution: "actions that name no session are not in it",
        path: "Sources/Score/Coaching/SessionActions.swift")
    case .actionsClosed:
      Words(
        title: "Closed actions", question: "How many of the actions are done?",
        formula: "actions of coaching that are closed / actions of coaching opened in the period",
        caution: "those of last month had less time than those of last year")
    default:
      Words(
        title: "Actions on time", question: "Are actions done by the day that was agreed?",
        formula:
          "actions closed by their due day / actions of coaching opened in the period whose due day has come",
        caution: "actions without a due day are in neither")
    }
  }

  /// What supervisors and their managers do.
  private static func ofSupervisors(_ measure: ActivityMeasure) -> Words {
    switch measure {
    case .supervisorsCoached:
      Words(
        title: "Coached supervisors", question: "Are those who coach coached themselves?",
        formula:
          "supervisors whom their own supervisor coached in the period / supervisors with a day of employment "
          + "in it",
        caution: "who has no supervisor in the roster counts with a session of anybody",
        path: "Sources/Aggregate/Coaching/ActivityTally.swift")
    case .paidMinutesShare:
      Words(
        title: "Coaching share of paid minutes", question: "How much of supervisors' time is coaching?",
        unit: "ratio",
        formula: "minutes of held sessions, each minute of a coach once / paid minutes in the same days",
        caution:
          "only supervisors and periods of whom metrics has paid minutes; preparing and writing up are in no log",
        parameters: ["coaching.paid_metric"], path: "Sources/Aggregate/Coaching/CoachHours.swift")
    case .loggedToPerceived:
      Words(
        title: "Logged to perceived minutes", question: "Do agents remember the coaching that the log has?",
        unit: "ratio",
        formula: "minutes logged in the 28 days to an answer / minutes that the agent says",
        caution: "above 1 the log has more than agents remember; people round",
        parameters: ["coaching.perceived_item"], path: "Sources/Score/Coaching/CoachSurveys.swift")
    default:
      Words(
        title: "Scorecards with coaching", question: "Are supervisors measured by their coaching?",
        formula:
          "scorecards of supervisors' roles with a weighted metric whose name has coach / their scorecards, on "
          + "the last day known",
        caution: "a metric by another name is not seen",
        path: "Sources/Score/Coaching/SupervisorScorecards.swift")
    }
  }
}
