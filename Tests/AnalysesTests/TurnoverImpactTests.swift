import Aggregate
import Canonical
import Dice
import Statistics
import Tables
import Testing

@testable import Analyses

@Suite struct TurnoverImpactTests {
  /// Twelve teams with one month after a year: six with 1 separation in 3,648 person-days, six with 3.
  ///
  /// 1/3,648 · 365.25 = 0.100124 and 3/3,648 · 365.25 = 0.300370. FCR is .78 and .82 in turn below, .68 and .72 above.
  private var tiny: ImpactCenter {
    var center = ImpactCenter()
    for unit in 0..<12 {
      let (left, base) = unit < 6 ? (1, 80) : (3, 70)
      center.add(
        unit: unit, months: 0..<13, separations: { $0 < left ? 1 : 0 },
        x: { _ in base + (unit % 2 == 0 ? 2 : -2) })
    }
    return center
  }

  // Below 480/600, above 420/600. Error of the difference: each side Σe²/6² = 6 · .0004/36, both .000133333; times
  // 12/11 · 11/10 = 1.2 it is .00016, whose root is .012649. Half-width: t of 11, .975: 2.200985 · .0126491 = .0278405.
  // Design effect below: 6/5 · 100 · Σe²/6 · 1/(.8 · .2) = 6/5 · .04/.16 = .3, so se = √(.3 · .16/600) = .008944.
  @Test func `the contrast of twelve teams by hand`() throws {
    let rows = ImpactCenter.rows(try tiny.impact(), "turnover_fcr").filter { $0["model"] == "contrast" }
    let columns = ["term", "estimate", "se", "n_units", "n_unit_months", "contacts", "flag"]
    #expect(
      rows.map { row in columns.map { row[$0] ?? "-" }.joined(separator: " ") } == [
        "fcr_below 0.800000 0.008944 6 6 600 FEW_CLUSTERS",
        "fcr_above 0.700000 0.008944 6 6 600 FEW_CLUSTERS",
        "difference -0.100000 0.012649 6 12 1200 FEW_CLUSTERS",
      ])
    #expect(rows[2].line("lo", "hi") == "-0.127841 -0.072159")
    // All 2¹² signs: p is a multiple of 1/4,096, to six decimals.
    let p = try #require(Double(rows[2]["p"] ?? ""))
    #expect(p > 0 && p < 0.05 && abs(p * 4096 - (p * 4096).rounded()) < 0.01)
    let note = try #require(rows[2]["note"])
    #expect(
      note.hasPrefix(
        "FCR is 10.0 points lower in months after a year above 20 % turnover (95 % -12.8 to -7.2; p"))
    #expect(rows[2]["convention"]?.hasSuffix("p: wild cluster bootstrap") == true)
    #expect(rows[0]["note"] == "the unit is the team: 0 sites count, 8 would be needed")
    #expect(rows[1]["note"]?.hasPrefix("144 months of teams left out") == true)
  }

  @Test func `what cannot be estimated is said in words`() throws {
    func reason(_ change: (inout ImpactCenter) -> Void, _ table: String = "turnover_fcr") throws -> String {
      var center = tiny
      change(&center)
      return try #require(ImpactCenter.rows(try center.impact(), table).first?["note"])
    }
    // One month too short, a month of four people, a month without person-days: no full year.
    let none = "not estimable: no team has a full year of history and then first contacts"
    for change: (inout ImpactCenter) -> Void in [
      { $0.cells.removeAll { $0.month == ImpactCenter.start } },
      {
        for place in $0.cells.indices where $0.cells[place].month == ImpactCenter.start + 5 {
          $0.cells[place].people = 4
        }
      },
      {
        for place in $0.cells.indices where $0.cells[place].month == ImpactCenter.start + 5 {
          $0.cells[place].personDays = 0
        }
      }, { for place in $0.cells.indices { $0.cells[place].agents = 4 } }, { $0.cells = [] },
    ] {
      #expect(try reason(change).hasPrefix(none))
    }
    #expect(
      try reason { center in for place in center.cells.indices { center.cells[place].separations = 0 } }
        .hasPrefix("not estimable: no team was ever above 20 % turnover"))
    #expect(
      try reason { center in center.cells.removeAll { $0.unit == 11 } }
        .hasPrefix("not estimable: 5 teams on one side of 20 % turnover, or at all, 6 needed on either"))
    #expect(
      try reason({ _ in }, "turnover_knee").hasPrefix(
        "not estimable: 1 months after a full year of history, 12 needed"))
    // Every model has its rows all the same.
    let terms = ImpactCenter.rows(try tiny.impact(), "turnover_fcr").filter { $0["flag"] == "NOT_ESTIMABLE" }
    #expect(terms.map { $0["model"] ?? "" } == ["two_way"] + Array(repeating: "two_way_lags", count: 9))
    #expect(terms.allSatisfy { $0["note"]?.hasPrefix("not estimable: ") == true && $0["estimate"] == nil })
    let knee = ImpactCenter.rows(try tiny.impact(), "turnover_knee")
    #expect(knee[0]["flag"] == "INSUFFICIENT" && knee.filter { $0["kind"] == "profile" }.isEmpty)
    let cost = ImpactCenter.rows(try tiny.impact(), "turnover_cost")
    #expect(
      cost.allSatisfy { $0["flag"] == "INSUFFICIENT" && $0["fcr_loss"] == nil && $0["cost_minor"] == nil })
  }

  @Test(arguments: [(7, "team"), (8, "site")])
  func `eight sites are units, seven are not`(count: Int, unit: String) throws {
    var sites = ImpactCenter(kind: .site)
    for site in 0..<count { sites.add(unit: site, months: 0..<13, separations: { _ in 0 }) }
    // One without a full year does not count.
    sites.add(unit: count, months: 1..<13, separations: { _ in 0 })
    let rows = ImpactCenter.rows(try tiny.impact(sites: sites.panel), "turnover_fcr")
    #expect(rows.allSatisfy { $0["unit"] == unit })
    #expect(rows[0]["note"]?.contains("the unit is the \(unit): \(count) sites count") == true)
  }

  // Months 0 to 11 hold 1 + 2 separations in 12 · 304 days; month 12 is not part of its own history.
  @Test func `turnover is that of the twelve months before`() throws {
    var center = ImpactCenter()
    center.add(unit: 0, months: 0..<14, separations: { [3: 1, 11: 2, 12: 5][$0] ?? 0 })
    let panel = ImpactPanel(
      sites: ImpactCenter.nothing, teams: center.panel, minimumPeople: 5, threshold: 0.2)
    #expect(panel.rows.map { $0.month - ImpactCenter.start } == [12, 13])
    #expect(abs(panel.rows[0].turnover - 3.0 / 3648 * 365.25) < 1e-12)
    #expect(abs(panel.rows[1].turnover - 8.0 / 3648 * 365.25) < 1e-12)
    // Lags from month 6 on, to the last but one: the month after, the month, and back.
    #expect(panel.lagRows.map { $0.month - ImpactCenter.start } == Array(6...12))
    let year = 365.25 / 304
    #expect(
      zip(panel.lagRows[5].rates, [5 * year, 2 * year, 0, 0, 0, 0, 0, 0]).allSatisfy { abs($0 - $1) < 1e-12 })
    // A hole ends a history.
    center.cells.removeAll { $0.month == ImpactCenter.start + 6 }
    #expect(
      ImpactPanel(sites: ImpactCenter.nothing, teams: center.panel, minimumPeople: 5, threshold: 0.2).rows
        .isEmpty)
  }

  /// The panel of whole numbers that pyfixest was given too.
  private var integers: ImpactCenter {
    var center = ImpactCenter()
    for u in 0..<21 {
      for m in 0..<30 where (u * 31 + m) % 53 != 0 {
        let s = (u * 7 + m * 5 + u * m) % 4 / 3 + ((u * m) % 11 == 3 ? 1 : 0) + (u > 13 && m % 3 == 0 ? 1 : 0)
        let n = 80 + (u * 13 + m * 7) % 40
        center.add(
          unit: u, months: m..<m + 1, separations: { _ in s }, days: 700 + (u * 17 + m * 3) % 60,
          n: { _ in n }, x: { _ in n * 3 / 4 - (s * (3 + u % 3) + (u * 5 + m * 11) % 9) })
      }
    }
    return center
  }

  // pyfixest 0.60.0 on the months above: feols("y ~ T | unit + month", weights="n", vcov={"CRV1": "unit"}), the same
  // with lead + lag0 + … + lag6, and "y ~ above"; linearmodels 7.1, PanelOLS with both effects, gives T
  // 0.32410773049625. The sum of lags from the covariance of feols.
  @Test func `coefficients, errors and p are those of pyfixest`() throws {
    let rows = ImpactCenter.rows(try integers.impact(), "turnover_fcr")
    let expected: [(String, estimate: Double, se: Double, p: Double?)] = [
      ("difference", -0.018023850790016227, 0.0034567124549292304, nil),
      ("turnover_12m", 0.32410773048723357, 0.13734676149965447, 0.028561035322436812),
      ("lag_0", -0.0843574388612352, 0.007708109027238776, 6.798670515451022e-10),
      ("lag_1", 0.019575091648591735, 0.008996935423986737, 0.041736470343542775),
      ("lag_2", 0.0030460459379628296, 0.010490723425690653, 0.7745330618751753),
      ("lag_3", -0.0008014252146567524, 0.008195172707242734, 0.9230706099499488),
      ("lag_4", 0.009317053762367885, 0.005557337324175277, 0.10919646579100095),
      ("lag_5", -0.005071867568497475, 0.006230676833621237, 0.4252223263606516),
      ("lag_6", 0.019758433595387058, 0.007009212883326412, 0.010603506527812279),
      ("cumulative", -0.03853410670007992, 0.03527336274019206, nil),
      ("lead_1", 0.02128675075415972, 0.008152383569890743, 0.01672010289453363),
    ]
    for (term, estimate, se, p) in expected {
      let row = try #require(rows.first { $0["term"] == term })
      func isNear(_ column: String, _ number: Double) -> Bool {
        abs((Double(row[column] ?? "") ?? .infinity) - number) <= 0.5000001e-6
      }
      #expect(isNear("estimate", estimate) && isNear("se", se), "\(term)")
      if let p { #expect(isNear("p", p), "\(term)") }
    }
    let lags = try #require(rows.first { $0["term"] == "lag_0" })
    #expect(lags.line("n_units", "n_unit_months", "contacts") == "21 408 40668")
    #expect(lags["convention"]?.contains("G = 21, N = 408") == true)
    let lead = try #require(rows.first { $0["term"] == "lead_1" }?["note"])
    #expect(lead.hasPrefix("reverse causality: FCR moves with turnover of the month after too (p = 0.017)"))
  }

  @Test(arguments: [1] as [UInt64])
  func `neither order of months nor more contacts nor a unit's level moves a slope`(seed: UInt64) throws {
    func slopes(_ center: ImpactCenter) throws -> [[String]] {
      let impact = try center.impact()
      return
        (ImpactCenter.rows(impact, "turnover_fcr").filter { $0["model"] != "contrast" }
        + ImpactCenter.rows(impact, "turnover_knee").filter { $0["kind"] == "hinge" })
        .map { row in ["term", "estimate", "se", "lo", "hi", "p"].map { row[$0] ?? "-" } }
    }
    let center = integers
    var dice = Dice(seed: seed)
    var shuffled = center
    shuffled.cells.shuffle(using: &dice)
    for (one, other) in zip(try center.impact().guarded, try shuffled.impact().guarded) {
      #expect(one.rows.map(\.cells) == other.rows.map(\.cells), "seed \(seed)")
    }
    let expected = try slopes(center)
    var more = center
    var higher = center
    for place in center.cells.indices {
      more.cells[place].n *= 3
      more.cells[place].x *= 3
      higher.cells[place].n *= 20
      higher.cells[place].x *= 20
    }
    #expect(try slopes(more) == expected, "seed \(seed)")
    // Five points more FCR for odd units, in every month exactly.
    for place in higher.cells.indices where higher.cells[place].unit % 2 == 1 {
      higher.cells[place].x += higher.cells[place].n / 20
    }
    for (one, other) in zip(try slopes(higher), expected) {
      for (a, b) in zip(one, other) where a != b {
        #expect(abs((Double(a) ?? 0) - (Double(b) ?? 9)) < 2e-6, "seed \(seed): \(one), \(other)")
      }
    }
  }
}
