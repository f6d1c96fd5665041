import Foundation
import Testing

/// Coaching of a run, against the log, the roster and the answers of the center of teams over years.
@Suite struct HistoryCoachingTests {
  /// One run with coaching and one without it, and what the one said of itself.
  private struct Written {
    var run: HistoryTables
    var others: [(name: String, with: Data?, without: Data?)]
    var manifest: String
    var individual: [String]
  }

  private static let written = Result { () throws -> Written in
    let desk = try HistoryDesk(
      size: 0.1, analyses: "fcr, turnover, coaching",
      parameters:
        "  fcr: {matches: [reason], measures: [window_fcr, acr, voc_resolution], group_by: [all, team]}\n"
        + "  coaching: {onset: any_session}")
    // Who rates whom, and minutes as agents remember them, beside what customers say.
    let people = desk.rows("exports/people.csv").compactMap { $0["person_id"] }.prefix(30)
    let pulse = people.enumerated().map { place, person in
      "pulse-\(place),pulse,coaching_minutes,\(30 + place),2026-06-20T12:00:00Z,\(person)"
    }
    try desk.work.put(
      "pulse.csv", "response_id,instrument,item,value,answered_at,rater_id\n" + pulse.joined(separator: "\n"))
    let pipeline = desk.work.text("pipeline.yaml").replacingOccurrences(
      of: "analyses:", with: "  - {table: responses, source: hr, files: [pulse.csv]}\nanalyses:")
    try desk.work.put("pipeline.yaml", pipeline)
    let names = ["fcr", "turnover", "retention", "turnover_fcr", "tenure_ramp"].map { "\($0).csv" }
    let other = try desk.work.firstcontact(
      "run", "pipeline.yaml", "--select", "fcr,turnover", "--out", "without")
    guard other.status == 0 else { throw HistoryDesk.Unwritten(errors: other.errors) }
    let own = try desk.work.firstcontact("run", "pipeline.yaml", "--out", "out", "--individual")
    guard own.status == 0 else { throw HistoryDesk.Unwritten(errors: own.errors) }
    return Written(
      run: HistoryTables(desk.work, ["exports", "out/latest/tables"]),
      others: names.map {
        ($0, desk.work.bytes("out/latest/tables/\($0)"), desk.work.bytes("without/latest/tables/\($0)"))
      },
      manifest: desk.work.text("out/latest/manifest.json"),
      individual: desk.work.names("out/latest/individual"))
  }

  private let written: Written
  private let run: HistoryTables

  init() throws {
    written = try Self.written.get()
    run = written.run
  }

  /// Sessions of people while they were agents.
  private var sessions: [(agent: String, month: String, isHeld: Bool)] {
    let leads = Dictionary(
      grouping: run("assignments.csv").filter { $0["role_id"] == "team_lead" }, by: { $0["person_id"] ?? "" })
    return run("coaching.csv").compactMap { row in
      guard let agent = row["agent_id"], let day = row["held_at"]?.prefix(10) else { return nil }
      let isLead = leads[agent, default: []].contains { post in
        (post["from"] ?? "") <= day && ((post["to"] ?? "").isEmpty || day <= post["to"] ?? "")
      }
      return isLead ? nil : (agent, String(day.prefix(7)), ["", "held"].contains(row["status"] ?? ""))
    }
  }

  private func activity(_ measure: String, _ period: String = "all") throws -> HistoryRow {
    try #require(
      run.row("coaching_activity.csv", ["measure": measure, "group_by": "all", "period": period]))
  }

  @Test func `held sessions, and agents who were coached, are those of the log`() throws {
    let held = try activity("held")
    #expect(held("n") == Double(sessions.count) && sessions.count > 50)
    #expect(held("x") == Double(sessions.count { $0.isHeld }))
    let coached = Set(sessions.filter(\.isHeld).map(\.agent))
    #expect(try activity("coverage")("x") == Double(coached.count))
    var told = 0
    for (month, own) in Dictionary(grouping: sessions.filter(\.isHeld), by: \.month) {
      let row = try activity("coverage", month)
      if row.text("flag") == "withheld" { continue }
      told += 1
      #expect(row("x") == Double(Set(own.map(\.agent)).count), "\(month)")
    }
    #expect(told > 10)
  }

  @Test func `every outcome has an effect, or the reason why there is none`() throws {
    for metric in ["acr", "voc_resolution", "csat", "handle_s"] {
      let row = try #require(run.row("coaching_effect.csv", ["metric": metric, "estimand": "simple"]))
      let isToldWhy = row.text("flag") == "NOT_ESTIMABLE" && row.text("note").hasPrefix("not estimable")
      #expect((row("estimate") != nil && row("n_treated") ?? 0 >= 5) != isToldWhy, "\(row)")
      guard let simple = row("estimate") else { continue }
      let beside = ["naive_before_after", "rtm_bias"].compactMap {
        run.row("coaching_effect.csv", ["metric": metric, "estimand": $0])?("estimate")
      }
      try #require(beside.count == 2)
      #expect(abs(beside[0] - simple - beside[1]) < 2e-6)
    }
    #expect(run.row("coaching_effect.csv", ["metric": "qa"]) == nil)
  }

  @Test func `who was coached on the first days is left out, and counted`() throws {
    // Nobody who was hired in the log's time and coached within 84 days could be seen before; all are agents then.
    let hired = Dictionary(grouping: run("people.csv"), by: { $0["person_id"] ?? "" })
    let most = Set(sessions.filter(\.isHeld).map(\.agent)).intersection(hired.keys).count
    let row = try #require(
      run.row("coaching_effect.csv", ["metric": "acr", "estimand": "always_treated"]))
    #expect((1...Double(most)).contains(row("estimate") ?? 0), "\(row)")
  }

  @Test func `minutes that agents remember are read from responses beside those of customers`() throws {
    let row = try activity("logged_to_perceived")
    // Only who is still here on the day of the answer counts.
    #expect(row.text("flag") == "withheld" || row("people") ?? 0 >= 10, "\(row)")
    #expect(!written.manifest.contains("coaching.logged_to_perceived"))
    #expect(written.manifest.contains("coaching.outcomes.qa"))
    #expect(written.manifest.contains("coaching.sources.review360"))
    #expect(written.manifest.contains("coaching.training"))
  }

  @Test func `rows about one coach are apart, and tables of groups have none`() {
    #expect(written.individual.contains("coaches.csv") && written.individual.contains("coachability.csv"))
    #expect(!run("coaches.csv").isEmpty)
    #expect(run("coaches.csv").allSatisfy { $0["group_by"] != "coach" })
  }

  @Test func `coaching changes no byte of what is told without it`() {
    for (name, with, without) in written.others {
      #expect(with != nil && with == without, "\(name)")
    }
  }
}
