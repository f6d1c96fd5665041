import Dice
import Testing

@testable import Statistics

@Suite struct CaseMixShrinkageTests {
  private typealias Peer = CaseMixShrinkage.Peer

  private func peer(_ x: Double, of n: Double, expected: Double) throws -> Peer {
    try Peer(seen: Proportion(successes: x, size: n), expected: expected)
  }

  // Five of 8/10 where ½ is expected: 10 · .3² = .9 less ¼; ¼ · 9 = 2.25. Five of 12/20 where .8 is: 20 · .2²
  // = .8 less .16; .16 · 19 = 3.04. ρ = 5(.65 + .64)/5(2.25 + 3.04) = 129/529, M = 400/129. Gaps .3 · 10/(10
  // + M) = 387/1690 and −.2 · 20/(20 + M) = −516/2980.
  @Test func `ten units of two mixes by hand`() throws {
    let peers = try (0..<10).map {
      try $0 % 2 == 0 ? peer(8, of: 10, expected: 0.5) : peer(12, of: 20, expected: 0.8)
    }
    let found = try CaseMixShrinkage(peers)
    let size = try #require(found.priorSize)
    #expect(isNear(size, 400.0 / 129, relative: 1e-13))
    #expect(isNear(found.units[0].gap, 387.0 / 1690, relative: 1e-13))
    #expect(isNear(found.units[1].gap, -516.0 / 2980, relative: 1e-13))
    #expect(isNear(found.units[0].reliability, 1290.0 / 1690, relative: 1e-13))
    let share = BetaDistribution(alpha: 12 + 0.8 * size, beta: 8 + 0.2 * size)
    #expect(isNear(found.units[1].low, share.quantile(0.025) - 0.8, relative: 1e-10))
    #expect(isNear(found.units[1].high, share.quantile(0.975) - 0.8, relative: 1e-10))
    for unit in found.units { #expect(isNear(unit.posterior.mean, unit.gap, relative: 1e-12)) }
  }

  // Where all expect the pooled share and sizes are n, Kleinman's ρ divides the same squares by k − 1 units,
  // for he estimates their mean, where Williams's divides by k: ρ_K + 1/(n − 1) = k/(k − 1) · (ρ + 1/(n −
  // 1)).
  @Test func `equal expectations are the shrinkage of shares, but for one unit that the mean costs`() throws {
    let successes = [31.0, 44, 38, 29, 35, 41, 33, 37, 40, 36, 30, 43]
    let (n, k) = (50.0, 12.0)
    let mean = successes.reduce(0, +) / (n * k)
    let found = try CaseMixShrinkage(successes.map { try peer($0, of: n, expected: mean) })
    let shares = try BetaBinomialShrinkage(
      successes.map { try Proportion(successes: $0, size: n) }, by: .moments)
    let (size, other) = try (#require(found.priorSize), #require(shares.fit.priorSize))
    #expect(
      isNear(1 / (1 + other) + 1 / (n - 1), k / (k - 1) * (1 / (1 + size) + 1 / (n - 1)), relative: 1e-11))
    #expect(size > other)
    // So gaps are smaller, here by less than a point of share.
    for (gap, share) in zip(found.units, shares.units) {
      #expect(abs(gap.gap) <= abs(share.mean - mean) && abs(gap.gap - (share.mean - mean)) < 0.01)
    }
  }

  @Test func `units that differ by less than chance have no gap`() throws {
    let found = try CaseMixShrinkage(
      (0..<12).map { try peer(50, of: 100, expected: $0 % 2 == 0 ? 0.5 : 0.52) })
    #expect(found.priorSize == nil)
    for unit in found.units {
      #expect(unit.gap == 0 && unit.low == 0 && unit.high == 0 && unit.reliability == 0)
      #expect(unit.posterior == .normal(mean: 0, deviation: 0))
    }
  }

  @Test func `order shows nowhere, and failures mirror successes`() throws {
    let seed: UInt64 = 1_982
    var dice = Dice(seed: seed)
    for number in 0..<Rounds.count(20) {
      let peers = try (0..<(10 + dice.below(20))).map { _ in
        let n = dice.below(80) + 2
        return try peer(Double(dice.below(n + 1)), of: Double(n), expected: Double(10 + dice.below(81)) / 100)
      }
      guard let found = try? CaseMixShrinkage(peers) else { continue }
      let order = peers.indices.shuffled(using: &dice)
      let moved = try CaseMixShrinkage(order.map { peers[$0] })
      #expect(
        moved.priorSize == found.priorSize && moved.units == order.map { found.units[$0] },
        "seed \(seed), \(number)")
      let mirrored = try CaseMixShrinkage(
        peers.map { try peer($0.seen.size - $0.seen.successes, of: $0.seen.size, expected: 1 - $0.expected) })
      for (unit, other) in zip(found.units, mirrored.units) {
        #expect(
          abs(unit.gap + other.gap) < 1e-9 && abs(unit.low + other.high) < 1e-9, "seed \(seed), \(number)")
        #expect(unit.low <= unit.gap && unit.gap <= unit.high, "seed \(seed), \(number)")
      }
    }
  }

  // 40 peers of 60 to 400 contacts, mixes that predict .6 to .85, true shares Beta(50e, 50(1 − e)): 2,400
  // intervals, whose share of truths has a standard error of .5 points. M taken as known costs about a point.
  @Test func `planted gaps are covered, and missed by less than raw ones`() throws {
    let seed: UInt64 = 50
    var numbers = SplitMix64(seed: seed)
    var (inside, count, raw, shrunken) = (0, 0, 0.0, 0.0)
    for _ in 0..<60 {
      var truths: [Double] = []
      let peers = try (0..<40).map { _ -> Peer in
        let expected = 0.6 + 0.25 * numbers.unit()
        let share = numbers.beta(BetaDistribution(alpha: 50 * expected, beta: 50 * (1 - expected)))
        let n = 60 + Int(numbers.next() % 341)
        truths.append(share - expected)
        return try peer(
          Double((0..<n).count { _ in numbers.unit() < share }), of: Double(n), expected: expected)
      }
      let found = try CaseMixShrinkage(peers)
      for ((unit, truth), peer) in zip(zip(found.units, truths), peers) {
        count += 1
        if unit.low <= truth, truth <= unit.high { inside += 1 }
        let gap = peer.seen.share - peer.expected - truth
        raw += gap * gap
        shrunken += (unit.gap - truth) * (unit.gap - truth)
      }
    }
    let covered = Double(inside) / Double(count)
    #expect(covered > 0.925 && covered < 0.965, "seed \(seed): \(covered)")
    #expect(shrunken < 0.85 * raw, "seed \(seed): \(shrunken / raw)")
  }

  @Test func `expectations of none and all are moved inside`() throws {
    var peers = try (0..<10).map { try peer($0 % 2 == 0 ? 5 : 15, of: 20, expected: 0.5) }
    peers[0] = try peer(20, of: 20, expected: 1)
    peers[1] = try peer(3, of: 20, expected: 0)
    let found = try CaseMixShrinkage(peers)
    #expect(found.units[0].gap > 0 && found.units[0].gap < CaseMixShrinkage.margin)
    #expect(found.units[1].gap > 0 && found.units[1].low > -CaseMixShrinkage.margin)
  }

  @Test func `what cannot be estimated has a reason`() throws {
    let nine = try (0..<9).map { try peer(Double($0), of: 10, expected: 0.5) }
    #expect(throws: NotEstimable.tooFew(.units, found: 9, needed: 10)) { try CaseMixShrinkage(nine) }
    for (expected, reason) in [
      (Double.nan, NotEstimable.notFinite(.values)), (1.01, .outOfRange(.values)),
      (-0.01, .outOfRange(.values)),
      (.infinity, .outOfRange(.values)),
    ] {
      let wrong = try peer(5, of: 10, expected: expected)
      #expect(throws: reason) { try CaseMixShrinkage(nine + [wrong]) }
    }
    // Single observations do not tell how alike those of one unit are.
    let single = try (0..<10).map { try peer(Double($0 % 2), of: 1, expected: 0.5) }
    #expect(throws: NotEstimable.tooFew(.observations, found: 1, needed: 2)) { try CaseMixShrinkage(single) }
    // All or none of ten: ρ = 10(10 · ¼ − ¼)/10 · ¼ · 9 = 1 leaves no beta distribution.
    let extreme = try (0..<10).map { try peer($0 % 2 == 0 ? 0 : 10, of: 10, expected: 0.5) }
    #expect(throws: NotEstimable.outOfRange(.values)) { try CaseMixShrinkage(extreme) }
  }
}
