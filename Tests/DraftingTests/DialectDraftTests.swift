import Packing
import Testing

@testable import Drafting

@Suite struct DialectDraftTests {
  private let header = ["Call ID", "Start Time", "Agent", "Duration"]
  private let rows = [
    ["a1", "2026-09-03 07:05:09", "kim", "0:01:05"], ["a2", "2026-09-03 08:05:09", "lee", "0:02:05"],
  ]

  private func text(_ delimiter: String) -> String {
    ([header] + rows).map { $0.joined(separator: delimiter) + "\n" }.joined()
  }

  @Test(arguments: [(";", "\";\""), ("\t", "tab"), ("|", "\"|\"")])
  func `the delimiter is the one that cuts equally`(_ delimiter: String, _ written: String) throws {
    let draft = try Export(text(delimiter)).draft()
    #expect(draft.field("delimiter") == (written == "tab" ? "\"tab\"" : written))
    #expect(draft.field("contact_id") == "Call ID")
  }

  @Test func `a comma is not written, and a decimal comma does not win`() throws {
    #expect(try Export(text(",")).draft().field("delimiter") == nil)
    let prices = "Call ID;Start Time;Cost\na;2026-09-03 07:05:09;12,5\nb;2026-09-03 07:06:09;13,5\n"
    #expect(try Export(prices).draft().field("delimiter") == "\";\"")
  }

  @Test func `a separator line is obeyed`() throws {
    let draft = try Export("sep=;\r\n" + text(";")).draft()
    #expect(draft.field("delimiter") == "\";\"")
    #expect(draft.note("delimiter").contains("first line"))
    #expect(draft.field("skip_rows") == nil)
  }

  @Test func `lines above the header are skipped, those at the end too`() throws {
    let preamble = "Report,Calls\n\nPrinted,today\n"
    let draft = try Export(preamble + text(",") + "Total,,,\n").draft()
    // The blank line is a physical line too.
    #expect(draft.field("skip_rows") == "3")
    #expect(draft.field("footer_rows") == "1")
    #expect(draft.field("contact_id") == "Call ID")
    #expect(draft.note("contact_id").contains("no value repeats"))
  }

  @Test func `a file without a header gets names, and shows none of its values`() throws {
    let draft = try Export("1699286234|call-1|8000|5550102030\n1699286300|call-2|8001|5550102031\n").draft()
    #expect(draft.field("header_rows") == "0")
    #expect(draft.field("names") == "[c1, c2, c3, c4]")
    #expect(draft.field("started_at") == "{from: c1, formats: epoch_s}")
    #expect(!draft.text.contains("5550102030"))
  }

  @Test func `records of unequal length are ragged`() throws {
    let draft = try Export("1699286234|a|X|1\n1699286235|a|Y\n1699286236|b|X|1|2\n1699286237|b|Y\n").draft()
    #expect(draft.field("ragged") == "true")
    #expect(draft.field("names") == "[c1, c2, c3, c4, c5]")
  }

  @Test func `a row of questions and one of JSON belong to the header`() throws {
    let draft = try Export(
      "StartDate,ResponseId,Q1\nStart Date,Response ID,How was it?\n"
        + "\"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\"\n"
        + "2026-01-01 10:00:00,R_1,5\n2026-01-02 10:00:00,R_2,4\n"
    ).draft()
    #expect(draft.field("header_rows") == "3")
    #expect(draft.field("table") == "responses")
    #expect(draft.field("columns") == "{Q1: q1}")
  }

  @Test func `a row of questions alone does too, and the better known names count`() throws {
    let draft = try Export(
      "V1,V2,V3\nResponseID,StartDate,Score\nR_1,2026-01-01 10:00:00,5\nR_2,2026-01-02 10:00:00,4\n"
    )
    .draft(table: "responses")
    #expect(draft.field("header_rows") == "2")
    #expect(draft.field("header_row") == "2")
    #expect(draft.field("response_id") == "ResponseID")
  }

