import Foundation
import Output
import Tables
import Testing

struct JSONDocumentTests {
  let columns: [ReportTable.Column] = [
    .init("group", .text, ""), .init("n", .integer, ""), .init("rate", .decimal, ""),
    .init("at", .instant, ""),
  ]

  func table(_ rows: [[ReportTable.Cell]]) -> ReportTable {
    ReportTable(name: "t", description: "", columns: columns, primaryKey: [], rows: rows)
  }

  @Test func `rows are objects, one a line, with keys in the order of the columns`() {
    let rows: [[ReportTable.Cell]] = [
      [.text("=1+1"), .integer(-12), .decimal(millionths: 500_000), .instant(Instant(seconds: 0))],
      [.missing, .missing, .missing, .missing],
    ]
    #expect(
      String(decoding: JSONDocument(table(rows)).bytes, as: UTF8.self) == """
        [
        {"group":"=1+1","n":-12,"rate":0.5,"at":"1970-01-01T00:00:00Z"},
        {"group":null,"n":null,"rate":null,"at":null}
        ]

        """)
  }

  @Test func `a table without rows is an empty array`() {
    #expect(JSONDocument(table([])).bytes == Array("[]\n".utf8))
  }

  @Test func `an empty text is null, as its CSV cell is missing`() throws {
    let value = try JSONValue(
      parsing: JSONDocument(table([[.text(""), .missing, .missing, .missing]])).bytes)
    #expect(value.elements?.first?["group"] == .null)
  }

  @Test func `Foundation reads the rows that were written`() throws {
    let texts = ["plain", "\"\\/\u{8}\u{c}\n\r\t\u{0}\u{1b}\u{7f}", "é👩‍🔬\u{2028}\u{2029}", " =1", "</script>"]
    let millionths: [Int64] = [0, 1, -250_000, 899_359, 123_456_789]
    let rows = zip(texts, millionths).enumerated().map { number, pair in
      [.text(pair.0), .integer(Int64(number)), .decimal(millionths: pair.1), .missing] as [ReportTable.Cell]
    }
    let read = try #require(
      JSONSerialization.jsonObject(with: Data(JSONDocument(table(rows)).bytes)) as? [[String: Any]])
    #expect(read.count == rows.count)
    for (number, row) in read.enumerated() {
      #expect(Set(row.keys) == ["group", "n", "rate", "at"])
      #expect((row["group"] as? String).map { Array($0.utf8) } == Array(texts[number].utf8))
      #expect(row["n"] as? Int == number)
      #expect(row["rate"] as? Double == Double(millionths[number]) / 1_000_000)
      #expect(row["at"] is NSNull)
    }
  }
}
