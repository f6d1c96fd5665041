import Foundation
import Testing

/// What coaching changed, of a run, against what is planted in the center of teams over years: intervals are those that
/// are printed.
///
/// Agents are picked by a low month, so before and after alone is wrong by what selection does, which the truth tells.
@Suite struct HistoryEffectTests {
  /// Tables of a run, and those about single people.
  private struct Run {
    var tables: HistoryTables
    var people: HistoryTables
  }

  /// One center of 40 teams, and two runs: coaches judged by agents' contact resolution, and by quality scores.
  private struct Written {
    var planted: PlantedCoaching
    var truth: HistoryTables
    var exports: HistoryTables
    var run: Run
    var quality: Run
  }

  private static let written = Result { () throws -> Written in
    let desk = try HistoryDesk(
      size: 1,
      inputs: [
        "{table: responses, source: surveys, files: [exports/surveys.csv]}",
        "{table: metrics, source: wfm, files: [exports/metrics.csv]}",
      ],
      analyses: "fcr, coaching",
      parameters:
        "  fcr: {matches: [reason], windows_days: [7], measures: [window_fcr, acr], group_by: [all]}\n")
    func run(_ out: String) throws -> Run {
      let ending = try desk.work.firstcontact("run", "pipeline.yaml", "--out", out, "--individual")
      guard ending.status == 0 else { throw HistoryDesk.Unwritten(errors: ending.errors) }
      return Run(
        tables: HistoryTables(desk.work, ["\(out)/latest/tables"]),
        people: HistoryTables(desk.work, ["\(out)/latest/individual"]))
    }
    let own = try run("own")
    try desk.work.put(
      "pipeline.yaml",
      desk.work.text("pipeline.yaml").replacingOccurrences(
        of: "parameters:", with: "parameters:\n  coaching: {outcomes: [qa], outcome: qa}"))
    let (truth, exports) = (HistoryTables(desk.work, ["truth"]), HistoryTables(desk.work, ["exports"]))
    return Written(
      planted: try PlantedCoaching(truth("coaching.csv"), people: exports("people.csv")), truth: truth,
      exports: exports, run: own, quality: try run("quality"))
  }

  private let written: Written
  private let planted: PlantedCoaching

  init() throws {
    written = try Self.written.get()
    planted = written.planted
    try #require(planted.months.filter { $0.after == 0 }.count > 300)
  }

  private func effect(_ metric: String, _ estimand: String, _ time: String? = nil) throws -> HistoryRow {
    var columns = ["metric": metric, "estimand": estimand, "group": "all"]
    columns["time"] = time
    return try #require(written.run.tables.row("coaching_effect.csv", columns))
  }

  /// Months of first sessions and months seen that have an estimate, so many months after.
  private func cells(_ metric: String, _ after: ClosedRange<Int>) -> Set<PlantedCoaching.Cell> {
    let rows = written.run.tables("coaching_effect.csv").map(HistoryRow.init)
      .filter { $0.text("metric") == metric && $0.text("estimand") == "att" && $0("estimate") != nil }
    return Set(
      rows.map { PlantedCoaching.Cell(group: $0.text("group"), month: $0.text("time")) }
        .filter { after.contains($0.after) })
  }

  private func truth(_ metric: String, _ after: ClosedRange<Int>) -> Double {
    let cells = cells(metric, after)
    return metric == "qa" ? planted.qualityEffect(in: cells) : planted.effect(in: cells)
  }

  // MARK: what coaching added

  @Test(arguments: ["acr", "qa"], [("simple", 0...99), ("0_84d", 0...2), ("29_84d", 1...2)])
  func `what coaching added is in the intervals`(
    metric: String, estimand: (name: String, after: ClosedRange<Int>)
  )
    throws
  {
    let (found, truth) = (try effect(metric, estimand.name), truth(metric, estimand.after))
    #expect(found.holds(truth), "\(found), planted \(truth)")
    // Something is planted that fades within half a year, and within 84 days it is seen.
    #expect(truth > 0)
    if estimand.name == "0_84d" {
      let low = try found.number("lo")
      #expect(low > 0)
    }
  }

