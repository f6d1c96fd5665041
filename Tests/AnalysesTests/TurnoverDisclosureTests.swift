import Canonical
import Dice
import Tables
import Testing

@testable import Analyses

/// What holds for the table of turnover: random people, and a solver that knows all sums.
@Suite struct TurnoverDisclosureTests {
  /// Cells with their separations and people, and which of them are withheld.
  private func disclosed(_ staff: RandomStaff) -> (
    numbers: [RandomStaff.Cell: (separations: Int, people: Int)], withheld: Set<RandomStaff.Cell>
  ) {
    let tables = staff.tables
    let published = Disclosure(minimumPeople: 5).disclose([tables.guarded], tables.pairs)[0].table.rows
    var numbers: [RandomStaff.Cell: (separations: Int, people: Int)] = [:]
    var withheld: Set<RandomStaff.Cell> = []
    for (row, cells) in zip(tables.guarded.rows, published) {
      guard case .integer(let separations) = row.cells[4], let people = row.people else { continue }
      let cell = RandomStaff.cell(row.cells)
      numbers[cell] = (Int(separations), people)
      if cells[4] == .missing { withheld.insert(cell) }
    }
    return (numbers, withheld)
  }

  /// What somebody finds out who knows all sums, and all separations but those withheld: that the elimination finds
  /// what an exact solver finds is a law of its own.
  private func found(
    _ staff: RandomStaff, _ cells: Set<RandomStaff.Cell>, _ withheld: Set<RandomStaff.Cell>
  ) -> [RandomStaff.Cell] {
    let hidden = Array(withheld)
    let places = Dictionary(uniqueKeysWithValues: hidden.enumerated().map { ($0.element, $0.offset) })
    let sums = staff.sums(cells).map { sum in
      sum.compactMap { cell, sign in places[cell].map { LinearUnknowns.Term(unknown: $0, sign: sign) } }
    }
    let isDetermined = LinearUnknowns(sums.filter { !$0.isEmpty }, count: hidden.count).isDetermined
    return zip(hidden, isDetermined).filter(\.1).map(\.0)
  }

  @Test func `who knows every sum of turnover finds no withheld number, over random staff`() {
    var (withheldCount, toldCount) = (0, 0)
    for seed in 0..<UInt64(Rounds.count(25)) {
      var dice = Dice(seed: seed)
      let staff = RandomStaff(&dice)
      let (numbers, withheld) = disclosed(staff)
      for (cell, number) in numbers where number.people < (RandomStaff.reasons.contains(cell.kind) ? 10 : 5) {
        if !withheld.contains(cell) { Issue.record("seed \(seed): few people behind \(cell)") }
      }
      let own = withheld.filter { $0.kind != "seat" }
      // Twelve months of enough people may follow from others: they are withheld with their months alone.
      let found = found(staff, Set(numbers.keys.filter { $0.kind != "seat" }), own).filter {
        !$0.period.contains("P")
      }
      #expect(found.isEmpty, "seed \(seed): \(found.map { "\($0)" }.sorted().prefix(3))")
      withheldCount += withheld.count
      toldCount += numbers.count - withheld.count
    }
    #expect(withheldCount > 1000 && toldCount > 1000)
  }

  @Test func `the threshold alone would tell separations of few people`() {
    var solved = 0
    for seed in 0..<UInt64(5) {
      var dice = Dice(seed: seed)
      let staff = RandomStaff(&dice)
      let numbers = disclosed(staff).numbers.filter { $0.key.kind == "external" }
      let few = Set(numbers.filter { $0.value.people < 5 }.keys)
      solved += found(staff, Set(numbers.keys), few).count
    }
    #expect(solved > 20)
  }
}
