import Dice
import Testing

@testable import Statistics

@Suite struct TotalsRatioTests {
  private func sums(_ units: [(Int64, Int64)]) -> TotalsRatio.Sums {
    var sums = TotalsRatio.Sums()
    for (x, y) in units { sums.observe(x: x, y: y) }
    return sums
  }

  // 18/52; differences from it: −.461538, .846154, −1.115385, .730769, squares add up to 2.707101;
  // √(4/3 · 2.707101)/52 = .0365362; t of 3 at .975: 3.182446. numpy and scipy 1.17.1 give the digits.
  @Test func `four units by hand`() throws {
    let ratio = try TotalsRatio(sums([(3, 10), (5, 12), (2, 9), (8, 21)]))
    #expect(isNear(ratio.value, 18.0 / 52, relative: 1e-15))
    let (error, low, high) = try (
      #require(ratio.standardError), #require(ratio.low), #require(ratio.high)
    )
    #expect(isNear(error, TotalsRatioTests.error, relative: 1e-12))
    #expect(isNear(low, 18.0 / 52 - 3.182446305284263 * error, relative: 1e-12))
    #expect(isNear(high, 18.0 / 52 + 3.182446305284263 * error, relative: 1e-12))
  }

  private static let error = 0.0365357663764156

  @Test func `units that all have the ratio, and a single one, have no error`() throws {
    for units in [[(2, 4), (3, 6), (5, 10)], [(7, 9)]] as [[(Int64, Int64)]] {
      let ratio = try TotalsRatio(sums(units))
      #expect(ratio.standardError == nil && ratio.low == nil && ratio.high == nil)
    }
  }

  @Test func `no units and nothing to divide by are refused`() {
    #expect(throws: NotEstimable.tooFew(.units, found: 0, needed: 1)) { try TotalsRatio(sums([])) }
    #expect(throws: NotEstimable.outOfRange(.weights)) { try TotalsRatio(sums([(3, 0), (0, 0)])) }
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `any order and split gives the same bits, and a factor on x scales all`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let units = (0..<50).map { _ in (Int64(dice.below(100_000)), Int64(1 + dice.below(1000))) }
    let whole = try TotalsRatio(sums(units))
    let mixed = units.shuffled(using: &dice)
    let cut = dice.below(50)
    var merged = sums(Array(mixed[..<cut]))
    merged.merge(sums(Array(mixed[cut...])))
    #expect(try TotalsRatio(merged) == whole, "seed \(seed)")
    let tenfold = try TotalsRatio(sums(units.map { ($0.0 * 10, $0.1) }))
    #expect(isNear(tenfold.value, 10 * whole.value, relative: 1e-14))
    let (error, of) = try (#require(whole.standardError), #require(tenfold.standardError))
    #expect(isNear(of, 10 * error, relative: 1e-9), "seed \(seed)")
  }

  // With clusters of 0/1 observations it is the ratio that contact resolution has, where that one's clusters count.
  @Test func `the error is that of a ratio over clusters`() throws {
    let units: [(Int64, Int64)] = [(0, 30), (30, 30), (2, 40), (35, 40), (1, 25)]
    let found = try #require(try TotalsRatio(sums(units)).standardError)
    let other = try #require(
      RatioEstimate(
        x: 68, y: 165, both: 68, xx: units.reduce(0) { $0 + $1.0 * $1.0 },
        xy: units.reduce(0) { $0 + $1.0 * $1.1 }, yy: units.reduce(0) { $0 + $1.1 * $1.1 }, clusters: 5))
    #expect(isNear(found, (other.high - other.value) / WilsonInterval.z95, relative: 1e-12))
  }
}
