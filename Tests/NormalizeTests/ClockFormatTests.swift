import Canonical
import Tables
import Testing

@testable import Normalize

@Suite struct ClockFormatTests {
  /// Digits stand around the text, so that a reading past its end would show.
  private func read(_ format: String, _ text: String, pivot: Int = 70) throws -> String? {
    let bytes = Array("7\(text)7".utf8)
    var memo = DayMemo()
    let pattern = ClockFormat(try DatePattern(format), centuryPivot: pivot)
    return written(pattern.read(bytes.span, 1, bytes.count - 1, &memo))
  }

  @Test(arguments: [
    ("yyyy-MM-dd", "2026-10-31", "local 2026-10-31T00:00:00"),
    ("uuuu-LL-dd", "2026-10-31", "local 2026-10-31T00:00:00"),
    ("uu-L-d", "26-9-1", "local 2026-09-01T00:00:00"),
    ("d.M.yyyy", "1.2.2026", "local 2026-02-01T00:00:00"),
    ("d.M.yyyy", "01.02.2026", "local 2026-02-01T00:00:00"),
    ("M/d/yyyy", "1/2/2026", "local 2026-01-02T00:00:00"),
    ("yyyyMMdd", "20261031", "local 2026-10-31T00:00:00"),
    ("d MMM yyyy", "31 Oct 2026", "local 2026-10-31T00:00:00"),
    ("d MMM yyyy", "31 october 2026", "local 2026-10-31T00:00:00"),
    ("MMMM d, yyyy", "May 5, 2026", "local 2026-05-05T00:00:00"),
    ("LLL d yyyy", "DEC 5 2026", "local 2026-12-05T00:00:00"),
    ("LLLL d yyyy", "December 5 2026", "local 2026-12-05T00:00:00"),
    // 2026-10-31 is a Saturday: 20,757 days after a Thursday, 20,757 mod 7 = 2.
    ("EEE, d MMM yyyy H:mm:ss", "Sat, 31 Oct 2026 6:07:08", "local 2026-10-31T06:07:08"),
    ("EEEE d MMMM yyyy", "SATURDAY 31 October 2026", "local 2026-10-31T00:00:00"),
    ("E d.M.yyyy", "saturday 31.10.2026", "local 2026-10-31T00:00:00"),
    ("yyyy-MM-dd HH:mm", "2026-10-31 06:07", "local 2026-10-31T06:07:00"),
    ("yyyy-MM-dd H:m:s", "2026-10-31 6:7:8", "local 2026-10-31T06:07:08"),
    ("yyyy-MM-dd H:m:s", "2026-10-31 23:59:59", "local 2026-10-31T23:59:59"),
    ("yyyyMMddHHmmss", "20261031060708", "local 2026-10-31T06:07:08"),
    ("yyyy-MM-dd HH:mm:ss", "2026-10-31 06:07:08.1239", "local 2026-10-31T06:07:08.123"),
    ("yyyy-MM-dd HH:mm:ss", "2026-10-31 06:07:08,5", "local 2026-10-31T06:07:08.500"),
    ("yyyy-MM-dd HH:mm:ss.SSS", "2026-10-31 06:07:08.25", "local 2026-10-31T06:07:08.250"),
    ("yyyy-MM-dd HH:mm:ss,SSSSSS", "2026-10-31 06:07:08,123456", "local 2026-10-31T06:07:08.123"),
    ("yyyy-MM-dd h:mm a", "2026-10-31 12:07 AM", "local 2026-10-31T00:07:00"),
    ("yyyy-MM-dd h:mm a", "2026-10-31 12:07 PM", "local 2026-10-31T12:07:00"),
    ("yyyy-MM-dd h:mm a", "2026-10-31 1:07 pm", "local 2026-10-31T13:07:00"),
    ("yyyy-MM-dd hh:mm:ssa", "2026-10-31 11:59:59p.m.", "local 2026-10-31T23:59:59"),
    ("yyyy-MM-dd h:mm a", "2026-10-31 11:07 a.m", "local 2026-10-31T11:07:00"),
    ("yyyy-MM-dd'T'HH:mm:ssX", "2026-10-31T06:07:08Z", "2026-10-31T06:07:08Z"),
    ("yyyy-MM-dd'T'HH:mm:ssXXX", "2026-10-31T06:07:08+05:30", "2026-10-31T00:37:08Z"),
    ("yyyy-MM-dd HH:mm:ss Z", "2026-10-31 06:07:08 -0600", "2026-10-31T12:07:08Z"),
    ("yyyy-MM-dd HH:mm:ss z", "2026-10-31 06:07:08 UTC", "2026-10-31T06:07:08Z"),
    ("yyyy-MM-dd HH:mm:ss VV", "2026-10-31 06:07:08 UTC", "2026-10-31T06:07:08Z"),
    ("yyyy-MM-dd HH:mm:ss OOOO", "2026-10-31 06:07:08 GMT+07:00", "2026-10-30T23:07:08Z"),
    ("yyyy-MM-dd HH:mm:ssx", "2026-10-31 06:07:08+07", "2026-10-30T23:07:08Z"),
    ("d 'de' MMM yyyy H'h'mm", "3 de mar 2026 6h07", "local 2026-03-03T06:07:00"),
    ("yyyy'y'''MM''dd", "2026y'10'31", "local 2026-10-31T00:00:00"),
    ("dd-MM-yyyy", "29-02-2016", "local 2016-02-29T00:00:00"),
    ("dd-MM-yyyy", "29-02-2000", "local 2000-02-29T00:00:00"),
  ])
  func `every letter is read`(_ format: String, _ text: String, _ expected: String) throws {
    #expect(try read(format, text) == expected)
  }

