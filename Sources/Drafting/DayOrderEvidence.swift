/// What the numbers of a column say of the order of day and month.
struct DayOrderEvidence {
  /// The orders in which the column can be read.
  let all: [DayOrder]
  /// Why there is one; nil where there are several, or nothing was in doubt.
  let settlement: String?
  /// Whether some values only read with the day first, and others only with the month first.
  let isContradictory: Bool

  /// Weighs the layouts of a column.
  init(_ layouts: [(key: DateLayout, value: LayoutTally)]) {
    let open = layouts.filter { $0.key.isOrderOpen }
    let dayFirst = open.reduce(0) { $0 + $1.value.dayFirstRows }
    let monthFirst = open.reduce(0) { $0 + $1.value.monthFirstRows }
    // A year of two digits stands first only before a hyphen, as in ISO 8601.
    let mayBeYear =
      !open.isEmpty && monthFirst == 0
      && open.allSatisfy { layout, tally in
        layout.day == .yearLast("-", yearDigits: 2) && tally.areFirstTwo && tally.areSecondTwo
          && tally.largestThird <= 31
      }
    let year: [DayOrder] = mayBeYear ? [.yearMonth] : []
    isContradictory = dayFirst > 0 && monthFirst > 0
    if open.isEmpty {
      (all, settlement) = ([.dayMonth], nil)
    } else if mayBeYear, open.contains(where: { $0.value.largestFirst > 31 }) {
      (all, settlement) = (year, "a number over 31 in the first place is a year")
    } else if isContradictory || dayFirst == 0 && monthFirst == 0 {
      (all, settlement) = ([.dayMonth, .monthDay] + year, nil)
    } else if monthFirst > 0 {
      (all, settlement) = ([.monthDay], "a number over 12 in the second place settles month before day")
    } else if mayBeYear {
      (all, settlement) = ([.dayMonth] + year, nil)
    } else {
      (all, settlement) = ([.dayMonth], "a number over 12 in the first place settles day before month")
    }
  }
}
