import Tables

/// The people who held one seat of a team over years, one after the other.
struct HistorySeat {
  /// Seats of a team, its supervisor beside them.
  static let perTeam = 14
  /// Room for so many people of a seat in the numbers.
  private static let occupants = 100

  private let seed: UInt64
  private let seat: Int
  private let team: Int
  private let teams: Int
  private var random: RandomStream

  /// The history of a seat; its number also tells the team.
  init(seed: UInt64, seat: Int, teams: Int) {
    self.seed = seed
    self.seat = seat
    self.teams = teams
    team = seat / HistorySeat.perTeam
    random = RandomStream(seed: seed, .historySeat, Int64(seat))
  }

  /// Everybody who held it, in order.
  mutating func workers() -> [Worker] {
    var workers: [Worker] = []
    let before = 30 + random.below(1800)
    var hired = CivilDate(days: HistoryCalendar.rosterFirst.days - Int32(before))
    var from = HistoryCalendar.rosterFirst
    var isRehire = false
    while from < HistoryCalendar.end {
      if !isRehire { workers.append(newWorker(occupant: workers.count)) }
      serve(&workers[workers.count - 1], hired: hired, from: from)
      guard let last = workers.last, let left = last.spells.last?.left else { break }
      isRehire = last.spells.count == 1 && random.chance(40_000)
      hired = CivilDate(days: left.days + Int32(isRehire ? 70 + random.below(120) : 4 + random.below(24)))
      from = hired
    }
    return workers
  }

  /// Who leads a team all the time.
  static func supervisor(ofTeam team: Int) -> Worker {
    let hired = CivilDate(days: HistoryCalendar.rosterFirst.days - 1500)
    var worker = HistorySeat.worker("S" + padded(Int64(team), 4))
    worker.spells = [Worker.Spell(hired: hired, left: nil)]
    worker.postings = [
      Worker.Posting(
        from: hired, to: nil, role: Roster.roles.count - 1, team: team, change: "hire", payCents: 3000)
    ]
    return worker
  }

  /// Truth: the chance in millionths that somebody leaves a team on a day.
  static func hazard(
    _ worker: Worker, seed: UInt64, team: Int, teams: Int, on day: CivilDate, tenureDays: Int
  ) -> Int {
    var yearly = HistorySeat.turnover(seed: seed, team: team, teams: teams, on: day)
    yearly = yearly * (tenureDays < 90 ? HistoryTruth.early : 10) / 10
    if !worker.referredBy.isEmpty { yearly = yearly * HistoryTruth.referred / 10 }
    return yearly * max(20, 100 - HistoryTruth.survivorBias * worker.ability / 100_000) / 100 / 365
  }

  /// Truth: a team's turnover a year in millionths on a day, before what one person differs by.
  static func turnover(seed: UInt64, team: Int, teams: Int, on day: CivilDate) -> Int {
    let span = HistoryTruth.turnover
    let own = span.lowerBound + (span.upperBound - span.lowerBound) * team / max(1, teams - 1)
    var random = RandomStream(
      seed: seed, .historyTurnover, Int64(team), Int64(HistoryCalendar.month(of: day) / 6))
    return max(30_000, own + random.below(2 * HistoryTruth.swing + 1) - HistoryTruth.swing)
  }

  private static func worker(_ id: String, type: String = "employee", ability: Int = 0) -> Worker {
    Worker(id: id, name: "", login: "", workerType: type, referredBy: "", ability: ability)
  }

  private func newWorker(occupant: Int) -> Worker {
    let number = seat * HistorySeat.occupants + occupant
    var random = RandomStream(seed: seed, .historyWorker, Int64(number))
    let ability = (0..<4).reduce(-120_000) { sum, _ in sum + random.below(60_001) }
    var worker = HistorySeat.worker(
      id(number), type: random.chance(60_000) ? "contractor" : "employee", ability: ability)
    if random.chance(HistoryTruth.referrals) {
      worker.referredBy = id((seat + 1) % (teams * HistorySeat.perTeam) * HistorySeat.occupants)
    }
    return worker
  }

  private func id(_ number: Int) -> String { "P" + padded(Int64(number), 6) }

  /// From a day on until they leave, with at most one move.
  private mutating func serve(_ worker: inout Worker, hired: CivilDate, from: CivilDate) {
    var spell = Worker.Spell(hired: hired)
    var posting = Worker.Posting(from: hired, to: nil, role: 0, team: team, change: "hire", payCents: 1800)
    var hasMoved = false
    var day = from
    while day < HistoryCalendar.end {
      let tenure = Int(day.days - hired.days)
      let hazard = HistorySeat.hazard(
        worker, seed: seed, team: posting.team, teams: teams, on: day, tenureDays: tenure)
      if random.chance(hazard) {
        spell.left = day
        let exit = HistoryTruth.exits[random.pick(HistoryTruth.exits.map(\.share))]
        (spell.exit, spell.reason) = (exit.type, exit.reason)
        break
      }
      if !hasMoved, tenure > 120, random.chance(400) {
        hasMoved = true
        posting.to = CivilDate(days: day.days - 1)
        worker.postings.append(posting)
        posting.from = day
        let isTransfer = random.chance(300_000)
        posting.change = isTransfer ? "transfer" : "promotion"
        if isTransfer { posting.team = random.below(teams) } else { posting.role = 1 }
      }
      day.days += 1
    }
    posting.to = spell.left
    worker.postings.append(posting)
    worker.spells.append(spell)
  }
}
