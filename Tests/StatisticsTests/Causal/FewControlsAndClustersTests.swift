import Dice
import Testing

@testable import Statistics

/// Where few controls or few clusters carry a comparison, its error would be far too small: there is none.
@Suite struct FewControlsAndClustersTests {
  /// Month 1 less month 0 of units, the treated beginning in month 1.
  private func effect(
    _ changes: [Double], treated: (Int) -> Bool, clusters: [Int]? = nil, strata: [Int]? = nil
  ) throws -> GroupTimeEffect {
    let effects = try GroupTimeEffects(
      of: TreatmentPanel(
        outcomes: changes.map { [0, $0] }, firstTreated: changes.indices.map { treated($0) ? 1 : nil },
        clusters: clusters, strata: strata.map { $0.map { [$0, $0] } }),
      controls: .notYetTreated, anticipation: 0)
    return try #require(effects.effects.first)
  }

  // 25 teams of 20 with shocks in common, team 0 coached in month 5: its influences sum to 0.
  @Test func `a single team that is coached gives no clustered error, nor any average`() throws {
    var dice = Dice(seed: 1)
    let shocks = (0..<25).map { _ in (0..<8).map { _ in Double.random(in: -1...1, using: &dice) } }
    let rows = (0..<500).map { unit in
      (0..<8).map { shocks[unit / 20][$0] + Double.random(in: -1...1, using: &dice) }
    }
    func effects(coached: Int) throws -> GroupTimeEffects {
      try GroupTimeEffects(
        of: TreatmentPanel(
          outcomes: rows, firstTreated: (0..<500).map { $0 / 20 < coached ? 5 : nil },
          clusters: (0..<500).map { $0 / 20 }), controls: .notYetTreated)
    }
    let one = try effects(coached: 1)
    for effect in one.effects {
      #expect(effect.treatedClusters == 1 && effect.controlClusters == 24)
      #expect(throws: NotEstimable.tooFew(.clusters, found: 1, needed: 2)) { try effect.estimate.get() }
    }
    #expect(throws: NotEstimable.tooFew(.groups, found: 0, needed: 1)) { try one.simple() }
    let two = try effects(coached: 2)
    #expect(two.effects.allSatisfy { $0.treatedClusters == 2 && $0.controlClusters == 23 })
    #expect(throws: Never.self) { try two.simple() }
    // The other way round: all controls of one team.
    let last = try #require(try effects(coached: 24).effects.last)
    #expect(last.treatedClusters == 24 && last.controlClusters == 1)
    #expect(throws: NotEstimable.tooFew(.clusters, found: 1, needed: 2)) { try last.estimate.get() }
  }

  // Treated teams change by 1 and 3 (ATT 2 − mean of controls 0); of 20 control teams half change by −1, half
  // by 1. Folded influences: ∓½, then ±1/20 each: variance ½ + 20/400 = .55.
  @Test func `two teams on a side by hand`() throws {
    let teams = (0..<22 * 5).map { $0 / 5 }
    let changes = teams.map { $0 < 2 ? Double(1 + 2 * $0) : Double($0 % 2 * 2 - 1) }
    let effect = try effect(changes, treated: { teams[$0] < 2 }, clusters: teams)
    let estimate = try effect.estimate.get()
    #expect(abs(estimate.value - 2) < 1e-14)
    #expect(abs((estimate.standardError ?? 0) - 0.55.squareRoot()) < 1e-14)
    #expect(effect.treatedClusters == 2 && effect.controlClusters == 20)
    // Errors of units know no clusters.
    let plain = try self.effect(changes, treated: { teams[$0] < 2 })
    #expect(plain.treatedClusters == nil && plain.controlClusters == nil)
  }

  @Test func `only clusters of matched units count`() throws {
    // Team 1's treated have no control in their stratum, so team 0 alone is left.
    let teams = (0..<22 * 5).map { $0 / 5 }
    let effect = try effect(
      teams.indices.map { Double($0 * $0 % 7) }, treated: { teams[$0] < 2 }, clusters: teams,
      strata: teams.map { $0 == 1 ? 1 : 0 })
    #expect(effect.treated == 5 && effect.unmatchedTreated == 5 && effect.treatedClusters == 1)
    #expect(throws: NotEstimable.tooFew(.clusters, found: 1, needed: 2)) { try effect.estimate.get() }
  }

  // 10 strata of 5 treated and 1 control: variance (1/50 + 1/10)σ² = 6σ²/50, but a control's influence is 0.
  @Test func `one control in a stratum is no match`() throws {
    let strata = (0..<60).map { $0 % 10 }
    let changes = (0..<60).map { Double($0 * $0 % 13) }
    let single = try effect(changes, treated: { $0 < 50 }, strata: strata)
    #expect(single.controls == 0 && single.effectiveControls == 0)
    #expect(single.droppedStrata == 10 && single.unmatchedTreated == 50)
    #expect(throws: NotEstimable.tooFew(.controls, found: 0, needed: 10)) { try single.estimate.get() }
    // One more in strata 0 to 8: stratum 9 is dropped, 18 controls are 18 since all strata weigh the same.
    let more = try effect(
      changes + (0..<9).map { Double($0 % 4) }, treated: { $0 < 50 }, strata: strata + Array(0..<9))
    #expect(more.controls == 18 && abs(more.effectiveControls - 18) < 1e-12)
    #expect(more.droppedStrata == 1 && more.unmatchedTreated == 5 && more.treated == 45)
    #expect(throws: Never.self) { try more.estimate.get() }
  }

