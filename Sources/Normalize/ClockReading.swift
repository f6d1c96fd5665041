import Tables

/// A day and time of day as written, before a zone made it an instant.
struct ClockReading {
  /// The day; 1970-01-01 where the text tells none.
  var day = CivilDate(days: 0)
  /// Milliseconds since midnight.
  var milliseconds: Int64 = 0
  /// Seconds east of UTC, where the text tells them.
  var offset: Int64?

  /// Reads `Z`, `UTC`, `GMT`, ±hh, ±hhmm or ±hh:mm at a position.
  static func offset(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> Int64? {
    guard position < end else { return nil }
    switch bytes[position] {
    case UInt8(ascii: "Z"), UInt8(ascii: "z"):
      position += 1
      return 0
    case UInt8(ascii: "U"), UInt8(ascii: "u"), UInt8(ascii: "G"), UInt8(ascii: "g"):
      guard end - position >= 3 else { return nil }
      // In upper case, the first letter lowest: UTC and GMT.
      let word = bytes.word(at: position, count: 3) & 0xdfdfdf
      guard word == 0x43_54_55 || word == 0x54_4d_47 else { return nil }
      position += 3
      return position < end && (bytes[position] == 0x2b || bytes[position] == 0x2d)
        ? offset(bytes, &position, end) : 0
    case 0x2b, 0x2d:
      let sign: Int64 = bytes[position] == 0x2d ? -1 : 1
      position += 1
      guard let hours = Digits.read(bytes, &position, end, atLeast: 2, atMost: 2), hours <= 18 else {
        return nil
      }
      let colon = Digits.skip(0x3a, bytes, &position, end)
      let minutes = Digits.read(bytes, &position, end, atLeast: 2, atMost: 2)
      if minutes == nil && colon { return nil }
      guard minutes ?? 0 < 60 else { return nil }
      return sign * (hours * 3600 + (minutes ?? 0) * 60)
    default: return nil
    }
  }

  /// Reads ISO 8601: `yyyy-MM-dd`, then optionally `T` or a blank, `HH:mm`, seconds, a fraction and an offset.
  static func iso(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> ClockReading? {
    var position = start
    var reading = ClockReading()
    guard let year = Digits.read(bytes, &position, end, atLeast: 4, atMost: 4),
      Digits.skip(0x2d, bytes, &position, end),
      let month = Digits.read(bytes, &position, end, atLeast: 2, atMost: 2),
      Digits.skip(0x2d, bytes, &position, end),
      let day = Digits.read(bytes, &position, end, atLeast: 2, atMost: 2),
      let date = CivilDate(year: Int(year), month: Int(month), day: Int(day))
    else { return nil }
    reading.day = date
    if position == end { return reading }
    guard bytes[position] == 0x54 || bytes[position] == 0x74 || bytes[position] == 0x20 else {
      return nil
    }
    position += 1
    guard let hour = Digits.read(bytes, &position, end, atLeast: 2, atMost: 2), hour < 24,
      Digits.skip(0x3a, bytes, &position, end),
      let minute = Digits.read(bytes, &position, end, atLeast: 2, atMost: 2), minute < 60
    else { return nil }
    var (second, fraction): (Int64, Int64) = (0, 0)
    if Digits.skip(0x3a, bytes, &position, end) {
      guard let read = Digits.read(bytes, &position, end, atLeast: 2, atMost: 2), read < 60 else {
        return nil
      }
      second = read
      if position < end, bytes[position] == 0x2e || bytes[position] == 0x2c {
        position += 1
        guard let read = Digits.readThousandths(bytes, &position, end) else { return nil }
        fraction = read
      }
    }
    reading.milliseconds = (hour * 3600 + minute * 60 + second) * 1000 + fraction
    if position < end {
      _ = Digits.skip(0x20, bytes, &position, end)
      guard let offset = offset(bytes, &position, end) else { return nil }
      reading.offset = offset
    }
    return position == end ? reading : nil
  }

  /// Reads AM or PM, also with points: true in the afternoon.
  static func dayPeriod(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> Bool? {
    guard position < end else { return nil }
    let first = bytes[position] | 0x20
    guard first == UInt8(ascii: "a") || first == UInt8(ascii: "p") else { return nil }
    position += 1
    let pointed = Digits.skip(0x2e, bytes, &position, end)
    guard position < end, bytes[position] | 0x20 == UInt8(ascii: "m") else { return nil }
    position += 1
    if pointed { _ = Digits.skip(0x2e, bytes, &position, end) }
    return first == UInt8(ascii: "p")
  }
}
