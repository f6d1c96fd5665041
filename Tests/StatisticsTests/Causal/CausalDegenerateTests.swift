import Testing

@testable import Statistics

/// What the estimators say of data that hold no answer.
@Suite struct CausalDegenerateTests {
  private func effects(
    _ outcomes: [[Double?]], _ first: [Int?], anticipation: Int = 0
  ) throws -> GroupTimeEffects {
    try GroupTimeEffects(
      of: TreatmentPanel(outcomes: outcomes, firstTreated: first), controls: .notYetTreated,
      anticipation: anticipation, minimumTreated: 1, minimumControls: 1)
  }

  @Test func `no units, none observed, no periods, one period`() {
    #expect(throws: NotEstimable.tooFew(.units, found: 0, needed: 1)) {
      try TreatmentPanel(outcomes: [], firstTreated: [])
    }
    #expect(throws: NotEstimable.tooFew(.units, found: 0, needed: 1)) {
      try TreatmentPanel(outcomes: [[nil, nil]], firstTreated: [1])
    }
    #expect(throws: NotEstimable.tooFew(.periods, found: 1, needed: 2)) {
      try effects([[1], [2]], [0, nil])
    }
    #expect(throws: NotEstimable.tooFew(.periods, found: 2, needed: 3)) {
      try effects([[1, 2], [2, 3]], [1, nil], anticipation: 1)
    }
  }

  @Test func `none treated, or all of them always`() {
    let rows: [[Double?]] = [[1, 2, 3], [2, 3, 5]]
    #expect(throws: NotEstimable.tooFew(.treated, found: 0, needed: 1)) { try effects(rows, [nil, nil]) }
    #expect(throws: NotEstimable.tooFew(.treated, found: 0, needed: 1)) { try effects(rows, [0, .min]) }
    #expect(throws: NotEstimable.tooFew(.treated, found: 0, needed: 1)) { try effects(rows, [3, .max]) }
  }

  @Test func `no controls`() throws {
    let effects = try effects([[1, 2], [2, 4]], [1, 1])
    #expect(throws: NotEstimable.tooFew(.controls, found: 0, needed: 1)) {
      try effects.effects[0].estimate.get()
    }
    #expect(throws: NotEstimable.tooFew(.groups, found: 0, needed: 1)) { try effects.simple() }
    #expect(throws: NotEstimable.tooFew(.groups, found: 0, needed: 1)) { try effects.byEventTime() }
    #expect(throws: NotEstimable.tooFew(.groups, found: 0, needed: 1)) { try effects.byGroup() }
    #expect(throws: NotEstimable.tooFew(.groups, found: 0, needed: 1)) { try effects.byPeriod() }
    #expect(throws: NotEstimable.tooFew(.periods, found: 0, needed: 1)) { try PreTrendTest(of: effects) }
    #expect(throws: NotEstimable.tooFew(.treated, found: 0, needed: 1)) {
      try NaiveBeforeAfter(of: effects)
    }
    #expect(throws: NotEstimable.tooFew(.treated, found: 0, needed: 1)) {
      try RegressionToMeanBias(of: effects)
    }
    #expect(throws: NotEstimable.tooFew(.values, found: 0, needed: 1)) { try UniformBand(of: [], seed: 1) }
  }

  @Test func `all equal: an effect of 0 without an error`() throws {
    let rows = [[Double?]](repeating: [0.1, 0.1, 0.1, 0.1], count: 30)
    let effects = try effects(rows, (0..<30).map { $0 < 10 ? 3 : nil })
    let estimate = try effects.simple().estimate
    #expect(estimate.value == 0 && estimate.standardError == nil)
    #expect(estimate.low == nil && estimate.high == nil && estimate.p == nil)
    let average = try effects.simple()
    #expect(throws: NotEstimable.tooFew(.values, found: 0, needed: 1)) {
      try UniformBand(of: [average], seed: 1)
    }
    #expect(throws: NotEstimable.tooFew(.periods, found: 0, needed: 1)) { try PreTrendTest(of: effects) }
    // Changes that are equal but for rounding have no spread either.
    let steps: [[Double?]] = (0..<30).map { [0.1 * Double($0), 0.1 * Double($0) + 0.3] }
    let same = try self.effects(steps, (0..<30).map { $0 < 10 ? 1 : nil })
    #expect(try same.simple().estimate.standardError == nil)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `an outcome that is no number`(_ outcome: Double) {
    #expect(throws: NotEstimable.notFinite(.values)) {
      try TreatmentPanel(outcomes: [[1, 2], [outcome, 3]], firstTreated: [1, nil])
    }
  }

  @Test func `huge values`() throws {
    let rows: [[Double?]] = [[-1.7e308, 1.7e308], [-1e308, 1.7e308], [1, 2], [3, 5]]
    let effects = try effects(rows, [1, 1, nil, nil])
    #expect(throws: NotEstimable.noConvergence) { try effects.effects[0].estimate.get() }
    // Squares that overflow.
    let wide: [[Double?]] = [[0, 1e200], [0, 2e200], [1, 2], [3, 5]]
    let squared = try self.effects(wide, [1, 1, nil, nil])
    #expect(throws: NotEstimable.noConvergence) { try squared.effects[0].estimate.get() }
  }

  @Test func `a unit without outcomes counts nowhere`() throws {
    let rows: [[Double?]] = [[0, 3], [10, 15], [1, 2], [0, 2], [-1, 2]]
    let plain = try effects(rows, [1, 1, nil, nil, nil]).simple().estimate
    #expect(try effects(rows + [[nil, nil]], [1, 1, nil, nil, nil, 1]).simple().estimate == plain)
  }

  @Test func `more effects before treatment than clusters or units`() throws {
    let rows: [[Double?]] = (0..<8).map { unit in
      (0..<8).map { Double(StaggeredPanel.draw(9, unit * 8 + $0, 1000)) }
    }
    let effects = try effects(rows, [7, 7, 6, 6, nil, nil, nil, nil])
    #expect(throws: NotEstimable.tooFew(.units, found: 8, needed: 12)) { try PreTrendTest(of: effects) }
    #expect(throws: Never.self) { try PreTrendTest(byEventTimeOf: effects) }
  }
}
