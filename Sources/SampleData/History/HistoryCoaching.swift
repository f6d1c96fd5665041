import Tables

/// Whom the supervisors of a center of teams over years coach for a low month, and what that changes.
///
/// At the end of a quarter a supervisor looks at its last month: at the agents of the team with at least five first
/// contacts in it, who were never coached so and are there for 45 days. Of the fourth of them that resolved the smallest
/// share some are coached from the first days of the next month on. So most of what they gain afterwards is luck that
/// comes back.
struct HistoryCoaching {
  /// Coaching of one agent for a low month.
  struct Episode {
    /// Place of the agent among the workers.
    var agent: Int32
    /// The supervisor's team.
    var team: Int
    /// The month that had them picked, counted from `HistoryCalendar.rosterFirst`.
    var month: Int
    /// Days of the sessions, ascending.
    var days: [CivilDate]
    /// Whether the last session, which is not the first, was not held.
    var isLastMissed = false
  }

  /// All coaching for a low month, by month, then team.
  private(set) var episodes: [Episode] = []
  private let seed: UInt64
  private var begun: [Int32: Int] = [:]
  /// By month from `HistoryCalendar.rosterFirst` on: what agents did in it, by place.
  private var scores: [[Int32: HistoryScore]] = Array(repeating: [:], count: HistoryCalendar.months)

  /// Nobody was coached yet.
  init(seed: UInt64) { self.seed = seed }

  /// What coaching adds to an agent's chance on a day, in millionths.
  func effect(on agent: Int32, on day: CivilDate) -> Int {
    guard let episode = begun[agent].map({ episodes[$0] }), episode.days[0] <= day else { return 0 }
    let months = HistoryCalendar.month(of: day) - HistoryCalendar.month(of: episode.days[0])
    return HistoryTruth.effect(ofTeam: episode.team, after: months)
  }

  /// Everybody's contacts of a month, by place among the workers.
  func scores(of month: Int) -> [(agent: Int32, score: HistoryScore)] {
    scores[month].sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// An agent's contacts of a month; nil where there are none.
  func score(of agent: Int32, in month: Int) -> HistoryScore? { scores[month][agent] }

  /// Adds a first contact of a month, with its chance and the one without coaching, in millionths.
  mutating func observe(
    _ agent: Int32, in month: Int, chance: Int, uncoached: Int, isResolved: Bool, handleSeconds: Int
  ) {
    scores[month][agent, default: HistoryScore()].observe(
      chance: chance, uncoached: uncoached, isResolved: isResolved, handleSeconds: handleSeconds)
  }

  /// Adds a second contact of a customer, after which nobody comes back.
  mutating func observeSecond(_ agent: Int32, in month: Int, handleSeconds: Int) {
    scores[month][agent, default: HistoryScore()].observeSecond(handleSeconds: handleSeconds)
  }

  /// Ends a month: picks whom the next one coaches.
  mutating func finish(_ month: Int, _ roster: HistoryRoster) {
    let first = HistoryCalendar.start(ofMonth: month + 1)
    guard HistoryTruth.isReviewed(month), first < HistoryCalendar.end else { return }
    var candidates: [Int: [(agent: Int32, score: HistoryScore)]] = [:]
    for (agent, score) in scores(of: month) {
      guard score.firsts >= HistoryTruth.fewestFirsts, begun[agent] == nil,
        let team = roster.workers[Int(agent)].team(on: first, afterDays: HistoryTruth.reviewDays)
      else { continue }
      candidates[team, default: []].append((agent, score))
    }
    for (team, own) in candidates.sorted(by: { $0.key < $1.key }) {
      let lowest = own.sorted {
        ($0.score.resolved * $1.score.firsts, $0.agent) < ($1.score.resolved * $0.score.firsts, $1.agent)
      }
      for (agent, _) in lowest.prefix(own.count / HistoryTruth.lowestPart) {
        coach(roster.workers[Int(agent)], agent, of: team, for: month, from: first)
      }
    }
  }

  /// Coaches somebody, or not, in the weeks from a day on.
  private mutating func coach(
    _ worker: Worker, _ agent: Int32, of team: Int, for month: Int, from first: CivilDate
  ) {
    var random = RandomStream(seed: seed, .historyPicking, Int64(agent), Int64(month))
    guard random.chance(HistoryTruth.pickedShare) else { return }
    let start = first.days + Int32(random.below(5))
    let days = (0..<HistoryTruth.sessions).map { CivilDate(days: start + Int32(7 * $0)) }
      .filter { worker.isThere(on: $0) && $0 < HistoryCalendar.end }
    if days.isEmpty { return }
    begun[agent] = episodes.count
    episodes.append(
      Episode(
        agent: agent, team: team, month: month, days: days,
        isLastMissed: days.count > 1 && random.chance(HistoryTruth.missedShare)))
  }
}

extension Worker {
  /// Whether they are employed on a day.
  func isThere(on day: CivilDate) -> Bool {
    spells.contains { $0.hired <= day && ($0.left.map { left in day <= left } ?? true) }
  }

  /// The team of somebody who is there on a day and has some days of tenure; nil for others.
  func team(on day: CivilDate, afterDays days: Int) -> Int? {
    guard isThere(on: day), tenureDays(on: day) >= days else { return nil }
    return postings.last { $0.from <= day }?.team
  }
}
