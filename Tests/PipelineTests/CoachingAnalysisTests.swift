import Canonical
import Tables
import Testing

@testable import Pipeline

@Suite struct CoachingAnalysisTests {
  private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(iso: text)) }

  /// Months of contacts that cover days from one to before another, with a window of seven days.
  private func months(
    from first: String, to end: String, last: String, zone: ZoneTable = .utc
  ) throws -> [String] {
    let coverage = Coverage(
      from: zone.midnight(of: try day(first)), to: zone.midnight(of: try day(end)),
      asOf: zone.midnight(of: try day(end)))
    let found = CoachingAnalysis.months(settledIn: coverage, days: 7, through: try day(last), zone: zone)
    return found.map { [$0.lowerBound.description, $0.upperBound.description] } ?? []
  }

  @Test func `months begin with the first whole one and end with the last whose windows are closed`() throws {
    // Contacts of 31 March are settled when 7 April is over.
    #expect(try months(from: "2025-01-01", to: "2025-04-08", last: "2025-04-07") == ["2025-01", "2025-03"])
    #expect(try months(from: "2025-01-01", to: "2025-04-07", last: "2025-04-06") == ["2025-01", "2025-02"])
    #expect(try months(from: "2025-01-02", to: "2025-04-08", last: "2025-04-07") == ["2025-02", "2025-03"])
    let zone = ZoneTable(name: "West", starts: [], offsets: [-21_600])
    #expect(
      try months(from: "2025-01-01", to: "2025-04-08", last: "2025-04-07", zone: zone) == [
        "2025-01", "2025-03",
      ])
  }

  @Test func `a month of which the log does not know every day is none`() throws {
    #expect(try months(from: "2025-01-01", to: "2025-06-01", last: "2025-03-30") == ["2025-01", "2025-02"])
    #expect(try months(from: "2025-01-01", to: "2025-06-01", last: "2025-03-31") == ["2025-01", "2025-03"])
    #expect(try months(from: "2025-01-02", to: "2025-02-27", last: "2025-02-26") == [])
    #expect(try months(from: "2025-01-01", to: "2025-01-05", last: "2025-01-04") == [])
  }
}
