import Canonical
import Tables
import Testing

@testable import Configuration

@Suite struct BoundaryTextTests {
  @Test(arguments: [
    ("2026-10-31", "2026-10-31"), ("2026-10-31T06:00Z", "2026-10-31T06:00:00Z"),
    ("2026-10-31T06:00:00.25+02:00", "2026-10-31T04:00:00.250Z"),
    ("2026-01-01T00:30:00+05:30", "2025-12-31T19:00:00Z"), ("2026-10-31T06:00:00-06", "2026-10-31T12:00:00Z"),
  ])
  func `a day or an instant with its offset is understood`(_ text: String, _ meaning: String) {
    #expect(Boundary(written: text)?.text == meaning)
  }

  @Test(arguments: [
    "", "2026", "2026-2-3", "2026-02-30", "2026-10-31T06:00:00", "2026-10-31T24:00Z", "2026-10-31T06:60Z",
    "2026-10-31T06:00:60Z", "2026-10-31T6:00Z", "2026-10-31T06:00:00.Z", "2026-10-31T06:00+2", "T06:00Z",
    "2026-10-31T06:00:00Z+02:00", "2026-10-31TZ", "2026-10-31T06:00+99:00", "yesterday",
  ])
  func `anything else is not`(_ text: String) {
    #expect(Boundary(written: text) == nil)
  }
}
