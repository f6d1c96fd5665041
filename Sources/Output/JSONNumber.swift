/// The spelling of a JSON number, already known to follow the grammar.
struct JSONNumber {
  /// The number; nil where it does not fit into 64 bits.
  let value: JSONValue?

  /// Reads a spelling such as `-12.5e-1`.
  init(_ spelling: ArraySlice<UInt8>) {
    let parts = spelling.split(maxSplits: 1) { $0 | 0x20 == UInt8(ascii: "e") }
    let halves = parts[0].split(separator: UInt8(ascii: "."), maxSplits: 1)
    let exponent = parts.count == 2 ? Int(String(decoding: parts[1], as: UTF8.self)) : 0
    guard let exponent, abs(exponent) <= 400 else {
      value = nil
      return
    }
    let isNegative = halves[0].first == UInt8(ascii: "-")
    let digits = Array(halves[0].drop { $0 == UInt8(ascii: "-") }) + (halves.count == 2 ? halves[1] : [])
    let decimals = (halves.count == 2 ? halves[1].count : 0) - exponent
    guard let millionths = JSONNumber.scaled(digits, by: 6 - decimals, isNegative) else {
      value =
        decimals > 0 ? nil : JSONNumber.scaled(digits, by: -decimals, isNegative).map(JSONValue.integer)
      return
    }
    value =
      millionths % 1_000_000 == 0
      ? .integer(millionths / 1_000_000) : .decimal(millionths: millionths)
  }

  /// The digits' number times a power of ten, rounded half away from zero; nil beyond 64 bits.
  private static func scaled(_ digits: [UInt8], by power: Int, _ isNegative: Bool) -> Int64? {
    let kept = min(digits.count, max(0, digits.count + power))
    var magnitude: Int64 = 0
    var digit = 0
    while digit < kept || (digit < digits.count + power && magnitude != 0) {
      let unit = digit < kept ? Int64(digits[digit] - UInt8(ascii: "0")) : 0
      let tenfold = magnitude.multipliedReportingOverflow(by: 10)
      let next = tenfold.partialValue.subtractingReportingOverflow(unit)
      if tenfold.overflow || next.overflow { return nil }
      magnitude = next.partialValue
      digit += 1
    }
    // Counted downwards, because Int64 reaches one further below zero than above.
    if digits.count + power >= 0, kept < digits.count, digits[kept] >= UInt8(ascii: "5") {
      let next = magnitude.subtractingReportingOverflow(1)
      if next.overflow { return nil }
      magnitude = next.partialValue
    }
    if isNegative { return magnitude }
    return magnitude == Int64.min ? nil : -magnitude
  }
}
