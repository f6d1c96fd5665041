import Testing

@testable import Tables

@Suite struct InstantTests {
  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (1_700_000_000_000, "2023-11-14T22:13:20Z"),
      (1_700_000_000_007, "2023-11-14T22:13:20.007Z"), (-1, "1969-12-31T23:59:59.999Z"),
      (-1000, "1969-12-31T23:59:59Z"), (86_399_999, "1970-01-01T23:59:59.999Z"),
    ] as [(Int64, String)])
  func `an instant is written in UTC, with milliseconds where there are any`(
    _ milliseconds: Int64, _ text: String
  ) {
    #expect(Instant(milliseconds: milliseconds).description == text)
  }

  @Test(arguments: [(1999, 1), (2000, 2), (-1, -1), (-1000, -1), (-1001, -2), (0, 0)] as [(Int64, Int64)])
  func `whole seconds are rounded down, before 1970 too`(_ milliseconds: Int64, _ seconds: Int64) {
    #expect(Instant(milliseconds: milliseconds).seconds == seconds)
  }

  @Test func `seconds and milliseconds make the same instant`() {
    #expect(Instant(seconds: -7) == Instant(milliseconds: -7000))
    #expect(Instant(seconds: 1) < Instant(milliseconds: 1001))
  }

  @Test func `a number is padded up to its width and never cut`() {
    #expect(padded(7, 3) == "007")
    #expect(padded(1234, 3) == "1234")
    #expect(padded(0, 0) == "0")
  }
}
