import Tables

/// The days that turnover looks at, and their months.
package struct TurnoverSpan: Sendable, Equatable {
  /// First day.
  package let first: CivilDate
  /// Last day, inclusive.
  package let last: CivilDate

  /// A span of days; `last` is not before `first`.
  package init(first: CivilDate, last: CivilDate) {
    precondition(first <= last, "a span has days")
    (self.first, self.last) = (first, last)
  }

  /// How many calendar months it reaches into.
  package var monthCount: Int { Int(last.month.number - first.month.number) + 1 }

  /// The place of a day's month, from 0.
  func place(of day: CivilDate) -> Int { Int(day.month.number - first.month.number) }

  /// The month at a place.
  package func month(at place: Int) -> Month { Month(number: first.month.number + Int32(place)) }

  /// The days of the month at a place that lie inside.
  func days(at place: Int) -> ClosedRange<Int32> {
    let month = month(at: place)
    return max(first.days, month.firstDay.days)...min(last.days, month.lastDay.days)
  }

  /// Whether so many whole months from a place on lie inside.
  package func holds(months: Int, from place: Int) -> Bool {
    place >= 0 && place + months <= monthCount && month(at: place).firstDay >= first
      && month(at: place + months - 1).lastDay <= last
  }
}
