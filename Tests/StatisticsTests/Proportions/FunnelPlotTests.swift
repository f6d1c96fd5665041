import Dice
import Foundation
import Simulations
import Testing

@testable import Statistics

@Suite struct FunnelPlotTests {
  // R 4.2.2, FunnelPlotR 0.6.0 (od_adjustment.R: transformed z, winsorised, φ, τ², z and limits with it) on the
  // herds of lme4::cbpp, target the pooled share. Tolerance 1e-9, reached 1e-12.
  private static let z = [
    1.82423826270575, -0.931532649252744, 1.10901840554423, -0.0608264091973716, -0.927516914999467,
    -1.90165714695083, 2.90477204348803, 3.33687552849063, -0.907596590161423, -2.38311110610682,
    -0.760578372871996, -0.24279468632529, -3.04479017739883, 3.65264201300296, -2.10820531953837,
  ]
  private static let winsorized = [
    1.82423826270575, -0.931532649252744, 1.10901840554423, -0.0608264091973716, -0.927516914999467,
    -1.90165714695083, 2.90477204348803, 3.16403413448959, -0.907596590161423, -2.27314879147944,
    -0.760578372871996, -0.24279468632529, -2.27314879147944, 3.16403413448959, -2.10820531953837,
  ]
  private static let overdispersed = [
    1.03740251070719, -0.455050063984733, 0.502514152811196, -0.0361531978354618, -0.427210959732389,
    -0.871076836442628, 1.65187731918142, 2.00190984023567, -0.572089786823493, -1.02613273486765,
    -0.309955231828467, -0.153041959222222, -1.2923774389957, 2.37770046331643, -1.0110940776561,
  ]
  /// 95 % low, 95 % high, 99.8 % high with τ²; the lowest limit is 0 for all.
  private static let limits = [
    [0.00599810120350368, 0.339939586404967, 0.494200431626497],
    [0.00864999352872533, 0.325226838979707, 0.469599382011168],
    [0.00968686609276861, 0.320139020003851, 0.4610406155858],
    [0.00507538212744966, 0.345847284469593, 0.504011807333094],
    [0.00947486353738304, 0.321154793820435, 0.462751355002998],
    [0.00954712958491446, 0.320807195355938, 0.462166049446079],
    [0.00599810120350368, 0.339939586404967, 0.494200431626497],
    [0.0048722051420627, 0.347221707167815, 0.506288610953051],
    [0.00375258202245715, 0.355395540197392, 0.519782008935188],
    [0.0103018390728986, 0.317257845387097, 0.456182932103509],
    [0.0108945545832874, 0.314566779152066, 0.451638865725624],
    [0.00375258202245715, 0.355395540197392, 0.519782008935188],
    [0.0104630206742078, 0.316518011408616, 0.45493432405037],
    [0.00299491140786007, 0.361671674645758, 0.530086080279817],
    [0.00891883919115323, 0.323877835205131, 0.46733253413419],
  ]

  @Test func `scores, spread and limits of the herds are FunnelPlotR's`() throws {
    let herds = try PeerGroup.herds()
    let plot = try FunnelPlot(herds)
    #expect(isNear(plot.target, 0.117577197149644, relative: 1e-13))
    #expect(isNear(plot.phi, 3.64038886493697, relative: 1e-12))
    #expect(isNear(plot.tauSquared, 0.0130762925424276, relative: 1e-12))
    for (row, unit) in plot.units.enumerated() {
      #expect(isNear(unit.z, Self.z[row], relative: 1e-12))
      #expect(isNear(unit.overdispersedZ, Self.overdispersed[row], relative: 1e-12))
      #expect(isNear(unit.limits95.low, Self.limits[row][0], relative: 1e-11))
      #expect(isNear(unit.limits95.high, Self.limits[row][1], relative: 1e-12))
      #expect(unit.limits998.low == 0)
      #expect(isNear(unit.limits998.high, Self.limits[row][2], relative: 1e-12))
    }
    let spread = Overdispersion(z: Self.z, variances: herds.map { 1 / (4 * $0.size) })
    for (found, expected) in zip(spread.winsorized, Self.winsorized) {
      #expect(isNear(found, expected, relative: 1e-13))
    }
  }

  // FunnelPlotR as above without τ²: the first herd (40 animals) and the last (64).
  @Test func `limits on the arcsine without spread are FunnelPlotR's`() throws {
    let target = 0.117577197149644
    for (size, expected) in [
      (40.0, [0.0375639451394977, 0.234024000783336, 0.0111294817514683, 0.313521929539903]),
      (64, [0.0508693091612554, 0.207124585724561, 0.0244032471370882, 0.267107021021538]),
    ] {
      let usual = FunnelLimits(target: target, size: size, tauSquared: 0, z: WilsonInterval.z95)
      let wide = FunnelLimits(target: target, size: size, tauSquared: 0, z: FunnelLimits.z998)
      for (found, expected) in zip([usual.low, usual.high, wide.low, wide.high], expected) {
        #expect(isNear(found, expected, relative: 1e-12))
      }
    }
  }

  // numpy 2.4.6 (quantile, type 7) from the formulas: 71 groups of rats. Tolerance 1e-12.
  @Test func `the rats differ by more than chance`() throws {
    let plot = try FunnelPlot(PeerGroup.rats())
    #expect(isNear(plot.phi, 3.315702717756388, relative: 1e-12))
    #expect(isNear(plot.tauSquared, 0.02418827926784313, relative: 1e-12))
    #expect(isNear(plot.units[0].z, -3.60121251271754, relative: 1e-12))
    #expect(isNear(plot.units[0].overdispersedZ, -2.1020356891424083, relative: 1e-12))
    #expect(isNear(plot.units[70].overdispersedZ, 0.7867105415957522, relative: 1e-12))
    #expect(isNear(plot.units[70].limits95.high, 0.5191152070775193, relative: 1e-12))
    #expect(isNear(plot.units[70].limits998.high, 0.7404856910965506, relative: 1e-12))
  }

