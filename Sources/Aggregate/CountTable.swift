/// What each of some outcomes of a conversation counts for, worked out once: the counter that it
/// raises, and a bit for each number that it is in the denominator or numerator of.
struct CountTable: Sendable {
  /// Four words of a mask.
  typealias Mask = SIMD4<UInt32>

  /// Masks of the denominators, and as many of the numerators.
  let width: Int
  /// By outcome.
  private(set) var counters: [UInt32] = []
  /// By outcome: the masks of the denominators, then those of the numerators.
  private(set) var masks: [Mask] = []

  /// No outcome yet.
  init(words: Int) { width = (words + 3) / 4 }

  /// Adds outcomes that count for nothing yet.
  mutating func append(entries: Int) {
    counters += Array(repeating: 0, count: entries)
    masks += Array(repeating: Mask(repeating: 0), count: entries * 2 * width)
  }

  /// Sets the counter of an outcome.
  mutating func set(_ entry: Int, counter: Int) { counters[entry] = UInt32(counter) }

  /// Adds a number to the denominators and numerators of an outcome.
  mutating func add(_ number: Int, to entry: Int, n isCounted: Bool, x isHit: Bool) {
    let (mask, lane, bit) = CountTable.bit(number)
    if isCounted { masks[entry * 2 * width + mask][lane] |= bit }
    if isHit { masks[entry * 2 * width + width + mask][lane] |= bit }
  }

  /// Where the bit of a number stands.
  static func bit(_ number: Int) -> (mask: Int, lane: Int, bit: UInt32) {
    (number / 128, number / 32 % 4, 1 << UInt32(number % 32))
  }
}
