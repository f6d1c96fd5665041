import Canonical
import Tables
import Tables

/// Reads durations and numbers from bytes.
enum QuantityReading {
  /// A decimal number in millionths, its last digit rounded half away from zero; nil for anything else.
  static func millionths(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, decimalComma: Bool) -> Int64? {
    var position = start
    let negative = Digits.skip(0x2d, bytes, &position, end)
    if !negative { _ = Digits.skip(0x2b, bytes, &position, end) }
    let whole = Digits.read(bytes, &position, end, atLeast: 1, atMost: 12)
    var value = (whole ?? 0) * 1_000_000
    if Digits.skip(decimalComma ? 0x2c : 0x2e, bytes, &position, end) {
      let first = position
      let digits = Digits.read(bytes, &position, end, atLeast: 0, atMost: 6) ?? 0
      if whole == nil && position == first { return nil }
      var scaled = digits
      for _ in (position - first)..<6 { scaled *= 10 }
      if position < end, bytes[position] &- 0x30 <= 9 {
        if bytes[position] >= 0x35 { scaled += 1 }
        while position < end, bytes[position] &- 0x30 <= 9 { position += 1 }
      }
      value += scaled
    } else if whole == nil {
      return nil
    }
    return position == end ? (negative ? -value : value) : nil
  }

  /// A whole number; a decimal part of zeros is allowed.
  static func integer(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64? {
    guard let value = millionths(bytes, start, end, decimalComma: false), value % 1_000_000 == 0 else {
      return nil
    }
    return value / 1_000_000
  }

  /// A duration in whole seconds, rounded to the nearest; nil for anything else and for negative ones.
  static func seconds(
    _ patterns: Span<DurationPattern>, _ bytes: Span<UInt8>, _ start: Int, _ end: Int, decimalComma: Bool
  ) -> Int64? {
    for index in patterns.indices {
      if let read = seconds(patterns[index], bytes, start, end, decimalComma) { return read }
    }
    return nil
  }

  /// Up to nine digits and nothing else as a number; nil for all other texts, numbers or not.
  @inline(__always)
  static func plainDigits(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64? {
    if end &- start > 9 { return nil }
    var value: Int64 = 0
    for index in start..<end {
      let digit = bytes[index] &- 0x30
      if digit > 9 { return nil }
      value = value &* 10 &+ Int64(digit)
    }
    return value
  }

  /// `H:mm:ss` or `HH:mm:ss` and nothing else in seconds; nil for all other texts, clocks or not.
  @inline(__always)
  static func plainClock(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64? {
    let count = end &- start
    guard count == 7 || count == 8 else { return nil }
    let word = bytes.word(at: start, count: count)
    let seconds = Digits.seconds(ofClock: count == 8 ? word : word &<< 8 | 0x30)
    return seconds < 0 ? nil : seconds
  }

  private static func seconds(
    _ pattern: DurationPattern, _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ decimalComma: Bool
  ) -> Int64? {
    let unit: Int64
    switch pattern {
    case .milliseconds: unit = 1000
    case .seconds: unit = 1_000_000
    case .minutes: unit = 60_000_000
    case .hours: unit = 3_600_000_000
    case .days: unit = 86_400_000_000
    case .clock:
      if let seconds = plainClock(bytes, start, end) { return seconds }
      return clock(bytes, start, end, hasHours: true).map(rounded)
    case .minuteClock: return clock(bytes, start, end, hasHours: false).map(rounded)
    case .twelveHourClock: return twelveHourClock(bytes, start, end)
    case .dated:
      var position = start
      while position < end, bytes[position] != 0x20 { position += 1 }
      guard let day = ClockReading.iso(bytes, start, position), day.milliseconds == 0, position < end
      else { return nil }
      return clock(bytes, position + 1, end, hasHours: true).map(rounded)
    }
    guard let value = millionths(bytes, start, end, decimalComma: decimalComma), value >= 0 else {
      return nil
    }
    // Millionths of the spelled unit, as millionths of a second, rounded half up.
    let (product, overflow) = (value / 1_000_000).multipliedReportingOverflow(by: unit)
    if overflow || product > longest * 1_000_000 { return nil }
    let rest = (value % 1_000_000) * unit / 1_000_000
    return (product + rest + 500_000) / 1_000_000
  }

  /// No duration of a contact is longer: a hundred years, in seconds.
  private static let longest: Int64 = 100 * 31_557_600

  private static func rounded(_ milliseconds: Int64) -> Int64 { (milliseconds + 500) / 1000 }

  /// `H:mm:ss` with any number of hours, in milliseconds.
  static func clock(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64? {
    if let seconds = plainClock(bytes, start, end) { return seconds * 1000 }
    return clock(bytes, start, end, hasHours: true)
  }

  /// `H:mm:ss` with any number of hours, or `m:ss` with any number of minutes; a fraction may follow.
  private static func clock(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, hasHours: Bool) -> Int64? {
    var position = start
    guard let first = Digits.read(bytes, &position, end, atLeast: 1, atMost: 6),
      Digits.skip(0x3a, bytes, &position, end),
      let second = Digits.read(bytes, &position, end, atLeast: 2, atMost: 2), second < 60
    else { return nil }
    var total = first * 60 + second
    if hasHours {
      guard Digits.skip(0x3a, bytes, &position, end),
        let third = Digits.read(bytes, &position, end, atLeast: 2, atMost: 2), third < 60
      else { return nil }
      total = total * 60 + third
    }
    var thousandths: Int64 = 0
    if position < end, bytes[position] == 0x2e || bytes[position] == 0x2c {
      position += 1
      guard let read = Digits.readThousandths(bytes, &position, end) else { return nil }
      thousandths = read
    }
    return position == end ? total * 1000 + thousandths : nil
  }

  /// `h:mm:ss a`, 12 AM being hour 0.
  private static func twelveHourClock(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64? {
    var position = start
    while position < end, bytes[position] != 0x20 { position += 1 }
    guard let total = clock(bytes, start, position, hasHours: true),
      Digits.skip(0x20, bytes, &position, end),
      let afternoon = ClockReading.dayPeriod(bytes, &position, end), position == end,
      (1...12).contains(total / 3_600_000)
    else { return nil }
    let hour = total / 3_600_000 % 12 + (afternoon ? 12 : 0)
    return rounded(hour * 3_600_000 + total % 3_600_000)
  }
}
