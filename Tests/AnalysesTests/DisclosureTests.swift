import Canonical
import Foundation
import Tables
import Testing

@testable import Analyses

@Suite struct DisclosureTests {
  private static let table = ReportTable(
    name: "work", description: "One number per row.",
    columns: ["group", "period", "n", "flag"].map { .init($0, .text, $0) }, primaryKey: ["group", "period"],
    rows: [])
  private static let (january, february) = (Month(number: 24_000), Month(number: 24_001))

  private func row(
    _ series: String, _ grouping: Grouping, _ group: String, _ month: Month?, people: Int,
    isSurveyed: Bool = false
  ) -> GuardedRow {
    GuardedRow(
      [.text(group), .text(month?.description ?? "all"), .integer(7), .missing], people: people,
      isSurveyed: isSurveyed,
      cell: DisclosureCell(DisclosureCell.Series(series), grouping, group, month))
  }

  /// Groups and periods of withheld rows.
  private func withheld(
    _ rows: [GuardedRow], _ pairs: [GroupPairs] = [], minimum: Int = 5, isIndividual: Bool = false
  ) -> [String] {
    let table = GuardedTable(
      Self.table, guardedColumns: ["n"], rows: rows, isIndividual: isIndividual)
    return Disclosure(minimumPeople: minimum).disclose([table], pairs).flatMap(\.table.rows)
      .filter { $0[3] == .text("withheld") && $0[2] == .missing }
      .map { row in
        row[..<2].map { if case .text(let text) = $0 { text } else { "?" } }.joined(separator: " ")
      }
  }

  @Test func `groups under 5 people are withheld, one of 5 is not`() {
    let disclosure = Disclosure(minimumPeople: PipelinePlan.defaultMinimumPeople)
    #expect([0, 4, 5, 6].map { disclosure.withholds(people: $0) } == [true, true, false, false])
  }

  @Test func `a minimum of 1 withholds only what nobody stands behind`() {
    let disclosure = Disclosure(minimumPeople: 1)
    #expect([0, 1].map { disclosure.withholds(people: $0) } == [true, false])
  }

  @Test func `one small team in one month takes the next smallest team and another month of both along`() {
    // People   January  February  all
    // Ash            3         6    7    3 < 5: Ash in January goes.
    // Birch          6         7    8    January: all - Birch - Cedar = Ash, so Birch goes too.
    // Cedar          9         9   10    Ash: all - February = January, so February goes too; Birch alike.
    // all           18        22   25    February now has two withheld. All totals stay.
    let people = [
      ("Ash", [3, 6, 7]), ("Birch", [6, 7, 8]), ("Cedar", [9, 9, 10]), ("all", [18, 22, 25]),
    ]
    let rows = people.flatMap { group, people in
      zip([Self.january, Self.february, nil], people).map { month, people in
        row("work", group == "all" ? .all : .team, group, month, people: people)
      }
    }
    #expect(withheld(rows) == ["Ash 2000-01", "Ash 2000-02", "Birch 2000-01", "Birch 2000-02"])
  }

  @Test func `withheld people add up to the minimum`() {
    // 1 + 2 < 5, so 6 goes too.
    let rows = [1, 2, 6, 9].map { row("work", .team, "of \($0)", nil, people: $0) }
    let whole = row("work", .all, "all", nil, people: 18)
    #expect(withheld(rows + [whole]) == ["of 1 all", "of 2 all", "of 6 all"])
    // 2 + 3 = 5 is enough.
    let enough = [2, 3, 6].map { row("work", .team, "of \($0)", nil, people: $0) }
    #expect(withheld(enough + [row("work", .all, "all", nil, people: 11)]) == ["of 2 all", "of 3 all"])
  }

  @Test func `the only group of a grouping is as secret as the total, and a total goes last`() {
    let rows = [
      row("work", .all, "all", nil, people: 4), row("work", .channel, "voice", nil, people: 4),
    ]
    #expect(withheld(rows) == ["all all", "voice all"])
    // Both groups are needed: nothing but the total is left to be told.
    let both = [
      row("work", .all, "all", nil, people: 9), row("work", .channel, "chat", nil, people: 4),
      row("work", .channel, "voice", nil, people: 9),
    ]
    #expect(withheld(both) == ["chat all", "voice all"])
  }

  @Test func `a small team takes another of its own site, not the smallest of all`() {
    let teams = [
      ("Ash", 4, "austin"), ("Birch", 8, "austin"), ("Cedar", 6, "tampa"), ("Dogwood", 6, "tampa"),
    ]
    let rows =
      teams.map { row("work", .team, $0.0, nil, people: $0.1) }
      + [("austin", 12), ("tampa", 12)].map { row("work", .site, $0.0, nil, people: $0.1) }
      + [row("work", .all, "all", nil, people: 24)]
    let pairs = GroupPairs(.site, .team, teams.map { .init($0.2, $0.0, nil) })
    #expect(withheld(rows, [pairs]) == ["Ash all", "Birch all"])
    // Who cannot tell which team is at which site gets along with the smallest.
    #expect(withheld(rows) == ["Ash all", "Cedar all"])
    // A team at both sites: only both together add up.
    let moved = GroupPairs(.site, .team, pairs.pairs + [.init("tampa", "Birch", nil)])
    #expect(withheld(rows, [moved]) == ["Ash all", "Cedar all"])
  }

