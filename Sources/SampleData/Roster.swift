import Tables

/// Who worked at the center, where, and under whom.
///
/// Seats change hands: whoever leaves is replaced some weeks later. A seat's history depends on the seed
/// and its number alone.
struct Roster {
  /// Sites; team `t` is at site `t % 4`.
  static let sites = ["austin", "duluth", "omaha", "tampa"]
  /// Separations a year in per cent, by site.
  static let turnover = [12, 20, 32, 48]
  /// Role ids, as `roles.csv` lists them.
  static let roles = ["csr1", "csr2", "csr3", "back_office", "team_lead"]
  /// Logins of the telephone system that no person has.
  static let unknownLogins = ["kiosk.temp7", "qa.trainer"]
  /// A login that goes from one person to another on `CenterCalendar.handover`.
  static let sharedLogin = "desk41"

  /// Everybody, by seat; supervisors last.
  let workers: [Worker]
  /// Names of the teams.
  let teams: [String]
  /// Supervisors' ids of each team: before and from `CenterCalendar.handover`.
  let supervisors: [(before: String, after: String)]
  /// Who uses the shared login: before and from the handover; indexes into `workers`.
  let sharers: (before: Int, after: Int)

  /// Representatives by role, for each day from `warmUp` on.
  private let pools: [[[Int32]]]

  /// A roster of so many seats for representatives.
  init(seed: UInt64, seats: Int) {
    let teams = Roster.teamNames(count: max(4, (seats + 6) / 12 / 4 * 4))
    var workers: [Worker] = []
    for seat in 0..<seats {
      var history = SeatHistory(seed: seed, seat: seat, teams: teams.count)
      workers += history.workers()
    }
    var supervisors: [(before: String, after: String)] = []
    for team in teams.indices {
      let pair = SeatHistory.supervisors(seed: seed, team: team)
      workers += pair
      supervisors.append((pair[0].id, pair[pair.count - 1].id))
    }
    self.teams = teams
    self.supervisors = supervisors
    let lasting = workers.indices.filter {
      let worker = workers[$0]
      return worker.spells.count == 1 && worker.spells[0].left == nil
        && worker.spells[0].hired < CenterCalendar.warmUp && worker.postings.count == 1
        && worker.postings[0].role == 0
    }
    sharers = (lasting[0], lasting[1])
    pools = Roster.pools(of: workers)
    self.workers = workers
  }

  /// Somebody of a role who is there on a day; of another role where it has nobody.
  func agent(role: Int, on day: CivilDate, _ random: inout RandomStream) -> Int32 {
    let pool = pools[Int(day.days - CenterCalendar.warmUp.days)]
    let members = pool[role].isEmpty ? pool[0] : pool[role]
    return members[random.below(members.count)]
  }

  /// The login somebody uses on a day; `[None]` for nobody.
  func login(of agent: Int32, on day: CivilDate) -> String {
    guard agent >= 0 else {
      return agent == -1 ? "[None]" : Roster.unknownLogins[Int(-2 - agent)]
    }
    let sharer = day < CenterCalendar.handover ? sharers.before : sharers.after
    return Int(agent) == sharer ? Roster.sharedLogin : workers[Int(agent)].login
  }

  /// The HR id of somebody; empty for nobody.
  func personID(of agent: Int32) -> String { agent >= 0 ? workers[Int(agent)].id : "" }

  /// Truth: the chance in millionths that an agent resolves an issue of a type at one contact.
  func chance(of agent: Int32, _ type: CallType, on day: CivilDate) -> Int {
    var chance = type.resolved
    if agent >= 0 {
      let worker = workers[Int(agent)]
      chance += worker.ability + Worker.ramp(tenureDays: worker.tenureDays(on: day))
    }
    return min(max(chance, 50_000), 980_000)
  }

  /// Truth: the chance in millionths that an agent claims an issue resolved which is not.
  func claimsUnsolved(of agent: Int32) -> Int {
    agent >= 0 && workers[Int(agent)].isOverClaiming
      ? ContactOdds.overClaimsUnsolved : ContactOdds.claimsUnsolved
  }

  /// Truth: the mean of `chance(of:_:on:)` over the calls of a type, 0…1.
  ///
  /// Every tenth day from `warmUp` on, by how often agents of each level take the type.
  func meanChance(_ type: CallType) -> Double {
    var (sum, weights) = (0.0, 0.0)
    for index in stride(from: 0, to: pools.count, by: 10) {
      let day = CivilDate(days: CenterCalendar.warmUp.days + Int32(index))
      for (level, weight) in type.levels.enumerated() where weight > 0 {
        let members = pools[index][level].isEmpty ? pools[index][0] : pools[index][level]
        let total = members.reduce(0) { $0 + chance(of: $1, type, on: day) }
        sum += Double(weight) * Double(total) / Double(members.count) / 1e6
        weights += Double(weight)
      }
    }
    return sum / weights
  }

  private static func teamNames(count: Int) -> [String] {
    let trees = [
      "Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gum", "Hazel", "Ivy", "Juniper", "Larch",
      "Maple", "Oak", "Pine", "Rowan", "Spruce",
    ]
    return (0..<count).map { index in
      index < trees.count ? trees[index] : "\(trees[index % trees.count]) \(index / trees.count + 1)"
    }
  }

  private static func pools(of workers: [Worker]) -> [[[Int32]]] {
    let (first, end) = (CenterCalendar.warmUp.days, CenterCalendar.end.days)
    var pools = Array(
      repeating: Array(repeating: [Int32](), count: roles.count), count: Int(end - first))
    for (index, worker) in workers.enumerated() {
      for posting in worker.postings {
        let last = min(posting.to?.days ?? end - 1, end - 1)
        let start = max(posting.from.days, first)
        guard start <= last else { continue }
        for day in start...last { pools[Int(day - first)][posting.role].append(Int32(index)) }
      }
    }
    return pools
  }
}
