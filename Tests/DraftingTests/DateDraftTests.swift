import Testing

@testable import Drafting

@Suite struct DateDraftTests {
  private func draft(_ dates: [String]) throws -> Draft {
    let rows = dates.enumerated().map { "c\($0.offset),\"\($0.element)\"\n" }
    return try Export("Call ID,Start Time\n" + rows.joined()).draft(table: "contacts")
  }

  @Test func `a date that reads both ways is asked for and not active`() throws {
    let draft = try draft(["03/04/2026 10:00", "05/06/2026 11:30", "12/12/2026 09:15"])
    #expect(draft.field("started_at") == nil)
    #expect(
      draft.offers("started_at") == [
        "{from: Start Time, formats: \"dd/MM/yyyy HH:mm\"}",
        "{from: Start Time, formats: \"MM/dd/yyyy HH:mm\"}",
      ])
  }

  @Test(arguments: [
    ("13/01/2026 10:00", "dd/MM/yyyy HH:mm"), ("01/13/2026 10:00", "MM/dd/yyyy HH:mm"),
  ])
  func `a number over 12 settles the order`(_ date: String, _ format: String) throws {
    let draft = try draft(["03/04/2026 10:00", date])
    #expect(draft.field("started_at") == "{from: Start Time, formats: \"\(format)\"}")
    #expect(draft.note("started_at").contains("a number over 12"))
  }

  @Test(arguments: [
    ("9.3.10 8:05", "d.M.yy H:mm"), ("27-Oct-2016 14:51", "dd-MMM-yyyy HH:mm"),
    ("Thu, 27 Oct 2016 14:51:34", "EEE, dd MMM yyyy HH:mm:ss"), ("Oct 7, 2016 2:51 PM", "MMM d, yyyy h:mm a"),
    ("2026/9/3 7:05:09", "yyyy/M/d H:mm:ss"), ("20260903070509", "yyyyMMddHHmmss"),
    ("31.12.2026, 07:05:09 +0100", "dd.MM.yyyy, HH:mm:ss X"),
  ])
  func `a format is made of what the dates look like`(_ date: String, _ format: String) throws {
    let dates = date == "9.3.10 8:05" ? [date, "13.3.10 8:05"] : [date]
    #expect(try draft(dates).field("started_at") == "{from: Start Time, formats: \"\(format)\"}")
  }

  @Test(arguments: ["2026-09-03 07:05:09", "2026-09-03T07:05:09.123Z", "2026-09-03 07:05:09.000000 UTC"])
  func `ISO 8601 needs no format`(_ date: String) throws {
    #expect(try draft([date]).field("started_at") == "Start Time")
  }

  @Test func `two layouts in one column are two formats`() throws {
    // The commoner one first.
    let draft = try draft(["Thu, 27 Oct 2016 14:51:34", "Fri, 28 Oct 2016 10:00:00", "28/10/2016 10:00"])
    #expect(
      draft.field("started_at")
        == "{from: Start Time, formats: [\"EEE, dd MMM yyyy HH:mm:ss\", \"dd/MM/yyyy HH:mm\"]}")
  }

  @Test func `a day that no calendar has is counted, and does not hide the format`() throws {
    let draft = try draft(["2022-02-27 10:00:00", "2022-02-28 10:00:00", "2022-02-30 10:00:00"])
    #expect(draft.field("started_at") == "Start Time")
    #expect(draft.note("started_at").contains("no day of a calendar: 1"))
  }

  @Test func `seconds and milliseconds since 1970 are told apart`() throws {
    #expect(
      try draft(["1699286234", "1699286300"]).field("started_at") == "{from: Start Time, formats: epoch_s}")
    #expect(try draft(["1699286234123"]).field("started_at") == "{from: Start Time, formats: epoch_ms}")
    #expect(try draft(["45000.5"]).field("started_at") == "{from: Start Time, formats: excel_serial}")
  }

  @Test func `a time of day beside a day is joined with it`() throws {
    let draft = try Export(
      "Call ID,Start_Date,Start_Time,End_Time\na,01/13/2026,9:05:00,9:07:10\nb,01/14/2026,23:58:00,0:02:00\n"
    ).draft()
    #expect(
      draft.field("started_at")
        == "{date: {from: Start_Date, formats: \"MM/dd/yyyy\"}, time: {from: Start_Time, formats: \"H:mm:ss\"}}"
    )
    #expect(draft.field("ended_at")?.contains("next_day_if_before: started_at") == true)
  }

  @Test func `local times ask for the zone, others do not`() throws {
    #expect(try draft(["2026-09-03 07:05:09"]).text.contains("# ASK time zone"))
    #expect(try !draft(["2026-09-03T07:05:09Z"]).text.contains("ASK time zone"))
  }

  @Test func `a name that says UTC is the zone`() throws {
    let draft = try Export("Call ID,datetime (UTC)\n1,2026-09-03 07:05:09\n").draft()
    #expect(draft.field("started_at") == "{from: datetime (UTC), zone: Etc/UTC}")
    #expect(!draft.text.contains("ASK time zone"))
  }

  @Test func `values that contradict each other are asked for`() throws {
    let draft = try draft(["13/01/2026 10:00", "01/13/2026 10:00", "14/01/2026 10:00"])
    #expect(draft.field("started_at") == nil)
    #expect(draft.offers("started_at").count == 2)
    #expect(draft.text.contains("contradict each other"))
  }

  @Test func `a short year may stand first before a hyphen`() throws {
    let open = ["yy-MM-dd", "dd-MM-yy"].map { "{from: Start Time, formats: \"\($0) HH:mm\"}" }
    #expect(try Set(draft(["25-09-03 10:00"]).offers("started_at")) == Set(open))
    #expect(try draft(["85-09-03 10:00", "25-09-03 10:00"]).field("started_at") == open[0])
    #expect(try draft(["25-09-85 10:00", "25-09-03 10:00"]).field("started_at") == open[1])
  }

  @Test func `a question says what another column of the file has`() throws {
    let draft = try Export(
      "Call ID,Start Time,Born\n1,03/04/2026 10:00,12/31/1980\n2,04/04/2026 10:00,12/30/1980\n"
    )
    .draft()
    #expect(draft.field("started_at") == nil)
    #expect(draft.lines.contains("# \"Born\" of the same file has month before day."))
  }

  @Test func `only the values that are open are counted as open`() throws {
    let draft = try draft(["2026-01-20 10:00", "03/04/2026 10:00"])
    #expect(draft.text.contains("1 of 2 values"))
    #expect(draft.offers("started_at").count == 2)
  }

  @Test func `an open end is missing`() throws {
    let draft = try Export(
      "Employee ID,Hire Date,Termination Date\n1,2020-01-01,9999-12-31\n2,2020-02-01,2021-01-01\n"
    )
    .draft()
    #expect(draft.field("left_on") == "{from: Termination Date, \"null\": [\"9999-12-31\"]}")
  }
}
