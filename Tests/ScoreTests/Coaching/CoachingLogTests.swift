import Canonical
import Tables
import Testing

@testable import Score

@Suite struct CoachingLogTests {
  private var vocabulary = CodeBook()

  /// Midnight of a day in UTC, in seconds as the sheet has instants, so many minutes later.
  private static func at(_ iso: String, minutes: Int = 540) throws -> String {
    String(Int(try #require(CivilDate(iso: iso)).days) * 86_400 + minutes * 60)
  }

  private func session(
    _ id: String, _ day: String, minutes: Int = 540, agent: String = "ana", coach: String = "sue",
    _ more: [String: String] = [:]
  ) throws -> [String: String] {
    [
      "session_id": id, "coach_id": coach, "agent_id": agent, "held_at": try Self.at(day, minutes: minutes),
      "minutes": "30", "trigger": "scheduled",
    ].merging(more) { $1 }
  }

  private mutating func log(
    _ sessions: [[String: String]], actions: [[String: String]]? = nil, hasRoles: Bool = true
  ) throws -> CoachingLog {
    func spell(_ person: String, _ hired: String, _ left: String = "") -> [String: String] {
      ["person_id": person, "hired_on": hired, "left_on": left, "worker_class": "employee", "site": "Elm"]
    }
    func seat(_ person: String, _ role: String, under lead: String) -> [String: String] {
      [
        "person_id": person, "from": "2020-01-01", "role_id": role, "team_id": "A", "supervisor_id": lead,
      ]
    }
    let assignments = CanonicalSheet.table(
      .assignments,
      [
        seat("ana", "csr", under: "sue"), seat("bob", "csr", under: "sue"),
        seat("sue", "lead", under: "max"),
      ], &vocabulary)
    let roles = CanonicalSheet.table(
      .roles,
      [
        ["role_id": "csr", "role_type": "customer_facing", "level": "1"],
        ["role_id": "lead", "role_type": "supervisor", "level": "2"],
      ], &vocabulary)
    let last = try #require(CivilDate(iso: "2026-06-30"))
    var ground = EmploymentResolution.Ground(
      people: CanonicalSheet.table(
        .people,
        [
          spell("ana", "2024-01-10", "2024-12-31"), spell("ana", "2025-03-01"), spell("bob", "2024-01-01"),
          spell("sue", "2020-01-01"), spell("max", "2019-01-01"),
        ], &vocabulary), assignments: assignments, roles: hasRoles ? roles : nil, sources: ["hr"], last: last,
      zone: .utc)
    ground.countsContractors = true
    let people = EmploymentResolution(ground, vocabulary: &vocabulary)
    return CoachingLog(
      CoachingLog.Ground(
        coaching: CanonicalSheet.table(.coaching, sessions, &vocabulary),
        actions: actions.map { CanonicalSheet.table(.actions, $0, &vocabulary) }, assignments: assignments,
        hasRoles: hasRoles, last: last, zone: .utc), people, vocabulary: &vocabulary)
  }

  private func history(_ person: String, _ log: CoachingLog) throws -> CoachedHistory {
    try #require(log.histories.first { vocabulary.text(of: $0.person) == person })
  }

  private func found(_ log: CoachingLog) -> [String] {
    log.warnings.sorted.map { "\($0.key.code.rawValue) \($0.count)" }
  }

  @Test mutating func `a session has its coach, its local day, its length in seconds and what it was`() throws
  {
    let log = try log([
      try session("s1", "2025-05-02", ["minutes": "22.5", "kind": "side_by_side", "trigger": "low_score"]),
      try session("s2", "2025-05-01", ["status": "missed", "trigger": "recognition"]),
    ])
    let sessions = try history("ana", log).sessions
    #expect(sessions.map(\.day.description) == ["2025-05-01", "2025-05-02"])
    #expect(sessions.map { vocabulary.text(of: $0.coach) } == ["sue", "sue"])
    #expect(sessions.map(\.seconds) == [1800, 1350] && sessions.map(\.isHeld) == [false, true])
    #expect(
      sessions.map(\.approach) == [.proactive, .reactive] && sessions.map(\.isInferred) == [false, false])
    #expect(sessions[1].kind == .sideBySide && sessions[0].kind == nil)
    #expect(log.first?.description == "2025-05-01" && found(log).isEmpty)
    #expect(log.histories.map { vocabulary.text(of: $0.person) }.sorted() == ["ana", "bob", "max", "sue"])
  }

  @Test(arguments: [
    ("scheduled", "", "", CoachingSession.Approach?.some(.proactive), false),
    ("development", "", "acr", .proactive, false), ("recognition", "", "", .proactive, false),
    ("incident", "", "", .reactive, false), ("low_score", "career", "", .reactive, false),
    ("complaint", "", "", .reactive, false), ("request", "", "", .reactive, false),
    ("", "", "", nil, false), ("", "one_on_one", "", nil, false), ("", "feedback", "acr", .reactive, true),
    ("", "recognition", "acr", .proactive, true), ("", "career", "", .proactive, true),
  ])
  mutating func `a blank trigger is inferred from the rest of the row or not at all, and marked`(
    trigger: String, kind: String, metric: String, approach: CoachingSession.Approach?, isInferred: Bool
  ) throws {
    let log = try log([
      try session("s", "2025-05-02", ["trigger": trigger, "kind": kind, "metric": metric])
    ])
    let session = try #require(history("ana", log).sessions.first)
    #expect(session.approach == approach && session.isInferred == isInferred)
  }

  @Test mutating func `a session about a contact is reactive where no trigger is given`() throws {
    let log = try log([try session("s", "2025-05-02", ["trigger": "", "contact_id": "c1"])])
    let session = try #require(history("ana", log).sessions.first)
    #expect(session.approach == .reactive && session.isInferred)
  }

  @Test mutating func `sessions that cannot be are left out, each under its own code`() throws {
    let log = try log([
      try session("ok", "2025-05-02"), try session("a", "2025-05-02", agent: "nobody"),
      try session("b", "2025-05-03", agent: "sue"), try session("c", "2024-01-09"),
      try session("d", "2025-01-01"), try session("e", "2025-02-28", ["status": "missed"]),
      try session("f", "2026-07-01"),
    ])
    #expect(
      found(log) == [
        "coach_is_agent 1", "session_after_exit 2", "session_before_hire 1", "session_in_future 1",
        "unknown_coached_agent 1",
      ])
    #expect(log.histories.flatMap(\.sessions).count == 1)
  }

