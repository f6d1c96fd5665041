import Canonical
import Tables
import Testing

@testable import Analyses

/// Which columns each measure fills, in which periods, and when its rows are withheld.
@Suite struct FCRMeasureRowsTests {
  /// Settled and open, unknown and unidentified ones, with what agents and customers say.
  private static var center: CenterTables {
    var center = CenterTables()
    center.add(20, resolved: true)
    center.add(8, isRepeated: true, resolved: false)
    center.add(2, isByChance: true)
    center.add(3, day: 95)
    center.add(2, day: 3)
    center.add(4, isIdentified: false)
    center.add(5, isFirst: false)
    center.add(respondents: 0..<12)
    return center
  }

  private static let rates: Set = ["n", "rate", "lo", "hi", "people"]

  @Test(arguments: [
    ("window_fcr", ["x", "km", "unsettled", "first_unknown", "unidentified"], true),
    ("window_fcr_net", ["x", "km", "unsettled", "first_unknown", "unidentified"], true),
    ("acr", ["x", "unsettled", "unidentified"], true),
    ("call_resolution", ["x", "unsettled", "unidentified"], true),
    ("repeat_rate", ["x"], true), ("one_and_done", ["x"], true), ("placebo", ["x"], true),
    ("adjusted", [], true), ("voc_fcr", ["x"], false), ("voc_resolution", ["x"], false),
    ("disposition_fcr", ["x"], false),
  ])
  func `a measure fills its own columns, and leaves the others empty`(
    measure: String, columns: [String], hasWindow: Bool
  ) throws {
    let rows = Self.center.rows(of: measure)
    let expected = Self.rates.union(columns).union(["measure", "group_by", "group", "period"])
      .union(hasWindow ? ["window_days", "match"] : [])
    #expect(!rows.isEmpty)
    for row in rows {
      #expect(Set(row.keys).subtracting(["flag"]) == expected, "\(row)")
      #expect(row["flag"] != "withheld" && row["flag"] != "too_few")
    }
  }

  @Test func `each measure has a row for its own windows and matches`() {
    let center = Self.center
    func variants(_ measure: String) -> [String] {
      center.rows(of: measure).map { "\($0["window_days"] ?? "-") \($0["match"] ?? "-")" }
    }
    let every = [1, 3, 7, 14, 30].flatMap { days in
      ["any", "reason", "case"].map { "\(days) \($0)" }
    }
    for measure in ["window_fcr", "window_fcr_net", "acr", "repeat_rate", "one_and_done"] {
      #expect(variants(measure) == every)
    }
    #expect(variants("call_resolution") == ["30 any"])
    // Of day 50 the later window of 30 days closes on day 108.
    #expect(variants("placebo") == ["1 any", "3 any", "7 any", "14 any"])
    #expect(variants("adjusted") == ["1 any", "3 any", "7 any", "14 any"])
    for measure in ["voc_fcr", "voc_resolution", "disposition_fcr"] {
      #expect(variants(measure) == ["- -"])
    }
  }

