import Testing

/// What a run says turnover goes with, against what is planted in the center of teams over years.
///
/// The truth of a slope is the same line through the chances that were drawn from, so what new agents cost, who come
/// with turnover, is in it. Intervals are those that are printed.
@Suite struct HistoryImpactTests {
  // Source: Sources/SampleData/History/HistoryTruth.swift, and TRUTH.md of the center.
  private static let (knee, slope) = (0.30, -0.50)

  /// Twelve teams, the fewest that there are: they decide.
  private static func tables(isKneed: Bool) throws -> HistoryTables {
    try HistoryDesk(
      size: 0.1, isKneed: isKneed, analyses: "fcr, turnover",
      parameters: "  fcr: {matches: [reason], measures: [window_fcr], group_by: [all, team]}"
    ).tables()
  }

  private static let kneed = Result { try tables(isKneed: true) }
  private let run: HistoryTables
  private let planted: PlantedPanel

  init() throws {
    run = try Self.kneed.get()
    planted = PlantedPanel(run("panel.csv"))
    try #require(planted.cells.count == 12 * 36)
  }

  private func knee(_ kind: String, _ term: String) throws -> HistoryRow {
    try #require(run.row("turnover_knee.csv", ["kind": kind, "term": term]))
  }

  private func model(_ model: String, _ term: String) throws -> HistoryRow {
    try #require(run.row("turnover_fcr.csv", ["model": model, "term": term]))
  }