  @Test mutating func `first and last days of employment are inside`() throws {
    let log = try log([
      try session("a", "2024-01-10"), try session("b", "2024-12-31"), try session("c", "2025-03-01"),
      try session("d", "2026-06-30", minutes: 1439),
    ])
    #expect(try history("ana", log).sessions.count == 4 && found(log).isEmpty)
  }

  @Test
  mutating func `a session under two ids counts once, a held one before a missed one, else the later row`()
    throws
  {
    let log = try log([
      try session("a", "2025-05-02", ["minutes": "10"]), try session("b", "2025-05-02", ["status": "missed"]),
      try session("c", "2025-05-02", ["minutes": "20"]), try session("d", "2025-05-02", agent: "bob"),
      try session("e", "2025-05-02", coach: "max"),
    ])
    #expect(found(log) == ["duplicate_session 2", "overlapping_sessions 1"])
    let sessions = try history("ana", log).sessions
    #expect(sessions.map(\.seconds) == [1200, 1800])
  }

  // Sue: 9:00 to 9:30, 9:29 to 9:59 (overlaps), 9:59 to 10:29 (does not), a group of two at 11:00 to 11:30.
  @Test mutating func `sessions of one coach that overlap are counted and kept, a group is one session`()
    throws
  {
    let log = try log([
      try session("a", "2025-05-02", minutes: 540),
      try session("b", "2025-05-02", minutes: 569, agent: "bob"),
      try session("c", "2025-05-02", minutes: 599), try session("d", "2025-05-02", minutes: 660),
      try session("d", "2025-05-02", minutes: 660, agent: "bob"),
      try session("e", "2025-05-02", minutes: 545, agent: "bob", coach: "max"),
      try session("f", "2025-05-02", minutes: 546, agent: "bob", ["status": "cancelled"]),
    ])
    #expect(found(log) == ["overlapping_sessions 1"])
    #expect(log.histories.flatMap(\.sessions).count == 7)
    let group = log.histories.flatMap(\.sessions).filter { $0.start.seconds % 86_400 == 660 * 60 }
    #expect(group.count == 2 && group[0].session == group[1].session)
  }

