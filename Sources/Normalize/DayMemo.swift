import Tables

/// The last day that was made of year, month and day: rows of an export come in the order of time.
struct DayMemo {
  private var key = -1
  private var day: CivilDate?

  /// The date; nil where no calendar has it.
  @inline(__always)
  mutating func date(year: Int, month: Int, day: Int) -> CivilDate? {
    let asked = year &<< 16 | month &<< 8 | day
    if asked != key {
      key = asked
      self.day = CivilDate(year: year, month: month, day: day)
    }
    return self.day
  }
}
