import Tables
import Testing

@testable import Normalize

/// What a reading says: UTC where the text tells an offset, else the local time.
func written(_ reading: ClockReading?) -> String? {
  reading.map {
    let local = Int64($0.day.days) * 86_400_000 + $0.milliseconds
    let text = Instant(milliseconds: local - ($0.offset ?? 0) * 1000).description
    return $0.offset == nil ? "local " + text.dropLast() : text
  }
}

@Suite struct ClockReadingTests {
  /// Digits stand around the text, so that a reading past its end would show.
  private func iso(_ text: String) -> String? {
    let bytes = Array("7\(text)7".utf8)
    return written(ClockReading.iso(bytes.span, 1, bytes.count - 1))
  }

  @Test(arguments: [
    ("2026-10-31", "local 2026-10-31T00:00:00"), ("2016-02-29", "local 2016-02-29T00:00:00"),
    ("2026-10-31T06:07", "local 2026-10-31T06:07:00"), ("2026-10-31 06:07:08", "local 2026-10-31T06:07:08"),
    ("2026-10-31t06:07:08z", "2026-10-31T06:07:08Z"), ("2026-10-31T06:07:08Z", "2026-10-31T06:07:08Z"),
    ("2026-10-31 06:07:08 UTC", "2026-10-31T06:07:08Z"), ("2026-10-31T06:07:08gmt", "2026-10-31T06:07:08Z"),
    // 06:07:08 at +05:30 is 00:37:08; at −06:00 12:07:08; at +07:00 the evening before.
    ("2026-10-31T06:07:08+05:30", "2026-10-31T00:37:08Z"),
    ("2026-10-31T06:07:08-0600", "2026-10-31T12:07:08Z"),
    ("2026-10-31T06:07:08+07", "2026-10-30T23:07:08Z"),
    ("2026-10-31 06:07:08 +07:00", "2026-10-30T23:07:08Z"),
    ("2026-10-31T06:07:08UTC+01:00", "2026-10-31T05:07:08Z"),
    ("2026-10-31T06:07+00:00", "2026-10-31T06:07:00Z"),
    ("2026-10-31T06:07:08.5Z", "2026-10-31T06:07:08.500Z"),
    ("2026-10-31T06:07:08,25", "local 2026-10-31T06:07:08.250"),
    ("2026-10-31T06:07:08.999999999Z", "2026-10-31T06:07:08.999Z"),
    ("2026-10-31T06:07:08.007", "local 2026-10-31T06:07:08.007"),
  ])
  func `ISO 8601 is read with or without time, fraction and offset`(_ text: String, _ expected: String) {
    #expect(iso(text) == expected)
  }

  @Test(arguments: [
    "2026-02-30", "2015-02-29", "2026-13-01", "2026-00-10", "2026-10-32", "26-10-31", "2026-10-3",
    "2026/10/31",
    "20261031", "31-10-2026", "2026-10-31T", "2026-10-31T6:07", "2026-10-31T06", "2026-10-31T24:00",
    "2026-10-31T06:60", "2026-10-31T06:07:60", "2026-10-31T06:07:08.", "2026-10-31T06:07:08.Z",
    "2026-10-31T06:07:08 ", "2026-10-31T06:07:08+5", "2026-10-31T06:07:08+05:", "2026-10-31T06:07:08+05:60",
    "2026-10-31T06:07:08+19:00", "2026-10-31T06:07:08EST", "2026-10-31T06:07:08ZZ", "2026-10-31T06:07:08U",
    "2026-10-31x06:07", "yesterday", "-2026-10-31", "2026-10-31T06:07:08+",
  ])
  func `anything else is no ISO 8601`(_ text: String) {
    #expect(iso(text) == nil)
  }

  @Test(arguments: ["2026-10-31T06:07:08+053", "2026-10-31T06:07:08-060", "2026-10-31T06:07+1"])
  func `an offset of three digits or one is unreadable`(_ text: String) {
    #expect(iso(text) == nil)
  }

  @Test func `a fraction needs seconds before it`() {
    // ISO 8601 would have 06:07,5 be half a minute; nobody can tell what an export means by it.
    #expect(iso("2026-10-31T06:07.5") == nil)
  }
}
