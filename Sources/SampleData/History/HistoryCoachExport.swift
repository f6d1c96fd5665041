import Canonical
import Tables

/// The log of coaching of a center of teams over years, what people say of coaches, and what other systems computed.
struct HistoryCoachExport {
  /// What chooses the random streams.
  let seed: UInt64
  /// Its people.
  let roster: HistoryRoster
  /// Who was coached for a low month.
  let coaching: HistoryCoaching
  /// What scorecards ask for.
  let cards: HistoryCardExport

  /// Hands over the files.
  func write(to sink: @escaping FileSink) throws {
    try writeSessions(to: sink)
    try writeSurveys(to: sink)
    try writeMetrics(to: sink)
  }

  /// Writes the sessions; a supervisor's of a day begin one hour after the other.
  private func writeSessions(to sink: @escaping FileSink) throws {
    var sheet = ExportSheet(path: "exports/coaching.csv", sink: sink)
    sheet.header([
      "session_id", "coach_id", "agent_id", "held_at", "kind", "trigger", "status", "minutes", "metric",
    ])
    var (last, hour): (HistorySession?, Int64) = (nil, 0)
    for (number, session) in HistorySession.all(seed: seed, roster, coaching).enumerated() {
      hour = last?.day == session.day && last?.team == session.team ? hour + 1 : 0
      last = session
      let start = Int64(session.day.days) * 86_400 + 32_400 + hour * 3_600
      try sheet.row([
        "X" + padded(Int64(number), 8), HistorySeat.supervisor(ofTeam: session.team).id,
        roster.workers[Int(session.agent)].id, Instant(seconds: start).description, session.kind,
        session.trigger, session.minutes == nil ? "missed" : "held",
        session.minutes.map { String($0) } ?? "", session.metric,
      ])
    }
    _ = try sheet.finish()
  }

  /// Writes what agents, peers and reports say of each supervisor, and supervisors of themselves, on one of the last days.
  private func writeSurveys(to sink: @escaping FileSink) throws {
    var sheet = ExportSheet(path: "exports/surveys.csv", sink: sink)
    sheet.header([
      "response_id", "instrument", "item", "value", "scale_min", "scale_max", "answered_at", "subject_id",
      "rater_id", "rater_group",
    ])
    let day = CivilDate(days: HistoryCalendar.end.days - 15)
    let answered = Instant(seconds: Int64(day.days) * 86_400 + 43_200).description
    var number = 0
    func row(_ instrument: String, of team: Int, by rater: String, _ group: String, more: Int = 0) throws {
      var random = RandomStream(seed: seed, .historyOpinion, Int64(number))
      let said =
        HistoryTruth.liking(ofTeam: team, seed: seed) + more
        + random.below(2 * HistoryTruth.likingOfRater + 1) - HistoryTruth.likingOfRater
      try sheet.row([
        "O" + padded(Int64(number), 8), instrument, "coaches_well", String(min(5, max(1, (said + 50) / 100))),
        "1", "5", answered, HistorySeat.supervisor(ofTeam: team).id, rater, group,
      ])
      number += 1
    }
    for team in 0..<roster.teams {
      let agents = roster.workers.filter {
        $0.postings[0].role < Roster.roles.count - 1 && $0.team(on: day, afterDays: 0) == team
      }
      for agent in agents { try row("pulse", of: team, by: agent.id, "report") }
      for agent in agents.prefix(HistoryTruth.reviewers) {
        try row("review360", of: team, by: agent.id, "report")
      }
      for peer in 1...HistoryTruth.reviewers {
        let rater = HistorySeat.supervisor(ofTeam: (team + peer) % roster.teams).id
        try row("review360", of: team, by: rater, "peer")
      }
      let own = HistorySeat.supervisor(ofTeam: team).id
      try row("self", of: team, by: own, "self", more: HistoryTruth.selfPraise)
    }
    _ = try sheet.finish()
  }

  /// Writes quality scores of agents, paid minutes of supervisors, and what scorecards ask for, by month.
  private func writeMetrics(to sink: @escaping FileSink) throws {
    var sheet = ExportSheet(path: "exports/metrics.csv", sink: sink)
    sheet.header(["person_id", "period_start", "period_end", "metric", "value", "n", "unit"])
    for month in HistoryCalendar.monthsBefore..<HistoryCalendar.months {
      let first = HistoryCalendar.start(ofMonth: month).description
      let last = CivilDate(days: HistoryCalendar.start(ofMonth: month + 1).days - 1).description
      for (agent, score) in coaching.scores(of: month) where score.firsts > 0 {
        var random = RandomStream(seed: seed, .historyQuality, Int64(agent), Int64(month))
        try sheet.row([
          roster.workers[Int(agent)].id, first, last, "qa",
          decimal(millionths: score.quality(&random) * 10_000, digits: 2), String(score.firsts), "points",
        ])
      }
      for team in 0..<roster.teams {
        try sheet.row([
          HistorySeat.supervisor(ofTeam: team).id, first, last, "paid_minutes",
          String(HistoryTruth.paidMinutes), "", "minutes",
        ])
      }
      try cards.writeMetrics(of: month, into: &sheet)
    }
    _ = try sheet.finish()
  }
}
