/// A day of the proleptic Gregorian calendar, without a zone.
@frozen public struct CivilDate: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01; negative before it.
  public var days: Int32

  /// The date so many days after 1970-01-01.
  @inlinable public init(days: Int32) { self.days = days }

  /// The date of year, month 1…12 and day of the month; nil where no calendar has it (30 February).
  ///
  /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
  @inlinable public init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1, day <= CivilDate.length(month: month, year: year),
      (0...9999).contains(year)
    else { return nil }
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    days = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// Whether one comes before another.
  @inlinable public static func < (lhs: CivilDate, rhs: CivilDate) -> Bool { lhs.days < rhs.days }

  /// Days of a month, 28 to 31.
  @inlinable public static func length(month: Int, year: Int) -> Int {
    if month == 2 {
      return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31
  }

  /// Year, month 1…12 and day of the month.
  ///
  /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
  public var parts: (year: Int, month: Int, day: Int) {
    let shifted = Int(days) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let index = (5 * dayOfYear + 2) / 153
    let month = index < 10 ? index + 3 : index - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * index + 2) / 5 + 1
    )
  }

  /// 0 is Monday, 6 is Sunday.
  public var weekday: Int { ((Int(days) + 3) % 7 + 7) % 7 }

  /// Months since year 0: the calendar month this day lies in.
  package var month: Month { Month(number: Int32(parts.year * 12 + parts.month - 1)) }

  /// `yyyy-MM-dd`.
  package var description: String {
    let (year, month, day) = parts
    return "\(padded(Int64(year), 4))-\(padded(Int64(month), 2))-\(padded(Int64(day), 2))"
  }

  /// The date written as `yyyy-MM-dd`; nil for anything else.
  package init?(iso text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
      parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}

/// A calendar month.
@frozen public struct Month: Hashable, Comparable, Sendable {
  /// Months since January of year 0.
  public var number: Int32

  /// The month so many months after January of year 0.
  @inlinable public init(number: Int32) { self.number = number }

  /// Whether one comes before another.
  @inlinable public static func < (lhs: Month, rhs: Month) -> Bool { lhs.number < rhs.number }

  /// `yyyy-MM`.
  package var description: String {
    "\(padded(Int64(number / 12), 4))-\(padded(Int64(number % 12 + 1), 2))"
  }

  /// Its first day.
  package var firstDay: CivilDate {
    guard let day = CivilDate(year: Int(number) / 12, month: Int(number) % 12 + 1, day: 1) else {
      preconditionFailure("months of four-digit years have days")
    }
    return day
  }

  /// Its last day.
  package var lastDay: CivilDate { CivilDate(days: Month(number: number + 1).firstDay.days - 1) }
}
