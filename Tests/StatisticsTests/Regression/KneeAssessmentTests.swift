import Dice
import Testing

@testable import Statistics

/// The four verdicts about a claimed knee.
@Suite struct KneeAssessmentTests {
  /// A panel of units with turnover up to `most` and service that bends at `knee`.
  private struct Panel {
    var y: [Double] = []
    var x: [Double] = []
    var units: [Int] = []
    var periods: [Int] = []

    init(units count: Int, periods: Int = 12, knee: Double, bend: Double, most: Double = 0.4, seed: UInt64) {
      var numbers = SplitMix64(seed: seed)
      for unit in 0..<count {
        let effect = 0.01 * numbers.normal()
        for period in 0..<periods {
          let turnover = most * numbers.unit()
          x.append(turnover)
          y.append(0.75 + effect + bend * max(turnover - knee, 0) + 0.01 * numbers.normal())
          units.append(unit)
          self.periods.append(period)
        }
      }
    }

    func assess(controls: [Regressor] = []) throws -> KneeAssessment {
      try KneeAssessment(
        of: y, over: x, claimed: 0.2, controls: controls, units: units, periods: periods, draws: 99,
        gridPoints: 15, seed: 7
      )
    }
  }

  @Test func `a bend at the claimed knee is consistent`() throws {
    let panel = Panel(units: 9, knee: 0.2, bend: -0.8, seed: 2)
    let assessment = try panel.assess()
    #expect(assessment.verdict == .consistent)
    let evidence = try #require(assessment.evidence)
    #expect(evidence.interval.contains(0.2) && abs(evidence.estimated.knee - 0.2) < 0.03)
    #expect(evidence.claimed.bend.value < -0.6 && evidence.bend.p < 0.05 && evidence.test.p < 0.05)
    // Nine units: 512 signs, so p is a multiple of 1/512, not that of t.
    #expect(assessment.reason == nil && evidence.bend.hasFewClusters && evidence.bend.clusters == 9)
    #expect((evidence.bend.p * 512).truncatingRemainder(dividingBy: 1) == 0)
    // With effects of units taken out.
    #expect(try panel.assess(controls: Grunfeld.dummies("unit", panel.units)).verdict == .consistent)
  }

  @Test func `a bend elsewhere, none, and an upward one`() throws {
    #expect(try Panel(units: 9, knee: 0.1, bend: -0.8, seed: 2).assess().verdict == .kneeElsewhere)
    let none = try Panel(units: 9, knee: 0.2, bend: 0, seed: 3).assess()
    #expect(none.verdict == .noKnee && none.evidence != nil)
    #expect(try Panel(units: 9, knee: 0.2, bend: 0.8, seed: 4).assess().verdict == .noKnee)
  }

  @Test func `from twenty units the bend is tested by t`() throws {
    let evidence = try #require(
      try Panel(units: 20, periods: 12, knee: 0.2, bend: -0.8, seed: 5).assess().evidence)
    #expect(evidence.bend.p == evidence.claimed.bend.p && evidence.bend.t == evidence.claimed.bend.t)
    #expect(!evidence.bend.hasFewClusters)
  }

  /// Rows above 0.2 stay in the first units alone; elsewhere they move below it.
  private func panel(units: Int, above: Int) -> Panel {
    var panel = Panel(units: units, knee: 0.2, bend: 0, seed: 6)
    for row in panel.x.indices where panel.units[row] >= above { panel.x[row] /= 2 }
    return panel
  }

  @Test func `the units on the side that has fewer choose the test`() throws {
    #expect(try panel(units: 22, above: 5).assess().reason == .tooFew(.clusters, found: 5, needed: 6))
    let few = try #require(try panel(units: 22, above: 6).assess().evidence).bend
    #expect(few.clusters == 6 && few.hasFewClusters)
    let enough = try #require(try panel(units: 22, above: 20).assess().evidence).bend
    #expect(enough.clusters == 20 && !enough.hasFewClusters)
    // The same from the other side: all rows of the others lie above.
    var high = panel(units: 22, above: 5)
    high.x = high.x.indices.map { high.units[$0] < 5 ? high.x[$0] : 0.25 + high.x[$0] / 2 }
    #expect(try high.assess().reason == .tooFew(.clusters, found: 5, needed: 6))
  }

  @Test func `too few units, periods, or units above the knee is insufficient, with the reason`() throws {
    for (panel, reason) in [
      (
        Panel(units: 7, knee: 0.2, bend: -0.8, seed: 1),
        NotEstimable.tooFew(.units, found: 7, needed: 8)
      ),
      (
        Panel(units: 9, periods: 11, knee: 0.2, bend: -0.8, seed: 1),
        .tooFew(.periods, found: 11, needed: 12)
      ),
      (
        Panel(units: 9, knee: 0.1, bend: -0.8, most: 0.2, seed: 1),
        .tooFew(.clusters, found: 0, needed: 6)
      ),
      (Panel(units: 0, knee: 0.1, bend: -0.8, seed: 1), .tooFew(.units, found: 0, needed: 8)),
    ] {
      let assessment = try panel.assess()
      #expect(assessment.verdict == .insufficient && assessment.evidence == nil)
      #expect(assessment.reason == reason)
    }
    // What the estimators cannot do is told too: a control that is x itself.
    let panel = Panel(units: 9, knee: 0.2, bend: -0.8, seed: 2)
    #expect(try panel.assess(controls: [Regressor("same", panel.x)]).reason == .collinear)
    #expect(throws: NotEstimable.notFinite(.values)) {
      _ = try KneeAssessment(of: [.nan], over: [1], claimed: 0.2, units: [0], periods: [0], seed: 1)
    }
  }

  // 720 site-months of turnover .05 to .18 and one of .22, where nothing bends: that row alone makes the bend,
  // so errors by cluster call it certain.
  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `a single month above the claimed knee is insufficient`(seed: UInt64) throws {
    var panel = Panel(units: 30, periods: 24, knee: 0.2, bend: 0, most: 0.13, seed: seed)
    panel.x = panel.x.map { 0.05 + $0 }
    panel.x[11 * 24 + 5] = 0.22
    let assessment = try panel.assess()
    #expect(assessment.verdict == .insufficient)
    #expect(assessment.reason == .tooFew(.clusters, found: 1, needed: 6))
  }
}
