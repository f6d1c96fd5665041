import Canonical
import Dice
import Tables
import Testing

@testable import Analyses

/// What holds for every table: random centers, and a solver that knows all sums.
@Suite struct DisclosureLawTests {
  private static let disclosure = Disclosure(minimumPeople: 5)

  /// What is withheld in tables of cells.
  private func withheld(_ center: RandomCenter, _ dice: inout Dice) -> Set<DisclosureCell> {
    let tables = center.tables(&dice)
    let disclosed = Self.disclosure.disclose(tables, center.pairs)
    var fates: [DisclosureCell: Bool] = [:]
    for (guarded, published) in zip(tables, disclosed) {
      for (row, cells) in zip(guarded.rows, published.table.rows) {
        guard let cell = row.cell else { continue }
        let isWithheld = cells[5] == .text("withheld")
        if (cells[4] == .missing) != isWithheld { Issue.record("a withheld row is empty, another is not") }
        if fates[cell] ?? isWithheld != isWithheld { Issue.record("a number has one fate in two tables") }
        fates[cell] = isWithheld
      }
    }
    return Set(fates.filter(\.value).keys)
  }

  private func minimum(_ cell: DisclosureCell) -> Int { cell.series.name == "said" ? 10 : 5 }

  @Test func `who knows every sum finds no withheld number, in 1,000 random centers`() {
    for seed in 0..<UInt64(Rounds.count(1000)) {
      var dice = Dice(seed: seed)
      let center = RandomCenter(&dice)
      let withheld = withheld(center, &dice)
      for (cell, number) in center.numbers where number.people.count < minimum(cell) {
        if !withheld.contains(cell) { Issue.record("seed \(seed): few people behind \(cell)") }
      }
      for name in RandomCenter.series where withheld.contains(where: { $0.series.name == name }) {
        let sums = center.sums(name)
        #expect(center.found(name, sums, withheld: withheld).isEmpty, "seed \(seed), \(name)")
        for sum in sums where sum.contains(where: { !withheld.contains($0.cell) }) {
          let hidden = sum.map(\.cell).filter(withheld.contains)
          let people = hidden.reduce(0) { $0 + (center.numbers[$1]?.people.count ?? 0) }
          let isSafe = hidden.isEmpty || hidden.count > 1 && people >= minimum(hidden[0])
          if !isSafe { Issue.record("seed \(seed), \(name), a line of \(sum.count)") }
        }
      }
      if withheld.isEmpty { continue }
      for cell in center.numbers.keys where cell.series.name == "settled" {
        var whole = cell
        whole.series = RandomCenter.series("qualifying")
        if withheld.contains(whole), !withheld.contains(cell) { Issue.record("seed \(seed): \(cell)") }
      }
    }
  }

  @Test func `the threshold alone would tell withheld numbers, and the solver finds their values`() {
    var solved = 0
    for seed in 0..<UInt64(100) {
      var dice = Dice(seed: seed)
      let center = RandomCenter(&dice)
      let small = Set(center.numbers.filter { $1.people.count < minimum($0) }.keys)
      for name in RandomCenter.series {
        let found = center.found(name, center.sums(name), withheld: small)
        for (cell, value) in found { #expect(value == center.numbers[cell]?.count, "seed \(seed)") }
        solved += found.count
      }
    }
    #expect(solved > 100)
  }

  @Test func `neither the order of rows, tables and pairs nor where a number stands changes a fate`() {
    for seed in 0..<UInt64(Rounds.count(50)) {
      var dice = Dice(seed: seed)
      let center = RandomCenter(&dice)
      let first = withheld(center, &dice)
      for _ in 0..<3 { #expect(withheld(center, &dice) == first, "seed \(seed)") }
    }
  }

  @Test func `what is withheld needs no more to be withheld`() {
    for seed in 0..<UInt64(Rounds.count(100)) {
      var dice = Dice(seed: seed)
      let center = RandomCenter(&dice)
      let numbers = center.numbers.filter { $0.key.series.name == "qualifying" }
      let grid = DisclosureGrid(numbers.keys, center.pairs)
      let cells = numbers.compactMap { cell, number in
        grid.place(of: cell).map { DisclosureSeries.Cell(place: $0, people: number.people.count) }
      }
      var once = DisclosureSeries("qualifying", cells, grid, minimum: 5)
      let withheld = once.withheld()
      var again = DisclosureSeries("qualifying", cells, grid, minimum: 5)
      #expect(again.withheld(forced: withheld) == withheld, "seed \(seed)")
    }
  }

  @Test func `nothing is withheld where nobody is few`() {
    for seed in 0..<UInt64(Rounds.count(50)) {
      var dice = Dice(seed: seed)
      let center = RandomCenter(&dice)
      let isFew = center.numbers.contains { $1.people.count < minimum($0) }
      #expect(withheld(center, &dice).isEmpty == !isFew, "seed \(seed)")
      let open = Disclosure(minimumPeople: 1).disclose(center.tables(&dice), center.pairs)
      for row in open.flatMap(\.table.rows) where row[5] == .text("withheld") {
        #expect(row[0] == .text("said"), "seed \(seed)")
      }
    }
  }

  @Test func `the elimination finds what an exact solver finds`() {
    var determined = 0
    for seed in 0..<UInt64(Rounds.count(300)) {
      var dice = Dice(seed: seed)
      let count = 2 + dice.below(7)
      let sums = (0..<(1 + dice.below(count))).map { _ in
        (0..<count).filter { _ in dice.chance(40) }.map {
          LinearUnknowns.Term(unknown: $0, sign: dice.chance(50) ? 1 : -1)
        }
      }.filter { !$0.isEmpty }
      var solver = ExactSolver()
      for sum in sums {
        solver.add(Dictionary(uniqueKeysWithValues: sum.map { ($0.unknown, $0.sign) }), total: 0)
      }
      let found = LinearUnknowns(sums, count: count).isDetermined
      #expect(Set(found.indices.filter { found[$0] }) == Set(solver.solved.keys), "seed \(seed)")
      determined += solver.solved.count
    }
    #expect(determined > 100)
  }
}
