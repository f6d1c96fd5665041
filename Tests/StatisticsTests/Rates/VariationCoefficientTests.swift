import Dice
import Testing

@testable import Statistics

@Suite struct VariationCoefficientTests {
  private func sums(_ units: [[Int64]]) -> VariationCoefficient.Sums {
    var sums = VariationCoefficient.Sums()
    for unit in units { sums.observe(unit) }
    return sums
  }

  // Ten gaps that add up to 262, their squares to 7,436: √(10 · 7436/262² − 1) = √.0832702. The interval from
  // central differences of the weight of each unit in Python (step 1e-5) and t of 3, so to some 9 digits.
  @Test func `ten gaps of four units`() throws {
    let found = try VariationCoefficient(sums([[20, 30], [10], [40, 20, 30], [28, 28, 28, 28]]))
    #expect(isNear(found.value, 0.28856577360970703, relative: 1e-12))
    let (low, high) = try (#require(found.low), #require(found.high))
    #expect(abs(low) < 1e-8 && abs(high - 0.6360074637310789) < 1e-8)
  }

  @Test func `gaps that are all alike do not vary, and have no interval`() throws {
    let found = try VariationCoefficient(sums([[28, 28], [28]]))
    #expect(found.value == 0 && found.low == nil && found.high == nil)
  }

  @Test func `one unit has no interval, one number no coefficient`() throws {
    let one = try VariationCoefficient(sums([[10, 20, 30], []]))
    // 3 · 1400/60² − 1 = 1/6.
    #expect(isNear(one.value, (1.0 / 6).squareRoot(), relative: 1e-14) && one.low == nil)
    #expect(throws: NotEstimable.tooFew(.observations, found: 1, needed: 2)) {
      try VariationCoefficient(sums([[3]]))
    }
    #expect(throws: NotEstimable.outOfRange(.values)) { try VariationCoefficient(sums([[0], [0]])) }
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `any order and split gives the same bits, and days or hours the same`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let units = (0..<40).map { _ in (0..<dice.below(8)).map { _ in Int64(1 + dice.below(90)) } }
    let whole = try VariationCoefficient(sums(units))
    let mixed = units.shuffled(using: &dice)
    var merged = sums(Array(mixed[..<13]))
    merged.merge(sums(Array(mixed[13...])))
    #expect(try VariationCoefficient(merged) == whole, "seed \(seed)")
    let hours = try VariationCoefficient(sums(units.map { $0.map { $0 * 24 } }))
    #expect(isNear(hours.value, whole.value, relative: 1e-12), "seed \(seed)")
    #expect(isNear(try #require(hours.high), try #require(whole.high), relative: 1e-9), "seed \(seed)")
  }

  // Of gaps between events at random the coefficient is 1, and an interval of 95 % holds it about as often.
  @Test func `gaps between random events have 1`() throws {
    var dice = Dice(seed: 3)
    var held = 0
    for _ in 0..<200 {
      let units = (0..<60).map { _ in
        (0..<10).map { _ in
          // A coin a day that shows heads once in 200: gaps that are nearly exponential.
          var days: Int64 = 1
          while dice.below(200) != 0 { days += 1 }
          return days
        }
      }
      let found = try VariationCoefficient(sums(units))
      if let low = found.low, let high = found.high, low <= 0.9975, 0.9975 <= high { held += 1 }
    }
    #expect((176...198).contains(held))
  }
}
