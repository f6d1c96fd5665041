import Canonical
import Dice
import Statistics
import Tables
import Testing

@testable import Aggregate

@Suite struct ActivityTallyTests {
  private let span: TurnoverSpan

  init() throws {
    span = TurnoverSpan(
      first: try #require(CivilDate(iso: "2025-01-01")), last: try #require(CivilDate(iso: "2025-03-31")))
  }

  private func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: "2025-\(iso)")) }

  private func stretch(
    _ first: String, _ last: String, team: UInt32 = 1, under lead: UInt32 = 50, isSupervisor: Bool = false
  ) throws -> CoachedHistory.Stretch {
    CoachedHistory.Stretch(
      EmploymentHistory.Stretch(
        first: try day(first), last: try day(last), groups: [0, 7, team, lead, 0, 0, 0, 0]),
      isSupervisor: isSupervisor)
  }

  private func session(
    _ iso: String, minutes: Int64? = 30, _ status: CoachingSession.Status = .held, coach: UInt32 = 50,
    _ approach: CoachingSession.Approach? = .proactive, isInferred: Bool = false
  ) throws -> CoachingSession {
    let day = try day(iso)
    return CoachingSession(
      session: UInt32(day.days), coach: coach, start: Instant(seconds: Int64(day.days) * 86_400), day: day,
      seconds: minutes.map { $0 * 60 }, approach: approach, isInferred: isInferred, status: status)
  }

  private func tally(_ histories: [CoachedHistory]) -> ActivityTally {
    var tally = ActivityTally(span)
    for history in histories { tally.observe(history) }
    return tally
  }

  private func unit(_ tally: ActivityTally, _ grouping: Grouping, _ group: UInt32 = 0) throws
    -> ActivityTally.Unit
  {
    try #require(tally.units[ActivityTally.Key(grouping: grouping, group: group)])
  }

  @Test func `days and heads are those of agents inside the span`() throws {
    // January 22 days from the 10th, February 28, March 31; the other one left before the span.
    let found = tally([
      CoachedHistory(person: 1, stretches: [try stretch("01-10", "12-31")]),
      CoachedHistory(
        person: 2,
        stretches: [
          CoachedHistory.Stretch(
            EmploymentHistory.Stretch(
              first: CivilDate(days: span.first.days - 9), last: CivilDate(days: span.first.days - 1),
              groups: .init()))
        ]),
    ])
    let all = try unit(found, .all)
    #expect(all.months.map(\.agentDays) == [22, 28, 31] && all.months.map(\.agents) == [1, 1, 1])
    #expect(all.all.agentDays == 81 && all.all.agents == 1 && all.all.seconds.y == 81)
    #expect(found.units.count == 4)
  }

  @Test func `sessions count by what became of them and what led to them, minutes of those that have some`()
    throws
  {
    let found = tally([
      CoachedHistory(
        person: 1, stretches: [try stretch("01-01", "03-31")],
        sessions: [
          try session("01-05"), try session("01-12", .missed), try session("01-19", minutes: nil, .held, nil),
          try session("01-20", .held, .reactive), try session("02-01", .cancelled),
          try session("02-02", .held, .reactive, isInferred: true),
          try session("02-03", .held, .proactive, isInferred: true),
        ])
    ])
    let all = try unit(found, .all).all
    #expect([all.held, all.missed, all.cancelled, all.sessions] == [5, 1, 1, 7])
    #expect(
      [all.saidProactive, all.saidReactive, all.inferredProactive, all.inferredReactive] == [1, 1, 1, 1])
    #expect(all.known == 4 && all.untimed == 1 && all.timedSeconds == 7200 && all.seconds.x == 7200)
    #expect(all.coached == 1 && all.invited == 1)
    let february = try unit(found, .site, 7).months[1]
    #expect(february.held == 2 && february.cancelled == 1 && february.coached == 1)
    #expect(try unit(found, .all).months[2].invited == 0)
  }

  @Test
  func `gaps are days between held sessions, on the day of the later one, and end where employment does`()
    throws
  {
    let found = tally([
      CoachedHistory(
        person: 1,
        stretches: [
          try stretch("01-01", "01-31"), try stretch("02-01", "02-20", team: 2),
          try stretch("03-01", "03-31"),
        ],
        sessions: [
          try session("01-05"), try session("01-10", .missed), try session("01-25"),
          try session("01-25", coach: 9),
          try session("02-08"), try session("03-05"), try session("03-12"),
        ])
    ])
    // 20 days to 25 January, 14 to 8 February; back in March: 7 from the 5th to the 12th.
    let all = try unit(found, .all)
    #expect(all.all.gaps.x == 41 && all.all.gaps.y == 3 && all.all.regularity.count == 3)
    #expect(all.months.map(\.gaps.x) == [20, 14, 7])
    #expect(try unit(found, .team, 2).all.gaps.x == 14 && unit(found, .team, 1).all.gaps.x == 27)
  }

  @Test func `actions fall due on their day, and count for the month in which they were opened`() throws {
    let due = try day("02-10")
    let found = tally([
      CoachedHistory(
        person: 1, stretches: [try stretch("01-01", "03-31")],
        actions: [
          .init(opened: try day("01-05"), due: due, closed: due),
          .init(opened: try day("01-06"), due: due, closed: try day("02-11")),
          .init(opened: try day("01-07"), due: due), .init(opened: try day("01-08")),
          .init(opened: try day("03-08"), due: try day("03-31")),
          .init(opened: try day("03-09"), due: try day("04-01"), closed: try day("03-10")),
        ])
    ])
    let all = try unit(found, .all)
    #expect([all.all.opened, all.all.closed, all.all.due, all.all.closedOnTime] == [6, 3, 4, 1])
    #expect(all.months.map(\.opened) == [4, 0, 2] && all.all.charged == 1)
    #expect(all.months.map(\.due) == [3, 0, 1])
  }

  @Test func `supervisors are no agents, and are coached where their manager coaches them`() throws {
    func lead(_ person: UInt32, under manager: UInt32, by coach: UInt32) throws -> CoachedHistory {
      CoachedHistory(
        person: person, stretches: [try stretch("01-01", "03-31", under: manager, isSupervisor: true)],
        sessions: [try session("01-05", coach: coach)], actions: [.init(opened: try day("01-06"))])
    }
    let found = tally([
      try lead(1, under: 90, by: 90), try lead(2, under: 90, by: 91), try lead(3, under: 0, by: 91),
    ])
    let all = try unit(found, .all)
    #expect(all.all.supervisors == 3 && all.all.coachedSupervisors == 2)
    #expect(all.months.map(\.coachedSupervisors) == [2, 0, 0] && all.months.map(\.supervisors) == [3, 3, 3])
    #expect(all.all.agents == 0 && all.all.held == 0 && all.all.opened == 0 && all.all.agentDays == 0)
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `any split and order gives the same tally`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let people = try (0..<30).map { person -> CoachedHistory in
      let sessions = try (0..<dice.below(9)).map { _ in
        try session(
          "0\(1 + dice.below(3))-\(10 + dice.below(18))",
          minutes: dice.chance(80) ? Int64(dice.below(60)) + 1 : nil,
          dice.pick(CoachingSession.Status.allCases), dice.pick([.proactive, .reactive, nil]),
          isInferred: dice.chance(30))
      }.sorted { $0.start < $1.start }
      return CoachedHistory(
        person: UInt32(person),
        stretches: [
          try stretch("01-01", "02-\(10 + dice.below(9))", team: UInt32(dice.below(3))),
          try stretch("02-20", "03-31", team: UInt32(dice.below(3)), isSupervisor: dice.chance(10)),
        ], sessions: sessions, actions: [.init(opened: try day("02-\(10 + dice.below(18))"))])
    }
    let whole = tally(people)
    let mixed = people.shuffled(using: &dice)
    let cut = dice.below(30)
    var merged = tally(Array(mixed[..<cut]))
    merged.merge(tally(Array(mixed[cut...])))
    #expect(merged == whole, "seed \(seed)")
    // Months add up to all but for heads, gaps and minutes by heads; groups to everybody.
    let all = try unit(whole, .all)
    #expect(all.months.reduce(0) { $0 + $1.sessions } == all.all.sessions, "seed \(seed)")
    let teams = whole.units.filter { $0.key.grouping == .team }.map(\.value.all)
    #expect(
      teams.reduce(0) { $0 + $1.held } == all.all.held
        && teams.reduce(0) { $0 + $1.agentDays } == all.all.agentDays)
    #expect(teams.reduce(0) { $0 + $1.timedSeconds } == all.all.timedSeconds, "seed \(seed)")
  }
}
