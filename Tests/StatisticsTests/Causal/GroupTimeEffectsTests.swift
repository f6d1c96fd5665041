import Dice
import Testing

@testable import Statistics

/// A panel with holes, strata and teams of random numbers.
private struct RandomPanel {
  let outcomes: [[Double?]]
  let first: [Int?]
  let strata: [[Int?]]
  let clusters: [Int]

  init(_ dice: inout Dice, units: Int = 90, periods: Int = 6) {
    var rows: [[Double?]] = []
    var (first, strata, clusters) = ([Int?](), [[Int?]](), [Int]())
    for _ in 0..<units {
      let level = Double.random(in: -2...2, using: &dice)
      rows.append(
        (0..<periods).map { _ in dice.chance(12) ? nil : level + Double.random(in: 0...1, using: &dice) })
      first.append(dice.chance(35) ? nil : dice.below(periods + 2))
      strata.append((0..<periods).map { _ in dice.chance(8) ? nil : dice.below(4) * 3 })
      clusters.append(dice.below(25) * 7)
    }
    (outcomes, self.first, self.strata, self.clusters) = (rows, first, strata, clusters)
  }

  func effects(
    matched: Bool = false, clustered: Bool = false, controls: ControlGroup = .notYetTreated,
    anticipation: Int = 1, order: [Int]? = nil, times factor: Double = 1
  ) throws -> GroupTimeEffects {
    let order = order ?? Array(outcomes.indices)
    let panel = try TreatmentPanel(
      outcomes: order.map { outcomes[$0].map { $0.map { factor * $0 } } },
      firstTreated: order.map { first[$0] }, clusters: clustered ? order.map { clusters[$0] } : nil,
      strata: matched ? order.map { strata[$0] } : nil)
    return try GroupTimeEffects(
      of: panel, controls: controls, anticipation: anticipation, minimumTreated: 2, minimumControls: 3)
  }
}

@Suite struct GroupTimeEffectsTests {
  // Treated change by 3 and 5 (mean 4), controls by 1, 2, 3 (mean 2): ATT 2.
  // s₁² = 1, s₀² = 2/3 with denominators n: se = √(1/2 + 2/9) = √13/18.
  @Test func `two treated and three controls by hand`() throws {
    let panel = try TreatmentPanel(
      outcomes: [[0, 3], [10, 15], [1, 2], [0, 2], [-1, 2]], firstTreated: [1, 1, nil, nil, nil])
    let effects = try GroupTimeEffects(
      of: panel, controls: .notYetTreated, anticipation: 0, minimumTreated: 2, minimumControls: 3)
    #expect(effects.effects.count == 1 && effects.alwaysTreated == 0)
    let effect = try #require(effects.effects.first)
    #expect(effect.group == 1 && effect.period == 1 && effect.base == 0 && effect.eventTime == 0)
    #expect(effect.treated == 2 && effect.controls == 3)
    let estimate = try effect.estimate.get()
    let error = (13.0 / 18).squareRoot()
    #expect(abs(estimate.value - 2) < 1e-15 && abs((estimate.standardError ?? 0) - error) < 1e-15)
    #expect(abs((estimate.low ?? 0) - (2 - 1.959963984540054 * error)) < 1e-14)
    #expect(abs((estimate.high ?? 0) - (2 + 1.959963984540054 * error)) < 1e-14)
    // P(|Z| > 2 / .8498) = .01861.
    #expect(abs((estimate.p ?? 0) - 0.0186) < 1e-4)
    // The panel's only cell: every average is it.
    for average in [
      try effects.simple(), try effects.byEventTime().overall, try effects.byGroup().overall,
      try effects.byPeriod().overall,
    ] {
      #expect(abs(average.estimate.value - 2) < 1e-15 && average.cells == 1)
      #expect(abs((average.estimate.standardError ?? 0) - error) < 1e-15)
    }
  }

