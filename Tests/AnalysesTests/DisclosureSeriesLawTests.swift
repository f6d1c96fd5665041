import Canonical
import Dice
import Tables
import Testing

@testable import Analyses

/// What holds where several tables are disclosed at once, and where much is withheld at once.
@Suite struct DisclosureSeriesLawTests {
  /// What is withheld of a series of a center.
  private func withheld(_ center: RandomCenter, _ name: String, mostAtOnce: Int) -> Set<DisclosureCell> {
    let numbers = center.numbers.filter { $0.key.series.name == name }
    let grid = DisclosureGrid(numbers.keys, center.pairs)
    var cells: [Int: DisclosureCell] = [:]
    for cell in numbers.keys { if let place = grid.place(of: cell) { cells[place] = cell } }
    var series = DisclosureSeries(
      name,
      cells.map { .init(place: $0.key, people: numbers[$0.value]?.people.count ?? 0) }, grid, minimum: 5,
      mostAtOnce: mostAtOnce)
    let found = series.withheld()
    return Set(cells.lazy.filter { found.contains($0.key) }.map(\.value))
  }

  @Test func `withholding many at once is as safe as one after the other, and rarely more`() {
    var (one, many, differences) = (0, 0, 0)
    for seed in 0..<UInt64(Rounds.count(400)) {
      var dice = Dice(seed: seed)
      let center = RandomCenter(&dice)
      let careful = withheld(center, "qualifying", mostAtOnce: .max)
      let quick = withheld(center, "qualifying", mostAtOnce: 0)
      let sums = center.sums("qualifying")
      #expect(center.found("qualifying", sums, withheld: quick).isEmpty, "seed \(seed)")
      #expect(center.found("qualifying", sums, withheld: careful).isEmpty, "seed \(seed)")
      for (cell, number) in center.numbers
      where cell.series.name == "qualifying" && number.people.count < 5 && !quick.contains(cell) {
        Issue.record("seed \(seed): few people behind \(cell)")
      }
      one += careful.count
      many += quick.count
      differences += careful == quick ? 0 : 1
    }
    #expect(differences > 0 && many < one * 11 / 10, "\(one), \(many), \(differences)")
  }

  @Test func `what opens an unknown is what a trial of each finds`() {
    var (opened, shut) = (0, 0)
    for seed in 0..<UInt64(Rounds.count(400)) {
      var dice = Dice(seed: seed)
      let count = 4 + dice.below(7)
      let sums = (0..<(2 + dice.below(count))).map { _ in
        (0..<count).filter { _ in dice.chance(45) }.map {
          LinearUnknowns.Term(unknown: $0, sign: dice.chance(50) ? 1 : -1)
        }
      }
      let isKnown = (0..<count).map { _ in dice.chance(50) }
      func isDetermined(_ unknown: Int, besides next: Int?) -> Bool {
        let own = sums.map { $0.filter { !isKnown[$0.unknown] || $0.unknown == next } }
        return LinearUnknowns(own.filter { !$0.isEmpty }, count: count).isDetermined[unknown]
      }
      for unknown in 0..<count where !isKnown[unknown] && isDetermined(unknown, besides: nil) {
        let opens = LinearUnknowns.openers(of: unknown, sums.filter { !$0.isEmpty }, isKnown: isKnown)
        for next in 0..<count where isKnown[next] {
          #expect(opens[next] == !isDetermined(unknown, besides: next), "seed \(seed), \(unknown), \(next)")
          opened += opens[next] ? 1 : 0
          shut += opens[next] ? 0 : 1
        }
      }
    }
    #expect(opened > 100 && shut > 100, "\(opened), \(shut)")
  }

  /// The tables and pairs of a center whose series have names of their own.
  private func renamed(
    _ center: RandomCenter, _ prefix: String, _ dice: inout Dice
  ) -> (tables: [GuardedTable], pairs: [GroupPairs]) {
    func own(_ cell: DisclosureCell) -> DisclosureCell {
      var cell = cell
      cell.series = DisclosureCell.Series(
        prefix + cell.series.name, partOf: cell.series.whole.map { prefix + $0 })
      return cell
    }
    let tables = center.tables(&dice).map { table in
      var table = table
      table.rows = table.rows.map { row in
        var row = row
        row.cell = row.cell.map(own)
        return row
      }
      return table
    }
    let pairs = center.pairs.map { pairs in
      var pairs = pairs
      pairs.series = Set(RandomCenter.series.map { prefix + $0 })
      return pairs
    }
    return (tables, pairs)
  }

  /// Cells of withheld rows.
  private func withheld(_ tables: [GuardedTable], _ disclosed: some Sequence<DisclosedTable>) -> Set<
    DisclosureCell
  > {
    var cells: Set<DisclosureCell> = []
    for (guarded, published) in zip(tables, disclosed) {
      for (row, printed) in zip(guarded.rows, published.table.rows) where printed[4] == .missing {
        if let cell = row.cell { cells.insert(cell) }
      }
    }
    return cells
  }

  @Test func `pairs that name their series bind no other table, and no others bind theirs`() {
    let disclosure = Disclosure(minimumPeople: 5)
    var foreign = 0
    for seed in 0..<UInt64(Rounds.count(150)) {
      var dice = Dice(seed: seed)
      let (contacts, staff) = (RandomCenter(&dice), RandomCenter(&dice))
      let days = renamed(staff, "days/", &dice)
      let work = contacts.tables(&dice)
      // Each alone, and both at once, whose sites and teams have the same names but other people.
      let alone = [
        withheld(work, disclosure.disclose(work, contacts.pairs)),
        withheld(days.tables, disclosure.disclose(days.tables, days.pairs)),
      ]
      let both = disclosure.disclose(work + days.tables, contacts.pairs + days.pairs)
      #expect(withheld(work, both[..<2]) == alone[0], "seed \(seed)")
      #expect(withheld(days.tables, both[2...]) == alone[1], "seed \(seed)")
      // Without the name they would.
      let unnamed = days.pairs.map { GroupPairs($0.groupings.first, $0.groupings.second, $0.pairs) }
      let mixed = disclosure.disclose(work + days.tables, contacts.pairs + unnamed)
      foreign += withheld(work, mixed[..<2]) == alone[0] ? 0 : 1
    }
    #expect(foreign > 0)
  }
}
