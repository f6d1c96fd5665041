/// How often each bit of eight words was set: counters that stand upright, a plane for each binary place, so that
/// one word adds to 64 of them at once.
///
/// Source: carry-save adders, Muła, Kurz and Lemire (2018), doi:10.1093/comjnl/bxx046.
struct BitCounts: Sendable {
  /// Eight words of 64 bits.
  typealias Words = SIMD8<UInt64>

  private static let planeCount = 10
  private var planes = InlineArray<10, Words>(repeating: .zero)
  /// Words that the planes hold.
  private var held = 0
  /// Counts that were taken out of the planes, by word and bit.
  private var totals = [Int64](repeating: 0, count: Words.scalarCount * UInt64.bitWidth)

  /// No bit was set.
  init() {}

  /// Counts the bits of some words.
  @inline(__always)
  mutating func add(_ words: Words) {
    var carry = words
    for plane in 0..<BitCounts.planeCount {
      let next = planes[plane] & carry
      planes[plane] ^= carry
      carry = next
      if carry.isEmpty { break }
    }
    held &+= 1
    if held == 1 << BitCounts.planeCount - 1 { empty() }
  }

  /// Adds a number to the count of one bit.
  mutating func add(_ count: Int64, word: Int, bit: Int) { totals[word * UInt64.bitWidth + bit] += count }

  /// Adds another's.
  mutating func merge(_ other: BitCounts) {
    for word in 0..<Words.scalarCount {
      for bit in 0..<UInt64.bitWidth { add(other.count(word: word, bit: bit), word: word, bit: bit) }
    }
  }

  /// How often a bit was set.
  func count(word: Int, bit: Int) -> Int64 {
    (0..<BitCounts.planeCount).reduce(totals[word * UInt64.bitWidth + bit]) { sum, plane in
      sum + Int64(planes[plane][word] >> UInt64(bit) & 1) << Int64(plane)
    }
  }

  @inline(never)
  private mutating func empty() {
    for word in 0..<Words.scalarCount {
      for bit in 0..<UInt64.bitWidth { totals[word * UInt64.bitWidth + bit] = count(word: word, bit: bit) }
    }
    for plane in 0..<BitCounts.planeCount { planes[plane] = .zero }
    held = 0
  }
}

extension SIMD8<UInt64> {
  /// Whether no bit is set.
  @inline(__always)
  fileprivate var isEmpty: Bool {
    let half = lowHalf | highHalf
    let quarter = half.lowHalf | half.highHalf
    return quarter.x | quarter.y == 0
  }
}