  @Test(arguments: [
    ("dd-MM-yyyy", "30-02-2016"), ("dd-MM-yyyy", "29-02-2015"), ("dd-MM-yyyy", "29-02-1900"),
    ("dd-MM-yyyy", "31-04-2026"), ("dd-MM-yyyy", "00-01-2026"), ("dd-MM-yyyy", "01-13-2026"),
    ("dd-MM-yyyy", "1-02-2016"), ("d-MM-yyyy", "1-2-2016"), ("d-M-yyyy", "001-2-2016"),
    ("d-M-yyyy", "1-2-16"),
    ("d-M-yy", "1-2-2016"), ("d-M-yy", "1-2-6"), ("d-M-yyyy", "1-2-2016 "), ("d-M-yyyy", " 1-2-2016"),
    ("d-M-yyyy", "1/2/2016"), ("d-M-yyyy", "1-2-2016 06:07"), ("d-M-yyyy", ""), ("yyyy-MM-dd", "2026-10-3A"),
    ("M/d/yyyy", "31/1/2026"), ("d/M/yyyy", "1/31/2026"), ("EEE d.M.yyyy", "Fri 31.10.2026"),
    ("EEE d.M.yyyy", "Sa 31.10.2026"), ("EEE d.M.yyyy", "31.10.2026"), ("d MMM yyyy", "31 Octo 2026"),
    ("d MMM yyyy", "31 okt 2026"), ("d MMM yyyy", "31 10 2026"), ("d MMM yyyy", "31 Feb 2026"),
    ("yyyy-MM-dd H:mm", "2026-10-31 24:00"), ("yyyy-MM-dd H:mm", "2026-10-31 6:60"),
    ("yyyy-MM-dd H:mm", "2026-10-31 6:7"), ("yyyy-MM-dd HH:mm", "2026-10-31 6:07"),
    ("yyyy-MM-dd H:mm:ss", "2026-10-31 6:07:60"), ("yyyy-MM-dd H:mm:ss", "2026-10-31 6:07:08."),
    ("yyyy-MM-dd H:mm:ss.SSS", "2026-10-31 6:07:08"), ("yyyy-MM-dd H:mm:ss", "2026-10-31 6:07:08Z"),
    ("yyyy-MM-dd h:mm a", "2026-10-31 0:07 AM"), ("yyyy-MM-dd h:mm a", "2026-10-31 13:07 PM"),
    ("yyyy-MM-dd h:mm a", "2026-10-31 1:07"), ("yyyy-MM-dd h:mm a", "2026-10-31 1:07 XM"),
    ("yyyy-MM-dd h:mm a", "2026-10-31 1:07 A"), ("yyyy-MM-dd H:mmX", "2026-10-31 6:07"),
    ("yyyy-MM-dd H:mm z", "2026-10-31 6:07 EST"), ("yyyy-MM-dd H:mmX", "2026-10-31 6:07+5"),
    ("yyyy-MM-dd'T'H:mm", "2026-10-31 6:07"), ("yyyy-MM-dd'T'H:mm", "2026-10-31t6:07"),
  ])
  func `what does not match whole, or what no calendar has, is unreadable`(_ format: String, _ text: String)
    throws
  {
    #expect(try read(format, text) == nil)
  }

