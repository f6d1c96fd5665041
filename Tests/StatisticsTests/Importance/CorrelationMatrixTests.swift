import Dice
import Testing

@testable import Statistics

@Suite struct CorrelationMatrixTests {
  @Test func `three rows by hand`() throws {
    // x = 1, 2, 3 and y = 1, 3, 2: deviations −1, 0, 1 and −1, 1, 0; 1/√(2·2) = ½.
    let found = try CorrelationMatrix(columns: [[1, 2, 3], [1, 3, 2]])
    #expect(isNear(found[0, 1], 0.5, relative: 1e-15) && found[0, 1] == found[1, 0])
    #expect(found[0, 0] == 1 && found.observations == 3 && found.columns == 2)
  }

  @Test func `exact sums in any order and split give the same bits, and what columns give`() throws {
    let seed: UInt64 = 81
    var dice = Dice(seed: seed)
    for number in 0..<Rounds.count(30) {
      let columns = dice.below(4) + 2
      var rows = (0..<(dice.below(40) + 5)).map { _ in
        (0..<columns).map { _ in Int64(dice.below(2_000_000)) - 1_000_000 }
      }
      var once = CrossProducts(columns: columns)
      for row in rows { once.observe(row) }
      let byColumns = try CorrelationMatrix(
        columns: (0..<columns).map { column in rows.map { Double($0[column]) } })
      rows.shuffle(using: &dice)
      var pieces = [CrossProducts](repeating: CrossProducts(columns: columns), count: 3)
      for row in rows { pieces[dice.below(3)].observe(row) }
      var merged = CrossProducts(columns: columns)
      for piece in pieces.shuffled(using: &dice) { merged.merge(piece) }
      #expect(merged == once, "seed \(seed), \(number)")
      let exact = try CorrelationMatrix(merged)
      #expect(try exact == CorrelationMatrix(once), "seed \(seed), \(number)")
      for (a, b) in zip(exact.values.elements, byColumns.values.elements) {
        #expect(abs(a - b) < 1e-14, "seed \(seed), \(number)")
      }
    }
  }

  @Test func `a shift however large leaves exact sums their digits`() throws {
    var plain = CrossProducts(columns: 2)
    var shifted = CrossProducts(columns: 2)
    for (x, y) in [(1, 1), (2, 3), (3, 2), (7, 4)] as [(Int64, Int64)] {
      plain.observe([x, y])
      shifted.observe([x + 1_000_000_000_000_000_000, -(y + 4_000_000_000_000_000)])
    }
    #expect(try CorrelationMatrix(shifted)[0, 1] == -CorrelationMatrix(plain)[0, 1])
  }

  @Test func `what cannot be estimated has a reason`() {
    #expect(throws: NotEstimable.tooFew(.observations, found: 0, needed: 2)) {
      try CorrelationMatrix(CrossProducts(columns: 2))
    }
    #expect(throws: NotEstimable.tooFew(.observations, found: 1, needed: 2)) {
      try CorrelationMatrix(columns: [[1], [2]])
    }
    #expect(throws: NotEstimable.noSpread(.values)) {
      try CorrelationMatrix(columns: [[0.1, 0.1, 0.1], [1, 2, 3]])
    }
    #expect(throws: NotEstimable.notFinite(.values)) {
      try CorrelationMatrix(columns: [[1, .nan], [1, 2]])
    }
    #expect(throws: NotEstimable.noConvergence) { try CorrelationMatrix(columns: [[1e200, 0], [1, 2]]) }
    #expect(throws: NotEstimable.noConvergence) {
      var products = CrossProducts(columns: 2)
      for _ in 0..<3 { products.observe([.min, 1]) }
      return try CorrelationMatrix(products)
    }
    #expect(throws: NotEstimable.noSpread(.values)) {
      var products = CrossProducts(columns: 2)
      for value in 1...3 as ClosedRange<Int64> { products.observe([value, 5]) }
      return try CorrelationMatrix(products)
    }
  }
}
