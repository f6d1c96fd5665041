import Tables
import Testing

@testable import Score

@Suite struct LocalDaysTests {
  /// Offsets change at second 100,000, inside the second day in UTC, and at 259,200, when the fourth begins.
  private let zone = ZoneTable(name: "X", starts: [100_000, 259_200], offsets: [-21_600, 36_000, -3_600])

  @Test func `days are the zone's own, asked for in any order and again`() {
    var days = LocalDays(zone)
    // Days 0 and 512 share a place of the memory.
    for round in 0..<2 {
      for second in stride(from: Int64(-200_000), to: 500_000, by: 1800) {
        for instant in [second * 1000 - 1, second * 1000, (second + 512 * 86_400) * 1000] {
          let instant = Instant(milliseconds: instant)
          #expect(days.day(of: instant) == zone.day(of: instant), "round \(round), \(instant)")
        }
      }
    }
  }

  @Test func `an offset of a day and more is none that a day keeps`() {
    let far = ZoneTable(name: "X", starts: [], offsets: [90_000])
    var days = LocalDays(far)
    // 90,000 s are 25 h: 23:00 of day 0 is midnight of day 2.
    #expect(days.day(of: Instant(seconds: 82_800)) == CivilDate(days: 2))
    #expect(days.day(of: Instant(seconds: 82_799)) == CivilDate(days: 1))
  }
}
