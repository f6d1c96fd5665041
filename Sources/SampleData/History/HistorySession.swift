import Tables

/// A session of the log of coaching of a center of teams over years.
struct HistorySession {
  /// Its day.
  var day: CivilDate
  /// Whose supervisor coached.
  var team: Int
  /// Place of the agent among the workers.
  var agent: Int32
  /// Why there was one, as the log has it.
  var trigger: String
  /// What it was, as the log has it.
  var kind: String
  /// What it was about; empty where nothing is said.
  var metric = ""
  /// Minutes; nil for one that was missed.
  var minutes: Int?

  /// All sessions, by day, then team, then agent.
  ///
  /// - One of two of those hired has a first session on a day of the first ninety, which keeps nobody. Who left before that
  ///   day had none: who counts them as not coached finds that coaching keeps people.
  /// - Whoever is settled has planned ones, as often and as long as the supervisor is used to; they change nothing.
  /// - Those for low months are the ones that change something.
  static func all(seed: UInt64, _ roster: HistoryRoster, _ coaching: HistoryCoaching) -> [HistorySession] {
    var sessions: [HistorySession] = []
    for (index, worker) in roster.workers.enumerated() where worker.postings[0].role < Roster.roles.count - 1
    {
      let agent = Int32(index)
      sessions += worker.spells.enumerated().compactMap { first(seed, roster, agent, spell: $0, $1) }
      sessions += planned(seed, roster, agent)
    }
    for (number, episode) in coaching.episodes.enumerated() {
      var random = RandomStream(seed: seed, .historyTalk, Int64(number))
      for (place, day) in episode.days.enumerated() {
        let isMissed = episode.isLastMissed && place + 1 == episode.days.count
        sessions.append(
          HistorySession(
            day: day, team: episode.team, agent: episode.agent, trigger: "low_score", kind: "feedback",
            metric: "acr", minutes: isMissed ? nil : 20 + random.below(26)))
      }
    }
    return sessions.sorted {
      ($0.day, $0.team, $0.agent, $0.trigger) < ($1.day, $1.team, $1.agent, $1.trigger)
    }
  }

  private static func first(
    _ seed: UInt64, _ roster: HistoryRoster, _ agent: Int32, spell place: Int, _ spell: Worker.Spell
  ) -> HistorySession? {
    var random = RandomStream(seed: seed, .historyCoaching, Int64(agent), Int64(place))
    guard spell.hired >= HistoryCalendar.rosterFirst, random.chance(500_000) else { return nil }
    let day = CivilDate(days: spell.hired.days + Int32(random.below(90)))
    guard day < HistoryCalendar.end, let team = roster.workers[Int(agent)].team(on: day, afterDays: 0) else {
      return nil
    }
    return HistorySession(
      day: day, team: team, agent: agent, trigger: "development", kind: "side_by_side",
      minutes: 20 + random.below(26))
  }

  private static func planned(_ seed: UInt64, _ roster: HistoryRoster, _ agent: Int32) -> [HistorySession] {
    var random = RandomStream(seed: seed, .historyPlan, Int64(agent))
    var sessions: [HistorySession] = []
    var day = HistoryCalendar.rosterFirst
    day.days += Int32(random.below(HistoryTruth.plannedDays[0]))
    while day < HistoryCalendar.end {
      guard let team = roster.workers[Int(agent)].team(on: day, afterDays: HistoryTruth.settledDays) else {
        // Not settled yet, or away: looked at again in a week.
        day.days += 7
        continue
      }
      let habit = team % HistoryTruth.plannedDays.count
      let isMissed = random.chance(HistoryTruth.missedShare)
      let minutes = HistoryTruth.plannedMinutes[habit] + random.below(11)
      sessions.append(
        HistorySession(
          day: day, team: team, agent: agent, trigger: "scheduled", kind: "one_on_one",
          minutes: isMissed ? nil : minutes))
      day.days += Int32(HistoryTruth.plannedDays[habit] + random.below(8))
    }
    return sessions
  }
}
