import CScan
import Dice
import Foundation
import Tables
import Testing

@testable import Ingest

/// The scanner takes regular records, libcsv all others, and nobody can tell which took which.
@Suite struct LaneTests {
  private static let pieces: [[UInt8]] =
    [
      "x", "value", "some more text", "\"q\"", "\"\"", "\"", "\"a,b\"", "\"a\"\"b\"", "\"a\nb\"", " ", "\t",
      " \"x\"",
      "\"x\" ", "\"x\"y", "\r", "\n", "\r\n", "\r\n", "\0", "é", "€", "𝄞", "\u{feff}", ";", "|", "1,2,3\n",
      "\"1\",\"2\",\"3\"\r\n", "\n\n", "\r\n\r\n", String(repeating: "long ", count: 30),
    ].map { Array($0.utf8) } + [[0xff], [0xc3], [0xa4], [0xed, 0xa0, 0x80]]

  /// Mostly regular rows of the case's shape, with nasty pieces among them.
  private func content(
    _ dice: inout Dice, delimiter: UInt8, width: Int, calm: Int
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    let lineEnd: [UInt8] = Bool.random(using: &dice) ? [0x0a] : [0x0d, 0x0a]
    for _ in 0..<Int.random(in: 1...60, using: &dice) {
      for field in 0..<width {
        if field > 0 { bytes.append(delimiter) }
        let isNasty = Int.random(in: 0..<calm, using: &dice) == 0
        let isQuoted = Int.random(in: 0..<4, using: &dice) == 0
        let plain: [UInt8] = isQuoted ? [0x22, 0x79, delimiter, 0x22] : [0x78, 0x79]
        bytes += isNasty ? Self.pieces.randomElement(using: &dice) ?? [] : plain
      }
      bytes += Int.random(in: 0..<calm * 2, using: &dice) == 0 ? [] : lineEnd
    }
    return bytes
  }

