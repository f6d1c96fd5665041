import Aggregate
import Canonical
import Dice
import SimulatedCenters
import Statistics
import Tables
import Testing

@testable import Analyses

@Suite struct CoachTablesTests {
  /// Twenty coaches: three lift their agents by 9 points, two lower them by 6, the others change nothing.
  private static let planted = [0.09, 0.09, 0.09, -0.06, -0.06] + Array(repeating: 0.0, count: 15)

  private func ground(
    _ drawn: CoachingCenter.Drawn, answers: [CoachAnswer] = [], minimum: Int = 5
  ) -> CoachTables.Ground {
    CoachTables.Ground(
      panel: drawn.panel(), histories: drawn.histories, answers: answers, parameters: CoachingParameters(),
      minimumPeople: minimum, knowsPromotions: true,
      logFrom: CoachingCenter.logFrom, last: drawn.last, isIndividual: true
    ) { grouping, code in
      code == 0 ? "" : "\(grouping == .agent || grouping == .supervisor ? "p" : grouping.rawValue)\(code)"
    }
  }

  /// Rows of a table, as texts: those of groups, or those of one person.
  private func rows(_ tables: CoachTables, _ name: String, individual: Bool = false, minimum: Int = 5)
    -> [[String: String]]
  {
    let disclosed = Disclosure(minimumPeople: minimum).disclose(tables.guarded)
    return disclosed.filter { $0.table.name == name && $0.isIndividual == individual }
      .flatMap { CenterTables.texts($0.table) }
  }

  private func coach(_ place: Int) -> String { "p\(CoachingCenter.firstCoach + UInt32(place))" }

