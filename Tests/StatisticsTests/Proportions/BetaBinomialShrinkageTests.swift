import Dice
import Foundation
import Simulations
import Testing

@testable import Statistics

@Suite struct BetaBinomialShrinkageTests {
  // Ten units of 10, five with 2 and five with 8 successes: p = ½, S = 100 · .09 = 9; pq(k − 1) = 2.25;
  // Σn − Σn²/Σn − (k − 1) = 100 − 10 − 9 = 81. ρ = 6.75/20.25 = ⅓, M = 2.
  // Posterior of 2 of 10: Beta(3, 9), mean ¼, reliability 10/12.
  @Test func `ten units by hand`() throws {
    let peers = try (0..<10).map { try Proportion(successes: $0 % 2 == 0 ? 2 : 8, size: 10) }
    let found = try BetaBinomialShrinkage(peers, by: .moments)
    #expect(found.fit.mean == 0.5)
    #expect(try isNear(#require(found.fit.priorSize), 2, relative: 1e-14))
    #expect(isNear(found.units[0].mean, 0.25, relative: 1e-14))
    #expect(isNear(found.units[1].mean, 0.75, relative: 1e-14))
    #expect(isNear(found.units[0].reliability, 10.0 / 12, relative: 1e-14))
    let shapes = BetaDistribution(alpha: 3, beta: 9)
    #expect(isNear(found.units[0].low, shapes.quantile(0.025), relative: 1e-12))
    #expect(isNear(found.units[0].high, shapes.quantile(0.975), relative: 1e-12))
    #expect(isNear(found.units[0].posterior.mean, 0.25, relative: 1e-14))
  }

  // R 4.2.2, Kleinman's moments on the herds of lme4::cbpp. Tolerance 1e-9, reached 1e-13.
  @Test func `moments of the herds are R's`() throws {
    let found = try BetaBinomialShrinkage(PeerGroup.herds(), by: .moments)
    #expect(found.fit.estimator == .moments)
    #expect(isNear(found.fit.mean, 0.117577197149644, relative: 1e-13))
    #expect(try isNear(#require(found.fit.priorSize), 10.8222357580884, relative: 1e-13))
    let shrunken = [
      0.202125073682808, 0.0873329558892533, 0.156473689106492, 0.115063092407009, 0.0888810734630871,
      0.0636598142886257, 0.261154353982083, 0.296113032356571, 0.0821764043387245, 0.0556034995924354,
      0.0961639500842489, 0.107288002945965, 0.0436756338088032, 0.333289054688454, 0.0571013162603448,
    ]
    for (unit, expected) in zip(found.units, shrunken) {
      #expect(isNear(unit.mean, expected, relative: 1e-13))
    }
  }

  // R 4.2.2: optim on the beta-binomial likelihood of lme4::cbpp by herd, qbeta of its posterior; optim stops
  // 5e-8 short of the top: means and ends to 1e-7, M to 1e-6.
  @Test func `the likelihood's fit to the herds is R's, with its intervals`() throws {
    let found = try BetaBinomialShrinkage(PeerGroup.herds(), by: .maximumLikelihood)
    #expect(found.fit.estimator == .maximumLikelihood)
    #expect(isNear(found.fit.mean, 0.140486611309832, relative: 1e-7))
    #expect(try isNear(#require(found.fit.priorSize), 13.9463334337095, relative: 1e-6))
    let (means, lows, highs) = (
      [
        0.203151399302528, 0.0928567523647355, 0.158724901644943, 0.121751165128023, 0.0936976653678658,
        0.0693371419840179, 0.258762222301027, 0.291143704316805, 0.0921911792635397, 0.0608422277321092,
        0.0996783865548967, 0.115476054130531, 0.0491278182734152, 0.324417086884949, 0.0636242002135551,
      ],
      [
        0.10795799619562, 0.0385559344397576, 0.0905592705524156, 0.0468076277858762, 0.0417214607059283,
        0.0260675404181352, 0.152114576556756, 0.172894841321622, 0.0260898491257671, 0.022792771109016,
        0.0512182436939415, 0.0392916286850114, 0.0162094427023422, 0.190312448242694, 0.0211316002656526,
      ],
      [
        0.319143462037179, 0.167583347726379, 0.241556199433593, 0.225740944435717, 0.163677166591288,
        0.131402595473598, 0.382335847213441, 0.425887361891393, 0.193749495509128, 0.115704288250447,
        0.16187149033965, 0.22524025926825, 0.0987458722137458, 0.475171477881809, 0.127063443937845,
      ]
    )
    for (row, unit) in found.units.enumerated() {
      #expect(isNear(unit.mean, means[row], relative: 1e-7))
      #expect(isNear(unit.low, lows[row], relative: 1e-7))
      #expect(isNear(unit.high, highs[row], relative: 1e-7))
    }
  }