  // numpy as above; limits from scipy 1.17.1, stats.binom.ppf([.025, .975, .001, .999], 45, p₀) = 6, 18, 4, 22.
  @Test func `the batters differ by chance alone, so limits are binomial`() throws {
    let plot = try FunnelPlot(PeerGroup.batters())
    #expect(isNear(plot.phi, 0.7737242885917868, relative: 1e-12))
    #expect(plot.tauSquared == 0)
    for unit in plot.units {
      #expect(unit.overdispersedZ == unit.z)
      #expect(unit.limits95.low == 6.0 / 45 && unit.limits95.high == 18.0 / 45)
      #expect(unit.limits998.low == 4.0 / 45 && unit.limits998.high == 22.0 / 45)
    }
  }

  // scipy 1.17.1, stats.binom.ppf([.001, .025, .975, .999], n, p).
  @Test(arguments: [
    (40.0, 0.3, [4.0, 7, 18, 21]), (12, 0.85, [6, 8, 12, 12]), (1000, 0.7, [655, 671, 728, 744]),
    (7, 0.02, [0, 0, 1, 2]), (250_000, 0.75, [186_830, 187_075, 187_924, 188_168]),
  ])
  func `exact limits are binomial quantiles`(_ size: Double, _ target: Double, _ expected: [Double]) {
    let wide = FunnelLimits(target: target, size: size, tail: 0.001)
    let usual = FunnelLimits(target: target, size: size, tail: 0.025)
    #expect([wide.low, usual.low, usual.high, wide.high] == expected.map { $0 / size })
  }

  // Eleven scores 0, 1 … 10: the 10 and 90 % quantiles are 1 and 9, Σz² = 1 + 1 + 4 + … + 64 + 81 + 81 = 367.
  // Variances 1: τ² = (367 − 10)/(11 − 1).
  @Test func `scores are drawn in to the quantiles at either end`() {
    let spread = Overdispersion(z: (0...10).map(Double.init), variances: Array(repeating: 1, count: 11))
    #expect(spread.winsorized == [1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9])
    #expect(isNear(spread.phi, 367.0 / 11, relative: 1e-15))
    #expect(isNear(spread.tauSquared, 35.7, relative: 1e-14))
  }

  @Test func `small units have limits but no say in the spread`() throws {
    let herds = try PeerGroup.herds()
    let small = try Proportion(successes: 9, size: 9)
    let plot = try FunnelPlot(herds + [small])
    let scores = plot.units.dropLast().map(\.z)
    let spread = Overdispersion(z: scores, variances: herds.map { 1 / (4 * $0.size) })
    #expect(isNear(plot.phi, spread.phi, relative: 1e-14))
    #expect(plot.units.count == 16 && plot.units[15].z > 5)
    #expect(plot.target > 0.117577197149644)
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `order shows nowhere, failures mirror successes, limits nest around the target`(seed: UInt64) throws {
    var numbers = SplitMix64(seed: seed)
    let peers = try drawnPeers(30, mean: 0.7, size: seed % 2 == 0 ? nil : 20, n: 5...200, &numbers).peers
    let plot = try FunnelPlot(peers)
    let order = Array(0..<30).shuffled(using: &numbers)
    let shuffled = try FunnelPlot(order.map { peers[$0] })
    #expect(shuffled.units == order.map { plot.units[$0] } && shuffled.phi == plot.phi, "seed \(seed)")
    let mirrored = try FunnelPlot(
      peers.map { try Proportion(successes: $0.size - $0.successes, size: $0.size) })
    for (unit, other) in zip(plot.units, mirrored.units) {
      #expect(
        abs(unit.z + other.z) < 1e-9 && abs(unit.overdispersedZ + other.overdispersedZ) < 1e-9, "seed \(seed)"
      )
      #expect(unit.limits998.low <= unit.limits95.low && unit.limits95.low <= plot.target, "seed \(seed)")
      #expect(plot.target <= unit.limits95.high && unit.limits95.high <= unit.limits998.high, "seed \(seed)")
      #expect(abs(unit.limits95.low - (1 - other.limits95.high)) < 1e-9, "seed \(seed)")
    }
  }

  @Test func `groups without an answer give the reason`() throws {
    let nine = try (0..<9).map { try Proportion(successes: Double($0), size: 20) }
    let small = try Proportion(successes: 1, size: 9)
    #expect(throws: NotEstimable.tooFew(.units, found: 0, needed: 10)) { _ = try FunnelPlot([]) }
    #expect(throws: NotEstimable.tooFew(.units, found: 9, needed: 10)) { _ = try FunnelPlot(nine + [small]) }
    for x in [0.0, 20] {
      let same = try (0..<10).map { _ in try Proportion(successes: x, size: 20) }
      #expect(throws: NotEstimable.noSpread(.values)) { _ = try FunnelPlot(same) }
    }
    let equal = try FunnelPlot((0..<10).map { _ in try Proportion(successes: 10, size: 20) })
    #expect(equal.phi == 0 && equal.tauSquared == 0 && equal.units[0].z == 0)
    let apart = try FunnelPlot(
      (0..<10).map { try Proportion(successes: $0 % 2 == 0 ? 0 : 0x1p53, size: 0x1p53) })
    #expect(
      apart.units.allSatisfy { $0.overdispersedZ.isFinite && $0.limits95.low >= 0 && $0.limits95.high <= 1 })
  }
}