  @Test(arguments: [
    ([0xff, 0xfe] as [UInt8], "utf-16", true, false), ([], "utf-16le", true, false),
    ([], "utf-16be", true, true),
  ])
  func `UTF-16 is told by its mark or its zeros`(
    _ mark: [UInt8], _ encoding: String, _ isWide: Bool, _ isBig: Bool
  ) throws {
    let units = Array(text(",").utf16).flatMap { unit -> [UInt8] in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xff))
      return isBig ? [high, low] : [low, high]
    }
    let draft = try Export(mark + units).draft()
    #expect(draft.field("encoding") == encoding)
    #expect(draft.field("contact_id") == "Call ID")
  }

  @Test func `letters beyond ASCII tell Western from Cyrillic text`() throws {
    // "Müller" with 0xFC; "Иванов" with bytes of windows-1251.
    let western =
      Array("Call ID,Start Time,Queue\na,2026-09-03 07:05:09,M".utf8) + [0xfc] + Array("ller\n".utf8)
    #expect(try Export(western).draft().field("encoding") == "windows-1252")
    let cyrillic =
      Array("Call ID,Start Time,Queue\na,2026-09-03 07:05:09,".utf8) + [
        0xc8, 0xe2, 0xe0, 0xed, 0xee, 0xe2, 0x0a,
      ]
    #expect(try Export(cyrillic).draft().field("encoding") == "windows-1251")
    #expect(
      try Export("Call ID,Start Time,Queue\na,2026-09-03 07:05:09,Müller\n").draft().field("encoding") == nil)
  }

  @Test func `a byte order mark of UTF-8 is no part of a name`() throws {
    let draft = try Export([0xef, 0xbb, 0xbf] + Array(text(",").utf8)).draft()
    #expect(draft.field("contact_id") == "Call ID")
    #expect(draft.field("encoding") == nil)
  }

  @Test(arguments: Packing.allCases)
  func `a packed file is drafted as what is in it`(_ packing: Packing) throws {
    let draft = try Export(packing.packed(Array(text(";").utf8)), name: "export.csv.\(packing.rawValue)")
      .draft()
    #expect(draft.field("delimiter") == "\";\"")
    #expect(draft.field("contact_id") == "Call ID")
    #expect(draft.text.contains("packed as \(packing.rawValue)"))
  }

  @Test func `of a zip file the first member is looked at, and that is said`() throws {
    let zip = Packing.zip([("b.csv", Array("x\n1\n".utf8)), ("a.csv", Array(text(",").utf8))])
    let draft = try Export(zip).draft()
    #expect(draft.field("contact_id") == "Call ID")
    #expect(draft.text.contains("a zip file of 2; the first of them was looked at"))
  }

  @Test func `sums at the end of a large file are seen, in UTF-16 too`() throws {
    let rows = (0..<60_000).map { "c\($0);2026-09-03 07:05:09;kim;0:01:05\r\n" }.joined()
    let text = "Call ID;Start Time;Agent;Duration\r\n" + rows + "Total;60000\r\n"
    let wide: [UInt8] =
      [0xff, 0xfe] + Array(text.utf16).flatMap { unit -> [UInt8] in [UInt8(unit & 0xff), UInt8(unit >> 8)] }
    for bytes in [Array(text.utf8), wide] {
      let draft = try Export(bytes).draft()
      #expect(draft.field("footer_rows") == "1")
      #expect(draft.field("ragged") == nil)
      #expect(draft.field("started_at") == "Start Time")
      #expect(draft.text.contains("some of the rows"))
    }
  }

  @Test func `an empty file and a missing one are refused`() throws {
    #expect(throws: (any Error).self) { try Export("").draft() }
    #expect(throws: (any Error).self) { try ProfileDraft(file: "no/such/file.csv") }
    #expect(throws: (any Error).self) { try Export(self.text(",")).draft(table: "calls") }
  }
}
