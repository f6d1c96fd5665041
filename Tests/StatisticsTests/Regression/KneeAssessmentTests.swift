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
        of: y, over: x, controls: controls, units: units, periods: periods, draws: 99, gridPoints: 15, seed: 7
      )
    }
  }

  @Test func `a bend at the claimed knee is consistent`() throws {
    let panel = Panel(units: 9, knee: 0.2, bend: -0.8, seed: 2)
    let assessment = try panel.assess()
    #expect(assessment.verdict == .consistent)
    let evidence = try #require(assessment.evidence)
    #expect(evidence.interval.contains(0.2) && abs(evidence.estimated.knee - 0.2) < 0.03)
    #expect(evidence.claimed.bend.value < -0.6 && evidence.bendP < 0.05 && evidence.test.p < 0.05)
    // Nine units: 512 signs, so p is a multiple of 1/512, not that of t.
    #expect((evidence.bendP * 512).truncatingRemainder(dividingBy: 1) == 0)
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
    #expect(evidence.bendP == evidence.claimed.bend.p)
  }

  @Test func `too few units, periods, or none above the knee is insufficient`() throws {
    for panel in [
      Panel(units: 7, knee: 0.2, bend: -0.8, seed: 1),
      Panel(units: 9, periods: 11, knee: 0.2, bend: -0.8, seed: 1),
      Panel(units: 9, knee: 0.1, bend: -0.8, most: 0.2, seed: 1),
      Panel(units: 9, knee: 0.1, bend: -0.8, most: 0, seed: 1),
      Panel(units: 0, knee: 0.1, bend: -0.8, seed: 1),
    ] {
      let assessment = try panel.assess()
      #expect(assessment.verdict == .insufficient && assessment.evidence == nil)
    }
    #expect(throws: NotEstimable.notFinite(.values)) {
      _ = try KneeAssessment(of: [.nan], over: [1], units: [0], periods: [0], seed: 1)
    }
  }
}
