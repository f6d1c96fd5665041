/// 128 bits that stand for an id's bytes: equal ids have equal fingerprints, and two different ids
/// share one with a chance below 10⁻²⁰ among a billion ids.
///
/// It orders nothing that a user sees; where the order of ids matters their bytes are kept.
@frozen public struct Fingerprint: Hashable, Sendable {
  /// The upper 64 bits; they choose partitions.
  public var high: UInt64
  /// The lower 64 bits.
  public var low: UInt64

  /// A fingerprint of these two halves.
  @inlinable public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Stands for a missing id.
  @inlinable public static var missing: Fingerprint { Fingerprint(high: 0, low: 0) }

  /// Whether it stands for a missing id.
  @inlinable public var isMissing: Bool { high == 0 && low == 0 }

  /// The fingerprint of some bytes; `seed` tells apart equal bytes of different meaning.
  ///
  /// Two lanes of 64×64→128 bit multiply-and-fold over 16-byte blocks.
  @inlinable public init(_ bytes: Span<UInt8>, from start: Int, to end: Int, seed: UInt64 = 0) {
    var a = seed ^ 0x9e37_79b9_7f4a_7c15
    var b = seed &+ 0xd1b5_4a32_d192_ed03
    var index = start
    while index < end {
      let rest = end &- index
      let x = bytes.word(at: index, count: rest)
      let y = bytes.word(at: index &+ 8, count: rest &- 8)
      a = Fingerprint.fold(x ^ a, y ^ 0xa076_1d64_78bd_642f)
      b = Fingerprint.fold(y ^ b, x ^ 0xe703_7ed1_a0b4_28db) ^ a.byteSwapped
      index &+= 16
    }
    let length = UInt64(truncatingIfNeeded: end - start)
    high = Fingerprint.fold(a ^ length, b ^ 0x8ebc_6af0_9c88_c6e3)
    low = Fingerprint.fold(b ^ 0x5896_36a0_5f2b_81f5, a &+ length)
    if isMissing { low = 1 }
  }

  /// The fingerprint of some bytes of an array.
  @inlinable public init(_ bytes: [UInt8], from start: Int, to end: Int, seed: UInt64 = 0) {
    self.init(bytes.span, from: start, to: end, seed: seed)
  }

  /// The fingerprint of a text's UTF-8.
  public init(_ text: String, seed: UInt64 = 0) {
    let bytes = Array(text.utf8)
    self.init(bytes, from: 0, to: bytes.count, seed: seed)
  }

  /// One fingerprint of two things in this order.
  @inlinable public func combined(with other: UInt64) -> Fingerprint {
    // Mixed first: a small number could meet its like and make a product of zero, which forgets the rest.
    let mixed = Fingerprint.mixed(other)
    return Fingerprint(
      high: Fingerprint.fold(high ^ mixed, low ^ 0xa076_1d64_78bd_642f),
      low: Fingerprint.fold(low ^ 0xe703_7ed1_a0b4_28db, mixed &+ high) ^ mixed)
  }

  /// One number for each, none for two, and small ones far from one another.
  ///
  /// Source: the increment and one multiplier of SplitMix64, both odd.
  @inlinable @inline(__always) static func mixed(_ number: UInt64) -> UInt64 {
    let spread = (number &+ 0x9e37_79b9_7f4a_7c15) &* 0xbf58_476d_1ce4_e5b9
    return spread ^ (spread &>> 32)
  }

  @inlinable @inline(__always) static func fold(_ x: UInt64, _ y: UInt64) -> UInt64 {
    let product = x.multipliedFullWidth(by: y)
    return product.high ^ product.low
  }
}
