import Tables

/// Who worked in which team over years, and the turnover that came of it.
struct HistoryRoster {
  /// Everybody, by seat; supervisors last.
  let workers: [Worker]
  /// How many teams there are; team `t` is at site `t % 4`.
  let teams: Int

  /// Employees' separations and person-days of a team in a month.
  struct TeamMonth {
    /// Separations by their last day.
    var separations = 0
    /// Days of employment.
    var personDays = 0
  }

  /// By team and month from `HistoryCalendar.rosterFirst` on.
  private let months: [[TeamMonth]]
  /// Representatives by team and day from `HistoryCalendar.first` on.
  private let pools: [[[Int32]]]

  /// A roster of so many teams.
  init(seed: UInt64, teams: Int) {
    var workers: [Worker] = []
    for seat in 0..<(teams * HistorySeat.perTeam) {
      var history = HistorySeat(seed: seed, seat: seat, teams: teams)
      workers += history.workers()
    }
    workers += (0..<teams).map { HistorySeat.supervisor(ofTeam: $0) }
    self.workers = workers
    self.teams = teams
    months = HistoryRoster.months(of: workers, teams: teams)
    pools = HistoryRoster.pools(of: workers, teams: teams)
  }

  /// A team's name.
  static func name(ofTeam team: Int) -> String { "Team " + padded(Int64(team + 1), 3) }

  /// The site of a team.
  static func site(ofTeam team: Int) -> String { Roster.sites[team % Roster.sites.count] }

  /// What happened in a team in a month, counted from `HistoryCalendar.rosterFirst`.
  func month(_ index: Int, ofTeam team: Int) -> TeamMonth { months[team][index] }

  /// Turnover a year in millionths over the twelve months before a month; nil where nobody was there.
  func turnover(ofTeam team: Int, before month: Int) -> Int? {
    let year = months[team][(month - HistoryCalendar.monthsBefore)..<month]
    let days = year.reduce(0) { $0 + $1.personDays }
    guard days > 0 else { return nil }
    // Separations a day, times 365.25, in millionths.
    return year.reduce(0) { $0 + $1.separations } * 365_250_000 / days
  }

  /// Who of a team takes a contact on a day; nil where nobody is there.
  func agent(ofTeam team: Int, on day: CivilDate, _ random: inout RandomStream) -> Int32? {
    let index = Int(day.days - HistoryCalendar.first.days)
    guard pools[team].indices.contains(index), !pools[team][index].isEmpty else { return nil }
    return pools[team][index][random.below(pools[team][index].count)]
  }

  private static func months(of workers: [Worker], teams: Int) -> [[TeamMonth]] {
    var months = Array(
      repeating: Array(repeating: TeamMonth(), count: HistoryCalendar.months), count: teams)
    for worker in workers where worker.workerType == "employee" {
      for posting in worker.postings {
        var day = max(posting.from, HistoryCalendar.rosterFirst)
        let end = posting.to.map { min($0.days + 1, HistoryCalendar.end.days) } ?? HistoryCalendar.end.days
        while day.days < end {
          let month = HistoryCalendar.month(of: day)
          let next = min(HistoryCalendar.start(ofMonth: month + 1).days, end)
          months[posting.team][month].personDays += Int(next - day.days)
          day.days = next
        }
      }
      for left in worker.spells.compactMap(\.left) {
        let last = worker.postings.last { $0.from <= left }
        if let last { months[last.team][HistoryCalendar.month(of: left)].separations += 1 }
      }
    }
    return months
  }

  private static func pools(of workers: [Worker], teams: Int) -> [[[Int32]]] {
    let (first, end) = (HistoryCalendar.first.days, HistoryCalendar.end.days)
    var pools = Array(repeating: Array(repeating: [Int32](), count: Int(end - first)), count: teams)
    for (index, worker) in workers.enumerated() {
      for posting in worker.postings where posting.role < Roster.roles.count - 1 {
        let (start, last) = (max(posting.from.days, first), min(posting.to?.days ?? end - 1, end - 1))
        guard start <= last else { continue }
        for day in start...last { pools[posting.team][Int(day - first)].append(Int32(index)) }
      }
    }
    return pools
  }
}
