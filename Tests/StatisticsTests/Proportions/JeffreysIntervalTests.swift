import Dice
import Testing

@testable import Statistics

@Suite struct JeffreysIntervalTests {
  // R 4.2.2: qbeta(c(.025, .975), x + .5, n − x + .5), 0 where x = 0 and 1 where x = n; Wilson's as
  // prop.test(x, n, correct = FALSE). The second table is Newcombe (1998), Statistics in Medicine 17, 857–872.
  @Test(arguments: ["proportion_intervals", "wilson_newcombe1998"])
  func `both intervals are R's to 12 decimals`(_ name: String) throws {
    let table = try Published.table(name)
    func column(_ name: String) throws -> [Double] { try table.numbers(name) }
    for row in try column("x").indices {
      let proportion = try Proportion(successes: column("x")[row], size: column("n")[row])
      let confidence = try column("conf")[row]
      let jeffreys = try JeffreysInterval(of: proportion, confidence: confidence)
      #expect(try abs(jeffreys.low - column("jeffreys_lo")[row]) < 1e-12, "\(name), row \(row)")
      #expect(try abs(jeffreys.high - column("jeffreys_hi")[row]) < 1e-12, "\(name), row \(row)")
      let z = NormalDistribution.quantile(1 - (1 - confidence) / 2)
      let wilson = WilsonInterval(share: proportion.share, size: proportion.size, z: z)
      #expect(try abs(wilson.low - column("wilson_lo")[row]) < 1e-12, "\(name), row \(row)")
      #expect(try abs(wilson.high - column("wilson_hi")[row]) < 1e-12, "\(name), row \(row)")
    }
  }

  // One of two: Beta(3/2, 3/2) is half-circular, and its quantile at 1/2 is 1/2; its density is symmetric, so
  // the ends of any confidence add up to 1. P(X ≤ 1/4) = 1/3 − √3/(4π) = .195501, so at a confidence of
  // 1 − 2 · .195501 the ends are 1/4 and 3/4.
  @Test func `one of two by hand`() throws {
    let tail = 1.0 / 3 - 3.0.squareRoot() / (4 * .pi)
    let interval = try JeffreysInterval(of: Proportion(successes: 1, size: 2), confidence: 1 - 2 * tail)
    #expect(abs(interval.low - 0.25) < 1e-14)
    #expect(abs(interval.high - 0.75) < 1e-14)
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `the ends hold the share, mirror with it and close in as counts double`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    for _ in 0..<Rounds.count(50) {
      let n = Double(Int.random(in: 1...5000, using: &dice))
      let x = dice.pick([0.0, n, Double(Int.random(in: 0...Int(n), using: &dice))])
      let interval = try JeffreysInterval(of: Proportion(successes: x, size: n))
      let mirrored = try JeffreysInterval(of: Proportion(successes: n - x, size: n))
      let doubled = try JeffreysInterval(of: Proportion(successes: 2 * x, size: 2 * n))
      #expect(0 <= interval.low && interval.low <= x / n, "seed \(seed), \(x) of \(n)")
      #expect(x / n <= interval.high && interval.high <= 1, "seed \(seed), \(x) of \(n)")
      #expect(
        (interval.low == 0) == (x == 0) && (interval.high == 1) == (x == n), "seed \(seed), \(x) of \(n)")
      #expect(abs(mirrored.low - (1 - interval.high)) < 1e-12, "seed \(seed), \(x) of \(n)")
      #expect(doubled.high - doubled.low < interval.high - interval.low, "seed \(seed), \(x) of \(n)")
    }
  }

  @Test(arguments: [(0, 0x1p53), (0x1p53, 0x1p53), (1, 0x1p53), (0x1p52, 0x1p53), (0, 1e-9), (1e-9, 1e-9)])
  func `huge and tiny samples have an interval`(_ x: Double, _ n: Double) throws {
    let proportion = try Proportion(successes: x, size: n)
    let interval = try JeffreysInterval(of: proportion)
    #expect(0 <= interval.low && interval.low <= proportion.share)
    #expect(proportion.share <= interval.high && interval.high <= 1)
  }
}
