import Canonical
import Tables

/// What people of a center of teams over years are measured by, and the metrics that other systems have of them.
struct HistoryCardExport {
  /// What chooses the random streams.
  let seed: UInt64
  /// Its people.
  let roster: HistoryRoster
  /// What agents did by month.
  let coaching: HistoryCoaching
  /// What teams' months were like.
  let months: [HistoryMonth]

  private var measures: HistoryMeasures { HistoryMeasures(seed: seed) }
  private var backOffice: HistoryBackOffice { HistoryBackOffice(teams: roster.teams) }

  /// Hands over the scorecards and the tasks; metrics are written into the file of all.
  func write(to sink: @escaping FileSink) throws {
    try writeScorecards(to: sink)
    try writeTasks(to: sink)
  }

  /// Writes the scorecards, which never change.
  private func writeScorecards(to sink: @escaping FileSink) throws {
    var sheet = ExportSheet(path: "exports/scorecards.csv", sink: sink)
    sheet.header([
      "scorecard_id", "role_id", "from", "to", "metric", "metric_class", "weight", "target", "direction",
    ])
    for card in HistoryTruth.scorecards {
      for role in card.roles {
        for measure in card.measures {
          try sheet.row([
            card.id, role, HistoryCalendar.rosterFirst.description, "", measure.name, measure.metricClass,
            decimal(millionths: measure.weight * 10_000, digits: 2), measure.target.map { String($0) } ?? "",
            measure.isBetterLow ? "down" : "up",
          ])
        }
      }
    }
    _ = try sheet.finish()
  }

  /// Writes the tasks of the back office; each is done after the one before it.
  private func writeTasks(to sink: @escaping FileSink) throws {
    var sheet = ExportSheet(path: "exports/tasks.csv", sink: sink)
    sheet.header(["task_id", "worker_id", "task_type", "started_at", "completed_at", "status"])
    var number = 0
    for month in HistoryTruth.scoredFrom..<HistoryCalendar.months {
      for clerk in backOffice.clerks {
        var random = RandomStream(seed: seed, .historyTask, clerk.entity, Int64(month))
        let quality = measures.clerk(clerk.entity, in: month).last?.hundredths ?? 0
        let (average, pace) = (
          HistoryTruth.backOfficeCard.outcome.mean, measures.pace(clerk.entity, in: month)
        )
        let again = HistoryTruth.reworked - (quality - average) * HistoryTruth.reworkedForPoint / 100
        let first = HistoryCalendar.start(ofMonth: month).days
        for place in 0..<(HistoryTruth.tasks + random.below(HistoryTruth.moreTasks)) {
          // One on every second day: no month has fewer than 28.
          let start = Int64(first + Int32(2 * place)) * 86_400 + 28_800 + Int64(random.below(14_400))
          let seconds = Int64(pace - 120 + random.below(241))
          try sheet.row([
            "T" + padded(Int64(number), 8), clerk.id, "claim", Instant(seconds: start).description,
            Instant(seconds: start + seconds).description,
            random.chance(max(10_000, again)) ? "rework" : "done",
          ])
          number += 1
        }
      }
    }
    _ = try sheet.finish()
  }

  /// Writes the metrics of a month: agents' and back office's from `HistoryTruth.scoredFrom` on.
  func writeMetrics(of month: Int, into sheet: inout ExportSheet) throws {
    let first = HistoryCalendar.start(ofMonth: month).description
    let last = CivilDate(days: HistoryCalendar.start(ofMonth: month + 1).days - 1).description
    func write(_ person: String, _ values: [(name: String, hundredths: Int)]) throws {
      for (name, hundredths) in values {
        try sheet.row([
          person, first, last, name, decimal(millionths: hundredths * 10_000, digits: 2), "",
          HistoryCardExport.units[name] ?? "points",
        ])
      }
    }
    for cell in months where cell.month == month && cell.firsts > 0 {
      try write(
        HistorySeat.supervisor(ofTeam: cell.team).id,
        measures.supervisor(ofTeam: cell.team, in: month, chance: cell.chances / cell.firsts))
    }
    guard month >= HistoryTruth.scoredFrom else { return }
    for (agent, score) in coaching.scores(of: month) where score.firsts > 0 {
      try write(roster.workers[Int(agent)].id, measures.agent(Int64(agent), in: month, score))
    }
    for clerk in backOffice.clerks { try write(clerk.id, measures.clerk(clerk.entity, in: month)) }
  }

  private static let units = ["jobs_completed": "contacts", "aht": "seconds"]
}
