import Dice
import Testing

@testable import Statistics

@Suite struct CohenKappaTests {
  @Test func `two categories by hand`() throws {
    // [[20, 5], [10, 15]]: p_o = .7, p_e = .5·.6 + .5·.4 = .5, κ = .4.
    // statsmodels 0.15.0 cohens_kappa: std_kappa .1269960629311, .151092290476661 … .648907709523339.
    let found = try CohenKappa(counts: [[20, 5], [10, 15]])
    #expect(isNear(found.value, 0.4, relative: 1e-15))
    #expect(isNear(found.observedShare, 0.7, relative: 1e-15))
    #expect(isNear(found.expectedShare, 0.5, relative: 1e-15))
    #expect(isNear(found.standardError, 0.1269960629311, relative: 1e-12))
    #expect(isNear(found.low, 0.151092290476661, relative: 1e-12))
    #expect(isNear(found.high, 0.648907709523339, relative: 1e-12))
  }

  // SAS's printout of the table below, in statsmodels 0.15.0 stats/tests/test_inter_rater.py: kappa .4842,
  // ASE .1380, .2137 … .7547; cohens_kappa has .484162895927602, .138013578305815, .213661253070707,
  // .754664538784497.
  @Test func `three categories as SAS has them`() throws {
    let found = try CohenKappa(counts: [[0, 4, 1], [0, 8, 0], [0, 1, 5]])
    #expect(isNear(found.value, 0.484162895927602, relative: 1e-13))
    #expect(isNear(found.standardError, 0.138013578305815, relative: 1e-13))
    #expect(isNear(found.low, 0.213661253070707, relative: 1e-13))
    #expect(isNear(found.high, 0.754664538784497, relative: 1e-13))
  }

  // statsmodels 0.15.0 cohens_kappa([[88, 14, 18], [10, 40, 10], [2, 6, 12]]).
  @Test func `two hundred subjects`() throws {
    let found = try CohenKappa(counts: [[88, 14, 18], [10, 40, 10], [2, 6, 12]])
    #expect(isNear(found.value, 0.491525423728813, relative: 1e-13))
    #expect(isNear(found.standardError, 0.0510018155760779, relative: 1e-13))
  }

  @Test func `the order of categories and of raters does not matter, nor does an unused category`() throws {
    let seed: UInt64 = 71
    var dice = Dice(seed: seed)
    for number in 0..<Rounds.count(50) {
      let size = dice.below(4) + 2
      let counts = (0..<size).map { _ in (0..<size).map { _ in Int64(dice.below(20) + 1) } }
      let plain = try CohenKappa(counts: counts)
      let turned = try CohenKappa(counts: (0..<size).map { i in counts.map { $0[i] } })
      let order = (0..<size).shuffled(using: &dice)
      let moved = try CohenKappa(counts: order.map { i in order.map { counts[i][$0] } })
      let wider = try CohenKappa(counts: counts.map { $0 + [0] } + [[Int64](repeating: 0, count: size + 1)])
      for other in [turned, moved, wider] {
        #expect(other.value == plain.value, "seed \(seed), \(number)")
        #expect(isNear(other.standardError, plain.standardError, relative: 1e-12), "seed \(seed), \(number)")
      }
      let tenfold = try CohenKappa(counts: counts.map { $0.map { 100 * $0 } })
      #expect(
        isNear(tenfold.standardError, plain.standardError / 10, relative: 1e-12), "seed \(seed), \(number)")
    }
  }

  @Test func `full agreement, full disagreement, chance`() throws {
    let full = try CohenKappa(counts: [[3, 0], [0, 5]])
    #expect(full.value == 1 && full.standardError == 0 && full.low == 1 && full.high == 1)
    let opposite = try CohenKappa(counts: [[0, 5], [5, 0]])
    #expect(opposite.value == -1 && opposite.low == -1 && opposite.high == -1)
    #expect(try CohenKappa(counts: [[4, 4], [4, 4]]).value == 0)
    // One disagreement in a thousand million million keeps its digits: p_e = 1 − 1/n, κ = 0.
    #expect(try CohenKappa(counts: [[999_999_999_999_999, 1], [0, 0]]).value == 0)
  }

  @Test func `what cannot be estimated has a reason`() {
    #expect(throws: NotEstimable.tooFew(.observations, found: 0, needed: 1)) { try CohenKappa(counts: []) }
    #expect(throws: NotEstimable.tooFew(.observations, found: 0, needed: 1)) {
      try CohenKappa(counts: [[0, 0], [0, 0]])
    }
    #expect(throws: NotEstimable.noSpread(.raters)) { try CohenKappa(counts: [[7, 0], [0, 0]]) }
    #expect(throws: NotEstimable.noSpread(.raters)) { try CohenKappa(counts: [[7]]) }
    #expect(throws: NotEstimable.outOfRange(.observations)) { try CohenKappa(counts: [[7, -1], [1, 2]]) }
    #expect(throws: NotEstimable.noConvergence) { try CohenKappa(counts: [[.max, 0], [0, .max]]) }
  }
}