  // mpmath 1.4.1 with 40 digits: findroot on the two score equations in (logit μ, log M). Tolerance 1e-9.
  @Test func `the likelihood's fits are the exact ones`() throws {
    for (peers, mean, size) in try [
      (PeerGroup.herds(), 0.14048661114241599, 13.946334007705217),
      (PeerGroup.rats(), 0.142291858621772, 16.456418701774944),
      (PeerGroup.rats().dropLast(), 0.14066772390674938, 16.3845923436723),
      (PeerGroup.batters(), 0.26543250437987744, 793.23682104955843),
    ] {
      let fit = try BetaBinomialFit(peers, by: .maximumLikelihood)
      #expect(isNear(fit.mean, mean, relative: 1e-11))
      #expect(try isNear(#require(fit.priorSize), size, relative: 1e-9), "\(peers.count) units")
    }
  }

  // R, the vignette of BayesGOF: gMLE.bb(rat$y, rat$n)$estimate is 2.304768 and 14.079707 for the 70 past groups;
  // its optimizer stops 7e-6 short of the top. Tolerance 1e-5.
  @Test func `the rats' prior is the published one`() throws {
    let fit = try BetaBinomialFit(PeerGroup.rats().dropLast(), by: .maximumLikelihood)
    let size = try #require(fit.priorSize)
    #expect(isNear(fit.mean * size, 2.304768, relative: 1e-5))
    #expect(isNear((1 - fit.mean) * size, 14.079707, relative: 1e-5))
  }

  // numpy 2.4.6 from the formulas. Tolerance 1e-9.
  @Test func `moments of rats and batters`() throws {
    for (peers, mean, size) in try [
      (PeerGroup.rats(), 0.1535365152386429, 21.795953425172275),
      (PeerGroup.batters(), 0.2654320987654321, 367.9883351007421),
    ] {
      let fit = try BetaBinomialFit(peers, by: .moments)
      #expect(isNear(fit.mean, mean, relative: 1e-13))
      #expect(try isNear(#require(fit.priorSize), size, relative: 1e-11))
    }
  }

  // Efron and Morris (1977), Scientific American 236(5), 119–127, keep c = .212 of each batter's distance (all
  // digits in R: .211653417144266): c = 1 − (k − 3)/((k − 1)F), F = S/(pq(k − 1)). Of equal sizes n the moments
  // keep n/(n + M) = n/(n − 1) · (1 − 1/F), from which follows their c. Tolerance 1e-12.
  @Test func `the batters' reliability gives the shrinkage of Efron and Morris`() throws {
    let found = try BetaBinomialShrinkage(PeerGroup.batters(), by: .moments)
    let (k, n) = (18.0, 45.0)
    let inverse = 1 - found.units[0].reliability * (n - 1) / n
    #expect(isNear(1 - (k - 3) / (k - 1) * inverse, 0.211653417144266, relative: 1e-12))
  }

  @Test(arguments: [BetaBinomialFit.Estimator.moments, .maximumLikelihood])
  func `peers that differ by less than chance all get the pooled share`(_ how: BetaBinomialFit.Estimator)
    throws
  {
    let peers = try (0..<12).map { try Proportion(successes: 50, size: 100 + Double($0 % 2)) }
    let found = try BetaBinomialShrinkage(peers, by: how)
    #expect(found.fit.priorSize == nil)
    let pooled = try JeffreysInterval(of: Proportion(successes: 600, size: 1206))
    for unit in found.units {
      #expect(unit.reliability == 0 && unit.mean == 600.0 / 1206)
      #expect(unit.low == pooled.low && unit.high == pooled.high)
      #expect(unit.posterior == .normal(mean: 600.0 / 1206, deviation: 0))
    }
  }