  @Test func `the knee is found where it is planted, and not at 20 %`() throws {
    let (verdict, found) = (try knee("verdict", "verdict"), try knee("knee", "knee"))
    #expect(verdict.text("flag") == "KNEE_ELSEWHERE" && verdict("n_units") == 12, "\(verdict)")
    #expect(found.holds(Self.knee) && !found.holds(0.20), "\(found)")
    #expect(try knee("knee", "any").number("p") < 0.01)
    // The valley of the profile is at the knee that is printed: 101 places, so half a step is 0.4 points at most.
    let valley = run("turnover_knee.csv").filter { $0["kind"] == "profile" }.map(HistoryRow.init)
      .min { ($0("estimate") ?? 1e9) < ($1("estimate") ?? 1e9) }
    let (place, estimate) = (try #require(valley?("turnover")), try #require(found("estimate")))
    #expect(abs(place - estimate) < 0.004, "\(place), \(estimate)")
  }

  @Test func `slopes beside 20 % are those of the planted chances`() throws {
    let slopes = planted.slopes { [$0.turnover, max(0, $0.turnover - 0.20)] }
    let (below, bend) = (slopes[0], slopes[1])
    #expect(try knee("hinge", "below").holds(below), "\(below)")
    #expect(try knee("hinge", "bend").holds(bend), "\(bend)")
    #expect(try knee("hinge", "above").holds(below + bend), "\(below + bend)")
  }

  @Test func `slopes beside the knee that was found are those of the planted chances`() throws {
    let place = try knee("knee", "knee").number("estimate")
    let slopes = planted.slopes { [$0.turnover, max(0, $0.turnover - place)] }
    let (below, bend) = (slopes[0], slopes[1])
    #expect(try knee("hinge_at_knee", "below").holds(below), "\(below)")
    #expect(try knee("hinge_at_knee", "bend").holds(bend), "\(bend)")
    #expect(try knee("hinge_at_knee", "above").holds(below + bend), "\(below + bend)")
    // Without the luck of contacts the bend is the planted slope, give or take what new agents add.
    #expect(abs(bend - Self.slope) < 0.06, "\(bend)")
  }

  @Test func `resolution above and below 20 %, and in each bin, is the mean chance`() throws {
    let (below, above) = (
      planted.chance { $0.turnover <= 0.20 }, planted.chance { $0.turnover > 0.20 }
    )
    #expect(try model("contrast", "fcr_below").holds(below), "\(below)")
    #expect(try model("contrast", "fcr_above").holds(above), "\(above)")
    #expect(try model("contrast", "difference").holds(above - below), "\(above - below)")
    var contacts = 0.0
    let bins = run("turnover_knee.csv").filter { $0["kind"] == "bin" }.map(HistoryRow.init)
    for bin in bins {
      let (low, high) = (bin("turnover_lo") ?? 0, bin("turnover_hi") ?? .infinity)
      let chance = planted.chance {
        (low < $0.turnover || low == 0 && $0.turnover == 0) && $0.turnover <= high
      }
      #expect(bin.holds(chance), "\(bin), planted \(chance)")
      contacts += bin("contacts") ?? 0
    }
    #expect(bins.count > 4)
    #expect(try knee("verdict", "verdict")("contacts") == contacts)
  }

  @Test func `turnover of the year before moves resolution as planted, and that of the month after does not`()
    throws
  {
    let truth = planted.slopes { [$0.turnover] }[0]
    #expect(try model("two_way", "turnover_12m").holds(truth), "\(truth)")
    #expect(try model("two_way_lags", "cumulative").number("hi") < 0)
    #expect(try model("two_way_lags", "cumulative").number("p") < 0.01)
    // Turnover of a month costs nothing in the month itself, and before it.
    #expect(try model("two_way_lags", "lag_0").holds(0))
    #expect(try model("two_way_lags", "lead_1").number("p") > 0.05)
  }

  @Test func `what turnover above 20 % costs is the planted bend times what was above`() throws {
    let bend = planted.slopes { [$0.turnover, max(0, $0.turnover - 0.20)] }[1]
    let last = planted.cells.filter { $0.month >= 24 }
    let year = try #require(run.row("turnover_cost.csv", ["group_by": "all", "period": "2025-07/P12M"]))
    let excess = last.reduce(0) { $0 + $1.firsts * max(0, $1.turnover - 0.20) }
    let firsts = last.reduce(0) { $0 + $1.firsts }
    #expect(year.holds(-bend * excess / firsts, "fcr_loss_lo", "fcr_loss_hi"), "\(year)")
    // Who is not helped comes back once.
    #expect(
      year.holds(-bend * excess, "repeat_contacts_lo", "repeat_contacts_hi"), "\(year), \(-bend * excess)")
    #expect(year.text("label") == "associational" && year.text("flag") == "KNEE_ELSEWHERE")
    let teams = run("turnover_cost.csv").filter { $0["group_by"] == "team" }.map(HistoryRow.init)
    let lost = teams.compactMap { $0("repeat_contacts") }.reduce(0, +)
    let isWithheld = teams.contains { $0.text("repeat_contacts").isEmpty }
    if !isWithheld { #expect(abs(lost - (year("repeat_contacts") ?? 0)) < 1, "\(lost)") }
    #expect(teams.count > 6)
  }

  @Test func `in a center whose turnover costs tenure alone no knee is claimed`() throws {
    let run = try Self.tables(isKneed: false)
    let verdict = try #require(run.row("turnover_knee.csv", ["kind": "verdict"]))
    #expect(verdict.text("flag") == "NO_KNEE", "\(verdict)")
    let year = try #require(run.row("turnover_cost.csv", ["group_by": "all", "period": "2025-07/P12M"]))
    #expect(year.text("flag") == "NO_KNEE" && year.text("note").contains("no knee is shown"), "\(year)")
    // What new agents cost and who stays is planted there too; it is no loss that could be told from none.
    let planted = PlantedPanel(run("panel.csv"))
    let bend = planted.slopes { [$0.turnover, max(0, $0.turnover - 0.20)] }[1]
    #expect(try year.number("fcr_loss_lo") < 0)
    // Twelve teams: the interval is too short, as its note says; what is planted lies within one and a half of it.
    let (loss, excess) = (try year.number("fcr_loss"), try year.number("excess"))
    let half = try year.number("fcr_loss_hi") - loss
    #expect(abs(loss + bend * excess) < 1.5 * half, "\(year), \(bend)")
  }
}
