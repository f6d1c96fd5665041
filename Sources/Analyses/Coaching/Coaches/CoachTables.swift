import Aggregate
import Canonical
import Statistics
import Tables

/// The tables of coaches: groups in `coaches`, one coach after the other in the individual one, agents' responses in
/// `coachability`, and what is left of training in `coaching_training`.
package struct CoachTables {
  /// What the tables stand on.
  package struct Ground {
    /// Agents, months and outcomes.
    package var panel: CoachingPanel
    /// Everybody's days and sessions.
    package var histories: [CoachedHistory]
    /// What was said of coaches.
    package var answers: [CoachAnswer]
    /// Parameters of coaching.
    package var parameters: CoachingParameters
    /// Fewer people than this are not told of.
    package var minimumPeople: Int
    /// Whether assignments say who was promoted.
    package var knowsPromotions: Bool
    /// The first day of which the log of coaching knows, and the last that is known.
    package var logFrom: CivilDate
    package var last: CivilDate
    /// Whether tables of one coach or agent a row are made.
    package var isIndividual: Bool
    /// What a person, site or team is called; empty where missing.
    package var name: (Grouping, UInt32) -> String

    /// A ground of all parts.
    package init(
      panel: CoachingPanel, histories: [CoachedHistory], answers: [CoachAnswer],
      parameters: CoachingParameters,
      minimumPeople: Int, knowsPromotions: Bool, logFrom: CivilDate, last: CivilDate, isIndividual: Bool,
      name: @escaping (Grouping, UInt32) -> String
    ) {
      (self.panel, self.histories, self.answers, self.parameters) = (panel, histories, answers, parameters)
      (self.minimumPeople, self.knowsPromotions) = (minimumPeople, knowsPromotions)
      (self.logFrom, self.last, self.isIndividual, self.name) = (logFrom, last, isIndividual, name)
    }
  }

  /// The tables.
  package let guarded: [GuardedTable]
  /// Groups of raters and pulses that are hidden.
  package private(set) var warnings = WarningTally()

  /// The tables of a ground.
  package init(_ ground: Ground) {
    let profiles = CoachProfile.found(in: ground.histories, last: ground.last)
    let sessions = Dictionary(uniqueKeysWithValues: profiles.map { ($0.coach, $0.sessions) })
    let effects = CoachEffects(ground.panel, ground.parameters.outcome, sessions: sessions)
    let ratings = CoachRatings(
      ground.answers,
      minimumRespondents: max(Disclosure.surveyMinimum, ground.minimumPeople))
    warnings.add(.hiddenRaterGroup, "review360", count: ratings.hiddenGroups)
    warnings.add(.hiddenRaterGroup, "pulse", count: ratings.hiddenPulses)
    let standings = CoachStanding.all(
      profiles, effects, ratings, knowsPromotions: ground.knowsPromotions)
    var guarded = [
      CoachGroupsTable(
        standings: standings, effects: effects, minimumPeople: ground.minimumPeople, name: ground.name
      ).table,
      CoachTrainingTable(
        profiles: profiles, effects: effects, logFrom: ground.logFrom, last: ground.last
      ).table,
    ]
    if ground.isIndividual {
      guarded += [
        CoachRowsTable(standings: standings, name: ground.name).table,
        CoachabilityTable(
          panel: ground.panel, histories: ground.histories,
          outcomes: ground.parameters.outcomes.filter { !$0.isSurveyed }, name: ground.name
        ).table,
      ]
    }
    self.guarded = guarded
  }

  /// The columns of both tables of coaches.
  static let columns: [ReportTable.Column] = [
    .init("group_by", .text, "all, or site or team of the coach; coach in the individual table"),
    .init("group", .text, "the group, or the coach"),
    .init(
      "measure", .text,
      "a source (performance, pulse, self, review360, promotions), coverage_ of a source, composite, self_minus_360,"
        + " effect, bright_spot, a habit (proactive_share, cadence_days, minutes_per_session, kind_…); of all coaches"
        + " also alpha, alpha_without_ a source, icc_single, icc_average, effect_spread, and difference_ of bright"
        + " spots less others"),
    .init(
      "n", .integer, "coaches behind it; of one coach agents, raters, answers, sources, gaps or sessions"),
    .init(
      "value", .decimal,
      "performance and effect in units of the outcome (better is above 0), surveys 0…1, promotions a year and agent,"
        + " shares 0…1, minutes, days; composite in standard deviations"),
    .init("lo", .decimal, "lower end of the 95 % interval"),
    .init("hi", .decimal, "upper end of the 95 % interval"),
    .init("z", .decimal, "of one coach: standard deviations above the mean of coaches"),
    .init("q", .decimal, "of effect: false discovery rate at which it counts as above 0"),
    .init("people", .integer, "coaches behind it; empty in the individual table"),
    .init("flag", .text, "withheld (too few people), NOT_ESTIMABLE, yes or no (bright_spot), or empty"),
    .init("note", .text, "why there is no number, or why a coach is a bright spot or not"),
  ]

  /// What names a row of both tables.
  static let key = ["group_by", "group", "measure"]
}