  @Test mutating func `held sessions without minutes and coaches whom nobody knows are counted and kept`()
    throws
  {
    let log = try log([
      try session("a", "2025-05-02", ["minutes": ""]), try session("b", "2025-05-03", ["minutes": "0"]),
      try session("c", "2025-05-04", ["minutes": "", "status": "missed"]),
      try session("d", "2025-05-05", coach: "stranger"),
    ])
    #expect(found(log) == ["session_without_minutes 2", "unknown_coach 1"])
    #expect(try history("ana", log).sessions.map(\.seconds) == [nil, nil, nil, 1800])
  }

  @Test mutating func `an action belongs to the session that it names, and counts where it is of coaching`()
    throws
  {
    func action(_ id: String, _ more: [String: String]) -> [String: String] {
      ["action_id": id, "person_id": "ana", "opened_on": "2025-05-02"].merging(more) { $1 }
    }
    let log = try log(
      [try session("a", "2025-05-02"), try session("b", "2025-06-02"), try session("c", "2025-07-02")],
      actions: [
        action("1", ["session_id": "a", "due_on": "2025-05-20", "closed_on": "2025-05-19"]),
        action("2", ["origin": "coaching", "opened_on": "2025-05-01"]),
        action("3", ["origin": "survey", "session_id": "b"]),
        action("4", ["session_id": "c", "person_id": "bob", "closed_on": "2026-07-01"]), action("5", [:]),
        action("6", ["origin": "coaching", "opened_on": "2026-07-01"]),
      ])
    let ana = try history("ana", log)
    #expect(ana.sessions.map(\.hasAction) == [true, false, false])
    #expect(
      ana.actions.map {
        [$0.opened, $0.due, $0.closed].map { $0?.description ?? "-" }.joined(separator: " ")
      }
        == ["2025-05-01 - -", "2025-05-02 2025-05-20 2025-05-19"])
    #expect(try history("bob", log).actions.map(\.closed) == [nil])
  }

  @Test(arguments: [true, false])
  mutating func `supervisors are those of such a role, or without roles those who lead somebody`(
    hasRoles: Bool
  ) throws {
    let log = try log([], hasRoles: hasRoles)
    func isSupervisor(_ person: String) throws -> Bool {
      try #require(history(person, log).stretches.last).isSupervisor
    }
    #expect(try isSupervisor("sue") && !isSupervisor("ana"))
    #expect(try isSupervisor("max") == !hasRoles)
    #expect(log.first == nil)
  }

  @Test mutating func `a history tells the stretch of a day`() throws {
    let log = try log([])
    let ana = try history("ana", log)
    let day = try #require(CivilDate(iso: "2024-12-31"))
    #expect(ana.stretch(on: day) != nil && ana.stretch(on: CivilDate(days: day.days + 1)) == nil)
    let back = try #require(CivilDate(iso: "2025-03-01"))
    #expect(ana.stretch(on: CivilDate(days: back.days - 1)) == nil)
    #expect(ana.stretch(on: back)?.days.first == back)
  }
}
