import Tables

/// The people who held one seat, one after the other.
struct SeatHistory {
  /// Probability in millionths that somebody over-claims.
  static let overClaiming = 80_000
  /// Kinds of contract: the HR system's spelling, the canonical name, and how many of a hundred have it.
  static let classes = [
    (spelling: "Employee", name: "employee", percent: 86),
    (spelling: "Contractor", name: "contractor", percent: 6),
    (spelling: "Agency Worker", name: "agency", percent: 8),
  ]
  /// How people leave: the HR system's spelling, the canonical name, and how many of a hundred do so.
  static let exits = [
    (spelling: "Terminate_Employee_Voluntary", name: "voluntary", percent: 70),
    (spelling: "Terminate_Employee_Involuntary", name: "involuntary", percent: 20),
    (spelling: "Terminate_Other", name: "other", percent: 7),
    (spelling: "Unknown", name: "unknown", percent: 3),
  ]

  private let seed: UInt64
  private let seat: Int
  private let teams: Int
  private let team: Int
  private let role: Int
  private var random: RandomStream

  /// The history of a seat; seats are dealt to the teams in turn.
  init(seed: UInt64, seat: Int, teams: Int) {
    self.seed = seed
    self.seat = seat
    self.teams = teams
    team = seat % teams
    // Of twelve or thirteen seats of a team six are level 1, three level 2, two level 3.
    role = [0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 3][min(seat / teams, 12)]
    random = RandomStream(seed: seed, .seat, Int64(seat))
  }

  /// Everybody who held it, in order.
  mutating func workers() -> [Worker] {
    var workers: [Worker] = []
    var hired = CivilDate(days: CenterCalendar.rosterFirst.days - Int32(30 + random.below(2300)))
    var from = CenterCalendar.rosterFirst
    var isRehire = false
    while from < CenterCalendar.end {
      if !isRehire { workers.append(newWorker(occupant: workers.count)) }
      let last = workers.count - 1
      serve(&workers[last], hired: hired, from: from)
      guard let left = workers[last].spells.last?.left else { break }
      isRehire = workers[last].spells.count == 1 && random.chance(40_000)
      let pause = isRehire ? 70 + random.below(120) : 5 + random.below(40)
      hired = CivilDate(days: left.days + Int32(pause))
      from = hired
    }
    return workers
  }

  /// The supervisor of a team; team 2 gets another one on `CenterCalendar.handover`.
  static func supervisors(seed: UInt64, team: Int) -> [Worker] {
    (0..<(team == 2 ? 2 : 1)).map { place in
      var random = RandomStream(seed: seed, .supervisor, Int64(team), Int64(place))
      var worker = SeatHistory.worker(
        number: 90_000 + team * 10 + place, workerType: "Employee", ability: 0, &random)
      let late = place == 1
      let earlier = CenterCalendar.rosterFirst.days - Int32(400 + random.below(2000))
      let hired = late ? CenterCalendar.handover : CivilDate(days: earlier)
      let left = team == 2 && !late ? CivilDate(days: CenterCalendar.handover.days - 1) : nil
      worker.spells = [
        Worker.Spell(
          hired: hired, left: left, exit: left == nil ? "" : "Terminate_Employee_Voluntary",
          reason: left == nil ? "" : "Another job")
      ]
      worker.postings = [
        Worker.Posting(
          from: hired, to: left, role: 4, team: team, change: "Hire", payCents: 2900 + random.below(500))
      ]
      return worker
    }
  }

  private func newWorker(occupant: Int) -> Worker {
    let number = seat * 20 + occupant
    var random = RandomStream(seed: seed, .worker, Int64(number))
    let type = SeatHistory.classes[random.pick(SeatHistory.classes.map(\.percent))].spelling
    let ability = (0..<4).reduce(-200_000) { sum, _ in sum + random.below(100_001) }
    var worker = SeatHistory.worker(number: number, workerType: type, ability: ability, &random)
    var claims = RandomStream(seed: seed, .claims, Int64(number))
    worker.isOverClaiming = claims.chance(SeatHistory.overClaiming)
    if random.chance(180_000), seat > 0 { worker.referredBy = SeatHistory.id(random.below(seat) * 20) }
    return worker
  }

  private static func worker(
    number: Int, workerType: String, ability: Int, _ random: inout RandomStream
  ) -> Worker {
    let given = random.pick(of: [
      "Ana", "Ben", "Chloé", "Dev", "Ella", "Femi", "Grace", "Hugo", "Ines", "Jamal", "Kira", "Liam",
      "Mei", "Noor", "Omar", "Priya", "Rosa", "Sven", "Tara", "Yusuf",
    ])
    let family = random.pick(of: [
      "Adams", "Baker", "Castillo", "Diaz", "Evans", "Fischer", "Garcia", "Huang", "Ibrahim", "Jensen",
      "Khan", "Lopez", "Moore", "Nguyen", "Okafor", "Patel", "Reyes", "Smith", "Torres", "Walker",
    ])
    let initial = String(given.prefix(1)).lowercased()
    return Worker(
      id: id(number), name: "\(family), \(given)",
      login: "\(initial)\(family.lowercased())\(number)", workerType: workerType, referredBy: "",
      ability: ability)
  }

  private static func id(_ number: Int) -> String { "P" + padded(Int64(number), 5) }

  /// Days of work from a day on until they leave, with at most one move.
  private mutating func serve(_ worker: inout Worker, hired: CivilDate, from: CivilDate) {
    let yearly = Roster.turnover[team % Roster.sites.count]
    var spell = Worker.Spell(hired: hired)
    var posting = Worker.Posting(
      from: hired, to: nil, role: role, team: team, change: "Hire", payCents: pay(role))
    var hasMoved = false
    var day = from
    while day < CenterCalendar.end {
      let tenure = day.days - hired.days
      let hazard = yearly * 10_000 / 365 * (tenure < 90 ? 18 : 10) / 10
      if tenure > 7, random.chance(hazard) {
        spell.left = day
        let exit = random.pick(SeatHistory.exits.map(\.percent))
        spell.exit = SeatHistory.exits[exit].spelling
        spell.reason =
          [
            random.pick(of: ["Another job", "Schedule", "Pay", "Moved away", "School"]), "Performance",
            "End of assignment", "",
          ][exit]
        break
      }
      if !hasMoved, tenure > 120, random.chance(500) {
        hasMoved = true
        posting.to = CivilDate(days: day.days - 1)
        worker.postings.append(posting)
        posting.from = day
        move(&posting)
      }
      day.days += 1
    }
    posting.to = spell.left
    worker.postings.append(posting)
    worker.spells.append(spell)
  }

  private mutating func move(_ posting: inout Worker.Posting) {
    if posting.role < 2, random.chance(550_000) {
      posting.role += 1
      posting.change = "Promotion"
      posting.payCents = pay(posting.role)
      return
    }
    let sites = Roster.sites.count
    let elsewhere = random.chance(150_000)
    posting.team = (posting.team + (elsewhere ? 1 : sites)) % teams
    posting.change = elsewhere ? "Transfer" : "Lateral Move"
  }

  private mutating func pay(_ role: Int) -> Int {
    [1750, 1980, 2240, 1900][role] + random.below(17) * 5
  }
}
