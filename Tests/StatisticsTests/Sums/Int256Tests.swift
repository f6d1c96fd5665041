import Dice
import Testing

@testable import Statistics

@Suite struct Int256Tests {
  private func product(_ a: Int128, _ b: Int128) -> Int256 { Int256(a, times: b) }

  @Test func `a product that Int128 holds rounds as Int128 does`() {
    let seed: UInt64 = 61
    var dice = Dice(seed: seed)
    for number in 0..<Rounds.count(500) {
      let a = Int128(Int64(truncatingIfNeeded: dice.next()) >> Int64(dice.below(63)))
      let b = Int128(Int64(truncatingIfNeeded: dice.next()) >> Int64(dice.below(63)))
      #expect(product(a, b).nearest == (a * b).nearest, "seed \(seed), \(number): \(a), \(b)")
      #expect((product(a, a) - product(b, b)).nearest == (a * a - b * b).nearest, "seed \(seed), \(number)")
    }
  }

  @Test func `beyond 128 bits half-way cases go to the even neighbour, and a bit far below decides`() {
    let (even, odd) = (Int128(1) << 53 + 1, Int128(1) << 53 + 3)
    for shift in [60, 74, 75, 100, 120, 126] {
      let power = Int128(1) << Int128(shift)
      let scale = Double(sign: .plus, exponent: shift + 20, significand: 1)
      #expect(product(even << 20, power).nearest == 0x1p53 * scale, "\(shift)")
      #expect(product(odd << 20, power).nearest == (0x1p53 + 4) * scale, "\(shift)")
      // One more or less at the far end breaks the tie; the sign changes nothing.
      let above = product(even << 20, power) - product(-1, 1)
      #expect(above.nearest == (0x1p53 + 2) * scale, "\(shift)")
      let below = product(odd << 20, power) - product(1, 1)
      #expect(below.nearest == (0x1p53 + 2) * scale, "\(shift)")
      let negative = product(-(even << 20), power) - product(1, 1)
      #expect(negative.nearest == -(0x1p53 + 2) * scale, "\(shift)")
    }
  }

  @Test func `the extremes have their powers of two`() {
    #expect(product(.min, .min).nearest == 0x1p254)
    #expect(product(.min, .max).nearest == -0x1p254)
    #expect((product(.min, .min) - product(.min, .min)).nearest == 0)
    #expect((product(.max, 1) - product(.min, 1)).nearest == 0x1p128)
  }
}
