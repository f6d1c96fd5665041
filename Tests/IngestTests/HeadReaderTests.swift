import Foundation
import Tables
import Testing

@testable import Ingest

@Suite struct HeadReaderTests {
  private func refusal(_ bytes: [UInt8], _ dialect: FileDialect = FileDialect()) throws -> String? {
    let export = try ScratchExport(bytes)
    do {
      _ = try ExportFile.open(path: export.path, dialect: dialect)
      return nil
    } catch {
      #expect(error.status == .dataRefused)
      return String(try #require(error.problems.first).dropFirst(export.path.count))
    }
  }

  private func refusal(_ text: String, _ dialect: FileDialect = FileDialect()) throws -> String? {
    try refusal(Array(text.utf8), dialect)
  }

  private func columns(_ text: String, _ dialect: FileDialect = FileDialect()) throws -> [String] {
    let export = try ScratchExport(text)
    return try ExportFile.open(path: export.path, dialect: dialect).columns
  }

  @Test func `a byte order mark is no part of the first name`() throws {
    let export = try ScratchExport("\u{feff}a,b\n1,2\n")
    let file = try ExportFile.open(path: export.path, dialect: FileDialect())
    #expect(file.columns == ["a", "b"])
    #expect(try Reading(file).warned == ["byte_order_mark 1"])
    #expect(file.head.starts(with: [0xef, 0xbb, 0xbf]))
  }

  @Test func `a separator line wins over the declared delimiter`() throws {
    for (line, delimiter) in [
      ("sep=;", ";"), ("\"sep=;\"", ";"), ("SEP=|", "|"), ("sep=\t", "\t"), ("\u{feff}sep=;", ";"),
    ] {
      let export = try ScratchExport("\(line)\r\na\(delimiter)b\r\n1\(delimiter)2\r\n")
      let file = try ExportFile.open(path: export.path, dialect: FileDialect())
      #expect(file.columns == ["a", "b"])
      #expect(file.linesBefore == 2)
      let reading = try Reading(file)
      #expect(reading.texts == [["1", "2"]])
      #expect(reading.lines == [3...3])
      #expect(reading.warned.contains("separator_line 1"))
    }
  }

  @Test func `another line with an equals sign is a header`() throws {
    #expect(try columns("sep=x\n1\n") == ["sep=x"])
    #expect(try columns("sep=;;\n1\n") == ["sep=;;"])
  }

  @Test func `declared lines are skipped before the header, behind a separator line`() throws {
    var dialect = FileDialect()
    dialect.skippedLines = 2
    let text = "Report \"x\r\n\rsep=;\na,b\n1,2\n"
    dialect.skippedLines = 3
    let reading = try Reading(text, dialect)
    #expect(try columns(text, dialect) == ["a", "b"])
    #expect(reading.lines == [5...5])
    #expect(try columns("sep=;\nReport\n\nDay\na;b\n", dialect) == ["a", "b"])
  }

  @Test func `more lines to skip than there are leave no header`() throws {
    var dialect = FileDialect()
    dialect.skippedLines = 3
    #expect(try refusal("a,b\n1,2\n", dialect) == ": no header behind the lines to skip")
  }

  @Test func `of several header records the declared one names the columns`() throws {
    var dialect = FileDialect()
    dialect.headerRecords = 3
    dialect.nameRecord = 2
    let text = "Q1,Q2\n\"How\nmany\",When\n{},{}\n1,2\n"
    #expect(try columns(text, dialect) == ["How\nmany", "When"])
    #expect(try Reading(text, dialect).lines == [5...5])
    #expect(try refusal("a,b\nc,d\n", dialect) == ": 2 header records, expected 3")
  }

  @Test func `a file without a header takes the declared names`() throws {
    var dialect = FileDialect()
    dialect.headerRecords = 0
    dialect.names = ["x", "y"]
    let reading = try Reading("1,2\n3,4\n", dialect)
    #expect(reading.texts == [["1", "2"], ["3", "4"]])
    #expect(reading.lines == [1...1, 2...2])
  }

  @Test func `a dialect that names no columns is a wrong configuration`() throws {
    let export = try ScratchExport("a\n1\n")
    var none = FileDialect()
    none.headerRecords = 0
    var beyond = FileDialect()
    beyond.nameRecord = 2
    for dialect in [none, beyond] {
      do {
        _ = try ExportFile.open(path: export.path, dialect: dialect)
        Issue.record("opened")
      } catch { #expect(error.status == .configuration) }
    }
  }

  @Test func `blank lines before the header are passed over and counted`() throws {
    #expect(try columns("\n \t\r\na,b\n1,2\n") == ["a", "b"])
    #expect(try Reading("\n \t\r\na,b\n1,2\n").lines == [4...4])
  }

  @Test func `UTF-16 is refused with and without a byte order mark`() throws {
    let problem = ": UTF-16 text, expected utf-8; set input.encoding to utf-16, or export it as UTF-8"
    let little = "a,b\n1,2\n".utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
    let big = "a,b\n1,2\n".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] }
    for bytes in [[0xff, 0xfe] + little, [0xfe, 0xff] + big, little, big] {
      #expect(try refusal(bytes) == problem)
    }
  }

