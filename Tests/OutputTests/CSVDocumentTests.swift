import Output
import Tables
import Testing

struct CSVDocumentTests {
  /// A table of one column of texts beside a column of numbers.
  func table(_ texts: [String]) -> ReportTable {
    ReportTable(
      name: "t", description: "", columns: [.init("text", .text, ""), .init("n", .integer, "")],
      primaryKey: [], rows: texts.map { [.text($0), .integer(1)] })
  }

  /// The cell that one text becomes.
  func cell(_ text: String) -> String {
    let line = String(decoding: CSVDocument(table([text])).bytes, as: UTF8.self).dropFirst("text,n\n".count)
    return String(line.dropLast(",1\n".count))
  }

  @Test func `a table is a header line and a line for each row, with LF`() {
    let table = ReportTable(
      name: "fcr", description: "",
      columns: [
        .init("group", .text, ""), .init("n", .integer, ""), .init("rate", .decimal, ""),
        .init("at", .instant, ""),
      ],
      primaryKey: [],
      rows: [
        [.text("all"), .integer(-12), .decimal(millionths: 899_359), .instant(Instant(seconds: 0))],
        [.missing, .missing, .integer(1), .instant(Instant(milliseconds: 1_767_225_600_125))],
        [.text(""), .integer(0), .decimal(millionths: 0), .missing],
      ])
    #expect(
      String(decoding: CSVDocument(table).bytes, as: UTF8.self) == """
        group,n,rate,at
        all,-12,0.899359,1970-01-01T00:00:00Z
        ,,1,2026-01-01T00:00:00.125Z
        ,0,0,

        """)
  }

  @Test func `a table without rows is its header`() {
    #expect(CSVDocument(table([])).bytes == Array("text,n\n".utf8))
  }

  @Test(arguments: [
    ("plain", "plain"), ("two words", "two words"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""),
    ("a\nb", "\"a\nb\""), ("a\rb", "\"a\rb\""), (" a", "\" a\""), ("a ", "\"a \""),
    ("a\t", "\"a\t\""), ("a;b", "a;b"), ("Zoë", "Zoë"), ("'a", "'a"),
  ])
  func `a cell is quoted only for a comma, quote, line end, or blank at its ends`(
    text: String, expected: String
  ) {
    #expect(cell(text) == expected)
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"), ("\rx", "\"'\rx\""),
    ("=A1,B1", "\"'=A1,B1\""), ("=\"x\"", "\"'=\"\"x\"\"\""), ("a=1", "a=1"), ("-", "'-"),
  ])
  func `a text that a spreadsheet would run begins with an apostrophe`(text: String, expected: String) {
    #expect(cell(text) == expected)
  }

  @Test func `a negative number is no formula`() {
    let table = ReportTable(
      name: "t", description: "", columns: [.init("gap", .decimal, "")], primaryKey: [],
      rows: [[.decimal(millionths: -250_000)]])
    #expect(CSVDocument(table).bytes == Array("gap\n-0.25\n".utf8))
  }

  @Test func `a row of one missing cell is no blank line`() {
    let table = ReportTable(
      name: "t", description: "", columns: [.init("x", .text, "")], primaryKey: [],
      rows: [[.missing], [.text("a")]])
    #expect(CSVDocument(table).bytes == Array("x\n\"\"\na\n".utf8))
  }

  @Test func `nasty text comes back through an independent reader`() {
    let alphabet: [String] = [
      ",", "\"", "\n", "\r", "\r\n", " ", "\t", "=", "a", "é", "\u{2028}", "👩‍🔬", "'", "\0",
    ]
    var seed: UInt64 = 20_261_031
    var texts: [String] = []
    for _ in 0..<2_000 {
      var text = ""
      for _ in 0..<(seed >> 33) % 7 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += alphabet[Int((seed >> 33) % UInt64(alphabet.count))]
      }
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      texts.append(text)
    }
    let read = records(CSVDocument(table(texts)).bytes)
    #expect(read.count == texts.count + 1, "seed 20261031")
    for (text, record) in zip(texts, read.dropFirst()) {
      let isFormula = text.utf8.first.map { Array("=+-@\t\r".utf8).contains($0) } ?? false
      #expect(record == [Array(((isFormula ? "'" : "") + text).utf8), Array("1".utf8)], "seed 20261031")
    }
  }

  /// RFC 4180 read byte by byte, knowing nothing of the writer.
  func records(_ bytes: [UInt8]) -> [[[UInt8]]] {
    var records: [[[UInt8]]] = []
    var record: [[UInt8]] = []
    var field: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x22 {
        index += 1
        while true {
          if bytes[index] == 0x22 {
            index += 1
            if index >= bytes.count || bytes[index] != 0x22 { break }
          }
          field.append(bytes[index])
          index += 1
        }
      } else {
        while ![0x2c, 0x0a].contains(bytes[index]) {
          field.append(bytes[index])
          index += 1
        }
      }
      record.append(field)
      field = []
      if bytes[index] == 0x0a {
        records.append(record)
        record = []
      }
      index += 1
    }
    return records
  }
}
