import Aggregate
import Canonical
import Dice
import Statistics
import Tables
import Testing

@testable import Analyses

@Suite struct TurnoverMixTests {
  private static let firsts = DisclosureCell.Series("window_fcr/7/reason")

  private static func rows(
    _ center: TenureCenter, months: Int, minimumPeople: Int = 1,
    _ side: @escaping (UInt32, Month) -> MixCells.Side = { _, _ in .leftOut }
  ) -> [[String: String]] {
    let cells = center.mixCells(side)
    let last = CivilDate(days: TenureCenter.start.days + Int32(TenureCenter.day(ofMonth: months)) - 1)
    let table = TurnoverMixTable(
      comparisons: MixComparison.all(of: cells, covered: TenureCenter.start...last), cells: cells,
      threshold: 0.2, firsts: firsts
    ).table
    return StudyCenter.rows(table, minimumPeople: minimumPeople)
  }

  /// One seasoned and one new agent in each of 6 teams: in January 2024 90 and 10 firsts, a year later 60 and 40; the
  /// seasoned resolve 80 %, the new 60 and then 50 %.
  private static var center: TenureCenter {
    var center = TenureCenter()
    for team in UInt32(0)..<6 {
      let (old, first, later) = (1 + team, 11 + team, 21 + team)
      center.hire(old, on: -2_000, team: 101 + team)
      center.hire(first, on: 0, team: 101 + team)
      center.hire(later, on: 366, team: 101 + team)
      center.add(old, from: 0, n: 90, x: 72)
      center.add(first, from: 1, n: 10, x: 6)
      center.add(old, from: 366, n: 60, x: 48)
      center.add(later, from: 367, n: 40, x: 20)
    }
    return center
  }