  private func value(
    _ rows: [[String: String]], _ group: String, _ measure: String, _ column: String = "value"
  )
    throws -> Double
  {
    let row = try #require(
      rows.first { $0["group"] == group && $0["measure"] == measure }, "\(group) \(measure)")
    return try #require(Double(row[column] ?? ""), "\(group) \(measure) \(column)")
  }

  private var center: CoachingCenter {
    CoachingCenter(agentsPerCoach: 30, effects: Self.planted, picked: 30)
  }

  @Test func `coaches with an effect are bright spots, those without or with a harm are not`() throws {
    let rows = rows(CoachTables(ground(center.drawn(seed: 1))), "coaches", individual: true)
    let bright = rows.filter { $0["measure"] == "bright_spot" && $0["flag"] == "yes" }.compactMap {
      $0["group"]
    }
    #expect(Set(bright) == Set((0..<3).map(coach)))
    for place in 0..<20 {
      let (low, high) = try (
        value(rows, coach(place), "performance", "lo"), value(rows, coach(place), "performance", "hi")
      )
      // Twenty intervals of 95 %: of each twice its half-width holds what is planted.
      let (middle, half) = ((low + high) / 2, high - low)
      #expect(abs(middle - Self.planted[place]) < half, "coach \(place): \(low) to \(high)")
    }
    // Drawn toward the mean: nearer to it than the raw effect.
    let mean = try value(self.rows(CoachTables(ground(center.drawn(seed: 1))), "coaches"), "all", "effect")
    let (raw, shrunken) = try (value(rows, coach(0), "performance"), value(rows, coach(0), "effect"))
    #expect(mean < shrunken && shrunken < raw)
    let why = rows.first { $0["group"] == coach(3) && $0["measure"] == "bright_spot" }?["note"]
    #expect(why == "the effect, drawn toward the mean of coaches, is not above 0")
  }

  @Test func `without agents or sessions enough nobody is a bright spot, and it is said why`() throws {
    var drawn = center.drawn(seed: 2)
    // The first coach keeps four agents, the second eleven sessions of eleven agents.
    for (coach, kept) in [(0, 4), (1, 11)] {
      let agents = drawn.first.indices.filter { $0 / 30 == coach && drawn.first[$0] != nil }
      for agent in agents.dropFirst(kept) {
        for place in drawn.histories[agent].sessions.indices {
          drawn.histories[agent].sessions[place].coach = CoachingCenter.firstCoach + 2
        }
      }
    }
    let rows = rows(CoachTables(ground(drawn)), "coaches", individual: true)
    func row(_ place: Int) -> String? {
      rows.first { $0["group"] == coach(place) && $0["measure"] == "bright_spot" }?.line("flag", "note")
    }
    #expect(row(0) == "no under 5 agents" && row(1) == "no under 12 sessions")
    let few = rows.first { $0["group"] == coach(0) && $0["measure"] == "performance" }
    #expect(few?.line("flag", "note") == "NOT_ESTIMABLE under 5 agents with an effect")
  }

  /// Answers about each coach: of ten agents, three peers and two reports, and of themselves; `quality` is what all see.
  private func answers(_ quality: (Int) -> Double, noise: Double, seed: UInt64) -> [CoachAnswer] {
    var numbers = SplitMix64(seed: seed)
    return (0..<20).flatMap { place -> [CoachAnswer] in
      let coach = CoachingCenter.firstCoach + UInt32(place)
      func share(_ more: Double = 0) -> Double {
        min(1, max(0, quality(place) + more + noise * numbers.normal()))
      }
      func rater(_ kind: String, _ number: Int) -> Fingerprint { Fingerprint("\(kind) \(place) \(number)") }
      return (0..<10).map {
        CoachAnswer(source: .pulse, coach: coach, rater: rater("agent", $0), share: share())
      }
        + (0..<3).map {
          CoachAnswer(
            source: .review360, coach: coach, rater: rater("peer", $0), raterGroup: 4, share: share())
        }
        + (0..<2).map {
          CoachAnswer(source: .review360, coach: coach, rater: rater("report", $0), raterGroup: 5, share: 0)
        }
        + [CoachAnswer(source: .selfAssessment, coach: coach, rater: rater("own", 0), share: share(0.1))]
    }
  }

  @Test func `sources are standardized, three of them make a composite, small groups of raters are hidden`()
    throws
  {
    let drawn = center.drawn(seed: 3)
    let tables = CoachTables(
      ground(drawn, answers: answers({ 0.3 + 0.02 * Double($0) }, noise: 0.03, seed: 3)))
    let rows = rows(tables, "coaches", individual: true)
    #expect(tables.warnings.sorted.map { "\($0.key.subject) \($0.count)" } == ["review360 20"])
    for source in ["pulse", "self", "review360", "performance"] {
      let z = try (0..<20).map { try value(rows, coach($0), source, "z") }
      let mean = z.reduce(0, +) / 20
      #expect(abs(mean) < 1e-5, "\(source)")
      #expect(abs(z.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 19 - 1) < 1e-4, "\(source)")
    }
    // Hidden: the reports' zeros are in nothing.
    let review = try value(rows, coach(10), "review360")
    #expect(abs(review - 0.5) < 0.1)
    #expect(try value(rows, coach(10), "review360", "n") == 3)
    #expect(try value(rows, coach(10), "pulse", "n") == 10)
    let composite = try value(rows, coach(4), "composite")
    let sources = ["performance", "pulse", "self", "review360", "promotions"]
    let own = rows.filter { $0["group"] == coach(4) && sources.contains($0["measure"] ?? "") }
    let z = own.compactMap { Double($0["z"] ?? "") }
    #expect(abs(composite - z.reduce(0, +) / Double(z.count)) < 1e-5)
    #expect(try value(rows, coach(4), "composite", "n") == Double(z.count) && z.count == 4)
    // Nobody is promoted, so coaches do not differ in it.
    let promotions = try #require(rows.first { $0["measure"] == "promotions" })
    #expect(promotions["value"] == "0.000000" && promotions["z"] == nil)
  }

  @Test func `sources that agree have a high alpha, those that do not a low one`() throws {
    let drawn = center.drawn(seed: 4)
    let agreeing = rows(
      CoachTables(ground(drawn, answers: answers({ 0.1 + 0.04 * Double($0) }, noise: 0.02, seed: 4))),
      "coaches")
    let row = try #require(agreeing.first { $0["measure"] == "alpha_without_performance" })
    #expect(try #require(Double(row["value"] ?? "")) > 0.95 && row["people"] == "20")
    // Gains do not go with what people say, so they lower alpha, of which the reliability of the mean is next to.
    let alpha = try value(agreeing, "all", "alpha")
    #expect(alpha < 0.95)
    #expect(abs(try value(agreeing, "all", "icc_average") - alpha) < 0.05)
    let gap = try value(agreeing, "all", "self_minus_360")
    #expect(abs(gap - 0.1) < 0.05)
    let noisy = rows(
      CoachTables(ground(drawn, answers: answers({ _ in 0.5 }, noise: 0.1, seed: 5))), "coaches")
    #expect(try value(noisy, "all", "alpha_without_performance") < 0.6)
  }

  @Test func `a pulse of nine raters is hidden, and a coach with two sources has no composite`() throws {
    let drawn = center.drawn(seed: 6)
    var answers = answers({ 0.3 + 0.02 * Double($0) }, noise: 0.03, seed: 6)
    let first = CoachingCenter.firstCoach
    if let place = answers.firstIndex(where: { $0.coach == first && $0.source == .pulse }) {
      answers.remove(at: place)
    }
    answers.removeAll { $0.coach == first && $0.source == .review360 }
    let tables = CoachTables(ground(drawn, answers: answers))
    let rows = rows(tables, "coaches", individual: true)
    #expect(tables.warnings.sorted.map { "\($0.key.subject) \($0.count)" } == ["pulse 1", "review360 19"])
    let pulse = rows.first { $0["group"] == coach(0) && $0["measure"] == "pulse" }
    #expect(pulse?.line("value", "flag", "note") == "- NOT_ESTIMABLE under 10 answered")
    let composite = rows.first { $0["group"] == coach(0) && $0["measure"] == "composite" }
    #expect(composite?.line("n", "value", "flag", "note") == "2 - NOT_ESTIMABLE under 3 sources")
  }

  @Test func `groups of few coaches are withheld, of surveys under ten`() throws {
    let drawn = CoachingCenter(agentsPerCoach: 60, effects: Array(Self.planted.prefix(8))).drawn(seed: 7)
    let known = answers({ 0.3 + 0.02 * Double($0) }, noise: 0.03, seed: 7).filter {
      $0.coach < CoachingCenter.firstCoach + 8
    }
    let rows = rows(CoachTables(ground(drawn, answers: known)), "coaches")
    // Eight coaches, four at each of two sites.
    #expect(rows.first { $0["group"] == "all" && $0["measure"] == "performance" }?["people"] == "8")
    let site = rows.first { $0["group_by"] == "site" && $0["measure"] == "performance" }
    #expect(site?["flag"] == "withheld" && site?["value"] == nil)
    for measure in ["pulse", "self", "review360", "self_minus_360"] {
      #expect(
        rows.first { $0["group"] == "all" && $0["measure"] == measure }?["flag"] == "withheld", "\(measure)")
    }
    #expect(rows.filter { $0["group_by"] == "team" }.isEmpty)
  }

  @Test func `what bright spots do differently is a difference with an interval`() throws {
    // Six bright coaches of twenty hold sessions of 40 minutes, the others of 30.
    var center = center
    center.effects = Array(repeating: 0.1, count: 6) + Array(repeating: 0, count: 14)
    var drawn = center.drawn(seed: 8)
    for (agent, place) in drawn.histories.indices.flatMap({ agent in
      drawn.histories[agent].sessions.indices.map { (agent, $0) }
    }) {
      let coach = Int(drawn.histories[agent].sessions[place].coach - CoachingCenter.firstCoach)
      drawn.histories[agent].sessions[place].seconds = (coach < 6 ? 2400 : 1800) + Int64(coach % 3) * 60
    }
    let rows = rows(CoachTables(ground(drawn)), "coaches")
    let row = try #require(rows.first { $0["measure"] == "difference_minutes_per_session" })
    let bright = try value(rows, "all", "difference_minutes_per_session", "n")
    #expect(bright >= 5)
    let (low, high) = try (#require(Double(row["lo"] ?? "")), #require(Double(row["hi"] ?? "")))
    // Somebody else may be called bright by chance, who pulls it toward 0.
    #expect(0 < low && low < 10 && 6 < high)
  }

  @Test func `coaches coach more after their training, and less again`() throws {
    var drawn = center.drawn(seed: 9)
    let training = CivilDate(days: CoachingCenter.month(7).firstDay.days)
    var session: UInt32 = 900_000
    for coach in 0..<20 {
      let person = CoachingCenter.firstCoach + UInt32(coach)
      let place = try #require(drawn.histories.firstIndex { $0.person == person })
      drawn.histories[place].trainings = [.init(first: training, last: training)]
      for agent in coach * 30..<coach * 30 + 4 {
        drawn.histories[agent].sessions = []
        // Every 28 days before, every 7 days in the first 28 after it, every 28 then.
        for day in [-70, -42, -14, 3, 10, 17, 24, 40, 68] as [Int32] {
          session += 1
          let at = CivilDate(days: training.days + day)
          drawn.histories[agent].sessions.append(
            CoachingSession(
              session: session, coach: person, start: Instant(seconds: Int64(at.days) * 86_400), day: at,
              approach: .proactive))
        }
      }
      for agent in coach * 30 + 4..<coach * 30 + 30 { drawn.histories[agent].sessions = [] }
    }
    let rows = rows(CoachTables(ground(drawn)), "coaching_training")
    func row(_ window: String) -> String? {
      rows.first { $0["measure"] == "cadence" && $0["window"] == window }?.line("n", "value", "people")
    }
    // Four agents: 12 sessions in 84 days are 4 in 28; 16 in 28; 8 in 56 are 4 in 28. Nobody differs.
    #expect(rows.filter { $0["measure"] == "cadence" }.allSatisfy { $0["flag"] == "NOT_ESTIMABLE" })
    drawn.histories[0].sessions.removeLast()
    let others = self.rows(CoachTables(ground(drawn)), "coaching_training")
    let later = try #require(others.first { $0["measure"] == "cadence" && $0["window"] == "reverted" })
    let reverted = try #require(Double(later["value"] ?? ""))
    // 16 less (19 · 4 + 3.5)/20.
    #expect(abs(reverted - 12.025) < 1e-6 && later["people"] == "20")
    #expect(row("before") != nil)
  }

  @Test func `agents of two episodes have a response, those of one are insufficient`() throws {
    var center = CoachingCenter(agentsPerCoach: 40, effects: Array(repeating: 0.05, count: 12), months: 16)
    center.picked = 30
    var drawn = center.drawn(seed: 10)
    var twice: [UInt32] = []
    for agent in drawn.first.indices {
      guard let first = drawn.first[agent], first <= 7, let own = drawn.histories[agent].sessions.first else {
        continue
      }
      var again = own
      again.day = CivilDate(days: CoachingCenter.month(first + 5).firstDay.days + 3)
      again.session += 500_000
      drawn.histories[agent].sessions.append(again)
      drawn.histories[agent].actions = [.init(opened: own.day, closed: own.day), .init(opened: own.day)]
      twice.append(drawn.histories[agent].person)
    }
    let rows = rows(CoachTables(ground(drawn)), "coachability", individual: true).filter {
      $0["metric"] == "acr"
    }
    let told = rows.filter { $0["flag"] == nil }
    #expect(
      Set(told.compactMap { $0["agent"] }).isSubset(of: twice.map { "p\($0)" })
        && told.count > twice.count / 2)
    #expect(told.allSatisfy { $0["episodes"] == "2" && $0.line("actions", "actions_closed") == "2 1" })
    let few = rows.filter { $0["flag"] == "insufficient" }
    #expect(
      !few.isEmpty
        && few.allSatisfy { $0["episodes"] == "1" && $0["shrunken"] == nil && $0["response"] != nil })
    // Agents do not differ, so what is drawn together lies close.
    let (raw, drawnTogether) = (
      told.compactMap { Double($0["response"] ?? "") }, told.compactMap { Double($0["shrunken"] ?? "") }
    )
    func spread(_ values: [Double]) -> Double { (values.max() ?? 0) - (values.min() ?? 0) }
    #expect(spread(drawnTogether) < spread(raw) / 3)
  }
}