  // 45 treated with 2 controls, 5 with 48: 1/(.9²/2 + .1²/48) = 2.468 of 50 controls.
  @Test func `many controls where few are needed do not make up for few where many are`() throws {
    let strata = (0..<100).map { $0 < 45 || $0 >= 98 ? 0 : 1 }
    let few = try effect((0..<100).map { Double($0 * $0 % 11) }, treated: { $0 < 50 }, strata: strata)
    #expect(few.controls == 50 && abs(few.effectiveControls - 1 / (0.405 + 0.01 / 48)) < 1e-12)
    #expect(throws: NotEstimable.tooFew(.controls, found: 2, needed: 10)) { try few.estimate.get() }
  }

  @Test(arguments: 1...60)
  func `without strata all controls count, whatever rounding does`(controls: Int) throws {
    let changes = (0..<controls + 7).map { Double($0 * $0 % 11) }
    let effect = try effect(changes, treated: { $0 < 7 })
    #expect(isNear(effect.effectiveControls, Double(controls), relative: 1e-14))
    if controls >= GroupTimeEffects.minimumControls {
      #expect(throws: Never.self) { try effect.estimate.get() }
    } else {
      #expect(throws: NotEstimable.tooFew(.controls, found: controls, needed: 10)) {
        try effect.estimate.get()
      }
    }
  }

  // 7 strata of n treated and c controls each: 7c controls, also where 1/7 is rounded.
  @Test(arguments: 2...20)
  func `equal strata add up`(controls: Int) throws {
    let size = 3 + controls
    let strata = (0..<7 * size).map { $0 / size }
    let effect = try effect(
      strata.indices.map { Double($0 * $0 % 11) }, treated: { $0 % size < 3 }, strata: strata)
    #expect(abs(effect.effectiveControls - Double(7 * controls)) < 1e-9)
    let strict = NotEstimable.tooFew(.controls, found: 7 * controls, needed: 7 * controls + 1)
    let panel = try TreatmentPanel(
      outcomes: strata.indices.map { [0, Double($0 * $0 % 11)] },
      firstTreated: strata.indices.map { $0 % size < 3 ? 1 : nil }, strata: strata.map { [$0, $0] })
    func estimate(_ minimum: Int) throws -> EffectEstimate? {
      try GroupTimeEffects(
        of: panel, controls: .notYetTreated, anticipation: 0, minimumControls: minimum
      ).effects.first?.estimate.get()
    }
    #expect(throws: Never.self) { try estimate(7 * controls) }
    #expect(throws: strict) { try estimate(7 * controls + 1) }
  }

  // Groups 5 and 6 of 7 months, anticipation 1, no one else: each is the other's control up to month 3, so the
  // effects of 6 are those of 5 with the other sign, 3 numbers in all. No cell after treatment has controls.
  @Test func `trends before treatment need no effect after it`() throws {
    var dice = Dice(seed: 3)
    let rows = (0..<60).map { _ in (0..<7).map { _ in Double.random(in: 0...1, using: &dice) } }
    let effects = try GroupTimeEffects(
      of: TreatmentPanel(outcomes: rows, firstTreated: (0..<60).map { $0 % 2 == 0 ? 5 : 6 }),
      controls: .notYetTreated)
    #expect(throws: NotEstimable.tooFew(.groups, found: 0, needed: 1)) { try effects.byEventTime() }
    #expect(try PreTrendTest(of: effects).degreesOfFreedom == 3)
    // Event times −5 to −2; where both groups are averaged the weights have an influence of their own.
    let byTime = try PreTrendTest(byEventTimeOf: effects)
    #expect(byTime.degreesOfFreedom == 4)
    #expect(byTime.statistic > 0 && byTime.p > 0.001)
  }

  // What the docstring says of weights: mean changes weighted by w, errors √Σ (w(Δ − mean)/Σw)² on both sides.
  @Test func `a row for every so many contacts weights by them`() throws {
    let weights = (0..<40).map { 1 + $0 % 4 }
    let changes = (0..<40).map { Double($0 * $0 % 17) }
    let copies = weights.indices.flatMap { [Int](repeating: $0, count: weights[$0]) }
    let found = try effect(copies.map { changes[$0] }, treated: { copies[$0] < 15 }, clusters: copies)
    func side(_ units: Range<Int>) -> (mean: Double, variance: Double) {
      let total = Double(units.reduce(0) { $0 + weights[$1] })
      let mean = units.reduce(0.0) { $0 + Double(weights[$1]) * changes[$1] } / total
      let influence = units.map { Double(weights[$0]) * (changes[$0] - mean) / total }
      return (mean, influence.reduce(0.0) { $0 + $1 * $1 })
    }
    let (treated, controls) = (side(0..<15), side(15..<40))
    checkNear(
      try found.estimate.get(),
      (treated.mean - controls.mean, (treated.variance + controls.variance).squareRoot()))
    #expect(found.treatedClusters == 15 && found.controlClusters == 25)
  }
}
