import Canonical
import Tables
import Testing

@testable import Analyses

@Suite struct FCRRowsTests {
  @Test func `a row holds n, x, rate, interval, km, counts and people`() throws {
    var center = CenterTables()
    // One customer: the design effect is 1, so the interval is that of 8 in 10.
    center.add(customer: Array(repeating: false, count: 8) + [true, true])
    center.add(2, day: 95)  // unsettled within 7 days
    center.add(3, day: 5)  // first or not: unknown
    center.add(4, isIdentified: false)
    center.add(5, isFirst: false)
    let row = try #require(center.row())
    // Wilson (1927) for 8 of 10: 0.490162 to 0.943318 (statsmodels proportion_confint, method wilson).
    // km: 15 are followed, 12 of them to day 7; all 2 returns on day 1 of 12 at risk: 1 - 2/12.
    #expect(
      row == [
        "measure": "window_fcr", "window_days": "7", "match": "any", "group_by": "all", "group": "all",
        "period": "all", "n": "10", "x": "8", "rate": "0.800000", "lo": "0.490162", "hi": "0.943318",
        "km": "0.833333", "unsettled": "2", "first_unknown": "3", "unidentified": "4", "people": "1",
        "flag": "low_n",
      ])
    let sum = [row["n"], row["unsettled"], row["first_unknown"], row["unidentified"]].compactMap { $0 }
      .compactMap(Int.init).reduce(0, +)
    let qualifying = CenterTables.texts(center.tables.population).first { $0["period"] == "all" }
    // The 5 that are no first are in no column.
    #expect(qualifying?["conversations"] == "\(sum + 5)")
  }

  @Test func `a rate is rounded to the nearest millionth, halves up`() {
    // 2/7 = 0.2857142857…, 6/7 = 0.8571428571…, 1/128 = 0.0078125 exactly.
    let rates = [(2, 7), (6, 7), (1, 128)].map { resolved, all -> String? in
      var center = CenterTables()
      center.add(resolved)
      center.add(all - resolved, isRepeated: true)
      return center.row()?["rate"]
    }
    #expect(rates == ["0.285714", "0.857143", "0.007813"])
  }

  @Test func `the interval stands on n over the design effect of customers`() {
    var center = CenterTables()
    // Five customers, each half resolved: the effect is under 1, so 5 in 10 stay 10 observations.
    for _ in 0..<5 { center.add(customer: [true, false]) }
    // Wilson for 5 of 10: 0.236593 to 0.763407.
    #expect(center.row()?["lo"] == "0.236593" && center.row()?["hi"] == "0.763407")
    var clustered = CenterTables()
    clustered.add(customer: [true, true, true, true])
    clustered.add(customer: [false, false, false, false])
    // n 8, p 1/2; residuals 2 and -2: 2/1 · 8/64 = 1/4 over 1/32: effect 8, and 8/8 = 1 observation.
    // Wilson for a share of 1/2 in 1: 1/2 ± z·√(1/4 + z²/4)/(1 + z²) = 1/2 ± 0.445379.
    #expect(clustered.row()?["lo"] == "0.054621" && clustered.row()?["hi"] == "0.945379")
  }

  @Test func `where all are resolved the interval ends at 1, where none is it begins at 0`() {
    var center = CenterTables()
    center.add(5)
    // Wilson for 5 of 5: 0.565518 to 1.
    #expect(center.row()?["lo"] == "0.565518" && center.row()?["hi"] == "1.000000")
    var hopeless = CenterTables()
    hopeless.add(5, isRepeated: true)
    #expect(hopeless.row()?["lo"] == "0.000000" && hopeless.row()?["hi"] == "0.434482")
    #expect(hopeless.row()?["rate"] == "0.000000" && hopeless.row()?["km"] == "0.000000")
  }

  @Test func `under 5 is too_few, under 30 low_n, and 30 carries no flag`() {
    let flags = [4, 5, 29, 30].map { count -> String in
      var center = CenterTables()
      center.add(count)
      return center.row()?["flag"] ?? "none"
    }
    #expect(flags == ["too_few", "low_n", "low_n", "none"])
  }

  @Test func `too_few leaves rate, lo, hi and km empty, and the counts filled`() throws {
    var center = CenterTables()
    center.add(3)
    center.add(isRepeated: true)
    center.add(day: 95)
    let row = try #require(center.row())
    #expect((row["n"], row["x"], row["unsettled"], row["people"]) == ("4", "3", "1", "1"))
    #expect(["rate", "lo", "hi", "km"].allSatisfy { row[$0] == nil })
    #expect((row["first_unknown"], row["unidentified"]) == ("0", "0"))
  }

  @Test(arguments: ["unsettled", "first_unknown", "unidentified"])
  func `a row without n is written where it counts anything else, and is too_few`(count: String) throws {
    var center = CenterTables()
    switch count {
    case "unsettled": center.add(day: 95)
    case "first_unknown": center.add(day: 5)
    default: center.add(isIdentified: false)
    }
    let row = try #require(center.row())
    #expect(row[count] == "1" && row["n"] == "0" && row["x"] == "0" && row["flag"] == "too_few")
    #expect(["rate", "lo", "hi", "km"].allSatisfy { row[$0] == nil })
  }

  @Test func `no row is written where all are no first contacts, or none qualifies`() {
    var center = CenterTables()
    center.parameters.measures = [.windowFCR]
    center.add(5, isFirst: false)
    center.add(5, status: .abandoned)
    #expect(center.rows.isEmpty)
  }

  @Test func `rows about fewer people than the minimum are withheld, empty but for their key`() throws {
    var center = CenterTables()
    center.minimumPeople = 5
    for agent in ["a", "b", "c", "d"] { center.add(10, agent: agent, resolved: true) }
    let row = try #require(center.row())
    #expect(
      row == [
        "measure": "window_fcr", "window_days": "7", "match": "any", "group_by": "all", "group": "all",
        "period": "all", "flag": "withheld",
      ])
    // 15 windows and matches, the month's, and what agents say of all and of the month.
    #expect(center.tables.withheldRows == center.rows.count)
    center.add(agent: "e")
    #expect(center.row()?["people"] == "5" && center.row()?["flag"] == nil)
  }

  @Test func `withheld goes before too_few`() {
    var center = CenterTables()
    center.minimumPeople = 5
    center.add(2)
    #expect(center.row()?["flag"] == "withheld")
  }

  @Test func `a row without n is withheld by the agents of all its counts`() {
    var center = CenterTables()
    center.minimumPeople = 5
    for agent in ["a", "b", "c", "d"] { center.add(day: 95, agent: agent) }
    #expect(center.row()?["flag"] == "withheld")
    center.add(day: 95, agent: "e")
    #expect(center.row()?["flag"] == "too_few" && center.row()?["unsettled"] == "5")
  }

  @Test func `months carry the headline window and match alone, what agents say too`() {
    var center = CenterTables()
    center.parameters.measures = [.windowFCR, .dispositionFCR]
    center.add(5, day: 50, resolved: true)
    let monthly = center.rows.filter { $0["period"] != "all" }
    // Day 50 is 1970-02-20.
    #expect(monthly.map { $0["period"] } == ["1970-02", "1970-02"])
    #expect(monthly.map { $0["measure"] } == ["window_fcr", "disposition_fcr"])
    #expect(monthly[0]["window_days"] == "7" && monthly[0]["match"] == "reason")
  }

  @Test func `months in full carry every window and match`() {
    var center = CenterTables()
    center.parameters.monthsInFull = true
    center.add(5)
    // 5 windows × 3 matches for each of 5 measures, one call_resolution, 4 placebos and 4 adjusted; twice.
    // Day 50 + 28 + 30 is not covered.
    #expect(center.rows.count == 2 * (5 * 15 + 1 + 4 + 4))
  }

  @Test func `what agents say has no window, match, km or counts of its own`() throws {
    var center = CenterTables()
    center.add(6, resolved: true)
    center.add(2, isIdentified: false, resolved: false)
    center.add(2)
    let row = try #require(center.rows.first { $0["measure"] == "disposition_fcr" })
    #expect((row["n"], row["x"], row["rate"], row["people"]) == ("8", "6", "0.750000", "1"))
    let empty = ["window_days", "match", "km", "unsettled", "first_unknown", "unidentified"]
    #expect(empty.allSatisfy { row[$0] == nil })
  }
}
