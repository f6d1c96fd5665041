import Foundation
import Tables
import Testing

@testable import Pipeline

@Suite struct ZoneInfoTests {
  /// Seconds east of UTC that a zone has at an instant, in hours.
  private func hours(
    _ zone: String, _ year: Int, _ month: Int, _ day: Int, _ hour: Int64, _ minute: Int64 = 0
  )
    throws -> Double
  {
    Double(try ZoneInfo.table(named: zone).offset(atUTC: second(year, month, day, hour, minute))) / 3600
  }

  private func second(_ year: Int, _ month: Int, _ day: Int, _ hour: Int64, _ minute: Int64 = 0) throws
    -> Int64
  {
    Int64(try #require(CivilDate(year: year, month: month, day: day)).days) * 86_400 + hour * 3600 + minute
      * 60
  }

  @Test func `Chicago puts its clocks forward at 08:00 UTC on 2026-03-08`() throws {
    #expect(try hours("America/Chicago", 2026, 3, 8, 7, 59) == -6)
    #expect(try hours("America/Chicago", 2026, 3, 8, 8) == -5)
  }

  @Test func `Chicago puts its clocks back at 07:00 UTC on 2026-11-01`() throws {
    #expect(try hours("America/Chicago", 2026, 11, 1, 6, 59) == -5)
    #expect(try hours("America/Chicago", 2026, 11, 1, 7) == -6)
  }

  @Test func `a skipped local time is moved forward and a repeated one is the first`() throws {
    let chicago = try ZoneInfo.table(named: "America/Chicago")
    let skipped = chicago.utc(fromLocal: try second(2026, 3, 8, 2, 30))
    #expect(skipped.kind == .gap)
    // 02:30 at the offset before the gap, UTC-6, is 08:30 UTC: 03:30 on the clock.
    #expect(skipped.second == (try second(2026, 3, 8, 8, 30)))
    let repeated = chicago.utc(fromLocal: try second(2026, 11, 1, 1, 30))
    #expect(repeated.kind == .fold)
    // The first 01:30 is still in summer time, UTC-5.
    #expect(repeated.second == (try second(2026, 11, 1, 6, 30)))
    #expect(chicago.utc(fromLocal: try second(2026, 6, 1, 12)).kind == .plain)
  }

  @Test func `Berlin has summer time from the end of March to the end of October`() throws {
    #expect(try hours("Europe/Berlin", 2026, 3, 29, 0, 59) == 1)
    #expect(try hours("Europe/Berlin", 2026, 3, 29, 1) == 2)
    #expect(try hours("Europe/Berlin", 2026, 10, 25, 1) == 1)
  }

  @Test func `Kolkata is half an hour off and has no summer time`() throws {
    #expect(try hours("Asia/Kolkata", 2026, 1, 1, 0) == 5.5)
    #expect(try hours("Asia/Kolkata", 2026, 7, 1, 0) == 5.5)
  }

  @Test func `Lord Howe moves its clocks by half an hour`() throws {
    #expect(try hours("Australia/Lord_Howe", 2026, 1, 15, 0) == 11)
    #expect(try hours("Australia/Lord_Howe", 2026, 7, 15, 0) == 10.5)
  }

  @Test func `the rule of the file's end holds in 2050 and in the last year`() throws {
    // The second Sunday of March 2050 is the 13th, the first Sunday of November the 6th.
    #expect(try hours("America/Chicago", 2050, 3, 13, 7, 59) == -6)
    #expect(try hours("America/Chicago", 2050, 3, 13, 8) == -5)
    #expect(try hours("America/Chicago", 2050, 11, 6, 7) == -6)
    #expect(try hours("America/Chicago", 2100, 7, 1, 0) == -5)
  }

  @Test func `a zone whose summer time is written out for decades is known`() throws {
    #expect(ZoneInfo.exists("Africa/Casablanca"))
    #expect(try hours("Africa/Casablanca", 2026, 7, 1, 0) == 1)
    // Ramadan 2026 begins on 18 February; clocks go back on Sunday the 15th.
    #expect(try hours("Africa/Casablanca", 2026, 2, 20, 0) == 0)
  }

  @Test func `UTC needs no file`() throws {
    #expect(ZoneInfo.exists("UTC"))
    #expect(try ZoneInfo.table(named: "UTC") == .utc)
  }

  @Test(arguments: [
    "", "America", "/etc/passwd", "../zoneinfo/UTC", "America/../UTC", "zone.tab", "Nowhere/Town",
  ])
  func `what is no zone does not exist`(_ name: String) {
    #expect(!ZoneInfo.exists(name))
  }

  @Test func `an unknown zone is named with a remedy`() {
    #expect(
      throws: StageFailure(
        .configuration,
        "time zone 'chicago' is unknown, expected an IANA name such as America/Chicago; "
          + "did you mean 'America/Chicago'?")
    ) { try ZoneInfo.table(named: "chicago") }
    #expect(
      throws: StageFailure(
        .configuration,
        "time zone 'Nowhere/Town' is unknown, expected an IANA name such as America/Chicago; correct it")
    ) { try ZoneInfo.table(named: "Nowhere/Town") }
  }

  /// A TZif file of version 2 without a transition: one type of offset 0, and this footer.
  private func file(footer: String) -> [UInt8] {
    func header(types: UInt8) -> [UInt8] {
      Array("TZif2".utf8) + Array(repeating: 0, count: 15) + Array(repeating: 0, count: 19) + [types]
        + [0, 0, 0, types * 4]
    }
    return header(types: 0) + header(types: 1) + [0, 0, 0, 0, 0, 0] + Array("UTC\0".utf8)
      + Array("\n\(footer)\n".utf8)
  }

  @Test func `days of a rule are counted with and without 29 February`() throws {
    // J60 is 1 March in every year; 60 counts from 0, so it is 1 March in a leap year alone.
    let julian = try #require(ZoneInfo.table(named: "J", data: file(footer: "<+00>0<+01>,J60/0,J300/0")))
    #expect(julian.offset(atUTC: try second(2027, 2, 28, 23, 59)) == 0)
    #expect(julian.offset(atUTC: try second(2027, 3, 1, 0)) == 3600)
    #expect(julian.offset(atUTC: try second(2028, 2, 29, 23, 59)) == 0)
    #expect(julian.offset(atUTC: try second(2028, 3, 1, 0)) == 3600)
    let ordinal = try #require(ZoneInfo.table(named: "N", data: file(footer: "<+00>0<+01>,60/0,300/0")))
    #expect(ordinal.offset(atUTC: try second(2027, 3, 1, 23, 59)) == 0)
    #expect(ordinal.offset(atUTC: try second(2027, 3, 2, 0)) == 3600)
    #expect(ordinal.offset(atUTC: try second(2028, 3, 1, 0)) == 3600)
  }

  @Test func `summer time all the year is one period`() throws {
    // RFC 8536, section 3.3.1: a zone always five hours behind, written as summer time.
    let zone = try #require(ZoneInfo.table(named: "E", data: file(footer: "XXX3EDT4,0/0,J365/23")))
    for year in [1950, 2026, 2027, 2028, 2099] {
      #expect(zone.offset(atUTC: try second(year, 1, 1, 3, 30)) == -4 * 3600)
      #expect(zone.offset(atUTC: try second(year, 7, 1, 0)) == -4 * 3600)
    }
  }

  @Test func `a file that is cut short anywhere is damaged, never a crash`() {
    let whole = file(footer: "<+00>0<+01>,J60/0,J300/0")
    for length in 0..<(whole.count - "<+00>0<+01>,J60/0,J300/0\n".count) {
      #expect(ZoneInfo.table(named: "X", data: Array(whole.prefix(length))) == nil, "\(length) bytes")
    }
  }
}
