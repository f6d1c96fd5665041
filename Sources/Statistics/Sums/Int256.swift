/// A whole number of 256 bits, as products of sums need it: what moments subtract before they round.
struct Int256: Equatable, Sendable {
  private var high: Int128
  private var low: UInt128

  /// The product of two numbers, exact.
  init(_ a: Int128, times b: Int128) {
    let product = a.multipliedFullWidth(by: b)
    (high, low) = (product.high, UInt128(product.low))
  }

  /// The difference, exact as long as it stays within 256 bits: differences of products do.
  static func - (left: Int256, right: Int256) -> Int256 {
    var result = left
    let (low, borrows) = left.low.subtractingReportingOverflow(right.low)
    result.low = low
    result.high = left.high &- right.high &- (borrows ? 1 : 0)
    return result
  }

  /// The nearest Double, ties to even.
  var nearest: Double {
    guard high < 0 else { return Int256.nearest(UInt128(high), low) }
    // Two's complement: all bits turned, plus one.
    let (size, carries) = (~low).addingReportingOverflow(1)
    return -Int256.nearest(UInt128(truncatingIfNeeded: ~high) &+ (carries ? 1 : 0), size)
  }

  /// The nearest Double of high · 2¹²⁸ + low.
  private static func nearest(_ high: UInt128, _ low: UInt128) -> Double {
    let bits = high == 0 ? 128 - low.leadingZeroBitCount : 256 - high.leadingZeroBitCount
    // The upper 126 bits, the last of them set where anything is cut off, round as the whole does.
    let shift = max(0, bits - 126)
    let upper = high << (128 - shift) | low >> shift
    let isCut =
      shift <= 128 ? low << (128 - shift) != 0 : low != 0 || high << (256 - shift) != 0
    let kept = Int128(truncatingIfNeeded: upper | (isCut ? 1 : 0))
    return Double(sign: .plus, exponent: shift, significand: kept.nearest)
  }
}
