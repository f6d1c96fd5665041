/// Reads digits and single bytes at a position of some bytes, and moves behind them.
enum Digits {
  /// Reads digits at a position of some bytes and moves behind them.
  @inline(__always)
  static func read(_ bytes: [UInt8], _ position: inout Int, _ end: Int, atLeast least: Int, atMost most: Int)
    -> Int64?
  {
    var value: Int64 = 0
    var count = 0
    while position < end, count < most {
      let digit = bytes[position] &- 0x30
      if digit > 9 { break }
      value = value * 10 + Int64(digit)
      position += 1
      count += 1
    }
    if count < least {
      position -= count
      return nil
    }
    return value
  }

  /// Reads the digits of a fraction, from behind its point, as thousandths; further digits are cut off.
  static func readThousandths(_ bytes: [UInt8], _ position: inout Int, _ end: Int) -> Int64? {
    let start = position
    guard var value = read(bytes, &position, end, atLeast: 1, atMost: 3) else { return nil }
    for _ in (position - start)..<3 { value *= 10 }
    while position < end, bytes[position] &- 0x30 <= 9 { position += 1 }
    return value
  }

  /// Moves behind a byte where it stands there.
  @inline(__always)
  static func skip(_ byte: UInt8, _ bytes: [UInt8], _ position: inout Int, _ end: Int) -> Bool {
    guard position < end, bytes[position] == byte else { return false }
    position += 1
    return true
  }
}
