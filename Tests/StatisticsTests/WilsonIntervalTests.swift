import Dice
import Testing

@testable import Statistics

@Suite struct WilsonIntervalTests {
  private static let z90 = 1.644853626951472
  private static let z99 = 2.575829303548901

  // Newcombe (1998), Statistics in Medicine 17, 857–872, table I; figures to 15 digits from R 4.2,
  // binom.confint(x, n, conf.level, methods = "wilson") and prop.test(x, n, correct = FALSE)
  // (reference/wilson_newcombe1998.csv). Printed in the paper: 0.2553–0.3662, 0.0624–0.1605,
  // 0.0000–0.1611, 0.0061–0.1718.
  @Test(arguments: [
    (81.0, 263.0, 0.255288519878274, 0.3662095769828), (15, 148, 0.0623863995307363, 0.160487241723308),
    (0, 20, 0, 0.161125158052819), (1, 29, 6.11321429276265e-03, 0.171755218793203),
  ])
  func `the intervals of Newcombe's table I are met`(_ x: Double, _ n: Double, _ low: Double, _ high: Double)
  {
    let interval = WilsonInterval(share: x / n, size: n)
    #expect(abs(interval.low - low) < 1e-12)
    #expect(abs(interval.high - high) < 1e-12)
  }

  // R, binom.confint(methods = "wilson"), as reference/proportion_intervals.csv; z of 90, 95 and 99 %
  // from qnorm(0.95), qnorm(0.975) and qnorm(0.995).
  @Test(arguments: [
    (1.0, 1.0, 0.95, 0.206549314377238, 1.0), (0, 1, 0.95, 0, 0.793450685622763),
    (7, 10, 0.95, 0.396778147461145, 0.892208732593699),
    (88, 100, 0.95, 0.801879005732886, 0.930005935629805),
    (29, 30, 0.9, 0.863595857848183, 0.992528121235058),
    (7e5, 1e6, 0.95, 0.699101064775871, 0.700897398646504), (3, 3, 0.99, 0.311368157254747, 1),
    (20, 20, 0.95, 0.838874841947181, 1),
  ])
  func `R's intervals are met`(_ x: Double, _ n: Double, _ level: Double, _ low: Double, _ high: Double) {
    let z = level == 0.9 ? Self.z90 : level == 0.99 ? Self.z99 : WilsonInterval.z95
    let interval = WilsonInterval(share: x / n, size: n, z: z)
    #expect(abs(interval.low - low) < 1e-12)
    #expect(abs(interval.high - high) < 1e-12)
  }

  // By hand, z = 2, 1 of 4: (¼ + ½ ± 2·√(3/64 + 1/16)) / 2, √(7/64) = √7/8, so 3/8 ± √7/8.
  @Test func `one of four at two standard errors is three eighths give or take a root`() {
    let interval = WilsonInterval(share: 0.25, size: 4, z: 2)
    #expect(abs(interval.low - (3 - 7.0.squareRoot()) / 8) < 1e-15)
    #expect(abs(interval.high - (3 + 7.0.squareRoot()) / 8) < 1e-15)
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `the share lies inside, the ends within 0 and 1, and the opposite share has the mirrored interval`(
    seed: UInt64
  ) {
    var dice = Dice(seed: seed)
    for _ in 0..<500 {
      let n = Double.random(in: 0.5...100_000, using: &dice)
      let share = [0, 1, Double.random(in: 0...1, using: &dice)].randomElement(using: &dice) ?? 0
      let interval = WilsonInterval(share: share, size: n)
      #expect(interval.low >= 0 && interval.high <= 1, "seed \(seed), \(share) of \(n)")
      #expect(interval.low <= share && share <= interval.high, "seed \(seed), \(share) of \(n)")
      #expect(interval.low < interval.high, "seed \(seed), \(share) of \(n)")
      let mirrored = WilsonInterval(share: 1 - share, size: n)
      #expect(abs(mirrored.low - (1 - interval.high)) < 1e-12, "seed \(seed), \(share) of \(n)")
      let larger = WilsonInterval(share: share, size: 2 * n)
      #expect(larger.high - larger.low < interval.high - interval.low, "seed \(seed), \(share) of \(n)")
      // Its ends are the shares from which the sample is just z standard errors away.
      for end in [interval.low, interval.high] where end > 0 && end < 1 {
        let distance = (share - end).magnitude / (end * (1 - end) / n).squareRoot()
        #expect(abs(distance - WilsonInterval.z95) < 1e-6, "seed \(seed), \(share) of \(n)")
      }
    }
  }

  @Test func `no sample has no interval`() async {
    await #expect(processExitsWith: .failure) { _ = WilsonInterval(share: 0.5, size: 0) }
    await #expect(processExitsWith: .failure) { _ = WilsonInterval(share: 1.1, size: 10) }
    await #expect(processExitsWith: .failure) { _ = WilsonInterval(share: .nan, size: 10) }
  }
}
