import Dice
import Testing

@testable import Statistics

@Suite struct CompensatedSumTests {
  // Neumaier's own example: 1 + 1e100 + 1 − 1e100 = 2, where plain and Kahan's sums give 0.
  @Test func `large terms that cancel leave the small ones`() {
    #expect(CompensatedSum([1, 1e100, 1, -1e100]).value == 2)
    #expect(CompensatedSum([1e100, 1, -1e100, 1]).value == 2)
  }

  @Test func `no terms make 0, infinite and missing ones show`() {
    #expect(CompensatedSum().value == 0)
    #expect(CompensatedSum([1, .infinity, 2]).value == .infinity)
    #expect(CompensatedSum([.infinity, -.infinity]).value.isNaN)
    #expect(CompensatedSum([1, .nan]).value.isNaN)
    #expect(CompensatedSum([0x1.8p1023, 0x1.8p1023]).value == .infinity)
  }

  @Test func `sums of random tenths are the nearest Double of the exact sum`() {
    let seed: UInt64 = 64
    var dice = Dice(seed: seed)
    var plainErrs = 0
    for number in 0..<Rounds.count(50) {
      // Whole multiples of 2⁻⁴⁰ of very different sizes, summed exactly in Int128.
      let whole = (0..<200).map { _ in Int64(truncatingIfNeeded: dice.next()) >> Int64(11 + dice.below(40)) }
      let exact = whole.reduce(Int128(0)) { $0 + Int128($1) }.nearest * 0x1p-40
      let terms = whole.map { Double($0) * 0x1p-40 }
      #expect(CompensatedSum(terms).value == exact, "seed \(seed), \(number)")
      if terms.reduce(0, +) != exact { plainErrs += 1 }
    }
    #expect(plainErrs > 10)
  }
}
