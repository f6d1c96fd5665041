import Dice
import Testing

@testable import Tables

@Suite struct CivilDateTests {
  // 1970-01-01 + 56 years × 365 + 14 leap days (1972…2024) = 20,454 is 2026-01-01.
  @Test(
    arguments: [
      (1970, 1, 1, 0), (1969, 12, 31, -1), (1970, 12, 31, 364), (1972, 2, 29, 789),
      (2000, 1, 1, 10_957), (2026, 1, 1, 20_454), (2026, 10, 31, 20_757), (0, 1, 1, -719_528),
      (9999, 12, 31, 2_932_896),
    ] as [(Int, Int, Int, Int32)])
  func `a date is so many days from 1970`(_ year: Int, _ month: Int, _ day: Int, _ days: Int32) {
    #expect(CivilDate(year: year, month: month, day: day)?.days == days)
    let parts = CivilDate(days: days).parts
    #expect(parts == (year, month, day))
  }

  @Test(arguments: [
    (2026, 2, 29), (2026, 2, 30), (1900, 2, 29), (2100, 2, 29), (2026, 4, 31), (2026, 6, 31),
    (2026, 9, 31), (2026, 11, 31), (2026, 1, 32), (2026, 1, 0), (2026, 0, 1), (2026, 13, 1),
    (2026, -1, 1), (2026, 1, -1), (-1, 1, 1), (10_000, 1, 1),
  ])
  func `a day that no calendar has is no date`(_ year: Int, _ month: Int, _ day: Int) {
    #expect(CivilDate(year: year, month: month, day: day) == nil)
  }

  @Test(arguments: [1904, 2000, 2016, 2024, 2400])
  func `29 February is a day of a leap year`(_ year: Int) {
    #expect(CivilDate(year: year, month: 2, day: 29) != nil)
  }

  /// The calendar repeats after 400 years.
  @Test func `every day of 400 years comes back from its parts, one after the other`() throws {
    let first = try #require(CivilDate(year: 1801, month: 1, day: 1))
    var (year, month, day) = (1801, 1, 0)
    for days in first.days..<(first.days + 146_097) {
      day += 1
      if day > CivilDate.length(month: month, year: year) { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
      let isSame =
        CivilDate(days: days).parts == (year, month, day)
        && CivilDate(year: year, month: month, day: day)?.days == days
      if !isSame { Issue.record("day \(days) is not \(year)-\(month)-\(day)") }
    }
    #expect((year, month, day) == (2200, 12, 31))
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `any day comes back from its parts and its text`(seed: UInt64) {
    var dice = Dice(seed: seed)
    for _ in 0..<2000 {
      let date = CivilDate(days: Int32.random(in: -719_528...2_932_896, using: &dice))
      let (year, month, day) = date.parts
      #expect(CivilDate(year: year, month: month, day: day) == date, "seed \(seed), day \(date.days)")
      #expect(CivilDate(iso: date.description) == date, "seed \(seed), day \(date.days)")
      #expect(CivilDate(days: date.days + 7).weekday == date.weekday, "seed \(seed), day \(date.days)")
    }
  }

  // 1970-01-01 was a Thursday.
  @Test(
    arguments: [(0, 3), (1, 4), (3, 6), (4, 0), (-1, 2), (-4, 6), (-3, 0), (20_757, 5)] as [(Int32, Int)])
  func `weekdays run from Monday 0 to Sunday 6`(_ days: Int32, _ weekday: Int) {
    #expect(CivilDate(days: days).weekday == weekday)
  }

  @Test(arguments: ["1970-01-01", "2016-02-29", "0001-01-01", "9999-12-31", "2026-10-31"])
  func `a written date comes back as written`(_ text: String) {
    #expect(CivilDate(iso: text)?.description == text)
  }

  @Test(arguments: [
    "", "2026", "2026-1-01", "2026-01-1", "26-01-01", "2026-02-30", "2026-01-01 ", " 2026-01-01",
    "2026/01/01", "2026-01-01T00:00", "-026-01-01", "2026--1-01", "２０２６-01-01", "20260101", "2026-01-01-",
  ])
  func `anything else is no written date`(_ text: String) {
    #expect(CivilDate(iso: text) == nil)
  }

  @Test func `dates are ordered by day`() {
    #expect(CivilDate(days: -1) < CivilDate(days: 0))
    #expect(!(CivilDate(days: 5) < CivilDate(days: 5)))
  }

  @Test func `a month is the calendar month of its days`() throws {
    let last = try #require(CivilDate(iso: "2025-12-31"))
    let first = try #require(CivilDate(iso: "2026-01-01"))
    #expect(last.month.description == "2025-12")
    #expect(first.month.description == "2026-01")
    #expect(first.month.number == last.month.number + 1)
    #expect(last.month < first.month)
    // 2026 × 12 + 0.
    #expect(first.month.number == 24_312)
  }
}
