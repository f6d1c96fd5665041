import Dice
import Packing
import Tables
import Testing

@testable import Ingest

/// A packed file is read as what is in it, or refused.
@Suite struct ContainerTests {
  /// What came of a file: its rows, or why it was refused.
  private enum Outcome: Equatable {
    case read(Reading)
    case refused(String)
  }

  /// Reads a file wholly; a refusal without the file's path.
  private func outcome(
    _ bytes: [UInt8], _ dialect: FileDialect = FileDialect(), chunkBytes: Int = .max,
    parser: ParserChoice = .auto
  ) throws -> Outcome {
    let export = try ScratchExport(bytes)
    do {
      let file = try ExportFile.open(path: export.path, dialect: dialect)
      var reading = try Reading(file, chunkBytes: chunkBytes, parser: parser)
      reading.warnings.merge(file.closingWarnings)
      return .read(reading)
    } catch let failure as StageFailure {
      #expect(failure.status == .dataRefused && failure.problems.count == 1)
      let problem = try #require(failure.problems.first)
      #expect(problem.hasPrefix(export.path))
      return .refused(String(problem.dropFirst(export.path.count)))
    }
  }

  private func text(rows: Int) -> String {
    var dice = Dice(seed: 7)
    return "sep=;\nid;\"n\n\";c\r\n"
      + (0..<rows).map { row in
        let value = "é\(dice.below(1_000_000_000))-\(dice.below(1_000_000_000))"
        return "\(row);\(row % 20 == 3 ? "\"\(value)\n\"" : value);\(row % 50 == 0 ? "a;b" : "x")\n"
      }.joined()
      + "\n\n1;few\n\u{1a}"
  }

  @Test(arguments: Packing.allCases)
  func `rows, lines, places, rejects and warnings are those of the unpacked file`(packing: Packing) throws {
    let bytes = Array(text(rows: 200).utf8)
    let plain = try Reading(ScratchExport(bytes))
    #expect(plain.rows.count == 196 && plain.rejected.count == 5)
    for chunkBytes in [1, 64, 5000, .max] {
      for parser in ParserChoice.allCases {
        let found = try outcome(packing.packed(bytes), chunkBytes: chunkBytes, parser: parser)
        #expect(found == .read(plain), "\(chunkBytes) bytes, \(parser)")
      }
    }
  }

  @Test(arguments: Packing.allCases)
  func `a text longer than what is unpacked at once is the same`(packing: Packing) throws {
    let bytes = Array(text(rows: 30_000).utf8)
    let plain = try Reading(ScratchExport(bytes))
    #expect(bytes.count > 3 << 18 && plain.rows.count > 25_000)
    for chunkBytes in [100_000, .max] {
      #expect(try outcome(packing.packed(bytes), chunkBytes: chunkBytes) == .read(plain))
    }
  }

  @Test(arguments: Packing.allCases)
  func `what is packed may be of another encoding`(packing: Packing) throws {
    let text = text(rows: 50)
    let plain = try Reading(ScratchExport(text))
    let bytes = try #require(FileDialect.Encoding.utf16.bytes(text))
    #expect(try outcome(packing.packed(bytes), FileDialect(.utf16)) == .read(plain))
    #expect(
      try outcome(packing.packed(bytes))
        == .refused(
          (packing == .zip ? "/export.csv" : "")
            + ": UTF-16 text, expected utf-8; set input.encoding to utf-16, or export it as UTF-8"))
  }

  @Test(arguments: [.gz, .zst, .xz, .bz2] as [Packing])
  func `a file that was packed in several parts is one text`(packing: Packing) throws {
    let parts = ["a,b\n1,", "2\n3,4", "\n", "", "5,6\n"].map { packing.packed(Array($0.utf8)) }
    #expect(try outcome(parts.flatMap(\.self)) == .read(Reading("a,b\n1,2\n3,4\n5,6\n")))
  }

  @Test(arguments: Packing.allCases)
  func `a file that is cut short anywhere is refused`(packing: Packing) throws {
    let packed = packing.packed(Array(text(rows: 5).utf8))
    for count in Container.magicBytes..<packed.count {
      let found = try outcome(Array(packed[..<count]))
      guard case .refused(let problem) = found else {
        Issue.record("\(count) of \(packed.count) bytes: \(found)")
        continue
      }
      #expect(
        problem.contains("this \(packing.rawValue) file is cut short or damaged ("), "\(count): \(problem)")
      #expect(problem.hasSuffix("; transfer or export it again"))
    }
  }

  /// zst as libarchive writes it has no checksum; the program `zstd` adds one.
  @Test(arguments: [.gz, .xz, .bz2, .zip] as [Packing])
  func `a damaged byte refuses the file or changes nothing`(packing: Packing) throws {
    let bytes = Array(text(rows: 5).utf8)
    let plain = try Reading(ScratchExport(bytes))
    let packed = packing.packed(bytes)
    var refusals = 0
    for place in Container.magicBytes..<packed.count {
      for flip in [0x01, 0x80] as [UInt8] {
        var damaged = packed
        damaged[place] ^= flip
        let found = try outcome(damaged)
        if found != .read(plain) {
          refusals += 1
          if case .read = found { Issue.record("byte \(place) ^ \(flip) changes the text") }
        }
      }
    }
    #expect(refusals > packed.count / 2)
  }

  @Test(arguments: [.gz, .zst, .xz, .bz2] as [Packing])
  func `what follows the end of a packed file refuses it`(packing: Packing) throws {
    let packed = packing.packed(Array("a,b\n1,2\n".utf8))
    guard case .refused(let problem) = try outcome(packed + Array("3,4\n".utf8)) else {
      Issue.record("it was read")
      return
    }
    #expect(problem.contains("cut short or damaged"))
  }

  @Test func `zeros may follow a gz file, as tapes and blocks leave them`() throws {
    let packed = Packing.gz.packed(Array("a,b\n1,2\n".utf8))
    #expect(try outcome(packed + Array(repeating: 0, count: 600_000)) == .read(Reading("a,b\n1,2\n")))
  }

  @Test(arguments: Packing.allCases)
  func `a file that gives far more than it holds is refused`(packing: Packing) throws {
    let row = "1," + String(repeating: "x", count: 97) + "\n"
    let rows = Array(String(repeating: row, count: 120_000).utf8)
    let packed = packing.packed(Array("a,b\n".utf8) + rows)
    let limit = (1 << 20) + 200 * packed.count
    try #require(limit < rows.count)
    #expect(
      try outcome(packed, chunkBytes: 1 << 20)
        == .refused(
          ": unpacks to more than \(limit) bytes, 1 MiB and 200 times its size; if it is no mistake, unpack it "
            + "first and name the unpacked file"))
    // A small file is no bomb, however well it shrinks.
    let small = packing.packed(Array("a,b\n".utf8) + rows.prefix(500_000))
    #expect(500_000 > small.count * 200)
    guard case .read(let reading) = try outcome(small) else {
      Issue.record("a small file was refused")
      return
    }
    #expect(reading.rows.count == 5000)
  }

  @Test func `no file may give more than 64 GiB`() {
    #expect(ExpansionLimit.bytes(packed: 0) == 1 << 20)
    #expect(ExpansionLimit.bytes(packed: 1 << 20) == 201 << 20)
    #expect(ExpansionLimit.bytes(packed: 1 << 30) == 64 << 30)
    #expect(ExpansionLimit.bytes(packed: .max) == 64 << 30)
    #expect(ExpansionLimit.problem(packed: 1 << 40).hasPrefix("unpacks to more than 64 GiB; "))
  }

  @Test(arguments: Packing.allCases)
  func `nothing, or a header alone, is no more when it is packed`(packing: Packing) throws {
    let member = packing == .zip ? "/export.csv" : ""
    #expect(
      try outcome(packing.packed([]))
        == .refused("\(member): empty (0 bytes), expected a header; export it again"))
    #expect(try outcome(packing.packed(Array("a,b\n".utf8))) == .read(Reading("a,b\n")))
  }

  @Test(arguments: Packing.allCases, Packing.allCases)
  func `a packed file inside a packed file is refused`(outer: Packing, inner: Packing) throws {
    let packed = outer.packed(inner.packed(Array("a,b\n1,2\n".utf8)))
    let member = outer == .zip ? "/export.csv" : ""
    #expect(
      try outcome(packed)
        == .refused(
          "\(member): a \(inner.rawValue) file inside the \(outer.rawValue) file; unpack the outer one first")
    )
  }

  @Test func `a tar archive in a packed file is refused`() throws {
    var block: [UInt8] = Array("a.csv".utf8) + Array(repeating: 0, count: 507)
    block.replaceSubrange(257..<262, with: "ustar".utf8)
    #expect(
      try outcome(Packing.gz.packed(block)) == .refused(": a tar archive; unpack it and name its files"))
  }

  @Test func `a text that begins like a packed file is text`() throws {
    for header in ["BZh91AY,b", "PK,b", "P*M,b", "7z,b", "\u{1f},b"] {
      #expect(try Reading(header + "\n1,2\n").texts == [["1", "2"]])
    }
  }

  @Test(arguments: Packing.allCases)
  func `a record is read again from its place in what was packed`(packing: Packing) throws {
    let export = try ScratchExport(packing.packed(Array(text(rows: 10_000).utf8)))
    let file = try ExportFile.open(path: export.path, dialect: FileDialect())
    let reading = try Reading(file, chunkBytes: 50_000)
    for row in [9700, 3, 5123] {
      let again = try record(of: file, at: reading.offsets[row])
      #expect(Reading.fields(of: again, 0) == reading.rows[row])
    }
  }
}
