import Dice
import Testing

@testable import Statistics

@Suite struct Int128NearestTests {
  @Test func `it is what the standard library converts to, at all sizes and at ties`() {
    var random = Dice(seed: 128)
    var numbers: [Int128] = [0, 1, -1, .max, .min, Int128(Int64.max), Int128(Int64.min)]
    for bits in 1..<127 {
      let power = Int128(1) << bits
      numbers += [power - 1, power, power + 1, -power]
      // Halfway between two neighbours of a Double, and a little beside it.
      if bits > 60 { numbers += [-1, 0, 1].map { power + (Int128(3) << (bits - 53)) / 2 + $0 } }
      for _ in 0..<50 {
        let high = Int128(Int64(bitPattern: random.next()))
        numbers.append((high << 64 | Int128(random.next())) >> (127 - bits))
      }
    }
    for number in numbers { #expect(number.nearest == Double(number), "\(number)") }
  }
}
