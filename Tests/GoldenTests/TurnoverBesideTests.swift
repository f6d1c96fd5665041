import Testing

/// Turnover beside other tables: contacts of strangers, the log of coaching, tasks of contractors.
@Suite struct TurnoverBesideTests {
  private static let contacts = "contact_id,started_at,customer_id,agent_id,call_type"

  @Test func `contacts of agents who are nobody in the roster are counted, and in no team`() throws {
    let rows =
      (1...8).map { "c\($0),2026-02-0\($0)T10:00:00Z,k\($0),p\($0),bill" }
      + (1...3).map { "g\($0),2026-03-0\($0)T10:00:00Z,g\($0),ghost,bill" }
    let desk = try TurnoverDesk(others: ["contacts": [Self.contacts] + rows], analyses: "fcr, turnover")
    #expect(desk.ending.status == 0, "\(desk.ending.errors)")
    #expect(desk.findings["unmatched_agents ghost"] == 3, "\(desk.findings)")
    func n(_ grouping: String, _ group: String) -> Double? {
      desk.tables.row(
        "fcr.csv",
        [
          "measure": "window_fcr", "window_days": "7", "match": "reason", "group_by": grouping,
          "group": group, "period": "all",
        ])?("n")
    }
    #expect(n("all", "all") == 11 && n("team", "A") == 8 && n("team", "") == 3)
    // They are no people: turnover knows twelve.
    #expect(
      desk.turnover("all", "all") == [0, 12 * TurnoverDesk.days, 12] && desk.turnover("team", "") == nil)
  }

  @Test func `where first contacts are not asked for by site or team, what turnover goes with is not run`()
    throws
  {
    let rows = (1...8).map { "c\($0),2026-02-0\($0)T10:00:00Z,k\($0),p\($0),bill" }
    let desk = try TurnoverDesk(
      others: ["contacts": [Self.contacts] + rows],
      analyses: "fcr, turnover",
      parameters: "{fcr: {group_by: [all, queue]}}")
    #expect(desk.ending.status == 0, "\(desk.ending.errors)")
    #expect(
      desk.ending.errors.contains(
        "turnover.impact, needs: fcr with window_fcr, and site or team in group_by of fcr and of turnover"),
      "\(desk.ending.errors)")
    #expect(desk.tables("turnover_knee.csv").isEmpty && desk.turnover("all", "all") != nil)
  }

  @Test func `a held session on one of the first 90 days coaches, a missed or later one does not`() throws {
    // Six of twelve are hired later, after the log begins; p9 leaves on day 90, before which nobody is compared.
    let people = (1...6).map { "q\($0),employee,2025-03-01,\($0 == 6 ? "2025-05-29,other" : ","),Elm" }
    let assignments = (1...6).map { "q\($0),2025-03-01,,r1,A,hire" }
    let sessions = [
      "session_id,coach_id,agent_id,held_at,status",
      "s0,b,p1,2025-02-01T10:00:00Z,held", "s1,b,q1,2025-03-01T10:00:00Z,held",
      // Day 90 is 29 May 2025.
      "s2,b,q2,2025-05-29T10:00:00Z,held", "s3,b,q3,2025-05-30T10:00:00Z,held",
      "s4,b,q4,2025-03-02T10:00:00Z,missed", "s5,b,q6,2025-03-02T10:00:00Z,held",
      "s6,b,ghost,2025-03-02T10:00:00Z,held",
    ]
    let desk = try TurnoverDesk(
      people: people, assignments: assignments, others: ["coaching": sessions])
    #expect(desk.ending.status == 0 && desk.findings.isEmpty, "\(desk.findings) \(desk.ending.errors)")
    func spells(_ group: String) -> Double? {
      desk.tables.row("retention.csv", ["group_by": "coached_90d", "group": group])?("spells")
    }
    #expect(spells("yes") == 2 && spells("no") == 3)
  }

  @Test func `contractors who take no task for 28 days are churn, and in no other sum`() throws {
    let tasks = [
      "task_id,worker_id,task_type,completed_at,status",
      // 1 January to 20 January and 28 days more: 17 February is the last of 48.
      "t1,c1,fix,2026-01-01T10:00:00Z,completed", "t2,c1,fix,2026-01-20T10:00:00Z,completed",
      // From 10 June on 28 days are not over: 21 days, and nobody gone.
      "t3,c2,fix,2026-06-10T10:00:00Z,completed",
      // An employee is none, a stranger is one: 3 March and 28 days more, without a team.
      "t4,p1,fix,2026-01-01T10:00:00Z,completed", "t5,ghost,fix,2026-03-03T10:00:00Z,completed",
      // What nobody completed tells nothing.
      "t6,c1,fix,,offered",
    ]
    let desk = try TurnoverDesk(
      people: ["c1,contractor,2025-01-01,,,Elm", "c2,contractor,2025-01-01,,,Oak"],
      assignments: ["c1,2025-01-01,,g1,G,hire", "c2,2025-01-01,,g1,G,hire"], others: ["tasks": tasks])
    #expect(desk.ending.status == 0 && desk.findings.isEmpty, "\(desk.findings) \(desk.ending.errors)")
    #expect(desk.turnover("all", "all", "gig_churn") == [2, 48 + 21 + 29, 3])
    #expect(desk.turnover("team", "G", "gig_churn") == [1, 48 + 21, 2])
    #expect(desk.turnover("team", "", "gig_churn") == [1, 29, 1])
    #expect(desk.turnover("all", "all") == [0, 12 * TurnoverDesk.days, 12])
    #expect(desk.turnover("team", "G") == nil)
    let contractors = desk.tables.row(
      "retention.csv", ["group_by": "worker_class", "group": "contractor"])
    #expect(contractors?("spells") == 2)
  }
}