  // Treated of A change by 3, 5, of B by 10, of C by 7; controls of A by 1, 2, 3, of B by 4, 6, of D by 100.
  // ATT = ((3 − 2) + (5 − 2) + (10 − 5)) / 3 = 3. Squared influences: treated (4 + 0 + 4)/9; A each weighs
  // (2/3)/3: 2 · 4/81; B (1/3)/2: 2/36. Together 169/162. Effective controls: 1/((2/3)²/3 + (1/3)²/2) = 54/11.
  @Test func `matched on strata by hand`() throws {
    let changes: [Double] = [3, 5, 10, 7, 8, 1, 2, 3, 4, 6, 100]
    let label: [Int?] = [0, 0, 1, 2, nil, 0, 0, 0, 1, 1, 3]
    let panel = try TreatmentPanel(
      outcomes: changes.map { [0, 50, $0] }, firstTreated: changes.indices.map { $0 < 5 ? 2 : nil },
      // Only the month of selection, 1, counts.
      strata: label.enumerated().map { [9, $1, $0] })
    let effects = try GroupTimeEffects(
      of: panel, controls: .notYetTreated, anticipation: 1, minimumTreated: 3, minimumControls: 4)
    let effect = try #require(effects.effects.last)
    #expect(effect.period == 2 && effect.base == 0)
    #expect(effect.treated == 3 && effect.controls == 5)
    #expect(abs(effect.effectiveControls - 54.0 / 11) < 1e-14)
    #expect(effect.droppedStrata == 1 && effect.unmatchedTreated == 2)
    let estimate = try effect.estimate.get()
    #expect(abs(estimate.value - 3) < 1e-14)
    #expect(abs((estimate.standardError ?? 0) - (169.0 / 162).squareRoot()) < 1e-14)
    // One treated unit, or one control, too few: said so.
    let strict = try GroupTimeEffects(
      of: panel, controls: .notYetTreated, anticipation: 1, minimumTreated: 4, minimumControls: 4)
    #expect(throws: NotEstimable.tooFew(.treated, found: 3, needed: 4)) {
      try strict.effects[1].estimate.get()
    }
    let stricter = try GroupTimeEffects(
      of: panel, controls: .notYetTreated, anticipation: 1, minimumTreated: 3, minimumControls: 5)
    #expect(throws: NotEstimable.tooFew(.controls, found: 4, needed: 5)) {
      try stricter.effects[1].estimate.get()
    }
    #expect(throws: NotEstimable.tooFew(.groups, found: 0, needed: 1)) { try stricter.simple() }
  }

  // Base, by anticipation: 2 months before treatment for the month of selection and after.
  @Test func `bases and controls of each cell`() throws {
    let starts: [Int?] = [3, 3, 4, 5, 6, nil, 0, 1, 2]
    let rows: [[Double?]] = starts.indices.map { unit in (0..<5).map { Double(unit * unit + $0 * (unit + 1)) }
    }
    let panel = try TreatmentPanel(outcomes: rows, firstTreated: starts)
    func shape(_ controls: ControlGroup, _ anticipation: Int) throws -> [[Int]] {
      let effects = try GroupTimeEffects(
        of: panel, controls: controls, anticipation: anticipation, minimumTreated: 1, minimumControls: 1)
      return effects.effects.filter { $0.group == 3 }.map { [$0.period, $0.base, $0.controls] }
    }
    // Others begin in 2, 4, 5, 6 and never. At t, G > t + 1: 4, 5, 6, never at 1 and 2; 5, 6, never at 3 …
    #expect(try shape(.notYetTreated, 1) == [[1, 0, 4], [2, 1, 4], [3, 1, 3], [4, 1, 2]])
    #expect(try shape(.notYetTreated, 0) == [[1, 0, 5], [2, 1, 4], [3, 2, 4], [4, 2, 3]])
    // G > t from treatment on: who begins in 2 is no control of month 1.
    #expect(try shape(.untreatedSoFar, 1) == [[1, 0, 4], [2, 1, 4], [3, 1, 4], [4, 1, 3]])
    // G > 4 + a.
    #expect(try shape(.neverTreated, 1) == [[1, 0, 2], [2, 1, 2], [3, 1, 2], [4, 1, 2]])
    #expect(try shape(.neverTreated, 0) == [[1, 0, 3], [2, 1, 3], [3, 2, 3], [4, 2, 3]])
    let effects = try GroupTimeEffects(of: panel, controls: .notYetTreated, anticipation: 1)
    #expect(effects.alwaysTreated == 2)
    // No group begins after the panel.
    #expect(Set(effects.effects.map(\.group)) == [2, 3, 4])
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `the slow estimator gives the same`(seed: UInt64) throws {
    for _ in 0..<Rounds.count(1) {
      var dice = Dice(seed: seed)
      let random = RandomPanel(&dice)
      // Matched and not with each anticipation; the rest by chance.
      let (matched, anticipation) = (seed % 2 == 0, Int(seed % 3))
      let (never, clustered) = (dice.chance(30), dice.chance(50))
      let effects = try random.effects(
        matched: matched, clustered: clustered, controls: never ? .neverTreated : .notYetTreated,
        anticipation: anticipation)
      let dense = DenseEffects(
        outcomes: random.outcomes, first: random.first, strata: matched ? random.strata : nil,
        clusters: clustered ? random.clusters : nil, never: never, anticipation: anticipation,
        leastTreated: 2, leastControls: 3)
      let estimable = effects.effects.filter { (try? $0.estimate.get()) != nil }
      #expect(
        estimable.map { [$0.group, $0.period, $0.treated, $0.controls] }
          == dense.cells.map { [$0.group, $0.period, $0.treated, $0.controls] }, "seed \(seed)")
      #expect(dense.cells.count > 3, "seed \(seed)")
      for (effect, cell) in zip(estimable, dense.cells) {
        checkNear(try effect.estimate.get(), (cell.value, dense.error(of: cell.influence)))
      }
      checkNear(try effects.simple(), dense.average { $0.period >= $0.group })
      checkNear(
        try effects.average(eventTimes: 0...1), dense.average { (0...1).contains($0.period - $0.group) })
      for (time, effect) in try effects.byEventTime().effects {
        checkNear(effect, dense.average { $0.period - $0.group == time })
      }
      for (period, effect) in try effects.byPeriod().effects {
        checkNear(effect, dense.average { $0.period == period && $0.group <= period })
      }
    }
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `the order of units changes no bit`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let random = RandomPanel(&dice, units: 60)
    let order = Array(random.outcomes.indices).shuffled(using: &dice)
    for clustered in [false, true] {
      let one = try random.effects(matched: true, clustered: clustered)
      let other = try random.effects(matched: true, clustered: clustered, order: order)
      #expect(try one.simple().estimate == other.simple().estimate, "seed \(seed)")
      #expect(try one.byGroup().overall.estimate == other.byGroup().overall.estimate, "seed \(seed)")
      let (a, b) = (try one.byEventTime().effects, try other.byEventTime().effects)
      #expect(
        try UniformBand(of: a.map(\.effect), draws: 50, seed: seed)
          == UniformBand(of: b.map(\.effect), draws: 50, seed: seed), "seed \(seed)")
    }
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func `units of the same outcomes in other strata change no bit either`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let random = RandomPanel(&dice, units: 80)
    func band(_ order: [Int]) throws -> UniformBand {
      let panel = try TreatmentPanel(
        outcomes: order.map { random.outcomes[$0 % 8].map { $0 ?? 0.7 } },
        firstTreated: order.map { $0 % 2 == 0 ? 3 : nil }, strata: order.map { random.strata[$0] })
      let effects = try GroupTimeEffects(of: panel, controls: .notYetTreated)
      return try UniformBand(of: effects.byEventTime().effects.map(\.effect), draws: 50, seed: seed)
    }
    let order = Array(0..<80)
    #expect(try band(order) == band(order.shuffled(using: &dice)), "seed \(seed)")
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `levels of units and of periods do not matter, and the unit of measure scales`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let random = RandomPanel(&dice)
    let plain = try random.effects().simple().estimate
    let doubled = try random.effects(times: 2).simple().estimate
    #expect(doubled.value == 2 * plain.value)
    #expect(doubled.standardError == plain.standardError.map { 2 * $0 }, "seed \(seed)")
    let shifted = try TreatmentPanel(
      outcomes: random.outcomes.enumerated().map { unit, row in
        row.enumerated().map { period, value in value.map { $0 + Double(unit % 5) - 3 * Double(period) } }
      }, firstTreated: random.first)
    let moved = try GroupTimeEffects(
      of: shifted, controls: .notYetTreated, anticipation: 1, minimumTreated: 2, minimumControls: 3
    ).simple().estimate
    #expect(abs(moved.value - plain.value) < 1e-12, "seed \(seed)")
    #expect(abs((moved.standardError ?? 0) - (plain.standardError ?? 1)) < 1e-12, "seed \(seed)")
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func `a cluster for each unit is none, and few clusters are none`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let random = RandomPanel(&dice)
    func estimate(_ clusters: [Int]?) throws -> (EffectEstimate, Bool) {
      let effects = try GroupTimeEffects(
        of: TreatmentPanel(outcomes: random.outcomes, firstTreated: random.first, clusters: clusters),
        controls: .notYetTreated, minimumTreated: 2, minimumControls: 3)
      return (try effects.simple().estimate, effects.errorUnits.areClusters)
    }
    let (plain, isPlain) = try estimate(nil)
    #expect(!isPlain)
    let (own, areOwn) = try estimate(Array(random.outcomes.indices))
    #expect(areOwn && own.value == plain.value)
    #expect(isNear(own.standardError ?? 0, plain.standardError ?? 1, relative: 1e-12))
    let (few, areFew) = try estimate(random.outcomes.indices.map { $0 % 19 })
    #expect(!areFew && few == plain)
    #expect(try estimate(random.outcomes.indices.map { $0 % 20 }).1)
  }
}
