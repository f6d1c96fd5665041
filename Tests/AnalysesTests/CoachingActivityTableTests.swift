import Aggregate
import Canonical
import Statistics
import Tables
import Testing

@testable import Analyses

@Suite struct CoachingActivityTableTests {
  private let span: TurnoverSpan

  init() throws {
    span = TurnoverSpan(
      first: try #require(CivilDate(iso: "2025-01-01")), last: try #require(CivilDate(iso: "2025-02-28")))
  }

  /// People of a team who are there all the time; some of them with sessions, each on these days from 1 January on.
  private func team(
    _ team: UInt32, people: Int, coached: Int, days: [Int32] = [4, 18, 32],
    change: (inout CoachingSession, Int) -> Void = { _, _ in }
  ) -> [CoachedHistory] {
    (0..<people).map { number in
      var history = CoachedHistory(
        person: team * 100 + UInt32(number),
        stretches: [
          CoachedHistory.Stretch(
            EmploymentHistory.Stretch(
              first: span.first, last: span.last, groups: [0, 1, team, team + 50, 0, 0, 0, 0]))
        ])
      guard number < coached else { return history }
      history.sessions = days.enumerated().map { place, day in
        let day = CivilDate(days: span.first.days + day)
        var session = CoachingSession(
          session: UInt32(place), coach: team + 50, start: Instant(seconds: Int64(day.days) * 86_400),
          day: day,
          seconds: 1800, approach: .proactive)
        change(&session, number)
        return session
      }
      return history
    }
  }

  private func rows(
    _ people: [CoachedHistory], minimum: Int = 5,
    _ change: (inout CoachingActivityTable.Ground) -> Void = { _ in }
  ) -> [[String: String]] {
    var tally = ActivityTally(span)
    for history in people { tally.observe(history) }
    var ground = CoachingActivityTable.Ground(tally: tally) { grouping, code in
      code == 0 ? "" : "\(grouping.rawValue) \(code)"
    }
    change(&ground)
    let table = CoachingActivityTable(ground)
    return CenterTables.texts(
      Disclosure(minimumPeople: minimum).disclose([table.table], table.pairs)[0].table)
  }

  private func line(
    _ rows: [[String: String]], _ measure: String, _ group: String = "all", _ period: String = "all"
  )
    -> String?
  {
    rows.first { $0["measure"] == measure && $0["group"] == group && $0["period"] == period }
      .map { $0.line("n", "x", "value", "people", "flag") }
  }

  // Twenty agents, 59 days each; ten of them three sessions of 30 minutes: 900 minutes in 1,180 days.
  @Test func `shares, minutes and cadence by hand`() throws {
    let rows = rows(
      team(1, people: 20, coached: 10) { session, number in
        if number == 0 { session.status = .missed }
        if number == 1 { (session.approach, session.isInferred) = (.reactive, true) }
        if number == 2 { session.approach = nil }
        if number == 3 { session.seconds = nil }
      })
    #expect(line(rows, "coverage") == "20 9 0.450000 20 low_n")
    #expect(line(rows, "held") == "30 27 0.900000 10 -" && line(rows, "missed") == "30 3 0.100000 10 -")
    #expect(line(rows, "cancelled") == "30 0 0.000000 10 -")
    #expect(line(rows, "proactive_share") == "24 21 0.875000 8 low_n")
    #expect(line(rows, "inferred_trigger") == "24 3 0.125000 8 low_n")
    #expect(line(rows, "unknown_trigger") == "27 3 0.111111 9 low_n")
    #expect(line(rows, "without_minutes") == "27 3 0.111111 9 low_n")
    // 24 · 30 / 1,180 · 28 = 17.084746; the flag is by agents.
    #expect(line(rows, "minutes_per_agent_28d") == "1180 720 17.084746 9 low_n")
    #expect(line(rows, "cadence_days") == "18 252 14.000000 9 low_n")
    #expect(line(rows, "cadence_variation") == "18 - 0.000000 9 low_n")
    // January: days 4 and 18; one gap of each.
    #expect(line(rows, "held", "team 1", "2025-01") == "20 18 0.900000 10 low_n")
    #expect(line(rows, "cadence_days", "all", "2025-02") == "9 126 14.000000 9 low_n")
    let share = try #require(rows.first { $0["measure"] == "proactive_share" && $0["period"] == "all" })
    #expect(share["note"] == "3 inferred; 3 more held, of unknown trigger")
    // Wilson of 21 of 24.
    #expect(share.line("lo", "hi") == "0.689961 0.956557")
  }

  @Test
  func
    `numbers of few coached agents are withheld with those that would tell them, coverage is of all agents`()
  {
    let people =
      team(1, people: 20, coached: 12) + team(2, people: 20, coached: 6) + team(3, people: 20, coached: 3)
    let rows = rows(people)
    for measure in ["held", "proactive_share", "minutes_per_agent_28d", "cadence_days"] {
      #expect(line(rows, measure, "team 3") == "- - - - withheld", "\(measure)")
      // Team 2, the next smallest, would tell it.
      #expect(line(rows, measure, "team 2") == "- - - - withheld", "\(measure)")
      #expect(line(rows, measure, "team 1")?.hasSuffix("withheld") == false, "\(measure)")
    }
    #expect(line(rows, "coverage", "team 3") == "20 3 0.150000 20 low_n")
    // A supervisor's group is the team here, and its fate is the same.
    #expect(line(rows, "held", "supervisor 53") == "- - - - withheld")
  }

  @Test func `supervisors' measures are by site and all, minutes as ratios`() {
    var paid = MinutesTally(groupings: [.all, .site])
    for number in 0..<6 {
      paid.observe([
        .init(
          month: span.month(at: 0), groups: [0, 1, 0, 0, 0, 0, 0, 0], x: 3600 * Int64(1 + number % 2),
          y: 60 * 9600)
      ])
    }
    var perceived = MinutesTally(groupings: [.all])
    for _ in 0..<9 { perceived.observe([.init(month: nil, groups: .init(), x: 3600, y: 1800)]) }
    var people = team(1, people: 10, coached: 10)
    for place in people.indices { people[place].stretches[0].isSupervisor = true }
    let rows = rows(people) { ground in
      (ground.paid, ground.perceived, ground.scorecards) = (paid, perceived, (n: 8, x: 2))
    }
    // 9 hours of 960.
    #expect(line(rows, "paid_minutes_share") == "57600 540 0.009375 6 low_n")
    #expect(line(rows, "paid_minutes_share", "site 1", "2025-01") == "57600 540 0.009375 6 low_n")
    // Nine agents answered: a survey needs ten.
    #expect(line(rows, "logged_to_perceived") == "- - - - withheld")
    #expect(line(rows, "scorecards_with_coaching") == "8 2 0.250000 - low_n")
    #expect(line(rows, "supervisors_coached") == "10 10 1.000000 10 low_n")
    #expect(rows.allSatisfy { $0["measure"] != "supervisors_coached" || $0["group_by"] != "team" })
    #expect(line(rows, "coverage") == nil)
  }

  @Test func `where no held session has minutes, nobody knows how many there were`() {
    let rows = rows(team(1, people: 10, coached: 10) { session, _ in session.seconds = nil })
    #expect(line(rows, "minutes_per_agent_28d") == nil)
    #expect(line(rows, "without_minutes") == "30 30 1.000000 10 -")
  }

  @Test func `a measure that the pipeline's tables cannot carry has no row`() {
    let rows = rows(team(1, people: 10, coached: 10)) { $0.measures = [.held, .coverage] }
    #expect(Set(rows.compactMap { $0["measure"] }) == ["held", "coverage"])
  }

  @Test func `every measure has a card, and no sessions no rows but of coverage`() {
    #expect(CoachingCards.all.map(\.id) == ActivityMeasure.allCases.map(\.rawValue))
    let rows = rows(team(1, people: 10, coached: 0))
    #expect(Set(rows.compactMap { $0["measure"] }) == ["coverage"])
    #expect(line(rows, "coverage") == "10 0 0.000000 10 low_n")
  }
}