  @Test func `two quotes inside quotes are one`() throws {
    // UTS 35: two adjacent single quotes are a quote, inside quoted text and outside.
    #expect(try read("yyyy-MM-dd h 'o''clock' a", "2026-10-31 6 o'clock PM") == "local 2026-10-31T18:00:00")
  }

  @Test(arguments: [
    (70, "69", "2069"), (70, "70", "1970"), (70, "99", "1999"), (70, "00", "2000"), (30, "29", "2029"),
    (30, "30", "1930"), (0, "00", "1900"), (0, "99", "1999"), (99, "98", "2098"),
  ])
  func `two digits of a year are 19yy from the pivot on, else 20yy`(
    _ pivot: Int, _ year: String, _ expected: String
  ) throws {
    #expect(try read("dd.MM.yy", "03.04.\(year)", pivot: pivot) == "local \(expected)-04-03T00:00:00")
  }

  @Test func `the pivot decides which February has 29 days`() throws {
    // 2000 is a leap year, 1900 is none.
    #expect(try read("yyMMdd", "000229", pivot: 70) == "local 2000-02-29T00:00:00")
    #expect(try read("yyMMdd", "000229", pivot: 0) == nil)
  }

  @Test(arguments: [
    ("epoch_s", "0", "1970-01-01T00:00:00Z"), ("epoch_s", "1700000000", "2023-11-14T22:13:20Z"),
    ("epoch_s", "1700000000.5", "2023-11-14T22:13:20.500Z"), ("epoch_s", "-1", "1969-12-31T23:59:59Z"),
    ("epoch_s", "-1.5", "1969-12-31T23:59:58.500Z"), ("epoch_s", "253402300799", "9999-12-31T23:59:59Z"),
    ("epoch_ms", "1700000000123", "2023-11-14T22:13:20.123Z"), ("epoch_ms", "-1", "1969-12-31T23:59:59.999Z"),
    ("epoch_ms", "1700000000123.9", "2023-11-14T22:13:20.123Z"),
  ])
  func `seconds and milliseconds since 1970 are UTC`(_ format: String, _ text: String, _ expected: String)
    throws
  {
    #expect(try read(format, text) == expected)
  }

  @Test(arguments: [
    ("epoch_s", "253402300800"), ("epoch_ms", "253402300800000"), ("epoch_s", "1.7e9"), ("epoch_s", "1,700"),
    ("epoch_s", "+1"), ("epoch_s", "1."), ("epoch_s", "-"), ("epoch_s", ".5"),
    ("epoch_s", "99999999999999999999"),
    ("epoch_ms", "12:00"), ("epoch_s", "2026-10-31"), ("epoch_s", "--1"),
  ])
  func `what is no number of a year up to 9999 is no epoch`(_ format: String, _ text: String) throws {
    #expect(try read(format, text) == nil)
  }

  @Test(arguments: [
    "y", "yyy", "MMMMM", "ddd", "D", "T", "Q", "k:mm", "yyyy-MM-ddTHH:mm", "'open", "h:mm", "H:mm a",
  ])
  func `a format that cannot be read is refused`(_ format: String) {
    #expect(throws: DatePattern.Problem.self) { try DatePattern(format) }
  }

  @Test func `a format tells whether it has a day and a time`() throws {
    let found = try ["yyyy-MM-dd", "HH:mm", "d MMM yy H:mm", "MM-dd", "epoch_s", "mm:ss"].map {
      let pattern = try DatePattern($0)
      return (pattern.hasDate ? "day " : "") + (pattern.hasTime ? "time" : "")
    }
    #expect(found == ["day ", "time", "day time", "", "day time", ""])
  }
}
