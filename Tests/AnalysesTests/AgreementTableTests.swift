import Aggregate
import Canonical
import Tables
import Testing

@testable import Analyses

@Suite struct AgreementTableTests {
  /// Asserted against acr: 20 confirmed, 5 denied, 10 missed, 15 open; further contacts that one side does
  /// not tell.
  private var center: StudyCenter {
    var center = StudyCenter()
    center.add(20, agent: "bo", resolved: true)
    center.add(5, back: 1, resolved: true)
    center.add(10, agent: "bo", resolved: false)
    center.add(15, back: 1, resolved: false)
    center.add(7)
    center.add(7, day: 99, resolved: true)
    return center
  }

  private func table(_ center: StudyCenter) -> AgreementTable {
    AgreementTable(figures: center.rules, headline: 0, respondents: .max, name: center.name)
  }

  private func rows(_ center: StudyCenter, _ claim: String, _ check: String) -> [[String: String]] {
    StudyCenter.rows(table(center).table).filter { $0["claim"] == claim && $0["check"] == check }
  }

  // 35 of 50 agree; by chance ½ · .6 + ½ · .4 = ½: kappa .4, statsmodels' error .1269960629311. All effects
  // are those of 50 customers of one contact, 50/49. Gap (25 − 30)/50, Newcombe's interval for pairs on 49.
  @Test func `two by two by hand`() {
    let rows = rows(center, "disposition_fcr", "acr")
    #expect(
      rows.map { $0.line("statistic", "n", "x", "value", "lo", "hi", "flag") } == [
        "agreement 50 35 0.700000 0.561050 0.809871 -", "kappa 50 - 0.400000 0.148565 0.651435 -",
        "over_claim 25 5 0.200000 0.087154 0.395632 low_n",
        "under_claim 25 10 0.400000 0.231302 0.596293 low_n",
        "reality_gap 50 - -0.100000 -0.246352 0.054355 -",
      ])
    #expect(
      rows.allSatisfy {
        $0.line("confirmed", "denied", "missed", "open", "people", "group") == "20 5 10 15 2 all"
      })
    // The first contacts of their customers are all.
    #expect(self.rows(center, "disposition_fcr", "window_fcr").count == 5)
  }

  @Test func `pairs without anything in common have no rows, few have no values, full agreement no kappa`() {
    #expect(rows(center, "voc_fcr", "acr").isEmpty)
    var few = StudyCenter()
    few.add(4, resolved: true)
    #expect(
      rows(few, "disposition_fcr", "acr").map { $0.line("statistic", "n", "x", "value", "lo", "flag") } == [
        "agreement 4 4 - - too_few", "kappa 4 - - - too_few", "over_claim 4 0 - - too_few",
        "under_claim 0 0 - - too_few", "reality_gap 4 - - - too_few",
      ])
    few.add(4, back: 1, resolved: false)
    #expect(rows(few, "disposition_fcr", "acr")[1].line("n", "value", "flag") == "8 - low_n")
  }

  @Test func `customers' answers are compared one by one, and ten of them are needed`() {
    var center = StudyCenter()
    center.add(6, said: [(true, nil)])
    center.add(3, back: 1, said: [(true, nil)])
    #expect(rows(center, "voc_fcr", "acr")[4].line("n", "value", "people") == "9 0.333333 9")
    let withheld = StudyCenter.rows(table(center).table, surveys: false)
    #expect(withheld.allSatisfy { $0["flag"] == "withheld" && $0["confirmed"] == nil && $0["n"] == nil })
    center.add(10, said: [(false, nil)])
    center.add(back: 1, said: [(true, nil)])
    let printed = StudyCenter.rows(table(center).table, surveys: false).filter { $0["claim"] == "voc_fcr" }
    #expect(printed.count == 10 && printed.allSatisfy { $0["confirmed"] == "6" && $0["people"] == "20" })
  }

  @Test func `each agent's own claims, pulled towards those of all`() throws {
    var center = StudyCenter()
    // Of 20 claims each, from 0 to 12 are denied, and "over" denies 16; nobody claims less than there is.
    for agent in 0..<13 {
      center.add(20 - agent, agent: "agent \(10 + agent)", resolved: true)
      center.add(agent, back: 1, agent: "agent \(10 + agent)", resolved: true)
    }
    center.add(4, agent: "over", resolved: true)
    center.add(16, back: 1, agent: "over", resolved: true)
    center.add(2, agent: "some", resolved: true)
    let table = table(center).individual
    #expect(table.isIndividual)
    let all = StudyCenter.rows(table, minimumPeople: 9)
    let rows = all.filter { $0["statistic"] == "over_claim" }
    // Of 16 contacts of "over" that came back all were claimed resolved; of none of "some" did anybody.
    let falseClaims = all.filter { $0["statistic"] == "false_claim" }
    #expect(falseClaims.last?.line("group", "n", "x", "value") == "over 16 16 1.000000")
    #expect(rows.map { $0["group"] ?? "" } == (10..<23).map { "agent \($0)" } + ["over", "some"])
    #expect(all.allSatisfy { $0["check"] == "acr" })
    let over = rows[13]
    #expect(over.line("n", "x", "value", "confirmed", "denied", "people") == "20 16 0.800000 4 16 1")
    let shrunken = try #require(over["shrunken"].flatMap(Double.init))
    #expect(shrunken > 0.6 && shrunken < 0.8)
    // Under five claims nothing is estimated.
    #expect(rows[14].line("n", "value", "shrunken", "shrunken_lo", "flag") == "2 - - - too_few")
  }
}
