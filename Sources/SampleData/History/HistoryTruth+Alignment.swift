/// What is planted of scorecards in a center of teams over years: what roles are measured by, and what matters.
extension HistoryTruth {
  /// A scorecard of one kind of work.
  struct Scorecard {
    /// Its id.
    var id: String
    /// The kind of work.
    var roleType: String
    /// The roles that have it.
    var roles: [String]
    /// Its lines.
    var measures: [HistoryMeasure]
    /// What the outcome is on average, and what chance adds to it for one standard deviation, in hundredths of a point.
    var outcome: (mean: Int, chance: Int)
    /// What is wrong with its weights, in words.
    var misfit: String
  }

  /// Agents: paid for jobs, and by what moves satisfaction least.
  static let agentCard = Scorecard(
    id: "card_agents", roleType: "customer_facing", roles: ["csr1", "csr2"],
    measures: [
      HistoryMeasure(name: "jobs_completed", metricClass: "efficiency", weight: 30, part: .idle),
      HistoryMeasure(name: "aht", metricClass: "efficiency", weight: 15, part: .idle, isBetterLow: true),
      HistoryMeasure(name: "csat", metricClass: "outcome", weight: 10, part: .outcome),
      HistoryMeasure(name: "marked_resolved", metricClass: "outcome", weight: 10, part: .gamed, target: 85),
      HistoryMeasure(
        name: "script_adherence", metricClass: "compliance", weight: 10, part: .wrongSign, effect: -200),
      HistoryMeasure(name: "courtesy", metricClass: "quality", weight: 5, part: .driver, effect: 280),
      HistoryMeasure(name: "knowledge", metricClass: "quality", weight: 5, part: .driver, effect: 400),
      HistoryMeasure(name: "greeting", metricClass: "quality", weight: 5, part: .dead),
      HistoryMeasure(name: "schedule_adherence", metricClass: "compliance", weight: 5, part: .idle),
      HistoryMeasure(name: "schedule_conformance", metricClass: "compliance", weight: 5, part: .redundant),
    ], outcome: (7_000, 400),
    misfit: "jobs completed have 0.30 and must have none, outcomes 0.20 of at least 0.40: 50 of 100 points")
  /// The back office: weighed as policy asks for, though not by what matters most.
  static let backOfficeCard = Scorecard(
    id: "card_back_office", roleType: "back_office", roles: ["back_office"],
    measures: [
      HistoryMeasure(name: "tasks_per_hour", metricClass: "efficiency", weight: 45, part: .idle),
      HistoryMeasure(name: "checklist_use", metricClass: "quality", weight: 20, part: .driver, effect: 500),
      HistoryMeasure(name: "knowledge", metricClass: "quality", weight: 15, part: .driver, effect: 250),
      HistoryMeasure(name: "schedule_adherence", metricClass: "compliance", weight: 20, part: .idle),
    ], outcome: (7_500, 400), misfit: "nothing: 100 of 100 points")
  /// Supervisors: nobody asks whether they coach.
  static let supervisorCard = Scorecard(
    id: "card_supervisors", roleType: "supervisor", roles: ["team_lead"],
    measures: [
      HistoryMeasure(name: "team_adherence", metricClass: "compliance", weight: 40, part: .idle),
      HistoryMeasure(name: "reports_on_time", metricClass: "compliance", weight: 30, part: .idle),
      // By what it is made of, not by points.
      HistoryMeasure(name: "engagement", metricClass: "people", weight: 30, part: .driver, effect: 1),
    ], outcome: (0, 0), misfit: "coaching has nothing of at least 0.10: 90 of 100 points")
  /// All scorecards.
  static let scorecards = [agentCard, backOfficeCard, supervisorCard]

  /// The first month of agents' and back office's metrics, counted from `HistoryCalendar.rosterFirst`; supervisors' are
  /// known as long as contacts are.
  static let scoredFrom = 36
  /// What a metric is on average, and for one standard deviation more, in hundredths.
  static let (measureMean, measureSpread) = (8_000, 400)
  /// What of a metric is the person's and what the month's, in tenths of a standard deviation each.
  static let (ofPerson, ofMonth) = (7, 7)
  /// What a redundant metric has of the one it follows, and of its own, in hundredths of a standard deviation.
  static let (ofOriginal, ofItsOwn) = (97, 24)

  /// Hundredths by which a gamed metric rises a month, and by which satisfaction falls.
  static let (gamedRise, satisfactionFall) = (20, 15)
  /// Hundredths below the target from which months are told as met, the share of them, and up to how much above it.
  static let (gamedReach, gamedShare, gamedBeyond) = (250, 500_000, 100)

  /// Completed tasks of a month, at least, and up to how many more.
  static let (tasks, moreTasks) = (8, 5)
  /// Seconds of a task, and for one standard deviation more.
  static let (taskSeconds, taskSpread) = (1_200, 150)
  /// The share of tasks that are done again at a quality of 75, and how much less for a point more.
  static let (reworked, reworkedForPoint) = (100_000, 10_000)

  /// Hundredths of a point of engagement for a chance of the team of 0, and more for one of 1.
  static let (engagementBase, engagementSpan) = (4_000, 5_000)
  /// What chance adds to engagement for one standard deviation, in hundredths.
  static let engagementByChance = 100
}
