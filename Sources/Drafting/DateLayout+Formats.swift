/// What stands first in a day of three numbers.
enum DayOrder {
  case dayMonth
  case monthDay
  case yearMonth

  /// For people.
  var words: String {
    switch self {
    case .dayMonth: "day before month"
    case .monthDay: "month before day"
    case .yearMonth: "year first"
    }
  }
}

extension DateLayout {
  /// Whether it has a time of day.
  var hasTime: Bool {
    if case .compact(let digits) = day { return digits > 8 || time != nil }
    return time != nil
  }

  /// Whether the text does not say which number is the day.
  var isOrderOpen: Bool { if case .yearLast = day { true } else { false } }

  /// Whether ISO 8601 has this layout.
  var isISO: Bool { day == .yearFirst("-") && weekday == nil && time?.period == nil }

  /// Formats that read it, in an order of day and month.
  func formats(_ tally: LayoutTally, _ order: DayOrder) -> [String] {
    func year(_ digits: Int) -> String { digits == 4 ? "yyyy" : "yy" }
    let (first, second) = (tally.areFirstTwo, tally.areSecondTwo)
    let head = weekday.map { "EEE" + DateLayout.literal($0) } ?? ""
    let date: String
    switch day {
    case .yearFirst(let sign):
      let sign = DateLayout.literal(sign)
      date = "yyyy" + sign + (first ? "MM" : "M") + sign + (second ? "dd" : "d")
    case .yearLast(let sign, let digits):
      let sign = DateLayout.literal(sign)
      switch order {
      case .dayMonth: date = (first ? "dd" : "d") + sign + (second ? "MM" : "M") + sign + year(digits)
      case .monthDay: date = (first ? "MM" : "M") + sign + (second ? "dd" : "d") + sign + year(digits)
      case .yearMonth: date = "yy" + sign + "MM" + sign + "dd"
      }
    case .compact(let digits):
      date = "yyyyMMdd" + (digits > 8 ? "HHmm" : "") + (digits > 12 ? "ss" : "")
    case .dayName(let before, let behind, let digits):
      date =
        (first ? "dd" : "d") + DateLayout.literal(before) + "MMM" + DateLayout.literal(behind) + year(digits)
    case .nameDay(let before, let behind, let digits):
      date =
        "MMM" + DateLayout.literal(before) + (first ? "dd" : "d") + DateLayout.literal(behind) + year(digits)
    }
    guard let time else { return [head + date] }
    return [head + date + DateLayout.literal(time.lead) + time.format(isHourTwo: tally.isHourTwo)]
  }

  /// Signs as they stand in a format, letters in single quotes.
  private static func literal(_ text: String) -> String {
    text.contains { $0.isLetter } ? "'\(text)'" : text
  }
}

extension DateLayout.Time {
  /// The format that reads it; fractions of a second need no letter.
  func format(isHourTwo: Bool) -> String {
    let hour = period == nil ? "H" : "h"
    let behind =
      (hasSeconds ? ":mm:ss" : ":mm") + (period.map { $0 + "a" } ?? "") + (offset.map { $0 + "X" } ?? "")
    return hour + (isHourTwo ? hour : "") + behind
  }
}
