import Canonical
import Tables

extension ClockReading {
  private static let monthNames = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
  ].map { Array($0.utf8) }
  private static let weekdayNames = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ].map { Array($0.utf8) }

  /// Reads text by a format; nil unless the whole text matches and the calendar has the day.
  static func matching(
    _ pattern: DatePattern, _ bytes: [UInt8], _ start: Int, _ end: Int, centuryPivot: Int
  ) -> ClockReading? {
    if pattern.special != .none { return epoch(pattern.special, bytes, start, end) }
    var position = start
    var reading = ClockReading()
    var (year, month, day) = (1970, 1, 1)
    var (hour, minute, second, fraction): (Int64, Int64, Int64, Int64) = (0, 0, 0, 0)
    var afternoon: Bool?
    var weekday: Int?
    for element in pattern.elements {
      switch element {
      case .year:
        guard let read = Digits.read(bytes, &position, end, atLeast: 4, atMost: 4) else { return nil }
        year = Int(read)
      case .shortYear:
        guard let read = Digits.read(bytes, &position, end, atLeast: 2, atMost: 2) else { return nil }
        year = Int(read) >= centuryPivot ? 1900 + Int(read) : 2000 + Int(read)
      case .month(let two):
        guard let read = Digits.read(bytes, &position, end, atLeast: two ? 2 : 1, atMost: 2) else {
          return nil
        }
        month = Int(read)
      case .monthName:
        guard let name = readName(monthNames, bytes, &position, end) else { return nil }
        month = name + 1
      case .day(let two):
        guard let read = Digits.read(bytes, &position, end, atLeast: two ? 2 : 1, atMost: 2) else {
          return nil
        }
        day = Int(read)
      case .weekdayName:
        guard let name = readName(weekdayNames, bytes, &position, end) else { return nil }
        weekday = name
      case .hour24(let two):
        guard let read = Digits.read(bytes, &position, end, atLeast: two ? 2 : 1, atMost: 2), read < 24
        else { return nil }
        hour = read
      case .hour12(let two):
        guard let read = Digits.read(bytes, &position, end, atLeast: two ? 2 : 1, atMost: 2),
          (1...12).contains(read)
        else { return nil }
        hour = read % 12
      case .minute(let two):
        guard let read = Digits.read(bytes, &position, end, atLeast: two ? 2 : 1, atMost: 2), read < 60
        else { return nil }
        minute = read
      case .second(let two):
        guard let read = Digits.read(bytes, &position, end, atLeast: two ? 2 : 1, atMost: 2), read < 60
        else { return nil }
        second = read
        var behind = position + 1
        if position < end, bytes[position] == 0x2e || bytes[position] == 0x2c,
          !pattern.elements.contains(.fraction), let read = Digits.readThousandths(bytes, &behind, end)
        {
          fraction = read
          position = behind
        }
      case .fraction:
        guard let read = Digits.readThousandths(bytes, &position, end) else { return nil }
        fraction = read
      case .dayPeriod:
        guard let read = readDayPeriod(bytes, &position, end) else { return nil }
        afternoon = read
      case .offset:
        guard let read = offset(bytes, &position, end) else { return nil }
        reading.offset = read
      case .literal(let text):
        for byte in text { guard Digits.skip(byte, bytes, &position, end) else { return nil } }
      }
    }
    guard position == end, let date = CivilDate(year: year, month: month, day: day) else { return nil }
    if let weekday, weekday != date.weekday { return nil }
    reading.day = date
    if afternoon == true { hour += 12 }
    reading.milliseconds = (hour * 3600 + minute * 60 + second) * 1000 + fraction
    return reading
  }

  /// Reads seconds or milliseconds since 1970 in UTC.
  private static func epoch(_ kind: DatePattern.Special, _ bytes: [UInt8], _ start: Int, _ end: Int)
    -> ClockReading?
  {
    var position = start
    let sign: Int64 = Digits.skip(0x2d, bytes, &position, end) ? -1 : 1
    guard var value = Digits.read(bytes, &position, end, atLeast: 1, atMost: 15) else { return nil }
    if kind == .epochSeconds { value *= 1000 }
    if Digits.skip(0x2e, bytes, &position, end) {
      guard let fraction = Digits.readThousandths(bytes, &position, end) else { return nil }
      if kind == .epochSeconds { value += fraction }
    }
    value *= sign
    // Years 1 to 9999.
    guard position == end, (-62_135_596_800_000..<253_402_300_800_000).contains(value) else { return nil }
    let days = value.flooredQuotient(86_400_000)
    return ClockReading(
      day: CivilDate(days: Int32(days)), milliseconds: value - days * 86_400_000, offset: 0)
  }

  /// The index of the English name, in full or by its first three letters, that stands here.
  private static func readName(_ names: [[UInt8]], _ bytes: [UInt8], _ position: inout Int, _ end: Int)
    -> Int?
  {
    var length = 0
    while position + length < end, isLetter(bytes[position + length]) { length += 1 }
    let word = bytes[position..<(position + length)].map { $0 | 0x20 }
    guard length >= 3,
      let index = names.firstIndex(where: { $0 == word || Array($0.prefix(3)) == word })
    else { return nil }
    position += length
    return index
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  /// Reads AM or PM, also with points: true in the afternoon.
  static func readDayPeriod(_ bytes: [UInt8], _ position: inout Int, _ end: Int) -> Bool? {
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
