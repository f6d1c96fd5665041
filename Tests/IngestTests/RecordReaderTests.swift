import Foundation
import Tables
import Testing

@testable import Ingest

/// Every file begins with a header of two columns on line 1, unless a test says otherwise.
@Suite struct RecordReaderTests {
  private func read(_ records: String) throws -> Reading { try Reading("a,b\n" + records) }

  @Test func `line feeds, carriage returns and both end a line`() throws {
    let reading = try Reading("a,b\r1,2\r\n3,4\n5,6\r7,8")
    #expect(reading.texts == [["1", "2"], ["3", "4"], ["5", "6"], ["7", "8"]])
    #expect(reading.lines == [2...2, 3...3, 4...4, 5...5])
    #expect(reading.lineCount == 4)
  }

  @Test func `a lone carriage return ends a line`() throws {
    #expect(try read("1,2\r3,4\r").texts == [["1", "2"], ["3", "4"]])
  }

  @Test func `quotes are undone and blanks are kept`() throws {
    let reading = try read("\"1, \"\"x\"\"\", 2 \n\"\",\"\"\"\"\n")
    #expect(reading.texts == [["1, \"x\"", " 2 "], ["", "\""]])
    #expect(reading.warned == [])
  }

  @Test func `a record over several lines has them all`() throws {
    let reading = try read("\"1\r\n2\r3\n\",4\n5,6\n")
    #expect(reading.texts == [["1\r\n2\r3\n", "4"], ["5", "6"]])
    #expect(reading.lines == [2...5, 6...6])
  }

  @Test func `a blank line is counted and is no row`() throws {
    let reading = try read("\n1,2\n \t \n\r\n3,4\n  ")
    #expect(reading.texts == [["1", "2"], ["3", "4"]])
    #expect(reading.blankLines == 4)
    #expect(reading.lineCount == 6)
    #expect(reading.lines == [3...3, 6...6])
    #expect(reading.rejects.count == 0)
  }

  @Test func `blanks are a value in a file of one column, an empty line is not`() throws {
    let reading = try Reading("a\n \n\n\"\"\nx\n")
    #expect(reading.texts == [[" "], [""], ["x"]])
    #expect(reading.blankLines == 1)
  }

  @Test func `a line of tabs is a record where tabs delimit`() throws {
    var dialect = FileDialect()
    dialect.delimiter = .tab
    let reading = try Reading("a\tb\n\t\n  \n", dialect)
    #expect(reading.texts == [["", ""]])
    #expect(reading.blankLines == 1)
  }

