import Canonical
import Tables
import Testing

@testable import Normalize

/// Values that are worked out of several cells: sums, days before others, times past midnight, serials.
@Suite struct DerivedValueTests {
  @Test func `durations are summed, and missing ones are none`() throws {
    let export = SampleExport(
      ["id", "talk", "hold"],
      [["1", "0:01:00", "0:00:05"], ["2", "0:01:00", ""], ["3", "", "-"], ["4", "0:01:00", "?"]])
    let sum = ValueMapping(.sum([.column("talk"), .column("hold")])).changed { $0.durations = [.clock] }
    let result = try export.normalized(.contacts([("handle_s", sum)], null: ["-"]))
    // 60 + 5; the last row's hold cannot be read, so its sum cannot either.
    #expect(result.numbers("handle_s") == [65, 60, nil, nil])
    #expect(result.warned(.unreadableValue, "handle_s") == 1 && result.faults == [])
  }

  @Test func `an instant lies a duration behind another`() throws {
    let end = try ValueMapping.column("start").formats("yyyy-MM-dd HH:mm:ss").changed {
      $0.plus = [ValueMapping.column("total").changed { $0.durations = [.seconds] }]
    }
    let result = try SampleExport(
      ["id", "start", "total"],
      [
        ["1", "2026-11-01 00:59:30", "45"], ["2", "2026-11-01 12:00:00", ""], ["3", "", "45"],
        ["4", "2026-11-01 12:00:00", "long"],
      ]
    ).normalized(.contacts([("started_at", .constant("2026-11-01T00:00:00Z")), ("ended_at", end)]))
    #expect(result.instants("ended_at") == ["2026-11-01T01:00:15Z", nil, nil, nil])
    #expect(result.warned(.unreadableValue, "ended_at") == 1 && result.faults == [])
  }

