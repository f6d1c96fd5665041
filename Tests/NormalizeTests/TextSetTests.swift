import Dice
import Testing

@testable import Normalize

@Suite struct TextSetTests {
  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `a set of texts holds those and no others`(seed: UInt64) {
    var dice = Dice(seed: seed)
    func word() -> String {
      String((0..<dice.below(5)).map { _ in dice.pick(["a", "b", "A", "é", "\u{a0}"]) })
    }
    let long = String(repeating: "x", count: 64)
    let words = Set((0..<20).map { _ in word() } + [long])
    let set = TextSet(words.shuffled(using: &dice))
    var held = 0
    for text in (0..<500).map({ _ in word() }) + [long, long + "x", String(long.dropLast())]
    where !text.isEmpty {
      let bytes = Array("(\(text))".utf8)
      let place = TextRanges.Place(start: 1, end: UInt32(bytes.count - 1))
      #expect(set.holds(bytes.span, place) == words.contains(text), "seed \(seed), '\(text)'")
      if words.contains(text) { held += 1 }
    }
    #expect(held > 20, "seed \(seed)")
  }

  @Test func `a set without texts holds none`() {
    for set in [TextSet([]), TextSet([""])] {
      let bytes: [UInt8] = [0x61]
      let isHeld = set.holds(bytes.span, TextRanges.Place(start: 0, end: 1))
      #expect(!isHeld)
    }
  }
}
