import Foundation
import Testing

/// Exports that other people wrote, beside the project; they are not part of it.
@Suite(
  .enabled(
    if: FileManager.default.fileExists(atPath: BuiltBinary.realExports),
    "skipped: the real exports are not at ../shared/exports"))
struct RealExportTests {
  private let work: WorkFolder

  init() throws { work = try WorkFolder(isEmpty: true) }

  /// Runs one export under its profile; gives the ending and leaves the run in the folder of that name.
  private func run(_ name: String, _ file: String, settings: String = "", covers: String = "") throws {
    let profile = "\(BuiltBinary.project)/pipelines/profiles/examples/\(name).yaml"
    try work.put("profiles/\(name).yaml", String(contentsOfFile: profile, encoding: .utf8))
    try work.put(
      "\(name).yaml",
      """
      version: 1
      name: real
      inputs:
        - {source: log, files: [export.csv], profile: profiles/\(name).yaml\(covers)}
      \(settings)
      """)
    let ending = try work.firstcontact(
      "run", "\(name).yaml", "--out", name, "--individual", "--input",
      "contacts=\(BuiltBinary.realExports)/\(name)/\(file)")
    try #require(ending.status == 0, "\(name): \(ending.errors)")
  }

  /// The rows of a published table.
  private func rows(_ name: String, _ table: String) -> [Substring] {
    work.text("\(name)/latest/\(table)").split(separator: "\n")
  }

  /// One number of a manifest's first input.
  private func count(_ name: String, _ key: String) throws -> Int? {
    let bytes = work.bytes("\(name)/latest/manifest.json") ?? Data()
    let manifest = try JSONSerialization.jsonObject(with: bytes) as? [String: Any]
    let input = (manifest?["inputs"] as? [[String: Any]])?.first
    let excluded = input?["excluded"] as? [String: Int]
    return input?[key] as? Int ?? excluded?[key]
  }

  // Source: the exports' README, row pwc-a, -b, -c.
  @Test func `three dialects of one call log give the same tables`() throws {
    let files = [
      "pwc-a": "Call-Center-Dataset.csv", "pwc-b": "Call-Center-Dataset.csv", "pwc-c": "CallCenter.csv",
    ]
    for (name, file) in files {
      try run(name, file)
      #expect(try count(name, "rows") == 5000, "\(name)")
      #expect(try count(name, "used") == 5000, "\(name)")
      let population = rows(name, "tables/fcr_population.csv")
      #expect(population.contains("all,all,all,abandoned,946"), "\(name)")
      #expect(population.contains("all,all,all,qualifying,4054"), "\(name)")
      let said = rows(name, "tables/fcr.csv").first { $0.hasPrefix("disposition_fcr,,,all,all,all,") }
      #expect(said?.hasPrefix("disposition_fcr,,,all,all,all,4054,3646,0.899359,") == true, "\(name)")
    }
    for table in ["tables/fcr.csv", "tables/fcr.json", "tables/fcr_population.csv", "individual/fcr.csv"] {
      let first = work.bytes("pwc-a/latest/\(table)")
      #expect(first != nil)
      #expect(work.bytes("pwc-b/latest/\(table)") == first, "\(table)")
      #expect(work.bytes("pwc-c/latest/\(table)") == first, "\(table)")
    }
  }

  // awk over the file: 1,455 rows answered Y, 1,311 of them resolved Y, 317 answered N.
  @Test func `a log with the day first is read with the day first`() throws {
    try run("pwc-f", "Call_Center.csv")
    #expect(try count("pwc-f", "rows") == 1772)
    let population = rows("pwc-f", "tables/fcr_population.csv")
    #expect(population.contains("all,all,all,qualifying,1455"))
    #expect(population.contains("all,all,all,abandoned,317"))
    let rates = rows("pwc-f", "tables/fcr.csv")
    #expect(rates.contains { $0.hasPrefix("disposition_fcr,,,all,all,all,1455,1311,") })
    // All of it happened in January.
    #expect(population.contains("all,all,2016-01,qualifying,1455"))
  }

  // Source: the exports' README, row disco-call-log, and counts of its operations: 4,361 inbound calls and 487
  // e-mails, 661 + 544 outbound ones, two of them exact duplicates, 931 + 564 internal ones.
  @Test func `every operation of a service desk's log is counted once`() throws {
    try run("disco-call-log", "CallCenter.csv")
    #expect(try count("disco-call-log", "rows") == 7548)
    #expect(try count("disco-call-log", "duplicate") == 2)
    let population = rows("disco-call-log", "tables/fcr_population.csv")
    #expect(population.contains("all,all,all,qualifying,4848"))
    #expect(population.contains("all,all,all,outbound,1203"))
    #expect(population.contains("all,all,all,internal,1495"))
  }

