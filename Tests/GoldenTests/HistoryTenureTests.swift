import Testing

/// How new agents get better, and what their share does to first contact resolution, against what is planted in the
/// center of teams over years.
@Suite struct HistoryTenureTests {
  /// Twelve teams, the fewest that there are: they decide.
  private static let result = Result {
    try HistoryDesk(
      size: 0.3, analyses: "fcr, turnover",
      parameters: "  fcr: {matches: [reason], measures: [window_fcr], group_by: [all, team, tenure_band]}"
    ).tables()
  }

  private let run: HistoryTables

  init() throws { run = try Self.result.get() }

  /// The rows of a metric below the seasoned, by month of tenure.
  private func ramp(_ metric: String) -> [HistoryRow] {
    run("tenure_ramp.csv").filter { $0["metric"] == metric && $0["tenure_month"]?.hasSuffix("+") == false }
      .map(HistoryRow.init)
  }

  private func seasoned(_ metric: String) throws -> HistoryRow {
    try #require(run.row("tenure_ramp.csv", ["metric": metric, "tenure_month": "24+"]))
  }

  @Test func `handle time falls as planted, within agents and plain`() throws {
    // Source: truth/ramp.csv: 640 seconds in the first month, 20 less in each later one, 400 from the twelfth on.
    let (months, planted) = (ramp("handle_s"), run("ramp.csv").map(HistoryRow.init))
    let last = try seasoned("handle_s").number("value")
    #expect(months.count == 24 && abs(last - 400) < 3)
    var hits = (plain: 0, within: 0)
    for (month, row) in months.enumerated() {
      let truth = month < planted.count ? try planted[month].number("handle_s") : 400
      if row.holds(truth) { hits.plain += 1 }
      if row.holds(truth - 400, "within_lo", "within_hi") { hits.within += 1 }
    }
    #expect(hits.plain >= 21 && hits.within >= 21, "\(hits)")
    #expect(months[0].holds(240, "within_lo", "within_hi"), "\(months[0])")
    let width = try months[0].number("within_hi") - months[0].number("within_lo")
    #expect(width < 40)
  }

  @Test func `resolution rises as planted within agents, and more than that plain`() throws {
    let (months, planted) = (ramp("window_fcr"), run("ramp.csv").map(HistoryRow.init))
    var hits = 0
    for (month, row) in months.enumerated() {
      let truth = month < planted.count ? try planted[month].number("chance") : 0
      if row.holds(truth, "within_lo", "within_hi") { hits += 1 }
    }
    #expect(hits >= 21, "\(hits) of \(months.count)")
    #expect(months[0].holds(-0.12, "within_lo", "within_hi") && !months[0].holds(0, "within_lo", "within_hi"))
    // The worse leave earlier, and teams that lose many do worse: plain, the first month is further down.
    let plain = try months[0].number("value") - seasoned("window_fcr").number("value")
    let within = try months[0].number("within")
    #expect(plain < within - 0.02, "\(plain), \(within)")
  }

  @Test func `the parts of a change against the year before are those of the planted chances`() throws {
    struct Sums {
      var n = 0.0
      var x = 0.0
    }
    /// Planted sums by band in twelve months.
    func sums(_ first: String, _ last: String) throws -> [String: Sums] {
      var sums: [String: Sums] = [:]
      for row in run("tenure.csv").map(HistoryRow.init)
      where first <= row.text("month") && row.text("month") <= last {
        let n = try row.number("first_contacts")
        sums[row.text("tenure_band"), default: Sums()].n += n
        sums[row.text("tenure_band"), default: Sums()].x += n * (row("mean_chance") ?? 0)
      }
      return sums
    }
    for (period, years) in [
      "2024-07/P12M": [("2023-07", "2024-06"), ("2024-07", "2025-06")],
      "2025-06/P12M": [("2024-06", "2025-05"), ("2025-06", "2026-05")],
    ] {
      let (base, later) = (try sums(years[0].0, years[0].1), try sums(years[1].0, years[1].1))
      let sizes = (base.values.reduce(0) { $0 + $1.n }, later.values.reduce(0) { $0 + $1.n })
      var (rate, mix) = (0.0, 0.0)
      for (band, one) in base {
        let other = try #require(later[band])
        let (shares, rates) = ((one.n / sizes.0, other.n / sizes.1), (one.x / one.n, other.x / other.n))
        rate += (shares.0 + shares.1) / 2 * (rates.1 - rates.0)
        mix += (rates.0 + rates.1) / 2 * (shares.1 - shares.0)
      }
      let found = try #require(
        run.row(
          "turnover_mix.csv", ["comparison": "year_before", "period": period, "tenure_band": "all"]))
      #expect(found.holds(rate, "rate_lo", "rate_hi"), "\(rate): \(found)")
      #expect(found.holds(mix, "mix_lo", "mix_hi"), "\(mix): \(found)")
      let parts = (
        rate: try found.number("rate_effect"), mix: try found.number("mix_effect"),
        sum: try found.number("difference"), contacts: try found.number("contacts")
      )
      #expect(abs(parts.mix - mix) < 0.004, "\(mix): \(found)")
      #expect(abs(parts.sum - parts.rate - parts.mix) < 3e-6)
      #expect(parts.contacts <= sizes.1 && parts.contacts > 0.97 * sizes.1)
    }
  }

  @Test func `units with high turnover have more new agents, and do worse within bands too`() throws {
    let found = try #require(
      run.row("turnover_mix.csv", ["comparison": "low_turnover", "period": "all", "tenure_band": "all"]))
    let contrast = try #require(run.row("turnover_fcr.csv", ["model": "contrast", "term": "difference"]))
    let (difference, estimate) = (try found.number("difference"), try contrast.number("estimate"))
    #expect(abs(difference - estimate) < 2e-6)
    let ends = (try found.number("difference_lo"), try contrast.number("lo"))
    #expect(abs(ends.0 - ends.1) < 2e-3, "\(contrast)")
    let (mixed, rated) = (try found.number("mix_hi"), try found.number("rate_hi"))
    #expect(mixed < 0 && rated < 0, "\(found)")
    let bands = run("turnover_mix.csv").map(HistoryRow.init).filter {
      $0.text("comparison") == "low_turnover" && $0.text("period") == "all" && $0.text("tenure_band") != "all"
    }
    #expect(bands.count == 5)
    let mix = try bands.reduce(0.0) { try $0 + $1.number("mix_effect") }
    let whole = try found.number("mix_effect")
    #expect(abs(whole - mix) < 1e-5)
  }

  @Test func `replacements resolve less in their first ninety days than those who left did`() throws {
    let found = try #require(run.row("retention_tests.csv", ["test": "replacement_gap"]))
    // Planted: the first three months cost 12, 11 and 10 points, leavers had some of that left, and were the worse.
    #expect(found.holds(-0.08), "\(found)")
    let (high, pairs, p) = (try found.number("hi"), try found.number("groups"), try found.number("p"))
    #expect(high < 0 && pairs > 50 && p < 0.001)
  }
}