  @Test func `surveys are withheld under 10, and add up to 10`() {
    let rows = [4, 5, 12, 30].map {
      row("said", .team, "of \($0)", nil, people: $0, isSurveyed: true)
    }
    let whole = row("said", .all, "all", nil, people: 51, isSurveyed: true)
    #expect(withheld(rows + [whole], minimum: 1) == ["of 4 all", "of 5 all", "of 12 all"])
  }

  @Test func `rows about one person are withheld for surveys alone, each by itself`() {
    let rows = [
      row("work", .team, "a", nil, people: 1), row("said", .team, "b", nil, people: 9, isSurveyed: true),
      row("said", .team, "c", nil, people: 10, isSurveyed: true),
    ]
    #expect(withheld(rows, isIndividual: true) == ["b all"])
  }

  @Test func `what lies behind nobody is told, and what adds up with nothing goes by itself`() {
    let cells: [ReportTable.Cell] = [.text("g"), .text("all"), .integer(7), .missing]
    #expect(withheld([GuardedRow(cells, people: nil), GuardedRow(cells, people: 5)]).isEmpty)
    #expect(withheld([GuardedRow(cells, people: 4), GuardedRow(cells, people: 5)]) == ["g all"])
  }

  @Test func `where the whole is withheld so is its part`() {
    let whole = DisclosureCell.Series("qualifying")
    let part = DisclosureCell.Series("settled", partOf: "qualifying")
    func rows(_ series: DisclosureCell.Series, _ people: [Int]) -> [GuardedRow] {
      zip(["a", "b", "c", "all"], people).map { group, people in
        GuardedRow(
          [.text(series.name + " " + group), .text("all"), .integer(7), .missing], people: people,
          cell: DisclosureCell(series, group == "all" ? .all : .team, group, nil))
      }
    }
    // Of the whole b goes with a; the part alone would take c.
    #expect(withheld(rows(part, [4, 7, 6, 17])) == ["settled a all", "settled c all"])
    #expect(
      withheld(rows(part, [4, 7, 6, 17]) + rows(whole, [4, 7, 8, 19]))
        == ["settled a all", "settled b all", "qualifying a all", "qualifying b all"])
  }

  @Test func `unknowns are determined together where no sum has only one`() {
    // a + b and a + b + c: c follows, a and b do not.
    let sums = [[0, 1], [0, 1, 2]].map { $0.map { LinearUnknowns.Term(unknown: $0, sign: 1) } }
    #expect(LinearUnknowns(sums, count: 4).isDetermined == [false, false, true, false])
    // Around a square everything stays open; with the difference across it all is known.
    let square = [[0, 1], [1, 2], [2, 3], [3, 0]].map { $0.map { LinearUnknowns.Term(unknown: $0, sign: 1) } }
    #expect(LinearUnknowns(square, count: 4).isDetermined == [false, false, false, false])
    let across = [LinearUnknowns.Term(unknown: 0, sign: 1), .init(unknown: 1, sign: -1)]
    #expect(LinearUnknowns(square + [across], count: 4).isDetermined == [true, true, true, true])
  }

  @Test func `nobody works out a withheld n of the sample's published table`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(
      contentsOf: folder.appending(path: "GoldenTests/sample/tables/fcr.csv"), encoding: .utf8)
    var series: [[Substring]: [[Substring]]] = [:]
    for line in text.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      #expect(fields.count == 17)
      series[Array(fields[..<3]), default: []].append(Array(fields))
    }
    var (withheld, few) = (0, 0)
    for (name, rows) in series {
      let hidden = Dictionary(
        uniqueKeysWithValues: rows.filter { $0[16] == "withheld" }.enumerated().map {
          ($0.element, $0.offset)
        })
      withheld += hidden.count
      var solver = ExactSolver()
      func add(_ parts: [[Substring]], _ whole: [Substring]?) {
        guard let whole else { return }
        var (factors, total): ([Int: Int], Int) = ([:], 0)
        for (row, sign) in parts.map({ ($0, 1) }) + [(whole, -1)] {
          if let place = hidden[row] {
            factors[place, default: 0] += sign
          } else {
            total -= sign * (Int(row[6]) ?? 0)
          }
        }
        if !factors.isEmpty { solver.add(factors, total: total) }
      }
      for group in Dictionary(grouping: rows, by: { [$0[3], $0[4]] }).values where group.count > 1 {
        add(group.filter { $0[5] != "all" }, group.first { $0[5] == "all" })
      }
      for period in Dictionary(grouping: rows, by: { $0[5] }).values {
        let whole = period.first { $0[3] == "all" }
        for groups in Dictionary(grouping: period, by: { $0[3] }).values where groups[0][3] != "all" {
          add(groups, whole)
        }
      }
      few += solver.solved.count
      #expect(solver.solved.isEmpty, "\(name)")
    }
    #expect(series.count > 80 && withheld > 1000 && few == 0)
  }
}
