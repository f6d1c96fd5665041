/// Reads digits and single bytes at a position of some bytes, and moves behind them.
enum Digits {
  /// Reads digits at a position of some bytes and moves behind them.
  @inline(__always)
  static func read(
    _ bytes: Span<UInt8>, _ position: inout Int, _ end: Int, atLeast least: Int, atMost most: Int
  )
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

  /// The number that two digits make; they must be digits.
  @inline(__always)
  static func two(_ bytes: Span<UInt8>, at place: Int) -> Int {
    Int(bytes[place]) &* 10 &+ Int(bytes[place &+ 1]) &- 528
  }

  /// The seconds that the eight bytes `HH:mm:ss` tell, hours up to 99; -1 for all others.
  @inline(__always)
  static func seconds(ofClock word: UInt64) -> Int64 {
    // Without "00:00:00" digits are below ten and colons zero; six more carries what is above nine.
    let clock = word ^ 0x3030_3a30_303a_3030
    if (clock | (clock &+ 0x0606_0006_0600_0606)) & 0xf0f0_fff0_f0ff_f0f0 != 0 { return -1 }
    let pairs = clock &* 10 &+ (clock &>> 8)
    let (minute, second) = ((pairs &>> 24) & 0xff, (pairs &>> 48) & 0xff)
    if minute >= 60 || second >= 60 { return -1 }
    return Int64(bitPattern: ((pairs & 0xff) &* 60 &+ minute) &* 60 &+ second)
  }

  /// Reads the digits of a fraction, from behind its point, as thousandths; further digits are cut off.
  static func readThousandths(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> Int64? {
    let start = position
    guard var value = read(bytes, &position, end, atLeast: 1, atMost: 3) else { return nil }
    for _ in (position - start)..<3 { value *= 10 }
    while position < end, bytes[position] &- 0x30 <= 9 { position += 1 }
    return value
  }

  /// Moves behind a byte where it stands there.
  @inline(__always)
  static func skip(_ byte: UInt8, _ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> Bool {
    guard position < end, bytes[position] == byte else { return false }
    position += 1
    return true
  }
}
