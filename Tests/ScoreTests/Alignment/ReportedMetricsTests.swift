import Canonical
import Tables
import Testing

@testable import Score

@Suite struct ReportedMetricsTests {
  private var vocabulary = CodeBook()

  private func row(
    _ person: String, _ metric: String, _ from: String, _ to: String, _ value: String, n: String = ""
  ) -> [String: String] {
    ["person_id": person, "metric": metric, "period_start": from, "period_end": to, "value": value, "n": n]
  }

  private mutating func found(_ sources: [[[String: String]]]) throws -> ReportedMetrics {
    var table = SmallTable(.metrics)
    for (source, rows) in sources.enumerated() {
      table.append(
        CanonicalSheet.batch(.metrics, rows), source: UInt16(source), file: UInt32(source),
        vocabulary: &vocabulary)
    }
    let people = Set(["ana", "ben"].map { vocabulary.code(of: $0) })
    let last = try #require(CivilDate(iso: "2025-03-30"))
    return ReportedMetrics(table, people: people, last: last, vocabulary: vocabulary)
  }

  private func texts(_ metrics: [PersonMetric]) -> [String] {
    metrics.map { "\(vocabulary.text(of: $0.person)) \($0.first.description) \($0.millionths / 1_000_000)" }
  }

  @Test mutating func `months and weeks within one are told by name`() throws {
    let found = try found([
      [
        row("ben", "qa", "2025-01-06", "2025-01-12", "80", n: "3"),
        row("ana", "qa", "2025-01-01", "2025-01-31", "87", n: "12"),
        row("ben", "qa", "2025-01-13", "2025-01-19", "90"),
        row("ana", "late", "2025-02-01", "2025-02-28", "1"),
      ]
    ])
    #expect(found.names == ["late", "qa"] && found.warnings.counts.isEmpty)
    #expect(Set(texts(found.named("qa"))) == ["ana 2025-01-01 87", "ben 2025-01-06 80", "ben 2025-01-13 90"])
    #expect(found.named("qa").compactMap(\.n).sorted() == [3, 12])
  }

  @Test mutating func `what does not fit is counted under its code, by metric`() throws {
    let found = try found([
      [
        row("zoe", "qa", "2025-01-01", "2025-01-31", "1"), row("ana", "qa", "2025-01-15", "2025-02-14", "2"),
        row("ana", "qa", "2025-03-01", "2025-03-31", "3"), row("ana", "qa", "2025-01-01", "2025-03-31", "4"),
      ]
    ])
    #expect(found.names.isEmpty)
    #expect(
      found.warnings.sorted.map { "\($0.key.code.rawValue) \($0.key.subject) \($0.count)" } == [
        "metric_across_months qa 1", "metric_in_future qa 2", "unknown_measured_person qa 1",
      ])
  }

  @Test mutating func `of rows that share days the longest counts, of equal ones the last read`() throws {
    // Ana's January comes from two systems; Ben's month lies over two of his weeks.
    let found = try found([
      [
        row("ana", "qa", "2025-01-01", "2025-01-31", "70"), row("ben", "qa", "2025-01-06", "2025-01-12", "1"),
        row("ben", "qa", "2025-01-01", "2025-01-31", "60"), row("ben", "qa", "2025-01-13", "2025-01-19", "2"),
        row("ben", "qa", "2025-02-03", "2025-02-09", "50"),
      ], [row("ana", "qa", "2025-01-01", "2025-01-31", "75")],
    ])
    #expect(
      Set(texts(found.named("qa"))) == ["ana 2025-01-01 75", "ben 2025-01-01 60", "ben 2025-02-03 50"])
    #expect(
      found.warnings.sorted.map { "\($0.key.code.rawValue) \($0.count)" } == ["metric_reported_twice 3"])
  }
}
