import Canonical
import Tables

/// A date and time format made ready to read many texts.
struct ClockFormat: Sendable {
  /// One letter of a format, or one byte of its literal text.
  private struct Step: Sendable {
    enum Kind: UInt8, Sendable {
      case year, shortYear, month, monthName, day, weekdayName, hour24, hour12, minute, second, fraction
      case dayPeriod, offset, literal
    }
    var kind: Kind
    /// Digits at least, where the letter is one of digits.
    var least = 1
    /// The byte of a literal.
    var byte: UInt8 = 0
  }

  private let special: DatePattern.Special
  private let steps: [Step]
  private let hasFraction: Bool
  /// Two-digit years from this on are 19yy, others 20yy.
  let centuryPivot: Int
  /// Reads the texts that have its length.
  let fixed: FixedClock

  /// The format; two-digit years from the pivot on are 19yy, others 20yy.
  init(_ pattern: DatePattern, centuryPivot: Int) {
    special = pattern.special
    steps = pattern.elements.flatMap(ClockFormat.steps)
    hasFraction = pattern.elements.contains(.fraction)
    self.centuryPivot = centuryPivot
    fixed = FixedClock(pattern)
  }

  private static func steps(of element: DatePattern.Element) -> [Step] {
    switch element {
    case .year: [Step(kind: .year)]
    case .shortYear: [Step(kind: .shortYear)]
    case .month(let two): [Step(kind: .month, least: two ? 2 : 1)]
    case .monthName: [Step(kind: .monthName)]
    case .day(let two): [Step(kind: .day, least: two ? 2 : 1)]
    case .weekdayName: [Step(kind: .weekdayName)]
    case .hour24(let two): [Step(kind: .hour24, least: two ? 2 : 1)]
    case .hour12(let two): [Step(kind: .hour12, least: two ? 2 : 1)]
    case .minute(let two): [Step(kind: .minute, least: two ? 2 : 1)]
    case .second(let two): [Step(kind: .second, least: two ? 2 : 1)]
    case .fraction: [Step(kind: .fraction)]
    case .dayPeriod: [Step(kind: .dayPeriod)]
    case .offset: [Step(kind: .offset)]
    case .literal(let text): text.map { Step(kind: .literal, byte: $0) }
    }
  }

  /// Reads text by the format; nil unless the whole text matches and the calendar has the day.
  func read(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ memo: inout DayMemo) -> ClockReading? {
    if end &- start == fixed.count {
      return fixed.read(bytes, start, centuryPivot: centuryPivot, &memo)
    }
    return readSteps(bytes, start, end, &memo)
  }

  /// The same, letter by letter.
  @inline(never)
  func readSteps(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ memo: inout DayMemo) -> ClockReading? {
    switch special {
    case .none: break
    case .epochSeconds, .epochMilliseconds: return ClockFormat.epoch(special, bytes, start, end)
    case .excelSerial, .dayFraction: return ClockFormat.serial(special, bytes, start, end)
    }
    var position = start
    var reading = ClockReading()
    var (year, month, day) = (1970, 1, 1)
    var (hour, minute, second, fraction): (Int64, Int64, Int64, Int64) = (0, 0, 0, 0)
    var isAfternoon = false
    var weekday: Int?
    let steps = steps.span
    for index in steps.indices {
      let step = steps[index]
      switch step.kind {
      case .year:
        guard let read = Digits.read(bytes, &position, end, atLeast: 4, atMost: 4) else { return nil }
        year = Int(read)
      case .shortYear:
        guard let read = Digits.read(bytes, &position, end, atLeast: 2, atMost: 2) else { return nil }
        year = Int(read) >= centuryPivot ? 1900 + Int(read) : 2000 + Int(read)
      case .monthName:
        guard let name = CalendarName.month(bytes, &position, end) else { return nil }
        month = name + 1
      case .weekdayName:
        guard let name = CalendarName.weekday(bytes, &position, end) else { return nil }
        weekday = name
      case .month, .day, .hour24, .hour12, .minute, .second:
        guard let read = Digits.read(bytes, &position, end, atLeast: step.least, atMost: 2) else {
          return nil
        }
        switch step.kind {
        case .month: month = Int(read)
        case .day: day = Int(read)
        case .hour24:
          guard read < 24 else { return nil }
          hour = read
        case .hour12:
          guard (1...12).contains(read) else { return nil }
          hour = read % 12
        case .minute:
          guard read < 60 else { return nil }
          minute = read
        default:
          guard read < 60 else { return nil }
          second = read
          if !hasFraction, let read = ClockFormat.trailingFraction(bytes, &position, end) { fraction = read }
        }
      case .fraction:
        guard let read = Digits.readThousandths(bytes, &position, end) else { return nil }
        fraction = read
      case .dayPeriod:
        guard let read = ClockReading.dayPeriod(bytes, &position, end) else { return nil }
        isAfternoon = read
      case .offset:
        guard let read = ClockReading.offset(bytes, &position, end) else { return nil }
        reading.offset = read
      case .literal: guard Digits.skip(step.byte, bytes, &position, end) else { return nil }
      }
    }
    guard position == end, let date = memo.date(year: year, month: month, day: day) else { return nil }
    if let weekday, weekday != date.weekday { return nil }
    reading.day = date
    if isAfternoon { hour += 12 }
    reading.milliseconds = (hour * 3600 + minute * 60 + second) * 1000 + fraction
    return reading
  }

  /// Reads a point or comma and digits where they stand behind seconds.
  @inline(__always)
  private static func trailingFraction(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> Int64? {
    guard position < end, bytes[position] == 0x2e || bytes[position] == 0x2c else { return nil }
    var behind = position + 1
    guard let read = Digits.readThousandths(bytes, &behind, end) else { return nil }
    position = behind
    return read
  }

  /// Reads days with a fraction, to the nearest millisecond.
  ///
  /// Spreadsheets count a 29 February 1900 that never was, so days before March 1900 are refused.
  private static func serial(
    _ kind: DatePattern.Special, _ bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> ClockReading? {
    var position = start
    guard let whole = Digits.read(bytes, &position, end, atLeast: 1, atMost: 7) else { return nil }
    var milliseconds: Int64 = 0
    if position < end, bytes[position] == 0x2e || bytes[position] == 0x2c {
      position += 1
      let first = position
      guard var fraction = Digits.read(bytes, &position, end, atLeast: 1, atMost: 10) else { return nil }
      for _ in (position - first)..<10 { fraction *= 10 }
      while position < end, bytes[position] &- 0x30 <= 9 { position += 1 }
      milliseconds = (fraction * 864 + 50_000) / 100_000
    }
    guard position == end else { return nil }
    if kind == .dayFraction {
      return whole == 0 && milliseconds < 86_400_000 ? ClockReading(milliseconds: milliseconds) : nil
    }
    let days = whole + milliseconds / 86_400_000 - 25_569
    // Until the year 9999.
    guard whole > 60, days <= 2_932_896 else { return nil }
    return ClockReading(day: CivilDate(days: Int32(days)), milliseconds: milliseconds % 86_400_000)
  }

  /// Reads seconds or milliseconds since 1970 in UTC.
  private static func epoch(
    _ kind: DatePattern.Special, _ bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> ClockReading? {
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
}