  @Test func `cases of a service desk that came back are found`() throws {
    // Everything is settled and every look-back is full, so a case is one first, and repeated when it has
    // a second inbound operation: 703 of 3,706. One customer, a switchboard of 583 operations, has calls that
    // overlap; taken for a person it loses 35 cases to the conversations they join.
    try run(
      "disco-call-log", "CallCenter.csv",
      settings: "parameters: {fcr: {windows_days: [1, 7, 366], headline_days: 7, shared_id_max: 0}}",
      covers: ", covers: {from: 2009-01-01, to: 2012-01-01}")
    let row = rows("disco-call-log", "tables/fcr.csv")
      .first { $0.hasPrefix("window_fcr,366,case,all,all,all,") }
    let cells = try #require(row).split(separator: ",", omittingEmptySubsequences: false)
    let (n, x) = (Int(cells[6]) ?? 0, Int(cells[7]) ?? 0)
    #expect(n == 3706 - 35)
    #expect(n - x == 703)
    let groups = Set(rows("disco-call-log", "tables/fcr.csv").map { $0.split(separator: ",")[3] })
    #expect(groups.isSuperset(of: ["queue", "line_of_business", "call_type"]))
    #expect(rows("disco-call-log", "individual/fcr.csv").contains { $0.hasPrefix("window_fcr,7,any,agent,") })
  }

  // The figures that docs/translator.md reads to an analyst.
  @Test func `a service desk's log under every published rule that it can carry`() throws {
    try run("disco-call-log", "CallCenter.csv")
    let definitions = rows("disco-call-log", "tables/fcr_definitions.csv")
    for (id, figures) in [
      ("window_fcr,0,", ",2599,2108,0.811081,0.795319,0.825895,0,"),
      ("genesys_next_contact_avoidance,0,", ",4235,3327,0.785596,0.77009,0.800328,-0.025485,"),
      ("queuemetrics,0,", ",4280,3363,0.785748,0.770279,0.800444,-0.025333,"),
      ("sqm_internal,0,", ",3923,2879,0.733877,0.716869,0.750219,-0.077204,"),
      ("egain_90d,0,", ",3093,2368,0.7656,0.75032,0.780219,-0.045481,"),
      ("sharpen_acr_1d,0,", ",4270,3639,0.852225,0.840588,0.86315,0.041144,"),
      ("sharpen_acr_3d,0,", ",4264,3476,0.815197,0.801587,0.828074,0.004116,"),
      ("sharpen_acr_7d,0,", ",4235,3327,0.785596,0.77009,0.800328,-0.025485,"),
    ] {
      #expect(definitions.contains { $0.hasPrefix(id) && $0.contains(figures) }, "\(id)")
    }
    for id in [
      "sqm_survey", "zendesk_one_touch", "servicenow_first_update", "five9_disposition", "metricnet_net",
    ] {
      #expect(definitions.contains { $0.hasPrefix("\(id),0,") && $0.contains(",,needs ") }, "\(id)")
    }
    let window = rows("disco-call-log", "tables/fcr_window.csv")
    #expect(
      window.contains { $0.hasPrefix("all,all,7,2599,2108,0.811081,") && $0.contains(",3378,2752,0.814683,") }
    )
    let ranks = rows("disco-call-log", "individual/agent_ranks.csv")
    #expect(ranks.count { $0.contains(",top_half,") } == 3)
    #expect(ranks.count { $0.contains(",fourth_quartile,") } == 2)
  }

  // The figures that docs/fcr.md reads to an analyst.
  @Test func `a service desk's log carries every measure but those of surveys and assertions`() throws {
    try run("disco-call-log", "CallCenter.csv")
    let fcr = rows("disco-call-log", "tables/fcr.csv")
    for row in [
      "window_fcr,1,reason,all,all,all,3638,3139,", "window_fcr,7,any,all,all,all,2585,2091,",
      "window_fcr,7,reason,all,all,all,2599,2108,", "window_fcr,7,case,all,all,all,2626,2151,",
      "acr,7,reason,all,all,all,4235,3342,", "call_resolution,30,any,all,all,all,3923,2879,",
      "repeat_rate,7,reason,all,all,all,3391,757,", "one_and_done,7,reason,all,all,all,3346,2108,",
      "placebo,7,any,all,all,all,1955,29,", "adjusted,7,any,all,all,all,1955,,0.829699,",
    ] {
      #expect(fcr.contains { $0.hasPrefix(row) }, "\(row)")
    }
    let measures = Set(fcr.dropFirst().compactMap { $0.split(separator: ",").first })
    #expect(
      measures == [
        "window_fcr", "window_fcr_net", "acr", "call_resolution", "repeat_rate", "one_and_done",
        "placebo", "adjusted",
      ])
  }
}