  @Test func `the measures of one center by hand`() throws {
    func row(_ measure: String, _ days: String? = "7") throws -> [String: String] {
      try #require(
        Self.center.rows(of: measure).first {
          $0["window_days"] == days && $0["match"] == (days == nil ? nil : "any")
        })
    }
    func counts(_ row: [String: String]) -> [String?] {
      ["n", "x", "unsettled", "first_unknown", "unidentified"].map { row[$0] }
    }
    // 20 + 8 + 2 + 12 firsts of day 50, 8 of them repeated; 3 are open, 2 cut, 4 nobody's.
    #expect(try counts(row("window_fcr")) == ["42", "34", "3", "2", "4"])
    #expect(try counts(row("window_fcr_net")) == ["42", "34", "3", "2", "4"])
    // 2 of day 3 and 5 that are no first are settled too: 49 of which 8 came back.
    #expect(try counts(row("acr")) == ["49", "41", "3", nil, "4"])
    #expect(try counts(row("call_resolution", "30")) == ["49", "41", "3", nil, "4"])
    // 47 of day 50 and the 3 of day 95 look back over a whole week; 5 are repeats.
    #expect(try counts(row("repeat_rate")) == ["50", "5", nil, nil, nil])
    #expect(try counts(row("one_and_done")) == ["47", "34", nil, nil, nil])
    #expect(try counts(row("placebo")) == ["42", "2", nil, nil, nil])
    // 34 are not repeated, 40 are not back by chance: 34/40.
    #expect(try counts(row("adjusted")) == ["42", nil, nil, nil, nil])
    #expect(try row("adjusted")["rate"] == "0.850000")
    #expect(try counts(row("voc_fcr", nil)) == ["12", "12", nil, nil, nil])
    #expect(try counts(row("disposition_fcr", nil)) == ["28", "20", nil, nil, nil])
  }

  @Test func `adjusted may exceed 1, its interval may leave 0 to 1 on both sides`() throws {
    var center = CenterTables()
    center.parameters.measures = [.adjusted]
    center.parameters.windowDays = [7]
    center.add(4)
    center.add(2, isByChance: true)
    // 1 − (0 − 2/6) / (4/6) = 6/4; residuals 4 · (1/2)² + 2 · 1: 6/5 · 3 / 16 = 9/40, and z·√(9/40) = 0.929693.
    let row = try #require(center.rows(of: "adjusted").first)
    #expect([row["n"], row["x"], row["rate"]] == ["6", nil, "1.500000"])
    #expect([row["lo"], row["hi"]] == ["0.570307", "2.429693"] && row["flag"] == "low_n")
    var low = CenterTables()
    low.parameters = center.parameters
    low.add(1)
    low.add(3, isRepeated: true)
    low.add(1, isRepeated: true, isByChance: true)
    // 1/4; residuals 3/4 and 3 · (−1/4)²: 5/4 · (9 + 3)/16 / 16 = 15/256, and z·√(15/256) = 0.474432.
    let other = try #require(low.rows(of: "adjusted").first)
    #expect([other["rate"], other["lo"], other["hi"]] == ["0.250000", "-0.224432", "0.724432"])
  }

  @Test func `adjusted is empty where all come back by chance, and n and people stay`() throws {
    var center = CenterTables()
    center.parameters.measures = [.placebo, .adjusted]
    center.parameters.windowDays = [7]
    center.add(30, isByChance: true)
    let row = try #require(center.rows(of: "adjusted").first)
    #expect(["x", "rate", "lo", "hi", "km", "flag"].allSatisfy { row[$0] == nil })
    #expect(row["n"] == "30" && row["people"] == "1")
    #expect(center.rows(of: "placebo").first?["rate"] == "1.000000")
  }

  @Test func `under 5 first contacts adjusted is too_few`() throws {
    var center = CenterTables()
    center.parameters.measures = [.adjusted]
    center.parameters.windowDays = [7]
    center.add(4)
    let row = try #require(center.rows(of: "adjusted").first)
    #expect(row["n"] == "4" && row["flag"] == "too_few" && row["rate"] == nil && row["hi"] == nil)
  }

  @Test func `survey rows of fewer than 10 respondents are withheld, whatever the minimum of people is`()
    throws
  {
    for minimum in [0, 1, 5] {
      var center = CenterTables()
      center.minimumPeople = minimum
      for agent in ["a", "b", "c", "d", "e"] { center.add(5, agent: agent) }
      center.add(respondents: 0..<9)
      let withheld = try #require(center.rows(of: "voc_fcr").first)
      #expect(withheld["flag"] == "withheld" && withheld["n"] == nil && withheld["people"] == nil)
      // More answers of the same respondents do not help; another respondent does.
      center.add(respondents: 0..<9)
      #expect(center.rows(of: "voc_resolution").first?["flag"] == "withheld")
      center.add(respondents: 9..<10)
      let row = try #require(center.rows(of: "voc_fcr").first)
      #expect(row["n"] == "19" && row["people"] == "10" && row["flag"] == "low_n")
      #expect(center.row()?["flag"] == nil)
    }
    var strict = CenterTables()
    strict.minimumPeople = 12
    strict.add(respondents: 0..<11)
    #expect(strict.rows(of: "voc_fcr").first?["flag"] == "withheld")
    strict.add(respondents: 11..<12)
    #expect(strict.rows(of: "voc_fcr").first?["people"] == "12")
  }

  @Test func `voc_fcr and voc_resolution are withheld by their own respondents`() {
    var center = CenterTables()
    center.add(respondents: 0..<9)
    center.add(respondents: 9..<10, tookOne: nil)
    #expect(center.rows(of: "voc_fcr").first?["flag"] == "withheld")
    #expect(center.rows(of: "voc_resolution").first?["people"] == "10")
  }

  @Test func `in the individual table survey rows of few respondents are withheld too, others are not`()
    throws
  {
    var center = CenterTables()
    center.parameters.groupings = [.all, .agent]
    center.minimumPeople = 5
    center.add(respondents: 0..<9, agent: "ana")
    center.add(respondents: 9..<19, agent: "bo")
    let table = CenterTables.texts(try #require(center.tables.individualFCR)).filter {
      $0["period"] == "all"
    }
    for measure in ["voc_fcr", "voc_resolution"] {
      let rows = table.filter { $0["measure"] == measure }
      #expect(rows.map { $0["group"] } == ["ana", "bo"])
      #expect(rows.map { $0["n"] } == [nil, "10"] && rows.map { $0["people"] } == [nil, "10"])
      #expect(rows.map { $0["flag"] } == ["withheld", "low_n"])
    }
    let work = table.filter { $0["measure"] != "voc_fcr" && $0["measure"] != "voc_resolution" }
    #expect(!work.isEmpty && work.allSatisfy { $0["flag"] != "withheld" })
    // Of all groups 19 respondents say something, one agent each: fewer than 5 people.
    #expect(center.rows(of: "voc_fcr").first?["people"] == "19")
    #expect(center.row()?["flag"] == "withheld")
  }

  @Test func `months carry call_resolution, placebo and adjusted at theirs`() {
    var center = CenterTables()
    center.add(5, day: 40)  // 1970-02
    center.add(6, day: 64)  // 1970-03
    func months(_ measure: String) -> [String] {
      center.rows.filter { $0["measure"] == measure && $0["period"] != "all" }.map { row in
        ["window_days", "match", "period", "n"].compactMap { row[$0] }.joined(separator: " ")
      }
    }
    #expect(months("call_resolution") == ["30 any 1970-02 5", "30 any 1970-03 6"])
    #expect(months("placebo") == ["7 any 1970-02 5", "7 any 1970-03 6"])
    #expect(months("adjusted") == ["7 any 1970-02 5", "7 any 1970-03 6"])
    for measure in ["window_fcr", "window_fcr_net", "acr", "repeat_rate", "one_and_done"] {
      #expect(months(measure) == ["7 reason 1970-02 5", "7 reason 1970-03 6"])
    }
    // With a headline of 30 days there is a placebo of 30, and no adjusted.
    center.parameters.headlineDays = 30
    #expect(months("call_resolution") == ["30 any 1970-02 5", "30 any 1970-03 6"])
    #expect(months("placebo") == ["30 any 1970-02 5"] && months("adjusted") == [])
  }

  @Test func `months in full carry every window of placebo and adjusted`() {
    var center = CenterTables()
    center.parameters.monthsInFull = true
    center.add(5, day: 40)
    func windows(_ measure: String) -> [String?] {
      center.rows(of: measure, period: "1970-02").map { $0["window_days"] }
    }
    #expect(windows("placebo") == ["1", "3", "7", "14", "30"])
    #expect(windows("adjusted") == ["1", "3", "7", "14"])
    #expect(windows("call_resolution") == ["30"])
  }

  @Test func `survey answers stand in the month of their conversation, without window or match`() {
    var center = CenterTables()
    center.add(respondents: 0..<10)
    let rows = center.rows(of: "voc_fcr", period: "1970-02")
    #expect(rows.count == 1 && rows[0]["n"] == "10" && rows[0]["window_days"] == nil)
  }

  @Test func `a tie of km is rounded half up, like one of a rate`() throws {
    // 128 firsts, 23 back on day 1: 105/128 = 0.8203125 is a tie of millionths.
    var center = CenterTables()
    center.add(105)
    center.add(23, isRepeated: true)
    let row = try #require(center.row())
    #expect(row["km"] == "0.820313" && row["rate"] == "0.820313")
  }

  @Test func `a tie of km that its product of fractions misses by the last bit is one still`() throws {
    // 103/128 = 0.8046875 as 127/128 · 122/127 · 103/122, and 101/128 = 0.7890625 as 124/128 · 102/124 ·
    // 101/102: in floating point both end up below the tie.
    for (stay, returns, expected) in [(103, [1, 5, 19], "0.804688"), (101, [4, 22, 1], "0.789063")] {
      var center = CenterTables()
      center.add(stay)
      for (place, count) in returns.enumerated() {
        center.add(count, isRepeated: true, returnDay: Int64(place) + 1)
      }
      var product = 1.0
      var rest = 128
      for count in returns {
        product *= 1 - Double(count) / Double(rest)
        rest -= count
      }
      #expect(
        product < Double(stay) / 128 && (product * 1e6).rounded() < (Double(stay) / 128 * 1e6).rounded())
      let row = try #require(center.row())
      #expect(row["km"] == expected && row["rate"] == expected)
    }
  }
}