  @Test(arguments: ["acr", "qa"]) func `it fades as planted`(metric: String) throws {
    var hits = 0
    for after in 0...9 {
      let (found, truth) = (try effect(metric, "event", "\(after)"), truth(metric, after...after))
      #expect((truth == 0) == (after > 5))
      if found.holds(truth) { hits += 1 }
    }
    #expect(hits >= 8, "\(hits) of 10")
    let ends = (
      try effect(metric, "event", "0").number("estimate"), try effect(metric, "event", "6").number("estimate")
    )
    #expect(ends.0 > ends.1)
  }

  @Test func `nothing is found before the first session, and none in handle time`() throws {
    #expect(try effect("acr", "placebo").holds(0))
    #expect(try effect("acr", "pre_trend").number("p") > 0.05)
    #expect(try effect("handle_s", "0_84d").holds(0))
  }

  // MARK: what before and after alone shows

  @Test func `before and after alone is wrong by what selection does`() throws {
    let cells = cells("acr", 0...99)
    let (truth, selection) = (planted.effect(in: cells), planted.selection(in: cells))
    #expect(selection > 0.1 && selection > 5 * truth, "\(selection), \(truth)")
    let (naive, bias) = (try effect("acr", "naive_before_after"), try effect("acr", "rtm_bias"))
    #expect(naive.holds(truth + selection), "\(naive), planted \(truth + selection)")
    #expect(bias.holds(selection), "\(bias), planted \(selection)")
    #expect(!naive.holds(truth) && !bias.holds(0))
    let parts = (
      naive: try naive.number("estimate"), effect: try effect("acr", "simple").number("estimate"),
      bias: try bias.number("estimate")
    )
    #expect(abs(parts.naive - parts.effect - parts.bias) < 2e-6)
  }

  @Test func `quality scores know nothing of luck, so little comes back in them`() throws {
    // What comes back in them is what new agents learn.
    let bias = try effect("qa", "rtm_bias").number("estimate")
    let (acr, qa) = (
      try effect("acr", "0_84d").number("estimate"), try effect("qa", "0_84d").number("estimate")
    )
    let ofResolution = try effect("acr", "rtm_bias").number("estimate")
    #expect(bias < qa && ofResolution > 3 * acr, "\(bias) of \(qa), \(ofResolution) of \(acr)")
  }

  @Test func `agents with more sessions gain more, which is their coaches' doing and not the sessions'`()
    throws
  {
    // Planned sessions add nothing; coaches of large effects hold more of them.
    let trend = try effect("acr", "dose_trend")
    let low = try trend.number("lo")
    #expect(low > 0 && trend.text("note").contains("an association"), "\(trend)")
  }

  // MARK: coaches

  private func coach(_ run: Run, _ name: String, _ measure: String) throws -> HistoryRow {
    try #require(run.people.row("coaches.csv", ["group": name, "measure": measure]))
  }

  /// Coaches with the effect of the first month that is planted.
  private var coaches: [(name: String, effect: Double, liking: Double)] {
    written.truth("coaches.csv").map(HistoryRow.init).map {
      ($0.text("coach"), $0("effect_0") ?? .nan, $0("liking") ?? .nan)
    }
  }

  @Test(arguments: ["acr", "qa"]) func `what each coach added is in the intervals`(metric: String) throws {
    let run = metric == "qa" ? written.quality : written.run
    var (told, hits, agents) = (0, 0, (found: 0.0, planted: 0))
    for coach in coaches {
      let found = try self.coach(run, coach.name, "performance")
      guard let n = found("n") else { continue }
      let truth =
        metric == "qa" ? planted.qualityEffect(of: coach.name) : planted.effect(of: coach.name)
      told += 1
      agents = (agents.found + n, agents.planted + truth.agents)
      if found.holds(truth.mean) { hits += 1 }
    }
    // Of 40 intervals of 95 % five and more miss in 5 % of centers.
    #expect(told >= 35 && told - hits <= 4, "\(hits) of \(told)")
    // A few have nobody to be compared with.
    #expect(agents.found <= Double(agents.planted) && agents.found > 0.95 * Double(agents.planted))
  }