  @Test func `a header narrower than two equal records is taken for a preamble`() throws {
    let expected =
      ":1: a header of 1 field before rows of 3; "
      + "set input.skip_rows to the number of lines before the header"
    #expect(try refusal("Calls of May\na,b,c\n1,2,3\n") == expected)
    #expect(try refusal("\nCalls of May\n\na,b,c\n1,2,3\n") == ":2" + expected.dropFirst(2))
    // Records that do not agree, or a single one, show nothing.
    #expect(try columns("Calls of May\na,b,c\n1,2\n") == ["Calls of May"])
    #expect(try columns("Calls of May\na,b,c\n") == ["Calls of May"])
    #expect(try columns("a,b\n1\n2\n") == ["a", "b"])
  }

  @Test func `a header that ends the file is a warning`() throws {
    for text in ["a,b", "a,b\n", "a,b\r\n\r\n \n", "a,b\n\u{1a}"] {
      let reading = try Reading(text)
      #expect(reading.rows.isEmpty)
      #expect(reading.warned.contains("header_only 1"))
    }
    #expect(try Reading("a,b\nx\"y\"z\n").warned == [])
  }

  @Test func `many blank lines behind the header are read once`() throws {
    let reading = try Reading("a,b\n" + String(repeating: "\n", count: 500_000) + "1,2\n")
    #expect(reading.blankLines == 500_000)
    #expect(reading.texts == [["1", "2"]])
    #expect(reading.lines == [500_002...500_002])
    #expect(reading.warned == [])
  }

  @Test func `a header without a name is refused`() throws {
    #expect(try refusal("\"\"\n1\n") == ":1: the header names no column")
    #expect(try refusal(", \n1,2\n") == ":1: the header names no column")
    #expect(try refusal("\n\n") == ": no header")
    #expect(try refusal("\u{feff}") == ": no header")
    #expect(try refusal("\u{1a}") == ": no header")
  }

  @Test func `a header that is not CSV or not text is refused`() throws {
    let shape = "the header's quotes or its length are not those of CSV"
    #expect(try refusal("\"a,b\n1,2\n") == ":1: \(shape)")
    #expect(try refusal("\"a\"x,b\n1,2\n") == ":1: \(shape)")
    #expect(
      try refusal([0x61, 0x2c, 0xff, 0x0a])
        == ":1: column 2 of the header is not utf-8; set input.encoding, or export it as UTF-8")
    #expect(try refusal("ab,b\0\n1,2\n") == ":1: a byte of zero in the header")
  }

  @Test func `a header with blanks around its quotes is repaired`() throws {
    #expect(try columns("\"a\" , \"b\"\n1,2\n") == ["a", "b"])
    #expect(try Reading("\"a\" , \"b\"\n1,2\n").warned == ["repaired_quote 1"])
  }

  @Test func `a header longer than the first read is read whole`() throws {
    let names = (0..<30_000).map { "column \($0)" }
    let row = names.indices.map(String.init)
    let text = names.joined(separator: ",") + "\n" + row.joined(separator: ",") + "\n"
    #expect(try columns(text) == names)
    #expect(try Reading(text).texts == [row])
  }
}
