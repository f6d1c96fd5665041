import Packing
import Tables
import Testing

@testable import Ingest

/// Lines behind the data, which the profile declares.
@Suite struct EndingTests {
  private func dialect(_ lines: Int, _ encoding: FileDialect.Encoding = .utf8) -> FileDialect {
    var dialect = FileDialect(encoding)
    dialect.footerLines = lines
    return dialect
  }

  private static let rows = [["1", "2"], ["3", "4"]]

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `the last lines are no records, blank ones not counted`(lineEnd: String) throws {
    for ending in ["", "\n", "\n \n\n", "\n\u{1a}"] {
      let text = ("a,b\n1,2\n3,4\nTotal,4\n\nend of report" + ending)
        .split(separator: "\n", omittingEmptySubsequences: false).joined(separator: lineEnd)
      let reading = try Reading(text, dialect(2))
      #expect(reading.texts == Self.rows && reading.rejects.count == 0, "\(ending)")
      #expect(reading.warned == (ending.hasSuffix("\u{1a}") ? ["control_z 1"] : []))
    }
  }

  @Test func `a footer is passed over in another encoding and in a packed file`() throws {
    let text = "a,b\n1,2\n3,4\nSumme;größer\n"
    for encoding in [FileDialect.Encoding.utf16, .windows1252] {
      let bytes = try #require(encoding.bytes(text))
      #expect(try Reading(ScratchExport(bytes), dialect(1, encoding)).texts == Self.rows)
    }
    let packed = try ScratchExport(Packing.gz.packed(Array(text.utf8)))
    #expect(try Reading(packed, dialect(1)).texts == Self.rows)
  }

  @Test func `a large file loses its footer and nothing else, in cuts of any size`() throws {
    let rows = (0..<30_000).map { "\($0),x" }
    let text = "a,b\n" + rows.joined(separator: "\n") + "\nTotal,30000\n"
    for bytes in [Array(text.utf8), Packing.gz.packed(Array(text.utf8))] {
      let export = try ScratchExport(bytes)
      for count in [4096, 1 << 20] {
        let file = try ExportFile.open(path: export.path, dialect: dialect(1))
        let reading = try Reading(file, chunkBytes: count)
        #expect(reading.rows.count == 30_000 && reading.texts.last == ["29999", "x"])
      }
    }
  }

  @Test func `more lines than there are, or too long ones, refuse the file`() throws {
    func refusal(_ text: String, _ lines: Int) throws -> String? {
      let export = try ScratchExport(text)
      do {
        _ = try Reading(export, dialect(lines))
        return nil
      } catch let failure as StageFailure {
        #expect(failure.status == .dataRefused)
        return failure.problems.first.map { String($0.dropFirst(export.path.count)) }
      }
    }
    #expect(try refusal("a,b\n1,2\n", 3) == ": the file has fewer lines; correct input.footer_rows (3)")
    #expect(try refusal("a,b\n1,2\n", 2) == ": no header before the footer; correct input.footer_rows (2)")
    let long = "a,b\n1,2\n" + String(repeating: "x", count: 1 << 17)
    #expect(
      try refusal(long, 1) == ": the footer takes over 64 KiB; correct input.footer_rows (1)")
  }
}