  @Test func `bright spots are coaches who add something, but for one in ten`() throws {
    for run in [written.run, written.quality] {
      let bright = try coaches.filter { try coach(run, $0.name, "bright_spot").text("flag") == "yes" }
      let wrong = bright.count { $0.effect <= 0 }
      #expect(wrong * 10 <= bright.count, "\(bright)")
    }
    // Quality scores are less a matter of luck than whether nine customers come back: most are found by them.
    let good = coaches.filter { $0.effect > 0 }
    let found = try good.count { try coach(written.quality, $0.name, "bright_spot").text("flag") == "yes" }
    #expect(good.count == 16 && found >= 12, "\(found)")
  }

  @Test func `habits of bright spots are those of the coaches who add something`() throws {
    // By coach: minutes of held sessions.
    var minutes: [String: [Double]] = [:]
    for row in written.exports("coaching.csv").map(HistoryRow.init) {
      if let own = row("minutes") { minutes[row.text("coach_id"), default: []].append(own) }
    }
    var sums: [String: (sum: Double, n: Double)] = [:]
    for coach in coaches {
      let row = try self.coach(written.quality, coach.name, "bright_spot")
      guard row("q") != nil else { continue }
      let own = try #require(minutes[coach.name])
      sums[row.text("flag"), default: (0, 0)].sum += own.reduce(0, +) / Double(own.count)
      sums[row.text("flag"), default: (0, 0)].n += 1
    }
    let means = sums.mapValues { $0.sum / $0.n }
    let found = try #require(
      written.quality.tables.row("coaches.csv", ["measure": "difference_minutes_per_session"]))
    let (estimate, low) = (try found.number("value"), try found.number("lo"))
    let difference = (means["yes"] ?? .nan) - (means["no"] ?? .nan)
    #expect(abs(estimate - difference) < 1e-5 && low > 5, "\(found), \(difference)")
    let cadence = try #require(
      written.quality.tables.row("coaches.csv", ["measure": "difference_cadence_days"])
    ).number("hi")
    #expect(cadence < -10)
  }

  // MARK: sources

  @Test func `pulse and review see how much a coach is liked, and coaches see more in themselves`() throws {
    for (source, least) in [("pulse", 0.9), ("review360", 0.85)] {
      var (told, hits) = (0.0, 0.0)
      for coach in coaches {
        let found = try self.coach(written.run, coach.name, source)
        if found("value") == nil || found("lo") == nil { continue }
        told += 1
        if found.holds((coach.liking - 1) / 4) { hits += 1 }
      }
      #expect(told >= 35 && hits >= least * told, "\(source): \(hits) of \(told)")
    }
    // Half a point of 5, on a scale of 0 to 1.
    let gap = try #require(written.run.tables.row("coaches.csv", ["measure": "self_minus_360"]))
    #expect(gap.holds(0.125), "\(gap)")
  }

  @Test func `sources agree but for promotions, which follow nothing`() throws {
    func agreement(_ measure: String) throws -> HistoryRow {
      try #require(written.run.tables.row("coaches.csv", ["measure": measure]))
    }
    let alpha = try agreement("alpha")
    let (low, all) = (try alpha.number("lo"), try alpha.number("value"))
    #expect(low > 0.3)
    #expect(try agreement("alpha_without_promotions").number("value") > all)
    for source in ["pulse", "self", "review360"] {
      let without = try agreement("alpha_without_\(source)").number("value")
      #expect(without < all, "\(source)")
    }
    let coverage = try #require(
      written.run.tables.row("coaches.csv", ["group_by": "all", "measure": "coverage_pulse"]))
    #expect(try coverage.number("value") > 0.9)
  }
}

extension PlantedCoaching.Cell {
  /// Months from the first one to the other.
  fileprivate var after: Int {
    let numbers = [group, month].map { name in
      name.split(separator: "-").compactMap { Int($0) }.reduce(0) { $0 * 12 + $1 }
    }
    return numbers[1] - numbers[0]
  }
}
