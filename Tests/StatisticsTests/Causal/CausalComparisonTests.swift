import Dice
import Testing

@testable import Statistics

/// The naive change, the bias, the placebo, the band and the trends before treatment.
@Suite struct CausalComparisonTests {
  // Treated: 5 → 2 → 6 and 7 → 2 → 10 (month 1 chose them, treatment begins in 2); controls stay but for
  // ±1. Naive: (4 + 8)/2 = 6, influences ∓1: se √2. Effect with the base 0: (1 + 3)/2 − 0 = 2.
  @Test func `a dip before treatment by hand`() throws {
    let panel = try TreatmentPanel(
      outcomes: [[5, 2, 6], [7, 2, 10], [4, 4, 5], [4, 5, 3]], firstTreated: [2, 2, nil, nil])
    let effects = try GroupTimeEffects(
      of: panel, controls: .untreatedSoFar, minimumTreated: 1, minimumControls: 1)
    let naive = try NaiveBeforeAfter(of: effects).change.estimate
    #expect(naive.value == 6 && abs((naive.standardError ?? 0) - 2.0.squareRoot()) < 1e-15)
    #expect(try effects.simple().estimate.value == 2)
    // Influences: treated ∓1 less ∓½, controls 0 less ±½: se 1.
    let bias = try RegressionToMeanBias(of: effects).difference
    #expect(bias.estimate.value == 4 && abs((bias.estimate.standardError ?? 0) - 1) < 1e-15)
    #expect(bias.cells == 1)
    #expect(throws: NotEstimable.self) { try NaiveBeforeAfter(of: effects, eventTimes: 1...2) }
  }

  @Test func `the naive change is over the cells and units of the effect`() throws {
    let panel = try StaggeredPanel.panel(without: StaggeredPanel.isHole)
    let effects = try GroupTimeEffects(of: panel, controls: .notYetTreated)
    // Slowly: means of units observed in both months, weighted by the size of the groups.
    for times in [0...Int.max, 1...2] {
      var (sum, weight) = (0.0, 0.0)
      for effect in effects.effects where times.contains(effect.eventTime) {
        let units = (0..<StaggeredPanel.units).filter { StaggeredPanel.first($0) == effect.group }
        let changes = units.filter {
          !StaggeredPanel.isHole($0, effect.period) && !StaggeredPanel.isHole($0, effect.group - 1)
        }.map { StaggeredPanel.outcome($0, effect.period) - StaggeredPanel.outcome($0, effect.group - 1) }
        sum += Double(units.count) * changes.reduce(0, +) / Double(changes.count)
        weight += Double(units.count)
      }
      let naive = try NaiveBeforeAfter(of: effects, eventTimes: times).change.estimate
      #expect(abs(naive.value - sum / weight) < 1e-12)
      let bias = try RegressionToMeanBias(of: effects, eventTimes: times).difference.estimate
      let effect = try effects.average(eventTimes: times).estimate
      #expect(abs(bias.value - (naive.value - effect.value)) < 1e-15)
    }
  }

