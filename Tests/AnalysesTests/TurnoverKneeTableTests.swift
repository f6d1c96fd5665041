import Aggregate
import Canonical
import Statistics
import Tables
import Testing

@testable import Analyses

@Suite struct TurnoverKneeTableTests {
  private func number(_ row: [String: String]?, _ column: String) -> Double {
    Double(row?[column] ?? "") ?? .nan
  }

  private func rows(_ center: ImpactCenter, _ kind: String) throws -> [[String: String]] {
    ImpactCenter.rows(try center.impact(), "turnover_knee").filter { $0["kind"] == kind }
  }

  @Test func `a knee planted at 30 % is recovered with its slope`() throws {
    let center = ImpactCenter.planted(knee: 0.3, bend: -0.5, seed: 11)
    let all = ImpactCenter.rows(try center.impact(), "turnover_knee")
    func row(_ kind: String, _ term: String) -> [String: String]? {
      all.first { $0["kind"] == kind && $0["term"] == term }
    }
    #expect(row("verdict", "verdict")?["flag"] == "KNEE_ELSEWHERE")
    let knee = row("knee", "knee")
    #expect(number(knee, "lo") <= 0.3 && 0.3 <= number(knee, "hi") && number(knee, "lo") > 0.2)
    #expect(number(row("knee", "any"), "p") == 0.01)
    let bend = row("hinge_at_knee", "bend")
    #expect(number(bend, "lo") <= -0.5 && -0.5 <= number(bend, "hi"))
    let (below, above, change) = (row("hinge", "below"), row("hinge", "above"), row("hinge", "bend"))
    #expect(
      abs(number(above, "estimate") - number(below, "estimate") - number(change, "estimate")) < 2e-6)
    #expect(
      row("verdict", "verdict")?["note"]?.hasPrefix("FCR falls faster from a knee on, but it is not at 20 %")
        == true)
    // The profile is least at the knee.
    let profile = all.filter { $0["kind"] == "profile" }
    #expect(profile.count == 101)
    let least = try #require(profile.min { number($0, "estimate") < number($1, "estimate") })
    #expect(abs(number(least, "turnover") - number(knee, "estimate")) < 0.01)
  }

  @Test func `a knee planted at 20 % is consistent, and a straight line has none`() throws {
    let there = try rows(ImpactCenter.planted(knee: 0.2, bend: -0.5, seed: 12), "verdict")
    #expect(there.map { $0["flag"] } == ["CONSISTENT"])
    let line = ImpactCenter.planted(knee: 0.2, below: -0.2, bend: 0, seed: 13)
    let none = try rows(line, "verdict")
    #expect(none.map { $0["flag"] } == ["NO_KNEE"])
    #expect(none[0]["note"]?.hasPrefix("no knee is shown") == true)
    // The costs say so.
    let cost = ImpactCenter.rows(try line.impact(), "turnover_cost")
    #expect(cost.allSatisfy { $0["flag"] == "NO_KNEE" })
    #expect(cost.allSatisfy { $0["note"]?.hasPrefix("no knee is shown: this is no cost") == true })
  }

  @Test func `bins hold six units at least, do not cross 20 %, and add up`() throws {
    let center = ImpactCenter.planted(knee: 0.3, bend: -0.5, teams: 12, months: 30, seed: 14)
    let bins = try rows(center, "bin")
    #expect(bins.count > 4 && bins.allSatisfy { number($0, "n_units") >= 6 })
    for bin in bins {
      let (low, high) = (number(bin, "turnover_lo"), number(bin, "turnover_hi"))
      #expect(!(low < 0.2 - 1e-9 && high > 0.2 + 1e-9))
      #expect(number(bin, "turnover") >= low && !(number(bin, "turnover") > high))
    }
    let rows = ImpactPanel(sites: ImpactCenter.nothing, teams: center.panel, minimumPeople: 5, threshold: 0.2)
      .rows
    #expect(bins.reduce(0) { $0 + number($1, "n_unit_months") } == Double(rows.count))
    let resolved = bins.reduce(0) { $0 + number($1, "estimate") * number($1, "contacts") }
    #expect(abs(resolved - Double(rows.reduce(0) { $0 + $1.x })) < 1)
  }

  @Test(arguments: [0.0, 0.22, 0.24, 0.3, 1]) func `everything is held against the threshold that is set`(
    _ threshold: Double
  ) throws {
    let center = ImpactCenter.planted(knee: 0.3, bend: -0.5, seed: 11)
    let impact = try center.impact(threshold: threshold)
    let rows = ImpactCenter.rows(impact, "turnover_knee")
    let verdict = try #require(rows.first { $0["kind"] == "verdict" })
    #expect(abs(number(verdict, "turnover") - threshold) < 1e-9)
    let bins = rows.filter { $0["kind"] == "bin" }
    for bin in bins {
      let (low, high) = (number(bin, "turnover_lo"), number(bin, "turnover_hi"))
      #expect(!(low < threshold - 1e-9 && high > threshold + 1e-9))
      #expect(number(bin, "turnover") >= low - 1e-6 && !(number(bin, "turnover") > high + 1e-6))
    }
    #expect(!bins.isEmpty)
    if threshold == 0.3 { #expect(verdict["flag"] == "CONSISTENT") }
    let contrast = ImpactCenter.rows(impact, "turnover_fcr").filter { $0["model"] == "contrast" }
    let texts = (contrast + [verdict]).compactMap { $0["note"] }
    #expect(texts.allSatisfy { !$0.contains("20 %") })
    let above = ImpactPanel(
      sites: ImpactCenter.nothing, teams: center.panel, minimumPeople: 5, threshold: threshold
    ).rows.filter { $0.turnover > threshold }
    if (0.1...0.9).contains(threshold) {
      let row = try #require(contrast.first { $0["term"] == "fcr_above" })
      #expect(number(row, "n_unit_months") == Double(above.count))
    }
  }

  // The months of the planted panel one by one: loss = −h·Σn·max(T − .2, 0)/Σn, repeats · 1.5, cents · 650.
  @Test func `the cost is the bend times what is above 20 %`() throws {
    let center = ImpactCenter.planted(knee: 0.2, bend: -0.5, seed: 12)
    let impact = try center.impact()
    let cost = ImpactCenter.rows(impact, "turnover_cost")
    let bend = ImpactCenter.rows(impact, "turnover_knee").first {
      $0["kind"] == "hinge" && $0["term"] == "bend"
    }
    let rows = ImpactPanel(sites: ImpactCenter.nothing, teams: center.panel, minimumPeople: 5, threshold: 0.2)
      .rows
    #expect(cost.map { $0["label"] ?? "" }.allSatisfy { $0 == "associational" })
    func check(_ row: [String: String], _ months: [ImpactPanel.Row]) {
      let contacts = Double(months.reduce(0) { $0 + $1.n })
      let excess = months.reduce(0) { $0 + Double($1.n) * max($1.turnover - 0.2, 0) }
      for (end, slope) in [("", "estimate"), ("_lo", "hi"), ("_hi", "lo")] {
        let loss = -number(bend, slope) * excess / contacts
        #expect(abs(number(row, "fcr_loss" + end) - loss) < 1e-6)
        let repeats = -number(bend, slope) * excess * 1.5
        #expect(abs(number(row, "repeat_contacts" + end) - repeats) < 0.02)
        #expect(abs(number(row, "cost_minor" + end) - 650 * repeats) < 20)
      }
    }
    let year = try #require(cost.first { $0["group"] == "all" && $0["period"] == "2027-01/P12M" })
    check(year, rows.filter { $0.month >= ImpactCenter.start + 36 })
    check(
      try #require(cost.first { $0["period"] == "2026-03" }),
      rows.filter { $0.month == ImpactCenter.start + 26 })
    let one = try #require(cost.first { $0["group_by"] == "team" })
    let unit = try #require(center.panel.units.firstIndex(of: one["group"] ?? ""))
    check(one, rows.filter { $0.unit == unit && $0.month >= ImpactCenter.start + 36 })
    // The units add up to all of them.
    let parts = cost.filter { $0["group_by"] == "team" }.reduce(0) { $0 + number($1, "repeat_contacts") }
    #expect(abs(parts - number(year, "repeat_contacts")) < 0.001)
    // Without a cost there is no money, and without repeats neither; it is said.
    let free = ImpactCenter.rows(try center.impact(cost: nil), "turnover_cost")
    #expect(
      free.allSatisfy { $0["cost_minor"] == nil && $0["currency"] == nil && $0["repeat_contacts"] != nil })
    #expect(free[0]["note"]?.hasSuffix("set turnover: cost_per_contact_minor and currency") == true)
    let unknown = ImpactCenter.rows(try center.impact(repeats: nil), "turnover_cost")
    #expect(
      unknown.allSatisfy { $0["repeat_contacts"] == nil && $0["cost_minor"] == nil && $0["fcr_loss"] != nil })
  }

  // Where the table of first contact resolution withholds a month of a team, who knows the bend would solve its contacts
  // from the team's cost; and were this team alone withheld, from what is left of all.
  @Test func `a team whose contacts are withheld in a month has no cost, and is not the only one`() throws {
    let center = ImpactCenter.planted(knee: 0.2, bend: -0.5, seed: 12)
    let impact = try center.impact()
    let cost = try #require(impact.guarded.last)
    let series = FCRRows.series(of: FCRNumber(.windowFCR, .init(days: 7, match: .reason)))
    var fcr = cost
    fcr.table.name = "fcr"
    fcr.rows = [3, 4].map { people in
      GuardedRow(
        cost.rows[0].cells, people: people,
        cell: DisclosureCell(
          series, .team, people == 3 ? "u103" : "u104", Month(number: Int32(ImpactCenter.start + 40))))
    }
    func withheld(_ tables: [GuardedTable]) -> [String] {
      let table = Disclosure(minimumPeople: 5).disclose(tables)[0].table
      return CenterTables.texts(table).filter { $0["flag"] == "withheld" }.map { $0["group"] ?? "" }
    }
    #expect(withheld([cost]).isEmpty)
    #expect(withheld([cost, fcr]) == ["u103", "u104"])
    fcr.rows = [fcr.rows[0]]
    let both = withheld([cost, fcr])
    #expect(both.count == 2 && both.contains("u103"))
  }

  @Test func `a month of four people is as if nothing were known of it`() throws {
    var few = ImpactCenter.planted(knee: 0.2, bend: -0.5, teams: 10, months: 30, seed: 15)
    var missing = few
    let isSmall = { (cell: TurnoverPanel.Cell) in cell.unit < 3 && cell.month == ImpactCenter.start + 20 }
    for place in few.cells.indices where isSmall(few.cells[place]) { few.cells[place].people = 4 }
    missing.cells.removeAll(where: isSmall)
    for name in ["turnover_knee", "turnover_cost"] {
      #expect(ImpactCenter.rows(try few.impact(), name) == ImpactCenter.rows(try missing.impact(), name))
    }
  }
}