  @Test func `the seconds between two instants are a duration, alone and in a sum`() throws {
    func instant(_ column: String) throws -> ValueMapping {
      try ValueMapping.column(column).formats("yyyy-MM-dd HH:mm:ss")
    }
    let wrap = ValueMapping(.elapsed(since: try instant("acw"), until: try instant("done")))
    let total = ValueMapping(.sum([.column("talk"), wrap])).changed { $0.durations = [.clock] }
    let result = try SampleExport(
      ["id", "talk", "acw", "done"],
      [
        ["1", "0:01:00", "2026-10-31 12:00:00", "2026-10-31 12:00:20"],
        ["2", "0:01:00", "", "2026-10-31 12:00:20"],
        ["3", "", "2026-10-31 12:00:00", "2026-10-31 12:00:20"],
        ["4", "0:01:00", "2026-10-31 12:00:20", "2026-10-31 12:00:00"],
      ]
    ).normalized(.contacts([("handle_s", total), ("hold_s", wrap)]))
    #expect(result.numbers("hold_s") == [20, nil, 20, nil])
    // The last row's times lie the other way round: once in each column, and no sum is known.
    #expect(result.numbers("handle_s") == [80, 60, 20, nil])
    #expect(
      result.warned(.unreadableValue, "hold_s") == 1 && result.warned(.unreadableValue, "handle_s") == 1)
  }

  @Test func `a sum of constants and columns is in the unit of the field`() throws {
    let export = SampleExport(["id", "min"], [["1", "1.5"], ["2", "x"], ["3", ""]])
    let sum = ValueMapping(.sum([.column("min"), .constant("2")])).changed { $0.durations = [.minutes] }
    let result = try export.normalized(.contacts([("handle_s", sum)]))
    #expect(result.numbers("handle_s") == [210, nil, 120])
  }

  private func people(_ hired: ValueMapping, _ rows: [[String]]) throws -> CanonicalBatch {
    let profile = ProfileMapping(
      name: "test", table: .people,
      fields: [
        FieldMapping(column: "person_id", value: .column("id")),
        FieldMapping(column: "worker_class", value: .constant("employee")),
        FieldMapping(column: "hired_on", value: hired),
      ])
    return try SampleExport(["id", "tenure", "day"], rows).normalized(profile)
  }

  @Test func `a day lies an amount of days, weeks, months or years before another`() throws {
    func hired(_ amount: String, _ unit: DayUnit) throws -> String? {
      let value = ValueMapping(
        .dateMinus(date: .constant("2020-01-01"), amount: .column("tenure"), unit: unit))
      let batch = try people(value, [["1", amount, ""]])
      #expect(batch.faults == [])
      return batch.numbers("hired_on").first.flatMap { $0 }.map { CivilDate(days: Int32($0)).description }
    }
    #expect(try hired("31", .days) == "2019-12-01")
    #expect(try hired("2", .weeks) == "2019-12-18")
    // 12 · 30.4375 = 365.25, rounded 365: 2019-01-01. 1.5 · 30.4375 = 45.66, rounded 46: 2019-11-16.
    #expect(try hired("12", .months) == "2019-01-01" && hired("1.5", .months) == "2019-11-16")
    // 10 · 365.25 = 3652.5, half up 3653: 2009-12-31.
    #expect(try hired("10", .years) == "2009-12-31" && hired("0", .years) == "2020-01-01")
  }

  @Test func `without amount or day there is no day, and what cannot be read rejects the row`() throws {
    let value = ValueMapping(.dateMinus(date: .column("day"), amount: .column("tenure"), unit: .months))
    let rows = [
      ["1", "", "2020-01-01"], ["2", "3", ""], ["3", "-1", "2020-01-01"], ["4", "many", "2020-01-01"],
      ["5", "1", "2020-02-30"], ["6", "99999", "2020-01-01"], ["7", "0", "2020-02-29"],
    ]
    let batch = try people(value, rows)
    #expect(
      batch.faults == [
        "2 required_missing", "3 required_missing", "4 required_unreadable", "5 required_unreadable",
        "6 required_unreadable", "7 required_unreadable",
      ])
    #expect(batch.numbers("hired_on") == [18_321])
  }

  @Test func `a time of day that would be before the start stands on the next day`() throws {
    let export = SampleExport(
      ["id", "day", "from", "to"],
      [
        ["1", "2026-01-31", "23:50:00", "00:10:00"], ["2", "2026-01-31", "10:00:00", "10:00:00"],
        ["3", "2026-01-31", "10:00:00", "09:59:59"], ["4", "2026-01-31", "10:00:00", ""],
        // The night in which Chicago's clocks go forward has 23 hours.
        ["5", "2026-03-07", "23:00:00", "22:00:00"],
      ])
    func moment(_ time: String) -> ValueMapping {
      ValueMapping(.dateAndTime(date: .column("day"), time: .column(time)))
    }
    let ended = moment("to").changed { $0.nextDayIfBefore = "started_at" }
    let result = try export.normalized(
      .contacts([("started_at", moment("from")), ("ended_at", ended)]), zone: "America/Chicago")
    #expect(result.faults == [])
    #expect(
      result.instants("ended_at") == [
        "2026-02-01T06:10:00Z", "2026-01-31T16:00:00Z", "2026-02-01T15:59:59Z", nil,
        "2026-03-09T03:00:00Z",
      ])
  }

  @Test func `of a time that moves to the next day only the one that is used is counted as a gap`() throws {
    // Chicago skips 2:00 to 3:00 on 2026-03-08; the call of the 7th ends in it, that of the 8th does not.
    let export = SampleExport(
      ["id", "day", "from", "to"],
      [["1", "2026-03-07", "23:00:00", "02:30:00"], ["2", "2026-03-08", "23:00:00", "02:30:00"]])
    func moment(_ time: String) -> ValueMapping {
      ValueMapping(.dateAndTime(date: .column("day"), time: .column(time)))
    }
    let ended = moment("to").changed { $0.nextDayIfBefore = "started_at" }
    let result = try export.normalized(
      .contacts([("started_at", moment("from")), ("ended_at", ended)]), zone: "America/Chicago")
    #expect(result.instants("ended_at") == ["2026-03-08T08:30:00Z", "2026-03-09T07:30:00Z"])
    #expect(result.warned(.localTimeGap, "ended_at") == 1)
  }

  @Test func `spreadsheet serials are days since the end of 1899, and fractions times of day`() throws {
    let export = SampleExport(
      ["id", "t"],
      [
        ["1", "44197"], ["2", "44197.395833333336"], ["3", "44197,5"], ["4", "44196.999999999999"],
        ["5", "60"], ["6", "61"], ["7", "-1"], ["8", "x"], ["9", "9999999"],
      ])
    let result = try export.normalized(
      .contacts([("ended_at", .column("t").formats("excel_serial")), ("started_at", .constant("1899-12-30"))])
    )
    // Serial 44197 is 2021-01-01; .395833… of a day is 9:30.
    #expect(
      result.instants("ended_at") == [
        "2021-01-01T00:00:00Z", "2021-01-01T09:30:00Z", "2021-01-01T12:00:00Z", "2021-01-01T00:00:00Z",
        nil, "1900-03-01T00:00:00Z", nil, nil, nil,
      ])
    let clock = SampleExport(
      ["id", "d", "t"],
      [["1", "2026-01-31", "0.75"], ["2", "2026-01-31", "1.0"], ["3", "2026-01-31", "0"]])
    let time = try ValueMapping.column("t").formats("day_fraction")
    let joined = ValueMapping(.dateAndTime(date: .column("d"), time: time))
    let read = try clock.normalized(
      .contacts([("ended_at", joined), ("started_at", .constant("2026-01-01"))]))
    #expect(read.instants("ended_at") == ["2026-01-31T18:00:00Z", nil, "2026-01-31T00:00:00Z"])
  }
}