  /// The bytes of a case, as `LaneCase` reads them, and its file.
  private func lanes(seed: UInt64, chunkBytes: Int) throws -> (LaneCase, ScratchExport) {
    var dice = Dice(seed: seed)
    let width = Int.random(in: 1...8, using: &dice)
    let delimiters = FileDialect.Delimiter.allCases
    let delimiter = Int.random(in: 0..<delimiters.count, using: &dice)
    let calm = [3, 10, 100].randomElement(using: &dice) ?? 3
    let bytes = content(&dice, delimiter: delimiters[delimiter].rawValue, width: width, calm: calm)
    let columns = UInt8(delimiter | (width - 1) << 2)
    let lanes = try #require(
      LaneCase([UInt8(chunkBytes), columns, UInt8.random(in: 0...255, using: &dice)] + bytes))
    return (lanes, try ScratchExport(bytes))
  }

  @Test(arguments: 0...63)
  func `both lanes read the same from random bytes`(chunkBytes: Int) throws {
    for seed in 0..<12 as Range<UInt64> {
      let (lanes, export) = try lanes(seed: seed * 64 + UInt64(chunkBytes), chunkBytes: chunkBytes)
      #expect(try lanes.difference(at: export.path) == nil, "seed \(seed)")
    }
  }

  /// The law above is empty if the scanner takes nothing, or everything.
  @Test func `the random bytes hold records for both lanes and all kinds of rejects`() throws {
    var codes: Set<RejectCode> = []
    var (rows, scanned, repaired) = (0, 0, 0)
    for seed in 0..<300 as Range<UInt64> {
      let (lanes, export) = try lanes(seed: seed, chunkBytes: 0)
      let file = try ExportFile.open(path: export.path, dialect: lanes.dialect)
      for cut in try file.cuts(chunkBytes: .max) {
        let chunk = try parse(file, cut: cut, from: nil)
        rows += chunk.batch.count
        // Fields of the scanned ones lie among the bytes of the cut.
        let firsts = stride(from: 0, to: chunk.batch.ends.count, by: max(chunk.batch.width, 1))
        scanned += firsts.count { Int(chunk.batch.ends[$0]) <= chunk.cutCount }
        repaired += chunk.warnings.sorted.first { $0.key.code == .repairedQuote }?.count ?? 0
        codes.formUnion(chunk.rejects.rejects.map(\.code))
      }
    }
    let expected: Set<RejectCode> = [
      .tooFewFields, .tooManyFields, .strayQuote, .textAfterQuote, .unterminatedQuote, .nulByte, .invalidText,
    ]
    #expect(codes.isSuperset(of: expected))
    #expect(scanned > 1000 && rows - scanned > 100 && repaired > 10)
  }

  @Test(arguments: try FileManager.default.contentsOfDirectory(atPath: corpus).sorted())
  func `both lanes read the same from the corpus`(name: String) throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: Self.corpus).appendingPathComponent(name))
    let lanes = try #require(LaneCase(Array(bytes)))
    let export = try ScratchExport(lanes.content)
    #expect(try lanes.difference(at: export.path) == nil)
  }

  private static let corpus =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("corpus").path

  @Test func `fields about as long as they may be read the same`() throws {
    let limit = CSVLimits.fieldBytes
    for count in [limit - 5, limit - 4, limit - 3, limit - 1, limit, limit + 1] {
      for quote in ["", "\""] {
        let field = quote + String(repeating: "x", count: count) + quote
        let bytes = Array("1,2\n\(field),2\n3,\(field)\r\n4,5\n".utf8)
        let lanes = try #require(LaneCase([0, 4, 255] + bytes))
        #expect(try lanes.difference(at: ScratchExport(bytes).path) == nil, "\(count) bytes")
      }
    }
  }

  @Test func `a scanned record's fields are places in the cut and their quotes are left out`() throws {
    let export = try ScratchExport("a,b,c\n1,\"x,y\",3\n\"4\"\"\",5,6\n7,,\"\"\r\n")
    let file = try ExportFile.open(path: export.path, dialect: FileDialect())
    let chunk = try parse(file, cut: 6..<(file.dataEnd ?? 0), from: 6, keeping: [1, 2])
    #expect(chunk.batch.places == [-1, 0, 1] && chunk.batch.width == 2)
    #expect(chunk.batch.offsets == [0, 10, 20])
    #expect(chunk.cutCount == 27)
    #expect(chunk.batch.starts.prefix(2) == [3, 8] && chunk.batch.ends.prefix(2) == [6, 9])
    // The second record's are behind the cut: '4"', '5' and '6', of which the first is not kept.
    #expect(chunk.batch.starts[2...3] == [29, 30] && chunk.batch.ends[2...3] == [30, 31])
    #expect(chunk.batch.starts.suffix(2) == [22, 24] && chunk.batch.ends.suffix(2) == [22, 24])
  }

  @Test(arguments: ParserChoice.allCases)
  func `rows are counted where no column is kept`(parser: ParserChoice) throws {
    let export = try ScratchExport("a,b\n1,2\n\"3\"\"\",4\n5\n")
    let file = try ExportFile.open(path: export.path, dialect: FileDialect())
    let reading = try Reading(file, keeping: [], parser: parser)
    #expect(reading.rows == [[], []] && reading.rejected == ["too_few_fields 4-4"])
    #expect(reading.lines == [2...2, 3...3])
  }

  @Test(arguments: ParserChoice.allCases)
  func `a record is read again from its place`(parser: ParserChoice) throws {
    let export = try ScratchExport("a,b\n1,2\n\"x\n\"\"y\",4\n5,\"6\"")
    let file = try ExportFile.open(path: export.path, dialect: FileDialect())
    let expected = [["1", "2"], ["x\n\"y", "4"], ["5", "6"]]
    for (offset, texts) in zip([4, 8, 18] as [Int64], expected) {
      let batch = try record(of: file, at: offset, parser: parser)
      #expect(batch.count == 1 && batch.offsets == [0])
      #expect(Reading.fields(of: batch, 0) == texts.map { Array($0.utf8) })
      let second = try record(of: file, at: offset, keeping: [1], parser: parser)
      #expect(Reading.fields(of: second, 0) == [Array(texts[1].utf8)])
    }
  }

  @Test func `a place without a record is refused`() throws {
    let export = try ScratchExport("a,b\n1,2\n")
    let file = try ExportFile.open(path: export.path, dialect: FileDialect())
    #expect(throws: StageFailure.self) { try record(of: file, at: 6) }
  }

  @Test func `a recycled batch leaves no trace in the next one`() throws {
    let export = try ScratchExport("a,b\n1,2\n\"3\"\"\",4\n")
    let other = try ScratchExport("x\n\"y\"\"\"\n")
    let pool = BufferPool()
    let file = try ExportFile.open(path: export.path, dialect: FileDialect())
    let first = try parse(file, cut: 4..<(file.dataEnd ?? 0), from: 4, pool: pool)
    pool.recycle(first.batch)
    let second = try ExportFile.open(path: other.path, dialect: FileDialect())
    let chunk = try parse(second, cut: 2..<(second.dataEnd ?? 0), from: 2, pool: pool)
    #expect(chunk.batch.count == 1 && chunk.batch.width == 1 && chunk.batch.starts.count == 1)
    #expect(Reading.fields(of: chunk.batch, 0) == [Array("y\"".utf8)])
    // The first one was still held here, so its memory could not be taken.
    #expect(Reading.fields(of: first.batch, 1) == [Array("3\"".utf8), Array("4".utf8)])
  }

  @Test func `blocks are the same on every processor`() {
    var dice = Dice(seed: 5)
    let alphabet: [UInt8] = [
      0, 1, 0x09, 0x0a, 0x0b, 0x0d, 0x21, 0x22, 0x23, 0x2c, 0x3b, 0x7c, 0x7f, 0x80, 0x8a, 0xff,
    ]
    var beyondASCII = 0
    for round in 0..<4000 {
      let isText = round % 2 == 0
      let block = (0..<64).map { _ in
        isText
          ? UInt8.random(in: 0...127, using: &dice)
          : alphabet.randomElement(using: &dice) ?? 0
      }
      for delimiter in FileDialect.Delimiter.allCases {
        let here = cscan_block_of(block, delimiter.rawValue)
        let anywhere = cscan_portable_block(block, delimiter.rawValue)
        let structural: Set<UInt8> = [0, 0x0a, 0x0d, 0x22, delimiter.rawValue]
        let expected = block.indices.reduce(UInt64(0)) {
          structural.contains(block[$1]) ? $0 | 1 << UInt64($1) : $0
        }
        #expect(here.structural == expected && anywhere.structural == expected)
        let isBeyond = block.contains { $0 >= 0x80 }
        #expect(here.beyond_ascii == isBeyond && anywhere.beyond_ascii == isBeyond)
        beyondASCII += isBeyond ? 1 : 0
      }
    }
    #expect(beyondASCII > 100 && beyondASCII < 16_000)
  }
}
