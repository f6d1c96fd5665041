import Canonical
import Tables
import Testing

@testable import Pipeline

@Suite struct CoverageGapTests {
  @Test func `a day without contacts is a gap where the same weekday has some`() {
    // Monday 5 January 2026 to Sunday the 18th; contacts on weekdays, but none on Wednesday the 14th.
    let monday = CivilDate(year: 2026, month: 1, day: 5)?.days ?? 0
    var filled: Set<CivilDate> = []
    for week in [0, 7] as [Int32] {
      for day in 0..<5 as Range<Int32> where !(week == 7 && day == 2) {
        filled.insert(CivilDate(days: monday + week + day))
      }
    }
    let coverage = Coverage(
      from: ZoneTable.utc.midnight(of: CivilDate(days: monday)),
      to: ZoneTable.utc.midnight(of: CivilDate(days: monday + 14)),
      asOf: ZoneTable.utc.midnight(of: CivilDate(days: monday + 14)))
    let gaps = CoverageGap.days(filled: filled, coverage: coverage, zone: .utc)
    #expect(gaps.map(\.description) == ["2026-01-14"])
  }

  @Test func `weekends without any contact are no gaps`() {
    let saturday = CivilDate(year: 2026, month: 1, day: 10)?.days ?? 0
    let coverage = Coverage(
      from: Instant(seconds: Int64(saturday) * 86_400),
      to: Instant(seconds: Int64(saturday + 2) * 86_400),
      asOf: Instant(seconds: Int64(saturday + 2) * 86_400))
    #expect(CoverageGap.days(filled: [], coverage: coverage, zone: .utc).isEmpty)
  }
}
