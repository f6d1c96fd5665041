import Canonical
import Tables
import Testing

@testable import Normalize

/// Values that tell where a row stands, and zones that a column names.
@Suite struct RowPlaceTests {
  private let export = SampleExport(
    ["id", "zone", "when"], [["a", "", ""], ["b", "", ""], ["c", "", ""]])

  @Test func `lines and numbers of rows are counted on behind what comes before the batch`() throws {
    let profile = ProfileMapping.contacts([
      ("contact_id", ValueMapping(.line)), ("queue", ValueMapping(.rowNumber)),
      ("disposition", .concat([.column("id"), ValueMapping(.rowNumber)], "-")),
    ])
    let normalizer = try export.normalizer(profile)
    let whole = normalizer.normalize(export.batch(kept: normalizer.usedColumns))
    // Rows stand on the lines 2 to 4, below the header.
    #expect(whole.keys("contact_id") == prints("acd.csv:2", "acd.csv:3", "acd.csv:4"))
    #expect(whole.texts("queue") == ["1", "2", "3"])
    #expect(whole.texts("disposition") == ["a-1", "b-2", "c-3"])
    let later = normalizer.normalize(
      export.batch(1..<3, kept: normalizer.usedColumns), at: BatchPosition(linesBefore: 100, rowsBefore: 40))
    #expect(later.keys("contact_id") == prints("acd.csv:103", "acd.csv:104"))
    #expect(later.texts("queue") == ["41", "42"])
    #expect(normalizer.dependsOnPosition("contact_id") && normalizer.dependsOnPosition("disposition"))
    #expect(try !export.normalizer(.contacts([])).dependsOnPosition("contact_id"))
  }

  private func started(_ zone: ValueMapping, _ rows: [[String]]) throws -> CanonicalBatch {
    let when = try ValueMapping.column("when").formats("yyyy-MM-dd HH:mm").changed { $0.zone = .text(zone) }
    return try SampleExport(["id", "zone", "when"], rows)
      .normalized(.contacts([("started_at", when), ("ended_at", when)]), zone: "America/Chicago")
  }

  @Test func `local times are in the zone that their row names, else in the input's`() throws {
    let batch = try started(
      .column("zone"),
      [
        ["1", "Africa/Lagos", "2026-10-31 12:00"], ["2", "UTC", "2026-10-31 12:00"],
        ["3", "", "2026-10-31 12:00"],
        ["4", "Africa/Lagos", "2026-10-31 12:00"],
      ])
    // Lagos is at UTC+1, Chicago at UTC−5 until 1 November.
    #expect(
      batch.instants("started_at") == [
        "2026-10-31T11:00:00Z", "2026-10-31T12:00:00Z", "2026-10-31T17:00:00Z", "2026-10-31T11:00:00Z",
      ])
  }

  @Test func `a zone may be mapped, and one that nobody knows makes its times unreadable`() throws {
    let rows = [["1", "WAT", "2026-10-31 12:00"], ["2", "Mars", "2026-10-31 12:00"]]
    let batch = try started(.column("zone").map([("WAT", "Africa/Lagos")], unknown: .keep), rows)
    #expect(batch.instants("ended_at") == ["2026-10-31T11:00:00Z"])
    #expect(
      batch.rejects.rejects.map(\.message) == ["started_at is in 'Mars', which is no time zone; row rejected"]
    )
    #expect(batch.faults == ["3 required_unreadable"])
    let when = try ValueMapping.column("when").formats("yyyy-MM-dd HH:mm").changed {
      $0.zone = .text(.column("zone"))
    }
    let optional = try SampleExport(["id", "zone", "when"], rows).normalized(.contacts([("ended_at", when)]))
    #expect(optional.instants("ended_at") == [nil, nil])
    #expect(optional.warned(.unreadableValue, "ended_at") == 2 && optional.faults == [])
  }

  @Test func `a day and a time in two columns are in the zone of a third`() throws {
    let pair = ValueMapping(.dateAndTime(date: .column("day"), time: .column("clock"))).changed {
      $0.zone = .text(.column("zone"))
    }
    let batch = try SampleExport(
      ["id", "zone", "day", "clock"],
      [["1", "Africa/Lagos", "2026-10-31", "14:00:00"], ["2", "Nowhere", "2026-10-31", "12:00:00"]]
    ).normalized(.contacts([("ended_at", pair)]))
    #expect(batch.instants("ended_at") == ["2026-10-31T13:00:00Z", nil])
  }
}
