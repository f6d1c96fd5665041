import Dice
import Foundation
import Tables
import Testing

@testable import Ingest

@Suite struct ChunkParserTests {
  private static let pieces: [[UInt8]] =
    [
      "x", "yy", ",", ",", ",", "\n", "\n", "\r\n", "\r\n", "\r", "\r", "\"", "\"", "\"", "\"\"", " ", "\t",
      "\0",
      "1,2,3\n", "1,2,3\r\n", "\"q\",\"r\",\"s\"\n", "\"q\nr\",2,\"\"\r\n", " \"b\" ,2,3\n", "a\"b,2,3\n",
      "\n\n", "é,€,𝄞\n",
    ].map { Array($0.utf8) } + [[0xc3], [0x80], [0xff]]

  /// A file of pieces; in every third one quotes are rare, so that they span many lines.
  private func export(seed: UInt64) -> [UInt8] {
    var dice = Dice(seed: seed)
    var bytes = Array("a,b,c\n1,2,3\n".utf8)
    for _ in 0..<Int.random(in: 1...400, using: &dice) {
      let isPlain = seed % 3 == 0 && Int.random(in: 0..<40, using: &dice) > 0
      let plain: [[UInt8]] = [[0x0a], [0x78, 0x0a], Array("1,2,3\r".utf8)]
      bytes += (isPlain ? plain.randomElement(using: &dice) : Self.pieces.randomElement(using: &dice)) ?? []
    }
    return seed % 5 == 0 ? bytes + [0x1a] : bytes
  }

  @Test(arguments: 1...24 as ClosedRange<UInt64>)
  func `cuts of any size give what one cut gives`(seed: UInt64) throws {
    let bytes = export(seed: seed)
    let export = try ScratchExport(bytes)
    let file = try ExportFile.open(path: export.path, dialect: FileDialect())
    let whole = try Reading(file)
    #expect(file.head + whole.raw + file.tail == bytes)
    for chunkBytes in Array(1...64) + [4096] {
      let pieced = try Reading(file, chunkBytes: chunkBytes)
      #expect(pieced == whole, "seed \(seed), chunks of \(chunkBytes)")
    }
  }

  /// Every kind of finding must occur, or the law above is empty.
  @Test func `the random files hold accepted, repaired, blank and all kinds of rejected records`() throws {
    var codes: Set<RejectCode> = []
    var (rows, repaired, blank, longest) = (0, 0, 0, 0)
    for seed in 1...24 as ClosedRange<UInt64> {
      let reading = try Reading(ScratchExport(export(seed: seed)))
      codes.formUnion(reading.rejects.rejects.map(\.code))
      rows += reading.rows.count
      blank += reading.blankLines
      repaired += reading.warnings.sorted.first { $0.key.code == .repairedQuote }?.count ?? 0
      longest = max(longest, reading.lines.map(\.count).max() ?? 0)
    }
    let expected: Set<RejectCode> = [
      .tooFewFields, .tooManyFields, .strayQuote, .textAfterQuote, .unterminatedQuote, .recordTooLong,
      .nulByte,
      .invalidText,
    ]
    #expect(codes == expected)
    #expect(rows > 100 && repaired > 10 && blank > 100 && longest > 2)
  }

  @Test(arguments: ["\n", "\r", "\r\n"])
  func `what was written with quotes is read back`(lineEnd: String) throws {
    var dice = Dice(seed: 11)
    let texts = [
      "", "x", " x ", ",", "\"", "\"\"", "a\nb", "a\rb", "a\r\nb", "é", "\t", "x,\"y\",z", "1\n\n2",
    ]
    let rows = (0..<500).map { _ in (0..<3).map { _ in texts.randomElement(using: &dice) ?? "" } }
    let written = rows.map { row in
      row.map { "\"" + $0.replacingOccurrences(of: "\"", with: "\"\"") + "\"" }.joined(separator: ",")
    }
    let export = try ScratchExport((["a,b,c"] + written).joined(separator: lineEnd))
    let file = try ExportFile.open(path: export.path, dialect: FileDialect())
    for chunkBytes in [3, 100, .max] {
      let reading = try Reading(file, chunkBytes: chunkBytes)
      #expect(reading.texts == rows)
      #expect(reading.rejects.count == 0 && reading.warned == [] && reading.blankLines == 0)
    }
  }

  @Test func `a speculation within quotes is told by its start and put right`() throws {
    let export = try ScratchExport("a,b\n\"1\nx,y\nz,w\n\",2\n3,4\n")
    let file = try ExportFile.open(path: export.path, dialect: FileDialect())
    let cuts = try file.cuts(chunkBytes: 5)
    let first = try parse(file, cut: cuts[0], from: nil)
    #expect(first.start == 4 && first.end == 19 && first.batch.count == 1 && first.lineCount == 4)
    let second = try parse(file, cut: cuts[1], from: nil)
    #expect(second.start != first.end)
    let again = try parse(file, cut: cuts[1], from: first.end)
    #expect(again.start == 19 && again.end == 19 && again.batch.count == 0 && again.lineCount == 0)
    #expect(again.batch.bytes.prefix(again.cutCount) == Array("y\nz,w".utf8)[...])
  }

  @Test func `a cut between carriage return and line feed speculates behind both`() throws {
    let export = try ScratchExport("a,b\r\n1,2\r\n3,4\r\n")
    let file = try ExportFile.open(path: export.path, dialect: FileDialect())
    let chunk = try parse(file, cut: 9..<15, from: nil)
    #expect(chunk.start == 10 && chunk.end == 15 && chunk.batch.count == 1)
  }

  @Test func `a speculation in plain lines holds`() throws {
    let export = try ScratchExport("a,b\n" + String(repeating: "1,2\n", count: 100))
    let file = try ExportFile.open(path: export.path, dialect: FileDialect())
    var end = file.dataStart
    for cut in try file.cuts(chunkBytes: 7) {
      let chunk = try parse(file, cut: cut, from: nil)
      #expect(chunk.start == end)
      end = chunk.end
    }
  }

  @Test func `lines of a chunk are counted from one`() throws {
    let export = try ScratchExport("a,b\n1,2\n3,4\n5\n")
    let file = try ExportFile.open(path: export.path, dialect: FileDialect())
    let chunk = try parse(file, cut: 8..<14, from: 8)
    #expect(chunk.batch.firstLines == [1] && chunk.batch.lastLines == [1])
    #expect(chunk.rejects.rejects.map(\.firstLine) == [2])
  }

  @Test func `a record longer than what is read ahead is read to its end`() throws {
    let long = String(repeating: "x", count: 300_000)
    let export = try ScratchExport("a,b\n1,2\n\"\(long)\",\"\(long)\"\n3,4\n")
    let file = try ExportFile.open(path: export.path, dialect: FileDialect())
    let chunk = try parse(file, cut: 4..<9, from: nil)
    #expect(chunk.batch.count == 2 && chunk.end == 600_014 && chunk.cutCount == 5)
  }
}
