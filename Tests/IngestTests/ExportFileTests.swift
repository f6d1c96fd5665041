import Foundation
import Tables
import Testing

@testable import Ingest

@Suite struct ExportFileTests {
  private func failure(_ path: String) -> StageFailure? {
    do {
      _ = try ExportFile.open(path: path, dialect: FileDialect())
      return nil
    } catch { return error }
  }

  @Test func `a plan tells names, delimiter and place of the data`() throws {
    let export = try ScratchExport("a, b ,\"c\"\"d\"\r\n1,2,3\r\n")
    let file = try ExportFile.open(path: export.path, dialect: FileDialect())
    #expect(file.columns == ["a", " b ", "c\"d"])
    #expect(file.delimiter == .comma)
    #expect([file.size, file.dataStart, file.dataEnd] == [21, 14, 21])
    #expect(file.linesBefore == 1)
    #expect(String(decoding: file.head, as: UTF8.self) == "a, b ,\"c\"\"d\"\r\n")
    #expect(file.tail.isEmpty)
    #expect(file.warnings == WarningTally())
  }

  @Test func `a file that does not exist is missing`() {
    #expect(failure("/nowhere/a.csv")?.status == .inputMissing)
    #expect(failure("/nowhere/a.csv")?.problems == ["/nowhere/a.csv: no such file"])
  }

  @Test func `a folder is refused as a missing input`() throws {
    let export = try ScratchExport("a\n")
    #expect(failure(export.folderPath)?.status == .inputMissing)
    #expect(failure(export.folderPath)?.problems.first?.contains(": a folder, expected a file") == true)
  }

  @Test func `a pipe and a device are refused without waiting for them`() throws {
    let export = try ScratchExport("a\n")
    let pipe = export.folderPath + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(failure(pipe)?.status == .inputMissing)
    #expect(failure("/dev/null")?.status == .inputMissing)
  }

  @Test(
    .enabled("root reads every file") { geteuid() != 0 }
  ) func `a file without the right to read it is a missing input`() throws {
    let export = try ScratchExport("a\n")
    chmod(export.path, 0)
    #expect(failure(export.path)?.status == .inputMissing)
  }

  @Test func `an empty file is refused`() throws {
    let export = try ScratchExport("")
    let refusal = try #require(failure(export.path))
    #expect(refusal.status == .dataRefused)
    #expect(refusal.problems.first?.hasSuffix("empty (0 bytes), expected a header; export it again") == true)
  }

  @Test func `a Ctrl-Z at the end is left out, with or without a line end behind it`() throws {
    for tail in ["\u{1a}", "\u{1a}\n", "\u{1a}\r", "\u{1a}\r\n"] {
      let export = try ScratchExport("a,b\n1,2\n" + tail)
      let file = try ExportFile.open(path: export.path, dialect: FileDialect())
      #expect(file.tail == Array(tail.utf8))
      let reading = try Reading(file)
      #expect(reading.texts == [["1", "2"]])
      #expect(reading.warned == ["control_z 1"])
      #expect(reading.lineCount == 1)
      #expect(file.head + reading.raw + file.tail == Array(("a,b\n1,2\n" + tail).utf8))
    }
  }

  @Test func `a Ctrl-Z behind a line without an end is left out too`() throws {
    #expect(try Reading("a,b\n1,2\u{1a}").texts == [["1", "2"]])
  }

  @Test func `cuts cover the data once and in order`() throws {
    let export = try ScratchExport("a\n1\n2\n3\n4\n")
    let file = try ExportFile.open(path: export.path, dialect: FileDialect())
    #expect(try file.cuts(chunkBytes: 3) == [2..<5, 5..<8, 8..<10])
    #expect(try file.cuts(chunkBytes: .max) == [2..<10])
    let header = try ScratchExport("a\n")
    #expect(try ExportFile.open(path: header.path, dialect: FileDialect()).cuts(chunkBytes: 1).isEmpty)
  }

  @Test func `a file that grew is refused as changed`() throws {
    let export = try ScratchExport("a\n1\n")
    let file = try ExportFile.open(path: export.path, dialect: FileDialect())
    try file.confirmUnchanged()
    let handle = try #require(FileHandle(forWritingAtPath: export.path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("2\n".utf8))
    try handle.close()
    #expect(throws: OpenedFile.changed(export.path)) { try file.confirmUnchanged() }
    #expect(throws: OpenedFile.changed(export.path)) { try parse(file, cut: 2..<4, from: nil) }
  }

  @Test func `a file that was replaced by its like is refused as changed`() throws {
    let export = try ScratchExport("a\n1\n")
    let file = try ExportFile.open(path: export.path, dialect: FileDialect())
    let other = export.folderPath + "/other.csv"
    try Data("a\n2\n".utf8).write(to: URL(fileURLWithPath: other))
    #expect(rename(other, export.path) == 0)
    #expect(throws: OpenedFile.changed(export.path)) { try file.confirmUnchanged() }
  }

  @Test func `a file that is gone is refused as changed`() throws {
    let export = try ScratchExport("a\n1\n")
    let file = try ExportFile.open(path: export.path, dialect: FileDialect())
    unlink(export.path)
    #expect(throws: OpenedFile.changed(export.path)) { try parse(file, cut: 2..<4, from: nil) }
  }
}
