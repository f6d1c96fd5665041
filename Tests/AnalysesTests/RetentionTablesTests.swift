import Aggregate
import Canonical
import Tables
import Testing

@testable import Analyses

@Suite struct RetentionTablesTests {
  /// Spells from 2025-01-01 on by their last day, 1 being the first, and why they ended.
  private func tables(_ spells: [(day: Int, exit: TurnoverKind?, isReferred: Bool)]) throws -> [[String]] {
    let first = try #require(CivilDate(iso: "2025-01-01"))
    var tally = RetentionTally(first: first, groupings: [.all, .referral])
    for (person, spell) in spells.enumerated() {
      var history = EmploymentHistory(person: UInt32(person + 1))
      history.employments = [
        .init(
          hired: first, last: CivilDate(days: first.days + Int32(spell.day) - 1), exit: spell.exit,
          isReferred: spell.isReferred)
      ]
      tally.observe(history)
    }
    let tables = RetentionTables(tally) { _, _ in "" }
    return Disclosure(minimumPeople: 5).disclose(tables.guarded).map { table in
      table.table.rows.map { row in
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
    }
  }

  @Test func `survival, attrition, causes, median and mean are those worked by hand`() throws {
    // Ten people: two leave on day 50, four on day 100, four are here on day 400.
    let spells =
      [(50, TurnoverKind.voluntary), (50, .involuntary)].map {
        (day: $0.0, exit: Optional($0.1), isReferred: true)
      }
      + (0..<4).map { _ in (day: 100, exit: Optional(TurnoverKind.voluntary), isReferred: false) }
      + (0..<4).map { _ in (day: 400, exit: nil, isReferred: false) }
    let retention = try tables(spells)[0]
    func row(_ start: String) -> String? { retention.first { $0.hasPrefix(start) } }
    #expect(row("all,all,survival,30,")?.hasPrefix("all,all,survival,30,1000000,") == true)
    #expect(row("all,all,survival,60,")?.hasPrefix("all,all,survival,60,800000,") == true)
    #expect(row("all,all,survival,365,")?.hasPrefix("all,all,survival,365,400000,") == true)
    // Log-log: 0.8 to the power of exp(±1.959964 × √(2 / (10 × 8)) / |ln 0.8|) is 0.408691 and 0.945872.
    #expect(row("all,all,attrition,90,")?.hasPrefix("all,all,attrition,90,200000,54127,591309,") == true)
    // 0.1 on day 50 and 0.8 × 4/8 on day 100; 0.1 of the other kind.
    #expect(
      row("all,all,incidence_voluntary,365,")?.hasPrefix("all,all,incidence_voluntary,365,500000,") == true)
    #expect(
      row("all,all,incidence_involuntary,365,")?.hasPrefix("all,all,incidence_involuntary,365,100000,")
        == true)
    #expect(row("all,all,median,")?.hasPrefix("all,all,median,,100000000,") == true)
    // 50 × 1 + 50 × 0.8 + 265 × 0.4 = 196.
    #expect(row("all,all,restricted_mean,365,")?.hasPrefix("all,all,restricted_mean,365,196000000,") == true)
    #expect(row("all,all,survival,730,")?.hasSuffix(",10,6,10,nobody was followed beyond day 400") == true)
  }

  @Test func `a group of few people is withheld with the next one, and too few separations have no curve`()
    throws
  {
    let spells =
      (0..<3).map { _ in (day: 50, exit: Optional(TurnoverKind.voluntary), isReferred: true) }
      + (0..<20).map { _ in (day: 400, exit: TurnoverKind?.none, isReferred: false) }
    let found = try tables(spells)
    #expect(found[0].contains("referral,yes,survival,30,,,,,,,withheld"))
    #expect(found[0].contains("referral,no,survival,30,,,,,,,withheld"))
    #expect(found[0].contains("all,all,survival,30,,,,23,3,23,3 separations, 5 are needed"))
    #expect(found[1].contains("referral,log_rank,0,,,,,,,0 groups with 5 separations or more, 2 are needed"))
    #expect(found[1].contains { $0 == "all,replacement_gap,,,,,,,,not run, needs: fcr" })
  }

  @Test func `groups that leave at the same rate do not differ`() throws {
    let spells = (0..<40).map { number in
      (day: 10 + number / 2, exit: Optional(TurnoverKind.voluntary), isReferred: number % 2 == 0)
    }
    // Every day one of each: observed equals expected.
    #expect(try tables(spells)[1].contains("referral,log_rank,2,0,1,1000000,,,,"))
  }
}
