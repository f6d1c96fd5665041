import Tables

/// Reads ISO 8601 as `ClockReading.iso` does, and faster where the text has the common form
/// `yyyy-MM-ddTHH:mm:ss` with nothing, `Z`, thousandths or ±hh:mm behind it.
struct ISOClock {
  /// The first eight bytes of the last date.
  private var head: UInt64 = 0
  /// Its other two.
  private var tail: UInt64 = 0
  private var day = CivilDate(days: 0)

  /// Nil for what is no ISO 8601.
  @inline(__always)
  mutating func read(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> ClockReading? {
    if let fast = common(bytes, start, end) { return fast }
    return ClockReading.iso(bytes, start, end)
  }

  /// Nil for what has not the common form.
  @inline(__always)
  mutating func common(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> ClockReading? {
    let count = end &- start
    guard count >= 19 else { return nil }
    let (first, last) = (bytes.word(at: start), UInt64(bytes[start &+ 8]) | UInt64(bytes[start &+ 9]) &<< 8)
    if first != head || last != tail {
      guard let date = ClockReading.iso(bytes, start, start + 10)?.day else { return nil }
      (head, tail, day) = (first, last, date)
    }
    let separator = bytes[start &+ 10]
    guard separator == 0x54 || separator == 0x20 || separator == 0x74 else { return nil }
    let seconds = Digits.seconds(ofClock: bytes.word(at: start &+ 11))
    guard seconds >= 0, seconds < 86_400 else { return nil }
    var reading = ClockReading(day: day, milliseconds: seconds &* 1000)
    if count == 19 { return reading }
    let next = bytes[start &+ 19]
    if count == 20 {
      guard next | 0x20 == 0x7a else { return nil }
      reading.offset = 0
      return reading
    }
    return behindSeconds(next, reading, bytes, start, count)
  }

  /// Adds `.fff`, `.fffZ` or ±hh:mm.
  @inline(__always)
  private func behindSeconds(
    _ next: UInt8, _ reading: ClockReading, _ bytes: Span<UInt8>, _ start: Int, _ count: Int
  ) -> ClockReading? {
    var reading = reading
    if next == 0x2e, count == 23 || count == 24 {
      if count == 24 {
        guard bytes[start &+ 23] | 0x20 == 0x7a else { return nil }
        reading.offset = 0
      }
      guard let fraction = QuantityReading.plainDigits(bytes, start &+ 20, start &+ 23) else { return nil }
      reading.milliseconds &+= fraction
      return reading
    }
    guard count == 25, next == 0x2b || next == 0x2d, bytes[start &+ 22] == 0x3a,
      let hours = QuantityReading.plainDigits(bytes, start &+ 20, start &+ 22), hours <= 18,
      let minutes = QuantityReading.plainDigits(bytes, start &+ 23, start &+ 25), minutes < 60
    else { return nil }
    let offset = hours &* 3600 &+ minutes &* 60
    reading.offset = next == 0x2d ? -offset : offset
    return reading
  }
}
