import Aggregate
import Canonical
import Tables
import Testing

@testable import Analyses

@Suite struct SurveyBiasTableTests {
  private func table(_ center: StudyCenter) -> GuardedTable {
    var tally = SurveyTally(center.parameters, coverage: center.coverage)
    tally.observe(center.piece)
    return SurveyBiasTable(
      figures: tally.finish(headline: 0), headline: 0, seen: FCRNumber.Variant(days: 7, match: .reason),
      groupings: Grouping.ofContacts, name: center.name
    ).table
  }

  private func rows(_ center: StudyCenter, _ measure: String, minimumPeople: Int = 0) -> [[String: String]] {
    StudyCenter.rows(table(center)).filter { $0["measure"] == measure }
  }

  private func row(_ center: StudyCenter, _ measure: String, _ group: String) -> [String: String]? {
    rows(center, measure).first { $0["group"] == group }
  }

  /// Of 400 contacts that nobody came back after 200 are answered, 180 well; of 100 repeated ones 20, four
  /// well.
  private var planted: StudyCenter {
    var center = StudyCenter()
    center.add(180, said: [(true, 0.5)])
    center.add(20, said: [(false, 0.01)])
    center.add(200)
    center.add(4, back: 1, said: [(true, 2)])
    center.add(16, back: 1, said: [(false, 5)])
    center.add(80, back: 1)
    return center
  }

  // Plainly 184 of 220 are well, .836; of all it would be (400 · .9 + 100 · .2)/500 = .76: who was helped
  // answers more.
  @Test func `weighted by outcome the answers are those of all contacts`() {
    #expect(row(planted, "voc_fcr", "all")?.line("n", "x", "rate") == "220 184 0.836364")
    #expect(
      row(planted, "voc_fcr", "mix")?.line("group_by", "n", "x", "rate", "covered")
        == "weighted 220 - 0.836364 1.000000")
    #expect(
      row(planted, "voc_fcr", "mix_and_outcome")?.line("n", "rate", "covered", "people")
        == "220 0.760000 1.000000 220")
  }

  @Test func `who answers, by what was seen`() {
    let columns = ["group_by", "group", "n", "x", "rate", "share_of_contacts", "share_of_answered", "people"]
    #expect(
      rows(planted, "response_rate").map { row in columns.map { row[$0] ?? "-" }.joined(separator: " ") } == [
        "all all 500 220 0.440000 1.000000 1.000000 220",
        "channel voice 500 220 0.440000 1.000000 1.000000 220",
        "call_type bill 500 220 0.440000 1.000000 1.000000 220",
        "outcome resolved 400 200 0.500000 0.800000 0.909091 200",
        "outcome repeated 100 20 0.200000 0.200000 0.090909 20",
      ])
    #expect(
      rows(planted, "voc_fcr").filter { $0["group_by"] == "delay" }.map { $0.line("group", "n", "x", "rate") }
        == [
          "0-1h 20 0 0.000000", "1h-1d 180 180 1.000000", "1d-3d 4 4 -", "3d+ 16 0 0.000000",
        ])
  }

  // Tech and sale have 5 and 6 answers, six of them well: together 11 that speak for 40 contacts. (100 · .8 +
  // 40 · 6/11)/140. Where sale has 2 there are 7, and 40 contacts are not covered.
  @Test func `call types with few answers are put together, and left out where that is not enough`() {
    func center(_ sale: Int) -> StudyCenter {
      var center = StudyCenter()
      center.add(40, said: [(true, nil)])
      center.add(10, said: [(false, nil)])
      center.add(50)
      center.add(5, callType: "tech", said: [(false, nil)])
      center.add(15, callType: "tech")
      center.add(sale, callType: "sale", said: [(true, nil)])
      center.add(20 - sale, callType: "sale")
      return center
    }
    #expect(row(center(6), "voc_fcr", "mix")?.line("n", "rate", "covered") == "61 0.727273 1.000000")
    #expect(row(center(2), "voc_fcr", "mix")?.line("n", "rate", "covered") == "57 0.800000 0.714286")
    #expect(row(center(6), "voc_fcr", "unknown")?.line("group_by", "n") == "delay 61")
  }

  @Test func `a number that is asked for alone stands alone, and no answers have no rows`() {
    var center = StudyCenter()
    center.add(9)
    #expect(StudyCenter.rows(table(center)).allSatisfy { $0["measure"] == "response_rate" && $0["x"] == "0" })
    var few = StudyCenter()
    few.add(3, said: [(true, nil)])
    #expect(row(few, "voc_fcr", "mix")?.line("n", "rate", "flag") == "3 - too_few")
  }

  // Repeated has 9 respondents, so resolved goes with it.
  @Test func `of outcomes and delays enough are withheld that none can be worked out`() {
    var center = StudyCenter()
    center.add(6, said: [(true, 0.01)])
    center.add(12, said: [(true, 0.5)])
    center.add(3, said: [(true, 4)])
    center.add(4, back: 1, said: [(true, 2)])
    center.add(5, back: 1, said: [(true, 4)])
    func withheld(_ grouping: String, _ measure: String) -> [String] {
      StudyCenter.rows(table(center), surveys: false)
        .filter { $0["measure"] == measure && $0["group_by"] == grouping && $0["flag"] == "withheld" }
        .map { $0["group"] ?? "-" }
    }
    #expect(withheld("outcome", "response_rate") == ["resolved", "repeated"])
    #expect(withheld("outcome", "voc_fcr") == ["resolved", "repeated"])
    // 4, 6 and 8 are each under ten; 12 stays.
    #expect(withheld("delay", "voc_fcr") == ["0-1h", "1d-3d", "3d+"])
    #expect(withheld("all", "voc_fcr").isEmpty)
    // 4 alone is too few: 30 would be the difference, so the next smallest goes, and with 4 + 20 no more.
    center = StudyCenter()
    center.add(4, said: [(true, 2)])
    center.add(20, said: [(true, 0.01)])
    center.add(30, said: [(true, 0.5)])
    #expect(withheld("delay", "voc_fcr") == ["0-1h", "1d-3d"])
  }
}