  @Test func `a month against the year before, by hand`() throws {
    let rows = Self.rows(Self.center, months: 13)
    #expect(
      rows.map { "\($0["comparison"] ?? "") \($0["period"] ?? "") \($0["tenure_band"] ?? "")" } == [
        "year_before 2025-01 all", "year_before 2025-01 0-90d", "year_before 2025-01 3y+",
      ])
    // 0.78 and then 0.68. Mix: 0.55·(0.4 − 0.1) + 0.8·(0.6 − 0.9) = −0.075; rates (0.1 + 0.4)/2 · (0.5 − 0.6) = −0.025.
    let all = rows[0]
    #expect(all["base_contacts"] == "600" && all["contacts"] == "600")
    #expect(all["base_fcr"] == "0.780000" && all["fcr"] == "0.680000" && all["difference"] == "-0.100000")
    #expect(all["mix_effect"] == "-0.075000" && all["rate_effect"] == "-0.025000")
    #expect(rows[1]["rate_effect"] == "-0.025000" && rows[1]["mix_effect"] == "0.165000")
    #expect(rows[2]["rate_effect"] == "0.000000" && rows[2]["mix_effect"] == "-0.240000")
    #expect(rows[1]["base_share"] == "0.100000" && rows[1]["share"] == "0.400000")
    #expect(
      all["note"]
        == "FCR is 10.0 points lower than a year before: -7.5 by who is new, -2.5 within bands of tenure")
    // All teams are alike, so that no error is known.
    #expect(all["mix_lo"] == nil && all["flag"] == "FEW_CLUSTERS")
  }

  @Test func `units above the threshold are held against those below it in the same months`() throws {
    let rows = Self.rows(Self.center, months: 13) { team, month in
      month == TenureCenter.start.month ? team <= 103 ? .below : .above : .leftOut
    }
    let all = rows.filter { $0["comparison"] == "low_turnover" }
    #expect(
      all.filter { $0["tenure_band"] == "all" }.map { $0["period"] } == ["all", "2024-01", "2024-01/P12M"])
    #expect(all.allSatisfy { $0["difference"] == "0.000000" && $0["base_contacts"] == $0["contacts"] })
    #expect(all.first?["contacts"] == "300")
  }

  @Test func `twelve months are the sum of their months, and parts add up`() throws {
    var dice = Dice(seed: 20_261_123)
    var center = TenureCenter()
    for agent in UInt32(1)...60 {
      center.hire(agent, on: dice.below(1_600) - 1_200, team: 101 + agent % 9)
      for month in 0..<26 {
        let day = TenureCenter.day(ofMonth: month) + 3
        guard dice.chance(80) else { continue }
        let n = Int64(dice.below(20))
        center.add(agent, from: day, n: n, x: Int64(dice.below(Int(n) + 1)))
      }
    }
    let cells = center.mixCells { team, month in
      MixCells.Side.allCases[(Int(team) + Int(month.number)) % 3]
    }
    let last = CivilDate(days: TenureCenter.start.days + Int32(TenureCenter.day(ofMonth: 26)) - 1)
    let comparisons = MixComparison.all(of: cells, covered: TenureCenter.start...last)
    let years = comparisons.filter { $0.kind == .yearBefore && $0.span.count == 12 }
    #expect(years.map(\.period) == ["2025-01/P12M", "2025-02/P12M", "2025-03/P12M"])
    for year in years {
      let months = comparisons.filter {
        $0.kind == .yearBefore && $0.span.count == 1 && year.span.contains($0.span.lowerBound)
      }
      #expect(months.count == 12)
      for band in cells.bands.indices {
        let sum = months.reduce(Int64(0)) { $0 + $1.split.totals[band].second.trials }
        #expect(sum == year.split.totals[band].second.trials)
        let base = months.reduce(Int64(0)) { $0 + $1.split.totals[band].first.successes }
        #expect(base == year.split.totals[band].first.successes)
      }
    }
    for comparison in comparisons {
      let split = comparison.split.split
      #expect(abs(split.rateEffect + split.mixEffect - split.difference) < 1e-12)
      let parts = split.cells.reduce(0.0) { $0 + $1.mixEffect }
      #expect(abs(parts - split.mixEffect) < 1e-12)
    }
    // The two sides and what is left out are all first contacts.
    let whole = months(cells, nil)
    let parts = MixCells.Side.allCases.map { months(cells, $0) }
    #expect(whole == parts[0] + parts[1] + parts[2])
  }

  private func months(_ cells: MixCells, _ side: MixCells.Side?) -> Int64 {
    guard let months = cells.months else { return 0 }
    return (0..<cells.unitCount).reduce(0) { sum, unit in
      sum + cells.counts(of: unit, months, side).reduce(0) { $0 + $1.trials }
    }
  }

  @Test func `a band of few agents is withheld with another one`() {
    var center = TenureCenter()
    for agent in UInt32(1)...18 {
      // Six seasoned, six in their third year, six new of whom two a year later.
      let hire = agent <= 6 ? -2_000 : agent <= 12 ? -500 : 0
      center.hire(agent, on: hire, team: 101 + agent % 3)
      center.add(agent, from: 0, n: 10, x: 8)
      if agent <= 14 { center.add(agent, from: 366, n: 10, x: 9) }
    }
    let rows = Self.rows(center, months: 13, minimumPeople: 5)
    #expect(rows.map { $0["tenure_band"] } == ["all", "0-90d", "1-2y", "2-3y", "3y+"])
    let told = rows.filter { $0["flag"] != "withheld" }.map { $0["tenure_band"] }
    // January 2025 has 3y+ of six, 2-3y of six and 1-2y of two: that goes, and the next smallest with it.
    #expect(told.contains("all") && !told.contains("1-2y") && told.count <= 3)
    #expect(
      rows.filter { $0["flag"] == "withheld" }.allSatisfy { $0["contacts"] == nil && $0["mix_effect"] == nil }
    )
  }

  @Test func `where few people are left out of both sides nothing is told`() {
    let center = Self.center
    func rows(_ few: UInt32) -> [[String: String]] {
      Self.rows(center, months: 13, minimumPeople: 2) { team, month in
        month != TenureCenter.start.month || team > few ? .leftOut : team % 2 == 0 ? .below : .above
      }.filter {
        $0["comparison"] == "low_turnover" && $0["period"] == "2024-01" && $0["tenure_band"] == "3y+"
      }
    }
    // Six teams, one seasoned agent each: with one team left out, one person is.
    #expect(rows(105).map { $0["flag"] } == ["withheld"])
    #expect(rows(104).map { $0["flag"] } != ["withheld"])
    #expect(rows(106).map { $0["flag"] } != ["withheld"])
  }
}
