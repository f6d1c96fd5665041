import Canonical
import Tables
import Testing

@testable import Normalize

@Suite struct LocalTimeTests {
  private func started(_ value: ValueMapping, _ rows: [[String]], zone: String = "UTC") throws
    -> CanonicalBatch
  {
    let export = SampleExport(["id", "a", "b"], rows.enumerated().map { ["\($0.offset)"] + $0.element })
    return try export.normalized(
      .contacts([("ended_at", value), ("started_at", .constant("2000-01-01"))]), zone: zone)
  }

  @Test func `a time without offset is the input's, unless the field has a zone of its own`() throws {
    let rows = [["2026-10-31 12:00", ""], ["2026-10-31T12:00Z", ""], ["2026-10-31T12:00+05:30", ""]]
    // Chicago is at UTC−5 until 1 November, Lagos at UTC+1.
    #expect(
      try started(.column("a"), rows, zone: "America/Chicago").instants("ended_at") == [
        "2026-10-31T17:00:00Z", "2026-10-31T12:00:00Z", "2026-10-31T06:30:00Z",
      ])
    let lagos = ValueMapping.column("a").changed { $0.zone = .named("Africa/Lagos") }
    #expect(
      try started(lagos, rows, zone: "America/Chicago").instants("ended_at") == [
        "2026-10-31T11:00:00Z", "2026-10-31T12:00:00Z", "2026-10-31T06:30:00Z",
      ])
  }

  @Test func `skipped times move forward, repeated ones are the first, and both are counted`() throws {
    let result = try started(
      .column("a"),
      [
        ["2026-03-08 01:59:59.5", ""], ["2026-03-08 02:30", ""], ["2026-03-08 03:00", ""],
        ["2026-11-01 00:59:59", ""], ["2026-11-01 01:30", ""], ["2026-11-01 01:00:00.25", ""],
        ["2026-11-01 02:00", ""],
        ["2026-11-01 01:30-06:00", ""],
      ], zone: "America/Chicago")
    #expect(
      result.instants("ended_at") == [
        // 02:30 does not exist: at the old offset, UTC−6, 08:30; the clock shows 03:30 then.
        "2026-03-08T07:59:59.500Z", "2026-03-08T08:30:00Z", "2026-03-08T08:00:00Z",
        "2026-11-01T05:59:59Z", "2026-11-01T06:30:00Z", "2026-11-01T06:00:00.250Z", "2026-11-01T08:00:00Z",
        "2026-11-01T07:30:00Z",
      ])
    #expect(result.warned(.localTimeGap, "ended_at") == 1)
    #expect(result.warned(.localTimeFold, "ended_at") == 2)
  }

  @Test func `formats are tried in order and the first whole match wins`() throws {
    let rows = [
      ["03/04/2026 10:00", ""], ["25/04/2026 10:00", ""], ["1700000000", ""], ["4.5.26 9:08 PM", ""],
    ]
    let value = try ValueMapping.column("a").formats(
      "MM/dd/yyyy HH:mm", "dd/MM/yyyy HH:mm", "epoch_s", "d.M.yy h:mm a")
    #expect(
      try started(value, rows).instants("ended_at") == [
        "2026-03-04T10:00:00Z", "2026-04-25T10:00:00Z", "2023-11-14T22:13:20Z", "2026-05-04T21:08:00Z",
      ])
    // Once formats are given, ISO is none of them.
    let iso = try started(value, [["2026-10-31T12:00Z", ""]])
    #expect(iso.instants("ended_at") == [nil])
    #expect(iso.warned(.unreadableValue, "ended_at") == 1)
  }

  @Test func `a day and a time of day make an instant, rounded to the second`() throws {
    let date = try ValueMapping.column("a").formats("dd.MM.yyyy")
    let time = try ValueMapping.column("b").formats("H:mm:ss", "h:mm a", "yyyy-MM-dd H:mm:ss")
    let value = ValueMapping(.dateAndTime(date: date, time: time))
    let result = try started(
      value,
      [
        ["31.10.2026", "6:07:08.499"], ["31.10.2026", "6:07:08.5"], ["31.10.2026", "1:05 PM"],
        // Of the time part only the time of day counts; 23:59:59.7 is the next midnight.
        ["31.10.2026", "1899-12-30 6:07:08"], ["31.10.2026", "23:59:59.7"],
        ["31.10.2026", ""], ["", "6:07:08"], ["31.02.2026", "6:07:08"], ["31.10.2026", "25:00:00"],
      ])
    #expect(
      result.instants("ended_at") == [
        "2026-10-31T06:07:08Z", "2026-10-31T06:07:09Z", "2026-10-31T13:05:00Z", "2026-10-31T06:07:08Z",
        "2026-11-01T00:00:00Z", nil, nil, nil, nil,
      ])
    #expect(result.warned(.unreadableValue, "ended_at") == 2)
  }

  @Test func `a day and a time without formats are ISO and H:mm:ss`() throws {
    let value = ValueMapping(.dateAndTime(date: .column("a"), time: .column("b")))
    let result = try started(
      value,
      [
        ["2026-10-31", "06:07:08"], ["2026-10-31", "6:07:08.6"], ["2026-10-31", "24:00:00"],
        ["2026-10-31", "6:07"],
      ])
    #expect(result.instants("ended_at") == ["2026-10-31T06:07:08Z", "2026-10-31T06:07:09Z", nil, nil])
    #expect(result.warned(.unreadableValue, "ended_at") == 2)
  }

  @Test func `half a second before midnight rounds to midnight without formats too`() throws {
    let value = ValueMapping(.dateAndTime(date: .column("a"), time: .column("b")))
    #expect(
      try started(value, [["2026-10-31", "23:59:59.7"]]).instants("ended_at") == ["2026-11-01T00:00:00Z"])
  }

  @Test func `a day and a time heed the zone, its gap and its fold`() throws {
    let value = ValueMapping(.dateAndTime(date: .column("a"), time: .column("b")))
    let result = try started(
      value, [["2026-03-08", "02:30:00"], ["2026-11-01", "01:30:00"], ["2026-06-01", "12:00:00"]],
      zone: "America/Chicago")
    #expect(
      result.instants("ended_at") == ["2026-03-08T08:30:00Z", "2026-11-01T06:30:00Z", "2026-06-01T17:00:00Z"])
    #expect(result.warned(.localTimeGap, "ended_at") == 1)
    #expect(result.warned(.localTimeFold, "ended_at") == 1)
  }

  @Test func `a required day and time reject where a part is missing or unreadable`() throws {
    let value = ValueMapping(.dateAndTime(date: .column("a"), time: .column("b")))
    let export = SampleExport(
      ["id", "a", "b"],
      [
        ["1", "", "06:07:08"], ["2", "2026-10-31", " "], ["3", "2026-02-30", "06:07:08"],
        ["4", "2026-10-31", "6h"],
      ])
    let result = try export.normalized(.contacts([("started_at", value)]))
    #expect(
      result.faults == [
        "2 required_missing", "3 required_missing", "4 required_unreadable", "5 required_unreadable",
      ])
    #expect(result.count == 0)
  }
}
