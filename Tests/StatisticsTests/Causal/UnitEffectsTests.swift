import Testing

@testable import Statistics

@Suite struct UnitEffectsTests {
  private func effects(_ panel: TreatmentPanel, least: Int = 1) throws -> GroupTimeEffects {
    try GroupTimeEffects(of: panel, controls: .untreatedSoFar, minimumTreated: least, minimumControls: 1)
  }

  /// The units of one group and all that were never treated.
  private func single(matched: Bool) throws -> (panel: TreatmentPanel, treated: [Int]) {
    let kept = (0..<StaggeredPanel.units).filter { [nil, 5].contains(StaggeredPanel.first($0)) }
    let panel = try TreatmentPanel(
      outcomes: kept.map { unit in
        (0..<StaggeredPanel.periods).map { period in
          StaggeredPanel.isHole(unit, period) && period == 6 ? nil : StaggeredPanel.outcome(unit, period)
        }
      }, firstTreated: kept.map(StaggeredPanel.first),
      strata: matched
        ? kept.map { [Int?](repeating: StaggeredPanel.draw(2, $0, 3), count: StaggeredPanel.periods) } : nil)
    return (panel, kept.indices.filter { StaggeredPanel.first(kept[$0]) == 5 })
  }

  // Periods 0 to 3, treated in 3, base 1: two units rise by 5 and 9, two controls by 1 and 3, which is 2.
  @Test func `a gain is the change beyond that of the controls`() throws {
    let panel = try TreatmentPanel(
      outcomes: [[0, 10, 10, 15], [0, 2, 2, 3], [0, 7, 7, 16], [0, 4, 4, 7]],
      firstTreated: [3, nil, 3, nil])
    let units = UnitEffects(of: try effects(panel), eventTimes: 0...2)
    #expect(units.units.map(\.place) == [0, 2] && units.units.map(\.gain) == [3, 7])
    #expect(units.units.map(\.periods) == [1, 1] && units.units.map(\.group) == [3, 3])
    let means = try UnitEffectMeans(of: units, labels: [9, nil, 9, nil])
    // σ² = (2² + 2²)/1 = 8, over 2; controls: ((1 − 2)/2)² + ((3 − 2)/2)² = .5.
    #expect(means.means == [UnitEffectMeans.Mean(label: 9, units: 2, value: 5, variance: 4.5)])
    #expect(means.withinVariance == 8 && means.degreesOfFreedom == 1)
  }

  // The error of ATT(g, t) is that of its treated and that of its controls: what is left of it are the latter.
  @Test(arguments: [false, true])
  func `the mean gain of a group is its effect, and the controls' share of the error too`(matched: Bool)
    throws
  {
    let (panel, treated) = try single(matched: matched)
    let effects = try effects(panel)
    for time in 0...2 {
      let units = UnitEffects(of: effects, eventTimes: time...time)
      let cell = try #require(effects.effects.first { $0.group == 5 && $0.eventTime == time })
      let estimate = try cell.estimate.get()
      let mean = units.units.reduce(0) { $0 + $1.gain } / Double(units.units.count)
      #expect(units.units.count == cell.treated && isNear(mean, estimate.value, relative: 1e-12))
      let ofTreated = units.units.reduce(0.0) { sum, unit in
        let part = (unit.gain - mean) / Double(units.units.count)
        return sum + part * part
      }
      var scratch = [Double](repeating: 0, count: panel.units)
      let ofControls = units.controlVariance(of: units.units, scratch: &scratch)
      let error = try #require(estimate.standardError)
      #expect(isNear(ofTreated + ofControls, error * error, relative: 1e-11))
      #expect(scratch.allSatisfy { $0 == 0 })
    }
    #expect(Set(treated).isSuperset(of: UnitEffects(of: effects, eventTimes: 0...2).units.map(\.place)))
  }

  // Averaged over cells with all outcomes there, too: then every period weighs the same.
  @Test func `over several periods the controls' share is that of the average`() throws {
    let kept = (0..<StaggeredPanel.units).filter { [nil, 5].contains(StaggeredPanel.first($0)) }
    let panel = try TreatmentPanel(
      outcomes: kept.map { unit in (0..<StaggeredPanel.periods).map { StaggeredPanel.outcome(unit, $0) } },
      firstTreated: kept.map(StaggeredPanel.first))
    let effects = try effects(panel)
    let units = UnitEffects(of: effects, eventTimes: 0...2)
    let average = try effects.average(eventTimes: 0...2).estimate
    let count = Double(units.units.count)
    let mean = units.units.reduce(0) { $0 + $1.gain } / count
    #expect(isNear(mean, average.value, relative: 1e-12) && units.units.allSatisfy { $0.periods == 3 })
    var scratch = [Double](repeating: 0, count: panel.units)
    let ofControls = units.controlVariance(of: units.units, scratch: &scratch)
    let ofTreated = units.units.reduce(0.0) { $0 + ($1.gain - mean) * ($1.gain - mean) / count / count }
    let error = try #require(average.standardError)
    #expect(isNear(ofTreated + ofControls, error * error, relative: 1e-11))
  }

  @Test func `units keep their places in whatever order they come`() throws {
    let order = Array((0..<StaggeredPanel.units).reversed())
    func gains(_ units: [Int]) throws -> [Int: Double] {
      let panel = try TreatmentPanel(
        outcomes: units.map { unit in (0..<StaggeredPanel.periods).map { StaggeredPanel.outcome(unit, $0) } },
        firstTreated: units.map(StaggeredPanel.first))
      let found = UnitEffects(of: try effects(panel), eventTimes: 0...2).units
      return Dictionary(uniqueKeysWithValues: found.map { (units[$0.place], $0.gain) })
    }
    let plain = try gains(Array(0..<StaggeredPanel.units))
    #expect(try gains(order) == plain && plain.count > 100)
  }

  @Test func `groups of one unit each tell no variance, nor do gains that are alike`() throws {
    let (panel, treated) = try single(matched: false)
    let units = UnitEffects(of: try effects(panel), eventTimes: 0...0)
    let labels = (0..<panel.units).map { treated.contains($0) ? Optional($0) : nil }
    #expect(throws: NotEstimable.tooFew(.degreesOfFreedom, found: 0, needed: 1)) {
      try UnitEffectMeans(of: units, labels: labels)
    }
    let alike = try TreatmentPanel(
      outcomes: [[0, 1, 1, 6], [0, 2, 2, 3], [0, 3, 3, 8], [0, 4, 4, 7]], firstTreated: [3, nil, 3, nil])
    #expect(throws: NotEstimable.noSpread(.values)) {
      try UnitEffectMeans(
        of: UnitEffects(of: try effects(alike), eventTimes: 0...0), labels: [1, nil, 1, nil])
    }
  }
}