  // The same panel made by hand: dates 2 earlier, nothing from the month before the true date on.
  @Test func `a placebo sees nothing of the treatment`() throws {
    let shift = PlaceboShift(periods: 2)
    let placebo = shift(try StaggeredPanel.panel())
    let made = try TreatmentPanel(
      outcomes: (0..<StaggeredPanel.units).map { unit in
        (0..<StaggeredPanel.periods).map { period in
          if let first = StaggeredPanel.first(unit), period >= first - 1 { return nil }
          return StaggeredPanel.outcome(unit, period)
        }
      }, firstTreated: (0..<StaggeredPanel.units).map { unit in StaggeredPanel.first(unit).map { $0 - 2 } })
    let effects = try GroupTimeEffects(of: placebo, controls: .notYetTreated)
    let expected = try GroupTimeEffects(of: made, controls: .notYetTreated)
    #expect(
      isNear(
        try effects.simple().estimate.value, try expected.simple().estimate.value, relative: 1e-12))
    // Groups 4…7 pretend 2…5; a month after that the true anticipation begins.
    #expect(Set(effects.cells.map(\.group)) == [2, 3, 4, 5])
    #expect(effects.cells.allSatisfy { $0.period <= $0.group })
    // The planted effects of .1 to .45 are not in it: within 4 errors of 0.
    let estimate = try effects.simple().estimate
    #expect(abs(estimate.value) < 4 * (estimate.standardError ?? 0) && abs(estimate.value) < 0.15)
    // A change of what came later changes nothing.
    let later = try TreatmentPanel(
      outcomes: (0..<StaggeredPanel.units).map { unit in
        (0..<StaggeredPanel.periods).map { period in
          let isLater = StaggeredPanel.first(unit).map { period >= $0 - 1 } ?? false
          return StaggeredPanel.outcome(unit, period) + (isLater ? 1000 : 0)
        }
      }, firstTreated: (0..<StaggeredPanel.units).map(StaggeredPanel.first))
    #expect(
      isNear(
        try GroupTimeEffects(of: shift(later), controls: .notYetTreated).simple().estimate.value,
        estimate.value, relative: 1e-12))
    let far = PlaceboShift(periods: 6)(try StaggeredPanel.panel())
    #expect(throws: NotEstimable.tooFew(.treated, found: 0, needed: 5)) {
      try GroupTimeEffects(of: far, controls: .notYetTreated)
    }
  }

  // One effect: max |Σ V ψ| / se is |N(0, 1)| for many units, its 95 % quantile 1.96; in 999 draws its own
  // error is √(.05 · .95 / 999) / .117 = .06.
  @Test func `a band of one effect is an interval, of several wider, of alike ones no wider`() throws {
    let effects = try GroupTimeEffects(of: StaggeredPanel.panel(), controls: .notYetTreated)
    let simple = try effects.simple()
    let one = try UniformBand(of: [simple], seed: 5)
    #expect(one.criticalValue >= 1.959963984540054 && one.criticalValue < 1.96 + 4 * 0.06)
    #expect(try UniformBand(of: [simple, simple, simple], seed: 5) == one)
    let series = try effects.byEventTime().effects.map(\.effect)
    let band = try UniformBand(of: series, seed: 5)
    // Ten independent effects would need Φ⁻¹(1 − (1 − .95^(1/10))/2) = 2.80, and these depend little.
    #expect(band.criticalValue > 2.4 && band.criticalValue < 2.80 + 4 * 0.1)
    #expect(try UniformBand(of: series, seed: 5) == band)
    #expect(try UniformBand(of: series, seed: 6) != band)
    let ends = try #require(band.ends(at: simple))
    let (value, error) = (simple.estimate.value, try #require(simple.estimate.standardError))
    #expect(abs(ends.high - value - band.criticalValue * error) < 1e-14)
    #expect(abs(value - ends.low - band.criticalValue * error) < 1e-14)
    #expect(try UniformBand(of: series, draws: 1, seed: 1).criticalValue >= 1.959963984540054)
  }

  // A period repeated in all units but one change of sign gives effects that sum to 0: one rank less.
  @Test func `effects that follow from others cost a degree of freedom`() throws {
    let rows: [[Double?]] = (0..<60).map { unit in
      let (a, b) = (Double(StaggeredPanel.draw(5, unit, 1000)), Double(StaggeredPanel.draw(6, unit, 1000)))
      return [a, b, a, b, b + Double(StaggeredPanel.draw(7, unit, 1000))]
    }
    let effects = try GroupTimeEffects(
      of: TreatmentPanel(outcomes: rows, firstTreated: rows.indices.map { $0 % 2 == 0 ? 4 : nil }),
      controls: .notYetTreated, anticipation: 0)
    // Before 4: changes b − a, a − b, b − a: one direction, z² of any of them.
    let test = try PreTrendTest(of: effects)
    let estimate = try effects.effects[0].estimate.get()
    let z = estimate.value / (estimate.standardError ?? 0)
    #expect(test.degreesOfFreedom == 1 && isNear(test.statistic, z * z, relative: 1e-10))
    #expect(isNear(test.p, estimate.p ?? 0, relative: 1e-9))
    // One group: event times are its periods.
    #expect(try PreTrendTest(byEventTimeOf: effects) == test)
  }
}
