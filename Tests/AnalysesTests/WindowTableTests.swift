import Aggregate
import Canonical
import Tables
import Testing

@testable import Analyses

@Suite struct WindowTableTests {
  /// A center of 40 days.
  ///
  /// Ten contacts on day 10: returns after half a day, 2 days, a second more, 9 days, and six none.
  /// Two on day 36, and one on day 38 that is back after a day. The headline's window is 7 days.
  private var center: StudyCenter {
    var center = StudyCenter(days: 40)
    center.add(day: 10, back: 0.5)
    center.add(day: 10, back: 2)
    center.add(day: 10, back: 2 + 1.0 / 86_400)
    center.add(day: 10, back: 9)
    center.add(day: 10)
    center.add(5, day: 10, agent: "bo", callType: "tech")
    center.add(2, day: 36, agent: "bo")
    center.add(day: 38, back: 1, agent: "cy")
    return center
  }

  private func table(_ center: StudyCenter, days: Int = 40) -> GuardedTable {
    var tally = ReturnTally(center.parameters, coverage: center.coverage)
    tally.observe(center.piece)
    return WindowTable(
      curves: tally.finish(headline: 0), match: .reason, coveredDays: days, name: center.name
    ).table
  }

  private func all(_ columns: String..., days: ClosedRange<Int>) -> [String] {
    StudyCenter.rows(table(center)).filter { $0["group_by"] == "all" }
      .filter { days.contains(Int($0["window_days"] ?? "") ?? 0) }
      .map { row in columns.map { row[$0] ?? "-" }.joined(separator: " ") }
  }

  // Settled within 1 and 2 days are all thirteen, within 3 and 4 not the one of day 38, from 5 on the ten;
  // from 11 on the export does not begin early enough for them.
  @Test func `rates of every window, and where another day changes nothing`() {
    #expect(
      all("n", "x", "rate", "change", "is_long_enough", "people", "flag", days: 1...11) == [
        "13 11 0.846154 0.076923 - 3 low_n", "13 10 0.769231 0.019231 - 3 low_n",
        "12 9 0.750000 0.000000 - 2 low_n",
        "12 9 0.750000 0.050000 - 2 low_n", "10 7 0.700000 0.000000 - 2 low_n",
        "10 7 0.700000 0.000000 - 2 low_n",
        "10 7 0.700000 0.000000 - 2 low_n", "10 7 0.700000 0.100000 - 2 low_n",
        "10 6 0.600000 0.000000 yes 2 low_n",
        "10 6 0.600000 - - 2 low_n", "0 0 - - - 0 too_few",
      ])
    // Wilson's interval of 9/12 on 11 customers' worth: 12 over the effect 12/11.
    #expect(all("lo", "hi", days: 3...3) == ["0.455687 0.914897"])
  }

  @Test func `naive counting takes open windows for closed ones`() {
    #expect(
      all("naive_n", "naive_x", "naive_rate", "naive_error", days: 2...3) == [
        "13 10 0.769231 0.000000", "13 9 0.692308 -0.057692",
      ])
    #expect(
      all("naive_n", "naive_x", "naive_rate", "naive_error", days: 8...8) == ["13 9 0.692308 -0.007692"])
    #expect(all("naive_n", "naive_x", "naive_rate", "naive_error", days: 30...30) == ["13 8 0.615385 -"])
  }

  // Survival 11/13, · 10/11, · 9/10, then nothing until 6/7 on day 9. Followed for 2 days is the one of day
  // 38, which is back before, for 4 days those of day 36. Day 3: Greenwood 2/(13 · 11) + 1/(11 · 10) + 1/(10
  // · 9), on log(−log).
  @Test func `hazard and survival by day`() {
    #expect(
      all("at_risk", "returns", "hazard", "survival", days: 1...5) == [
        "13 2 0.153846 0.846154", "11 1 0.090909 0.769231", "10 1 0.100000 0.692308", "9 0 0.000000 0.692308",
        "7 0 0.000000 0.692308",
      ])
    #expect(
      all("at_risk", "returns", "hazard", "survival", days: 9...10) == [
        "7 1 0.142857 0.593407", "6 0 0.000000 0.593407",
      ])
    #expect(all("survival_lo", "survival_hi", days: 3...3) == ["0.373363 0.871750"])
    #expect(all("hazard_lo", "hazard_hi", days: 1...1) == ["0.043258 0.422346"])
  }

  @Test func `a window that is longer than half the export is short of it`() {
    #expect(all("export", days: 20...21) == ["-", "short_export"])
    var long = StudyCenter(days: 200)
    long.add(5, day: 100)
    let rows = StudyCenter.rows(table(long, days: 200))
    #expect(rows.count == 2 * 90 && rows.allSatisfy { $0["export"] == nil && $0["n"] == "5" })
    #expect(rows.allSatisfy { ($0["is_long_enough"] == "yes") == (Int($0["window_days"] ?? "") ?? 0 < 90) })
  }

  @Test func `call types follow in the order of their names, and have numbers of their own`() {
    let rows = StudyCenter.rows(table(center)).filter { $0["window_days"] == "7" }
    #expect(
      rows.map { $0.line("group_by", "group", "n", "x", "people") } == [
        "all all 10 7 2", "call_type bill 5 2 1", "call_type tech 5 5 1",
      ])
  }

  @Test
  func `what too few agents stand behind is withheld; where nothing is settled those of all firsts decide`() {
    let rows = StudyCenter.rows(table(center), minimumPeople: 3).filter { $0["group_by"] == "all" }
    let words = rows.prefix(11).map { $0.line("n", "naive_n", "survival", "flag") }
    #expect(
      words[1] == "13 13 0.769231 low_n" && words[2] == "- - - withheld" && words[9] == "- - - withheld")
    #expect(words[10] == "0 13 0.593407 too_few")
    #expect(rows[30 - 1]["export"] == "short_export")
  }

  @Test func `a change does not tell the rate of a window that is withheld, nor do naive counts of others`() {
    let rows = StudyCenter.rows(table(center), minimumPeople: 3).filter { $0["group_by"] == "all" }
    // Three agents have settled firsts within 2 days, two within 3.
    #expect(rows[0].line("change", "flag") == "0.076923 low_n" && rows[1].line("change", "flag") == "- low_n")
    // No window of 15 days has closed. Of tech, one agent's, all less bill would tell naive counts: bill goes too.
    var center = StudyCenter(days: 20)
    for agent in ["a", "b", "c"] { center.add(4, day: 10, agent: agent) }
    center.add(4, day: 10, agent: "d", callType: "tech")
    let longer = StudyCenter.rows(table(center, days: 20), minimumPeople: 2).filter {
      $0["window_days"] == "15"
    }
    #expect(
      longer.map { $0.line("group", "n", "naive_n", "flag") } == [
        "all 0 16 too_few", "bill - - withheld", "tech - - withheld",
      ])
  }

  @Test func `nothing is said of call types that nobody is known to have called about first`() {
    var center = StudyCenter()
    center.add(5, isIdentified: false, callType: "odd")
    center.add(5, callType: "bill")
    #expect(Set(StudyCenter.rows(table(center)).map { $0["group"] ?? "" }) == ["all", "bill"])
  }
}