  @Test(arguments: [BetaBinomialFit.Estimator.moments, .maximumLikelihood], 1...5 as ClosedRange<UInt64>)
  func `the order of peers shows nowhere; failures mirror successes; means lie between`(
    _ how: BetaBinomialFit.Estimator, seed: UInt64
  ) throws {
    var numbers = SplitMix64(seed: seed)
    let peers = try drawnPeers(40, mean: 0.7, size: 20, n: 5...80, &numbers).peers
    let found = try BetaBinomialShrinkage(peers, by: how)
    let order = Array(0..<40).shuffled(using: &numbers)
    let shuffled = try BetaBinomialShrinkage(order.map { peers[$0] }, by: how)
    #expect(shuffled.fit == found.fit && shuffled.units == order.map { found.units[$0] }, "seed \(seed)")
    let failures = try peers.map { try Proportion(successes: $0.size - $0.successes, size: $0.size) }
    let mirrored = try BetaBinomialShrinkage(failures, by: how)
    for ((unit, other), peer) in zip(zip(found.units, mirrored.units), peers) {
      #expect(
        abs(unit.mean - (1 - other.mean)) < 1e-9 && abs(unit.low - (1 - other.high)) < 1e-9, "seed \(seed)")
      let pair = [peer.share, found.fit.mean].sorted()
      #expect(pair[0] - 1e-12 <= unit.mean && unit.mean <= pair[1] + 1e-12, "seed \(seed)")
      #expect(unit.low < unit.mean && unit.mean < unit.high, "seed \(seed)")
    }
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `near no spread the likelihood settles all the same, and nowhere is it higher`(seed: UInt64) throws {
    var numbers = SplitMix64(seed: seed)
    let size = [nil, 2000.0, 100, 3][numbers.below(4)]
    let peers = try drawnPeers(30, mean: 0.6, size: size, n: 1...300, &numbers).peers
    let fit = try BetaBinomialFit(peers, by: .maximumLikelihood)
    guard let size = fit.priorSize else {
      // No slope: a little spread makes the data less likely.
      #expect(
        logLikelihood(peers, fit.mean, 1e5) >= logLikelihood(peers, fit.mean, 1e3) - 1e-4, "seed \(seed)")
      return
    }
    let top = logLikelihood(peers, fit.mean, size)
    for (mean, scale) in [(1e-3, 1.0), (-1e-3, 1), (0, 1.05), (0, 0.95), (1e-3, 1.05)] {
      #expect(logLikelihood(peers, fit.mean + mean, size * scale) < top + 1e-9, "seed \(seed)")
    }
  }

  // Ten units of 45/50, ten of 35/50 and one of 8,000/10,000: the large one, at the mean, makes the slope at
  // ρ = 0 negative, though the likelihood of all is far higher further inside. scipy, optimize.minimize by
  // Nelder–Mead on betaln: M = 23.78, log likelihood 7.57 above that without spread.
  @Test func `one large unit at the mean does not hide the spread of the others`() throws {
    let peers =
      try (0..<20).map { try Proportion(successes: $0 < 10 ? 45 : 35, size: 50) }
      + [Proportion(successes: 8000, size: 10_000)]
    #expect(BetaBinomialLikelihood.slopeWithoutCorrelation(peers, mean: 0.8) < 0)
    let fit = try BetaBinomialFit(peers, by: .maximumLikelihood)
    let size = try #require(fit.priorSize)
    #expect((20...24).contains(size), "\(size)")
    let top = logLikelihood(peers, fit.mean, size)
    #expect(top > logLikelihood(peers, 0.8, 1e6) + 1)
    for (mean, scale) in [(1e-3, 1.0), (-1e-3, 1), (0, 1.05), (0, 0.95)] {
      #expect(logLikelihood(peers, fit.mean + mean, size * scale) < top)
    }
  }

  // Two sizes of group: 12 units at .5 ± d of n. S = 12·n·d², chance 11/4; the correlation is about 4d² − 1/n.
  @Test func `moments of a spread below half a thousandth are none, as in the likelihood`() throws {
    func fit(_ d: Double) throws -> BetaBinomialFit {
      let n = 1e9
      return try BetaBinomialFit(
        (0..<12).map { try Proportion(successes: n * ($0 % 2 == 0 ? 0.5 + d : 0.5 - d), size: n) },
        by: .moments)
    }
    #expect(try fit(0.0004).priorSize == nil)
    #expect(try fit(0.0006).priorSize != nil)
  }

  // At p = ½: 2 of 4 gives ½(2/½ + 2/½ − 12) = −2, 4 of 4 gives ½(12/½ − 12) = 6. Against the likelihood at
  // M = 10⁶ and 2·10⁶, whose ρ are 10⁻⁶ and half of it but for a millionth.
  @Test func `the slope without correlation by hand and by small steps`() throws {
    let (two, four) = try (Proportion(successes: 2, size: 4), Proportion(successes: 4, size: 4))
    #expect(BetaBinomialLikelihood.slopeWithoutCorrelation([two], mean: 0.5) == -2)
    #expect(BetaBinomialLikelihood.slopeWithoutCorrelation([four], mean: 0.5) == 6)
    let herds = try PeerGroup.herds()
    func likelihood(_ size: Double) -> Double {
      BetaBinomialLikelihood(herds, logit: log(0.12 / 0.88), logSize: log(size)).value
    }
    let slope = (likelihood(1e6) - likelihood(2e6)) / 5e-7
    #expect(isNear(BetaBinomialLikelihood.slopeWithoutCorrelation(herds, mean: 0.12), slope, relative: 1e-3))
  }

  /// The log likelihood but for a constant, summed by Foundation's log gamma.
  private func logLikelihood(_ peers: [Proportion], _ mean: Double, _ size: Double) -> Double {
    let (a, b) = (mean * size, (1 - mean) * size)
    return peers.reduce(0) { sum, peer in
      let (x, y) = (peer.successes, peer.size - peer.successes)
      return sum + lgamma(x + a) - lgamma(a) + lgamma(y + b) - lgamma(b) - lgamma(peer.size + size)
        + lgamma(size)
    }
  }

  @Test(arguments: [BetaBinomialFit.Estimator.moments, .maximumLikelihood])
  func `groups without an answer give the reason`(_ how: BetaBinomialFit.Estimator) throws {
    func reason(_ x: [Double], _ n: [Double]) -> NotEstimable? {
      do throws(NotEstimable) {
        var peers: [Proportion] = []
        for (x, n) in zip(x, n) { peers.append(try Proportion(successes: x, size: n)) }
        _ = try BetaBinomialShrinkage(peers, by: how)
        return nil
      } catch {
        return error
      }
    }
    let ten = [Double](repeating: 10, count: 10)
    #expect(reason([], []) == .tooFew(.units, found: 0, needed: 10))
    #expect(reason([5], [10]) == .tooFew(.units, found: 1, needed: 10))
    #expect(reason(ten.map { _ in 0 }, ten) == .noSpread(.values))
    #expect(reason(ten, ten) == .noSpread(.values))
    // All or none in every unit: no beta distribution with a density has that.
    #expect(reason((0..<10).map { $0 % 2 == 0 ? 0 : 10 }, ten) == .noSpread(.values))
    #expect(reason((0..<10).map { Double($0 % 2) }, ten.map { _ in 1 }) == .noSpread(.values))
    // Below one observation each there are no pairs.
    #expect(
      reason(ten.map { _ in 0.25 }, ten.map { _ in 0.5 }) == .tooFew(.observations, found: 1, needed: 2))
    // Nearly so: the moments leave no room for a beta distribution, the likelihood finds one.
    let nearly = reason([1, 0, 10, 0, 10, 0, 10, 0, 10, 0], [2, 10, 10, 10, 10, 10, 10, 10, 10, 10])
    #expect(nearly == (how == .moments ? .outOfRange(.values) : nil))
    // Sizes up to the largest that count single observations.
    let huge = (0..<10).map { _ in 0x1p53 }
    let found = reason((0..<10).map { 0x1p52 + Double($0) * 0x1p48 }, huge)
    #expect(found == nil || found == .noConvergence)
  }
}