  @Test func `too few and too many fields reject the whole record`() throws {
    let reading = try read("1\n\"2\n2\",3,4\n5,6\n")
    #expect(reading.rejected == ["too_few_fields 2-2", "too_many_fields 3-4"])
    #expect(
      reading.rejects.rejects.map(\.message) == [
        "1 field where the header has 2", "3 fields where the header has 2",
      ])
    #expect(reading.texts == [["5", "6"]])
  }

  @Test func `a quote inside an unquoted field is repaired`() throws {
    let reading = try read("say \"hi\",2\n3,4\n")
    #expect(reading.texts == [["say \"hi\"", "2"], ["3", "4"]])
    #expect(reading.warned == ["repaired_quote 1"])
    #expect(reading.rejects.count == 0)
  }

  @Test func `blanks around quotes are repaired`() throws {
    let reading = try read("\"1\" , \"2\nx\"\t\n")
    #expect(reading.texts == [["1", "2\nx"]])
    #expect(reading.lines == [2...3])
    #expect(reading.warned == ["repaired_quote 1"])
  }

  @Test func `text behind a closing quote rejects the first line`() throws {
    let reading = try read("\"1\"x,2\n\"1\" \"x\",2\n\"1\n2\"x,3\n4,5\n")
    // The third record's second line is read on its own and is a row with a stray quote.
    #expect(reading.rejected == ["text_after_quote 2-2", "text_after_quote 3-3", "text_after_quote 4-4"])
    #expect(reading.texts == [["2\"x", "3"], ["4", "5"]])
    #expect(reading.warned == ["repaired_quote 1"])
  }

  @Test func `a refused record of another width tells its width`() throws {
    let reading = try read("x\"y\nx\"y,2,3\n4,5\n")
    #expect(reading.rejected == ["too_few_fields 2-2", "too_many_fields 3-3"])
    #expect(reading.rejects.rejects.last?.message == "3 fields where the header has 2")
    #expect(reading.texts == [["4", "5"]])
  }

  @Test func `a quote behind blanks that never closes is a stray one`() throws {
    let reading = try read("1, \"x\n2,3\n")
    #expect(reading.rejected == ["stray_quote 2-2"])
    #expect(reading.texts == [["2", "3"]])
  }

  @Test func `an unterminated quote rejects its line and reading goes on at the next`() throws {
    let reading = try read("1,2\n\"3,4\n5,6\n7,8\n")
    #expect(reading.rejected == ["unterminated_quote 3-3"])
    #expect(reading.texts == [["1", "2"], ["5", "6"], ["7", "8"]])
    #expect(reading.lines == [2...2, 4...4, 5...5])
  }

  @Test func `a quote that closes at the end of the file ends its record`() throws {
    #expect(try read("1,\"2\"").texts == [["1", "2"]])
    #expect(try read("1,").texts == [["1", ""]])
  }

  @Test func `a record of 32 lines is taken and one of 33 is too long`() throws {
    func record(_ lines: Int) -> String { "\"" + String(repeating: "x\n", count: lines - 1) + "\",2\n" }
    #expect(try read(record(32)).lines == [2...33])
    let reading = try read(record(33) + "1,2\n")
    #expect(reading.rejected.first == "record_too_long 2-2")
    #expect(reading.texts.last == ["1", "2"])
    // Lines 3 to 33 are an x alone; the closing quote on line 34 opens one that nothing closes.
    #expect(reading.rejects.count == 33)
    #expect(reading.rejected[1] == "too_few_fields 3-3")
    #expect(reading.rejected.last == "unterminated_quote 34-34")
  }

  @Test func `a field of one mebibyte is taken and one byte more is too long`() throws {
    let limit = 1 << 20
    for quote in ["", "\""] {
      let long = quote + String(repeating: "x", count: limit) + quote
      let longer = quote + String(repeating: "x", count: limit + 1) + quote
      let reading = try read("\(long),2\n\(longer),2\n3,\(longer)\n3,\(long)")
      #expect(reading.rejected == ["field_too_long 3-3", "field_too_long 4-4"])
      #expect(reading.rows.map { $0.map(\.count) } == [[limit, 1], [1, limit]])
    }
  }

  @Test func `a field too long rejects its first line alone`() throws {
    let reading = try read("\"x\n\(String(repeating: "y", count: 1 << 20))\",2\n3,4\n")
    #expect(reading.rejected.first == "field_too_long 2-2")
    #expect(reading.rejected.count == 2)
    #expect(reading.texts == [["3", "4"]])
  }

  @Test func `a line over 16 mebibytes is passed over`() throws {
    let line = String(repeating: "x,", count: 9 << 20)
    for lineEnd in ["\n", "\r", "\r\n"] {
      let export = try ScratchExport("a,b\n1,2\n" + line + lineEnd + "3,4\n" + line)
      let file = try ExportFile.open(path: export.path, dialect: FileDialect())
      let whole = try Reading(file)
      #expect(whole.rejected == ["record_too_long 3-3", "record_too_long 5-5"])
      #expect(whole.texts == [["1", "2"], ["3", "4"]])
      #expect(whole.lines == [2...2, 4...4])
      #expect(whole.lineCount == 4)
      #expect(try Reading(file, chunkBytes: 1 << 22) == whole)
    }
  }

  @Test func `a NUL rejects the whole record`() throws {
    let reading = try read("1,\"\0\n\"\n3,4\n\0\n")
    #expect(reading.rejected == ["nul_byte 2-3", "too_few_fields 5-5"])
    #expect(reading.texts == [["3", "4"]])
  }

  @Test func `invalid text rejects the record and names its column`() throws {
    let bytes: [UInt8] = Array("a,b\n1,\"".utf8) + [0xe4] + Array("\"\n".utf8) + [0xc3, 0x2c, 0xa4, 0x0a]
    let reading = try Reading(ScratchExport(bytes + Array("ä,€𝄞\n".utf8)))
    #expect(reading.rejected == ["invalid_text 2-2", "invalid_text 3-3"])
    #expect(reading.rejects.rejects.map(\.column) == [2, 1])
    #expect(reading.rejects.rejects.map(\.columnName) == ["b", "a"])
    #expect(reading.texts == [["ä", "€𝄞"]])
  }

  @Test func `the shape comes before the count, the count before a NUL, a NUL before text`() throws {
    func code(_ record: [UInt8]) throws -> String? {
      try Reading(ScratchExport(Array("a,b\n".utf8) + record)).rejected.first
    }
    #expect(try code([0x22, 0x31, 0x22, 0x00, 0xff]) == "text_after_quote 2-2")
    #expect(try code([0x00, 0xff]) == "too_few_fields 2-2")
    #expect(try code([0x00, 0x2c, 0xff]) == "nul_byte 2-2")
    #expect(try code([0x2c, 0xff]) == "invalid_text 2-2")
  }

  @Test func `a message never holds a value`() throws {
    let reading = try read("secret\n\"secret\"x,2\nse\"cret\n1,\"secret\n")
    #expect(reading.rejects.count == 4)
    #expect(!reading.rejects.rejects.contains { $0.message.contains("secret") })
  }
}
