import Tables
import Testing

@testable import Score

@Suite struct CoverageStretchTests {
  private func days(_ starts: [Int64]) -> [Int64]? {
    CoverageStretch.longest(starts.map { $0 * 1000 }).map { [$0.first.seconds, $0.last.seconds] }
  }

  @Test func `a hole of 45 days to the second cuts nothing`() {
    #expect(days([0, 45 * day]) == [0, 45 * day])
  }

  @Test func `a hole of 45 days and a second cuts, and of equal stretches the later counts`() {
    #expect(days([0, 45 * day + 1]) == [45 * day + 1, 45 * day + 1])
  }

  @Test func `the stretch with most contacts counts, not the longest in time`() {
    // 3 contacts in 2 s, then 2 in 40 days.
    #expect(days([0, 1, 2, 100 * day, 140 * day]) == [0, 2])
  }

  @Test func `one row dated 2099 settles nothing`() {
    #expect(days([4_070_908_800, 10, 0]) == [0, 10])
  }

  @Test func `starts come in any order and may be equal`() {
    #expect(days([day, 0, day, 2 * day]) == [0, 2 * day])
  }

  @Test func `without contacts nothing is covered`() {
    #expect(days([]) == nil)
  }
}
