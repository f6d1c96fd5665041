/// What a column's texts of one layout have in common.
struct LayoutTally {
  /// Rows that have it.
  private(set) var rows = 0
  /// Rows that read with the day first alone, and with the month first alone.
  private(set) var dayFirstRows = 0
  private(set) var monthFirstRows = 0
  /// The largest first and third number.
  private(set) var largestFirst = 0
  private(set) var largestThird = 0
  /// Whether the numbers and the hour always have two digits.
  private(set) var areFirstTwo = true
  private(set) var areSecondTwo = true
  private(set) var isHourTwo = true

  /// Adds a text of some rows.
  mutating func add(_ numbers: DateLayout.Numbers, _ count: Int) {
    rows += count
    if numbers.first > 12, numbers.second <= 12 { dayFirstRows += count }
    if numbers.second > 12, numbers.first <= 12 { monthFirstRows += count }
    largestFirst = max(largestFirst, numbers.first)
    largestThird = max(largestThird, numbers.third)
    areFirstTwo = areFirstTwo && numbers.areFirstTwo
    areSecondTwo = areSecondTwo && numbers.areSecondTwo
    isHourTwo = isHourTwo && numbers.isHourTwo
  }
}
