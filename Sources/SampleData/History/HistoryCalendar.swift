import Tables

/// The days that a center of teams over years covers; its clock is UTC.
enum HistoryCalendar {
  /// From here on people come and go.
  static let rosterFirst = CenterCalendar.day(2022, 7, 1)
  /// First day of the contacts: a year later, so that every month has a year of turnover before it.
  static let first = CenterCalendar.day(2023, 7, 1)
  /// First day that is no longer covered.
  static let end = CenterCalendar.day(2026, 7, 1)

  /// Months from `rosterFirst` on.
  static let months = 48
  /// Months before the contacts begin.
  static let monthsBefore = 12

  /// First day of a month, counted from `rosterFirst`.
  static func start(ofMonth index: Int) -> CivilDate {
    CivilDate.first(of: rosterFirst.month.number + Int32(index))
  }

  /// The month of a day, counted from `rosterFirst`; negative before it.
  static func month(of day: CivilDate) -> Int { Int(day.month.number - rosterFirst.month.number) }

  /// `YYYY-MM` of a month, counted from `rosterFirst`.
  static func name(ofMonth index: Int) -> String { String(start(ofMonth: index).description.prefix(7)) }
}
