import Foundation
import Testing

/// Alignment over a call log that other people wrote, beside the project; it is not part of it.
///
/// The log has 8 agents and 3 months: enough to hold a scorecard against policy, too little for evidence.
@Suite(
  .enabled(
    if: FileManager.default.fileExists(atPath: BuiltBinary.realExports),
    "skipped: the real exports are not at ../shared/exports"))
struct RealAlignmentTests {
  private static let log = BuiltBinary.realExports + "/pwc-a/Call-Center-Dataset.csv"
  private static let agents = ["Becky", "Dan", "Diane", "Greg", "Jim", "Joe", "Martha", "Stewart"]

  private let work: WorkFolder

  init() throws {
    work = try WorkFolder(isEmpty: true)
    try work.put("roles.csv", "role_id,role_type,level\nagent,customer_facing,1\n")
    try work.put(
      "people.csv",
      "person_id,worker_class,hired_on,site\n"
        + Self.agents.map { "\($0),employee,2020-01-01,center\n" }.joined())
    try work.put(
      "assignments.csv",
      "person_id,from,role_id,team_id,site,move\n"
        + Self.agents.map { "\($0),2020-01-01,agent,calls,center,hire\n" }.joined())
  }

  /// Runs alignment over a scorecard of metrics, classes and weights, and further inputs; gives the tables.
  private func run(_ scorecard: [String], inputs: String, rest: String) throws -> HistoryTables {
    try work.put(
      "scorecards.csv",
      "scorecard_id,role_id,from,metric,metric_class,weight,direction\n"
        + scorecard.map { "log,agent,2021-01-01,\($0)\n" }.joined())
    try work.put(
      "log.yaml",
      """
      version: 1
      name: log
      inputs:
        - {table: people, source: hr, files: [people.csv], covers: {from: 2021-01-01, to: 2021-04-01}}
        - {table: assignments, source: hr, files: [assignments.csv]}
        - {table: roles, source: hr, files: [roles.csv]}
        - {table: scorecards, source: hr, files: [scorecards.csv]}
        - \(inputs)
      as_of: 2021-03-31
      \(rest)
      """)
    let ending = try work.firstcontact("run", "log.yaml", "--out", "out", "--allow-outside")
    try #require(ending.status == 0, "\(ending.errors)")
    return HistoryTables(work, ["out/latest/tables"])
  }

  // By hand: efficiency has 0.60, at most 0.20 is asked for: 40 points. Of answer_s nothing is known: 30 more.
  // Customers were asked, and 8 people are fewer than 10.
  @Test func `a log of eight agents tells policy, and withholds what moves their ratings`() throws {
    for name in ["pwc-a", "pwc-a-ratings"] {
      let path = "\(BuiltBinary.project)/pipelines/profiles/examples/\(name).yaml"
      try work.put("profiles/\(name).yaml", String(contentsOfFile: path, encoding: .utf8))
    }
    let tables = try run(
      ["handle_s,efficiency,0.3,down", "csat,outcome,0.4,up", "answer_s,efficiency,0.3,down"],
      inputs: "{source: log, files: [\"\(Self.log)\"], "
        + "profiles: [profiles/pwc-a.yaml, profiles/pwc-a-ratings.yaml]}",
      rest: "analyses: [fcr, alignment]")
    let score = try #require(tables.row("alignment_scores.csv", ["role_type": "customer_facing"]))
    #expect(score("policy_score") == 30 && score.text("verdict") == "withheld")
    let outcomes = tables("alignment_outcomes.csv")
    #expect(outcomes.map { $0["outcome"] } == ["voc_resolution", "csat", "acr"])
    // No customer has an id, so nobody knows who came back.
    #expect(outcomes.map { $0["verdict"] } == ["NO_OUTCOME", "withheld", "NO_OUTCOME"])
    #expect(outcomes.allSatisfy { $0["r2"] == "" && $0["index"] == "" })
    let known = try #require(tables.row("alignment.csv", ["metric": "handle_s"]))
    #expect(known.text("flag") == "above_band;withheld" && known("importance") == nil)
    let unknown = try #require(tables.row("alignment.csv", ["metric": "answer_s"]))
    #expect(unknown.text("flag") == "above_band;no_data;withheld")
  }

  // By hand: 8 agents have 24 months; 3 of them are the means of the site's months, and 30 are needed beyond those.
  @Test func `three months of eight agents are too few for evidence, however many calls they have`() throws {
    try work.put("metrics.csv", try metrics())
    let tables = try run(
      ["talk_s,efficiency,0.3,down", "rating,outcome,0.4,up", "answer_s,efficiency,0.3,down"],
      inputs: "{table: metrics, source: log, files: [metrics.csv]}",
      rest: """
        analyses: [alignment]
        parameters: {alignment: {outcomes: {customer_facing: [resolved_share, rating]}}}
        """)
    let score = try #require(tables.row("alignment_scores.csv", ["role_type": "customer_facing"]))
    #expect(score("policy_score") == 60 && score.text("verdict") == "INSUFFICIENT")
    for outcome in ["resolved_share", "rating"] {
      let row = try #require(tables.row("alignment_outcomes.csv", ["outcome": outcome]))
      #expect(row("months") == 24 && row("people") == 8 && row("index") == nil)
      #expect(row.text("note").contains("21 beyond those that sites' months take, 30 needed"))
    }
  }

  /// Means of answered calls by agent and month, as a table of metrics.
  private func metrics() throws -> String {
    let text = try String(contentsOfFile: Self.log, encoding: .utf8)
      .replacingOccurrences(of: "\r\n", with: "\n").replacingOccurrences(of: "\u{FEFF}", with: "")
    let calls = HistoryTables.rows(text).filter { $0["Answered (Y/N)"] == "Y" }
    #expect(calls.count == 4054)
    var lines = ["person_id,period_start,period_end,metric,value,n"]
    for agent in Self.agents {
      for (month, last) in [("2021-01", 31), ("2021-02", 28), ("2021-03", 31)] {
        let own = calls.filter { $0["Agent"] == agent && $0["Date"]?.hasPrefix(month) == true }
        func add(_ metric: String, _ value: ([String: String]) -> Double?) {
          let values = own.compactMap(value)
          let mean = String(format: "%.6f", values.reduce(0, +) / Double(values.count))
          lines.append("\(agent),\(month)-01,\(month)-\(last),\(metric),\(mean),\(values.count)")
        }
        add("answer_s") { $0["Speed of answer in seconds"].flatMap(Double.init) }
        add("rating") { $0["Satisfaction rating"].flatMap(Double.init) }
        add("resolved_share") { $0["Resolved"] == "Y" ? 1 : 0 }
        add("talk_s") { call in
          call["AvgTalkDuration"]?.split(separator: ":").compactMap { Double($0) }.reduce(0) { $0 * 60 + $1 }
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
