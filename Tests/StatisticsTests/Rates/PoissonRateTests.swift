import Dice
import Foundation
import Testing

@testable import Statistics

@Suite struct PoissonRateTests {
  // Without events the upper end is where e^−λ = .025: ln 40, here over two years.
  @Test func `no separation in two years by hand`() throws {
    let rate = try PoissonRate(events: 0, exposure: 2)
    #expect(rate.rate == 0 && rate.low == 0)
    #expect(isNear(rate.high, log(40) / 2, relative: 1e-14))
  }

  // scipy 1.17.1: stats.chi2.ppf(.025, 2x)/2/t and stats.chi2.ppf(.975, 2x + 2)/2/t, as R's poisson.test.
  // 137 over 24.19893 are the Welsh nickel workers of R's ?poisson.test; 23 over 5.25 is the example of R,
  // statpsych::ci.poisson, which prints 2.777148 and 6.57358; 196 over 280 the horse kicks of Bortkiewicz.
  @Test(arguments: [
    (0, 1, 0, 3.6888794541139354), (1, 1, 0.025317807984289876, 5.571643390938898),
    (5, 1, 1.6234863901184207, 11.66833207932267), (11, 1, 5.49116036723684, 19.682038513301954),
    (100, 1, 81.36399125092314, 121.62679379242638),
    (1_000_000, 1, 998040.9833402939, 1001961.9119454322),
    (23, 5.25, 2.777148007056129, 6.573579599015816),
    (137, 24.19893, 4.75312480484875, 6.692709334176073),
    (196, 280, 0.6054270695893555, 0.8051570456323203),
  ])
  func `intervals are the exact ones`(_ events: Int, _ exposure: Double, _ low: Double, _ high: Double) throws
  {
    let rate = try PoissonRate(events: events, exposure: exposure)
    #expect(isNear(rate.rate, Double(events) / exposure, relative: 1e-15))
    #expect(isNear(rate.low, low, relative: 1e-12))
    #expect(isNear(rate.high, high, relative: 1e-12))
  }

  // scipy as above with .005 and .995.
  @Test func `99 % are wider`() throws {
    let rate = try PoissonRate(events: 11, exposure: 1, confidence: 0.99)
    #expect(isNear(rate.low, 4.321358200333207, relative: 1e-12))
    #expect(isNear(rate.high, 22.779255968265293, relative: 1e-12))
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `the ends are the rates at which so many or more, so many or fewer, have 2½ %`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    for _ in 0..<Rounds.count(20) {
      let events = Int.random(in: 1...120, using: &dice)
      let exposure = Double.random(in: 0.1...5000, using: &dice)
      let rate = try PoissonRate(events: events, exposure: exposure)
      func below(_ count: Int, _ mean: Double) -> Double {
        (0..<count).reduce(0) { $0 + exp(Double($1) * log(mean) - mean - lgamma(Double($1) + 1)) }
      }
      #expect(abs(1 - below(events, rate.low * exposure) - 0.025) < 1e-11, "seed \(seed), \(events)")
      #expect(abs(below(events + 1, rate.high * exposure) - 0.025) < 1e-11, "seed \(seed), \(events)")
      let scaled = try PoissonRate(events: events, exposure: exposure / 256)
      #expect(scaled.low == 256 * rate.low && scaled.high == 256 * rate.high, "seed \(seed)")
    }
  }

  // Adding up Poisson probabilities: at every mean at least 95 % (Garwood's claim), under 100 %.
  @Test func `coverage is at least 95 % at every mean`() throws {
    let rates = try (0...90).map { try PoissonRate(events: $0, exposure: 1) }
    for tenths in stride(from: 1, through: 400, by: 3) {
      let mean = Double(tenths) / 10
      let coverage = (0...90).filter { rates[$0].low <= mean && mean <= rates[$0].high }
        .reduce(0.0) { $0 + exp(Double($1) * log(mean) - mean - lgamma(Double($1) + 1)) }
      #expect(coverage >= 0.95 && coverage < 1, "mean \(mean)")
    }
  }

  @Test(arguments: [
    (-1, 1.0, NotEstimable.outOfRange(.events)), (1, 0, .tooFew(.observations, found: 0, needed: 1)),
    (1, -1, .outOfRange(.observations)), (1, .nan, .notFinite(.observations)),
    (1, .infinity, .notFinite(.observations)), (1, .leastNonzeroMagnitude, .noConvergence),
  ])
  func `what is no count or exposure is refused`(_ events: Int, _ exposure: Double, _ reason: NotEstimable) {
    #expect(throws: reason) { _ = try PoissonRate(events: events, exposure: exposure) }
  }

  @Test func `the largest count has an interval or a reason, never an infinity`() {
    for events in [1_000_000_000, 1 << 53, .max] {
      guard let rate = try? PoissonRate(events: events, exposure: 1) else { continue }
      #expect(rate.low <= rate.rate && rate.rate <= rate.high && rate.high.isFinite)
    }
  }
}
