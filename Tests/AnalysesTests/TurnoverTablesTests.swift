import Aggregate
import Canonical
import Tables
import Testing

@testable import Analyses

@Suite struct TurnoverTablesTests {
  private let span: TurnoverSpan

  init() throws {
    span = TurnoverSpan(
      first: try #require(CivilDate(iso: "2025-01-01")), last: try #require(CivilDate(iso: "2025-12-31")))
  }

  /// People of a team who were there all year but for those who left, with reasons, on 30 June.
  private func team(_ team: UInt32, people: Int, leavers: [TurnoverKind] = []) throws -> [EmploymentHistory] {
    let middle = try #require(CivilDate(iso: "2025-06-30"))
    return (0..<people).map { number in
      var history = EmploymentHistory(person: team * 100 + UInt32(number))
      let groups = EmploymentHistory.Groups(0, 1, team, 0, 0, 0, 0, 0)
      let reason = number < leavers.count ? leavers[number] : nil
      history.stretches = [
        .init(first: span.first, last: reason == nil ? span.last : middle, groups: groups)
      ]
      if let reason {
        history.separations = [.init(day: middle, groups: groups, kinds: [.external, .seat, reason])]
      }
      return history
    }
  }

  private func tables(
    _ people: [EmploymentHistory], minimum: Int = 5, ranksFrom: CivilDate? = nil
  ) -> (rows: [String], warnings: WarningTally) {
    var tally = TurnoverTally(span, groupings: [.all, .site, .team])
    for history in people { tally.observe(history) }
    let tables = TurnoverTables(
      tally, contractors: nil,
      TurnoverTables.Ground(parameters: TurnoverParameters(), ranksFrom: ranksFrom) { grouping, code in
        code == 0 ? "" : "\(grouping.rawValue) \(code)"
      })
    let disclosed = Disclosure(minimumPeople: minimum).disclose([tables.guarded], tables.pairs)
    let rows = disclosed[0].table.rows.map { row in
      row.map { cell in
        switch cell {
        case .missing: ""
        case .text(let text): text
        case .integer(let number): String(number)
        case .decimal(let millionths): String(millionths)
        case .instant: "?"
        }
      }.joined(separator: ",")
    }
    return (rows, tables.warnings)
  }

  @Test func `a rate is separations over person days, times 365.25, with the exact Poisson interval`() throws
  {
    let rows = tables(try team(1, people: 20, leavers: [.voluntary, .voluntary])).rows
    // 18 × 365 + 2 × 181 = 6,932 days are 18.978782 years; 2 / 18.978782 = 0.105381.
    // Garwood's limits of 2 are 0.242209 and 7.224688: 0.012762 and 0.380672, and 0.2 lies between.
    #expect(rows.contains("external,all,all,all,2,6932,105381,12762,380672,uncertain,20"))
    #expect(rows.contains("external,all,all,2025-01/P12M,2,6932,105381,12762,380672,uncertain,20"))
    // Nobody left in January: 620 days, 1.697467 years; the upper limit of 0 is 3.688879: 2.173166.
    #expect(rows.contains("external,all,all,2025-01,0,620,0,0,2173166,uncertain,20"))
    #expect(rows.contains { $0.hasPrefix("voluntary,all,all,all,2,6932,") })
    #expect(rows.contains { $0.hasPrefix("involuntary,all,all,all,0,6932,") })
    #expect(!rows.contains { $0.hasPrefix("regretted") || $0.hasPrefix("gig_churn") })
  }

  @Test func `a rate is above or below 20 % only where its whole interval is`() throws {
    // 30 leavers of 40: 10 × 365 + 30 × 181 = 9,080 days, 24.86 years: 1.21 (0.81 to 1.72).
    let many = tables(try team(1, people: 40, leavers: Array(repeating: .voluntary, count: 30))).rows
    #expect(many.contains { $0.hasPrefix("external,all,all,all,30,9080,") && $0.hasSuffix(",above,40") })
    // None of 20 in 7,300 days, 19.99 years: at most 3.69 / 19.99 = 0.185.
    let none = tables(try team(1, people: 20)).rows
    #expect(none.contains { $0.hasPrefix("external,all,all,all,0,7300,") && $0.hasSuffix(",below,20") })
  }

  @Test func `numbers about few people are withheld with those that would tell them, reasons under ten`()
    throws
  {
    let people = try team(1, people: 20) + team(2, people: 8, leavers: [.voluntary]) + team(3, people: 3)
    let rows = tables(people).rows
    // Team 3 has too few; team 2, the next smallest, would tell it.
    #expect(rows.contains("external,team,team 3,all,,,,,,withheld,"))
    #expect(rows.contains("external,team,team 2,all,,,,,,withheld,"))
    #expect(rows.contains("external,team,team 2,2025-01/P12M,,,,,,withheld,"))
    #expect(rows.contains { $0.hasPrefix("external,team,team 1,all,0,") })
    let alone = try team(1, people: 20) + team(2, people: 8, leavers: [.voluntary])
    let reasons = tables(alone).rows
    #expect(reasons.contains { $0.hasPrefix("external,team,team 2,all,1,") })
    #expect(reasons.contains("voluntary,team,team 2,all,,,,,,withheld,"))
    #expect(reasons.contains("voluntary,team,team 1,all,,,,,,withheld,"))
    #expect(reasons.contains { $0.hasPrefix("voluntary,all,all,all,1,") })
  }

  @Test func `teams of one person are counted, and so is that nobody was there at all`() throws {
    let one = tables(try team(1, people: 20) + team(2, people: 1)).warnings
    #expect(one.sorted.map(\.key.code) == [.onePersonTeam] && one.sorted.map(\.count) == [1])
    let none = tables([])
    #expect(none.rows.isEmpty && none.warnings.sorted.map(\.key.code) == [.noPersonDays])
  }

  @Test func `regretted has rows only of months in which contacts tell who is good`() throws {
    let rows = tables(
      try team(1, people: 20), ranksFrom: CivilDate(iso: "2025-10-02")
    ).rows
    let regretted = rows.filter { $0.hasPrefix("regretted,all,") }
    // November and December: 20 × 61 days.
    #expect(regretted.count == 3 && regretted[0].hasPrefix("regretted,all,all,all,0,1220,"))
    #expect(regretted[1].hasPrefix("regretted,all,all,2025-11,0,600,"))
  }
}
