import Canonical
import Tables
import Testing

@testable import Analyses

@Suite struct FCRTablesTests {
  @Test func `rows follow the catalog, then windows, matches, groupings, groups and periods`() {
    var center = CenterTables()
    center.parameters.groupings = [.all, .callType]
    center.parameters.windowDays = [1, 7]
    center.parameters.matches = [.any, .reason]
    center.parameters.measures = [.windowFCR, .dispositionFCR]
    center.add(5, day: 60, callType: "card", resolved: true)  // 1970-03-02
    center.add(5, day: 50, callType: "bill")  // 1970-02-20
    center.add(5, day: 50, callType: "")
    center.add(5, day: 50, callType: "Zoo")
    let keys = center.rows.map { row in
      ["measure", "window_days", "match", "group", "period"].map { row[$0] ?? "-" }.joined(separator: " ")
    }
    let groups = ["all", "-", "Zoo", "bill", "card"]
    let whole = ["1 any", "1 reason", "7 any"].flatMap { window in
      groups.map { "window_fcr \(window) \($0) all" }
    }
    let headline = [
      "all all", "all 1970-02", "all 1970-03", "- all", "- 1970-02", "Zoo all", "Zoo 1970-02", "bill all",
      "bill 1970-02", "card all", "card 1970-03",
    ]
    // A quarter of them has no call type: the headline is any, not reason.
    #expect(center.tables.headlineMatch == .any)
    let expected =
      whole.filter { !$0.contains("7 any") } + headline.map { "window_fcr 7 any \($0)" }
      + groups.map { "window_fcr 7 reason \($0) all" }
      + ["all all", "all 1970-03", "card all", "card 1970-03"].map { "disposition_fcr - - \($0)" }
    #expect(keys == expected)
  }

  @Test func `the key columns name each row once`() {
    var center = CenterTables()
    center.parameters.groupings = [.all, .callType, .queue]
    for (number, callType) in ["bill", "", "card"].enumerated() {
      for queue in ["", "q1"] {
        center.add(5, day: 40 + Int64(number) * 15, callType: callType, queue: queue)
      }
    }
    for table in [center.tables.fcr, center.tables.population] {
      let keys = CenterTables.texts(table).map { row in table.primaryKey.map { row[$0] ?? "" } }
      #expect(Set(keys).count == keys.count && !keys.isEmpty)
      #expect(table.rows.allSatisfy { $0.count == table.columns.count })
    }
  }

  @Test func `the columns are those of the published contract`() {
    let center = CenterTables()
    #expect(
      center.tables.fcr.columns.map(\.name) == [
        "measure", "window_days", "match", "group_by", "group", "period", "n", "x", "rate", "lo", "hi", "km",
        "unsettled", "first_unknown", "unidentified", "people", "flag",
      ])
    #expect(
      center.tables.population.columns.map(\.name) == [
        "group_by", "group", "period", "status", "conversations",
      ])
    #expect(center.tables.individualFCR?.columns.map(\.name) == center.tables.fcr.columns.map(\.name))
  }

  @Test func `more than 20 % without a call type make any the headline, 20 % do not`() {
    func center(without: Int, of all: Int) -> CenterTables {
      var center = CenterTables()
      center.add(all - without)
      center.add(without, isIdentified: false, callType: "")  // identified or not
      center.add(50, status: .abandoned, callType: "")  // does not qualify
      return center
    }
    for (without, all) in [(1, 5), (3, 15), (7, 35), (11, 55)] {
      #expect(!center(without: without, of: all).tables.isReasonUnusable)
    }
    let usable = center(without: 7, of: 35)
    #expect(usable.row(7, "reason", period: "1970-02") != nil && usable.row(period: "1970-02") == nil)
    let unusable = center(without: 8, of: 35)
    #expect(unusable.tables.isReasonUnusable && unusable.tables.headlineMatch == .any)
    #expect(unusable.row(7, "reason", period: "1970-02") == nil && unusable.row(period: "1970-02") != nil)
    // The period of all keeps every match.
    #expect(unusable.row(7, "reason") != nil)
  }

  @Test func `without contacts reasons are usable and tables are empty`() {
    let tables = CenterTables().tables
    #expect(!tables.isReasonUnusable && tables.fcr.rows.isEmpty && tables.population.rows.isEmpty)
  }

  @Test func `rows about one agent stand in the individual tables alone, and are never withheld`() throws {
    var center = CenterTables()
    center.parameters.groupings = [.all, .agent]
    center.minimumPeople = 5
    for agent in ["a", "b", "c", "d", "e"] { center.add(6, agent: agent) }
    center.add(3, agent: "f")
    center.add(status: .abandoned, agent: "")
    let tables = center.tables
    let groups = CenterTables.texts(tables.fcr) + CenterTables.texts(tables.population)
    #expect(groups.allSatisfy { $0["group_by"] == "all" } && !groups.isEmpty)
    let agents = CenterTables.texts(try #require(tables.individualFCR))
    #expect(agents.allSatisfy { $0["group_by"] == "agent" && $0["flag"] != "withheld" })
    let headline = agents.filter {
      $0["measure"] == "window_fcr" && $0["window_days"] == "7" && $0["match"] == "any"
        && $0["period"] == "all"
    }
    #expect(headline.map { $0["group"] } == ["a", "b", "c", "d", "e", "f"])
    #expect(headline.map { $0["flag"] } == ["low_n", "low_n", "low_n", "low_n", "low_n", "too_few"])
    let population = CenterTables.texts(try #require(tables.individualPopulation)).filter {
      $0["period"] == "all"
    }
    #expect(population.allSatisfy { $0["group_by"] == "agent" && $0["conversations"] != nil })
    #expect(population.first?["group"] == nil && population.first?["status"] == "abandoned")
    #expect(tables.withheldRows == 0)
  }

  @Test func `a narrowed analysis writes what was asked for alone`() {
    var center = CenterTables()
    center.parameters.windowDays = [3]
    center.parameters.headlineDays = 3
    center.parameters.matches = [.case]
    center.parameters.measures = [.windowFCR]
    center.add(5, callType: "", resolved: true)
    #expect(
      center.rows.map { "\($0["window_days"] ?? "") \($0["match"] ?? "") \($0["period"] ?? "")" }
        == ["3 case all", "3 case 1970-02"])
    center.parameters.measures = [.dispositionFCR]
    #expect(center.rows.map { $0["measure"] } == ["disposition_fcr", "disposition_fcr"])
  }

  @Test func `the catalog lists the measures in the order of the parameters`() {
    #expect(FCRCards.all.map(\.id) == FCRMeasure.allCases.map(\.rawValue))
    #expect(FCRCards.all.allSatisfy { $0.minimumSample == 5 })
  }
}
