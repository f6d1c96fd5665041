import Testing

@testable import Statistics

/// A second panel, with anticipation, held against csdid 0.4.3 and diff-diff 3.13.0.
///
/// Calls: published/staggered_oracle.py. Tolerance: effects 1e-10, errors 1e-8.
@Suite struct StaggeredPanelTests {
  private func effects(of panel: TreatmentPanel) throws -> GroupTimeEffects {
    try GroupTimeEffects(
      of: panel, controls: .notYetTreated, anticipation: 1, minimumTreated: 1, minimumControls: 1)
  }

  @Test func `with anticipation the month before treatment is no baseline`() throws {
    let effects = try effects(of: StaggeredPanel.panel())
    try StaggeredPanel.plain.check(effects)
    checkNear(try effects.average(eventTimes: 1...2), (0.3832540340985858, 0.042435119424030804))
    // W 19.5636472942904 on 14 cells, p 0.14451.
    let test = try PreTrendTest(of: effects)
    #expect(test.degreesOfFreedom == 14 && isNear(test.statistic, 19.5636472942904, relative: 1e-10))
    #expect(abs(test.p - 0.14451) < 5e-6)
  }

  @Test func `errors of thirty teams as clusters`() throws {
    let effects = try effects(of: StaggeredPanel.panel(clustered: true))
    #expect(effects.errorUnits.areClusters && effects.errorUnits.count == StaggeredPanel.teams)
    try StaggeredPanel.clustered.check(effects)
    checkNear(try effects.average(eventTimes: 1...2), (0.3832540340985858, 0.03988039696934565))
    let test = try PreTrendTest(of: effects)
    #expect(test.degreesOfFreedom == 14 && isNear(test.statistic, 25.8774237060631, relative: 1e-9))
    #expect(abs(test.p - 0.02683) < 5e-6)
  }

  // Exact matching weighted by the treated is the outcome regression on an indicator of each stratum.
  @Test func `matched on three strata`() throws {
    let effects = try effects(of: StaggeredPanel.panel(matched: true))
    try StaggeredPanel.matched.check(effects)
    checkNear(try effects.average(eventTimes: 1...2), (0.38120733354965786, 0.043217601736335515))
    let test = try PreTrendTest(of: effects)
    #expect(isNear(test.statistic, 19.13725085967031, relative: 1e-10))
    #expect(abs(test.p - 0.15977) < 5e-6)
  }

  @Test func `a tenth of the outcomes missing`() throws {
    let effects = try effects(of: StaggeredPanel.panel(without: StaggeredPanel.isHole))
    check(effects, StaggeredPanel.holesCells)
  }

  // diff-diff weights by the treated observed in a cell, csdid and we by the group: here they are the same.
  @Test func `a tenth of the never treated missing, by event time`() throws {
    let effects = try effects(
      of: StaggeredPanel.panel(without: { StaggeredPanel.first($0) == nil && StaggeredPanel.isHole($0, $1) }))
    check(effects, StaggeredPanel.holesOfNeverCells)
    let series = try effects.byEventTime()
    #expect(series.effects.map(\.key) == StaggeredPanel.holesOfNeverEvents.map(\.key))
    for (found, row) in zip(series.effects, StaggeredPanel.holesOfNeverEvents) {
      checkNear(found.effect, (row.value, row.error))
    }
  }

  private func check(
    _ effects: GroupTimeEffects, _ cells: [(group: Int, period: Int, value: Double, error: Double)]
  ) {
    PublishedEffects(
      cells: cells, simple: PublishedEffects.Series(overall: (0, 0)),
      event: PublishedEffects.Series(overall: (0, 0)), group: PublishedEffects.Series(overall: (0, 0)),
      calendar: PublishedEffects.Series(overall: (0, 0))
    ).check(cells: effects)
  }
}
