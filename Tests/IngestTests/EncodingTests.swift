import Dice
import Foundation
import Tables
import Testing

@testable import Ingest

extension FileDialect {
  /// A comma-separated file of an encoding.
  init(_ encoding: Encoding) {
    self.init()
    self.encoding = encoding
  }
}

extension FileDialect.Encoding {
  /// A text as Foundation encodes it, which has its own tables; nil where it cannot be encoded.
  func bytes(_ text: String) -> [UInt8]? {
    let (encoding, mark): (String.Encoding, [UInt8]) =
      switch self {
      case .utf8: (.utf8, [])
      case .utf16: (.utf16LittleEndian, [0xff, 0xfe])
      case .utf16LE: (.utf16LittleEndian, [])
      case .utf16BE: (.utf16BigEndian, [])
      case .windows1252: (.windowsCP1252, [])
      case .windows1251: (.windowsCP1251, [])
      case .latin1: (.isoLatin1, [])
      }
    return text.data(using: encoding).map { mark + Array($0) }
  }

  /// Letters beyond ASCII that it has.
  var letters: String {
    switch self {
    case .windows1252: "äéß€ŒŸ“…"
    case .windows1251: "ЖяЁё№€«"
    case .latin1: "äéßÿ¤½"
    case .utf8, .utf16, .utf16LE, .utf16BE: "äЖ€№\u{0d0a}\u{0a0d}\u{2c2c}漢字𝄞😀"
    }
  }
}

/// The text of a file in another encoding is read as the same text in UTF-8 is.
@Suite struct EncodingTests {
  private static let others = FileDialect.Encoding.allCases.filter { $0 != .utf8 }

  private func refusal(_ bytes: [UInt8], _ encoding: FileDialect.Encoding) throws -> String? {
    let export = try ScratchExport(bytes)
    do {
      _ = try ExportFile.open(path: export.path, dialect: FileDialect(encoding))
      return nil
    } catch {
      #expect(error.status == .dataRefused && error.problems.count == 1)
      return error.problems.first.map { String($0.dropFirst(export.path.count)) }
    }
  }

  @Test(arguments: others)
  func `rows, lines, places, rejects and warnings are those of the text in UTF-8`(
    encoding: FileDialect.Encoding
  ) throws {
    let letters = encoding.letters
    let text =
      "sep=;\r\nid;\"n\"\"\(letters)\";c\r\n1;\(letters);\"a;\(letters)\n\(letters)\"\r\n\n2;few\r3;\"open \(letters);x"
      + "\n4;st\"ray;\(letters)\n5;a\0b;c\n\"6\" x;y;z\n7;\"\(letters)\";8\u{1a}\r\n"
    let plain = try Reading(ScratchExport(text))
    #expect(
      plain.rows.count == 3 && plain.rejected.count == 4
        && plain.warned == ["control_z 1", "repaired_quote 1", "separator_line 1"])
    let export = try ScratchExport(#require(encoding.bytes(text)))
    for chunkBytes in [1, 2, 7, 64, .max] {
      for parser in ParserChoice.allCases {
        let file = try ExportFile.open(path: export.path, dialect: FileDialect(encoding))
        #expect(file.columns == ["id", "n\"\(letters)", "c"] && !file.isPlain)
        var reading = try Reading(file, chunkBytes: chunkBytes, parser: parser)
        reading.warnings.merge(file.closingWarnings)
        #expect(reading == plain, "\(chunkBytes) bytes, \(parser)")
      }
    }
  }

  @Test(arguments: others)
  func `random text is read as it was before it was encoded`(encoding: FileDialect.Encoding) throws {
    let seed: UInt64 = 20_261_122
    var dice = Dice(seed: seed)
    // Every letter of the encodings with one byte; of the others any. Foundation lets controls stand for the
    // bytes that Windows leaves undefined.
    let undefined: Range<UInt32> = encoding == .latin1 ? 0..<0 : 0x80..<0xa0
    let isWide = encoding.rawValue.hasPrefix("utf-16")
    let known = (0x20...0xffff).compactMap { UInt32($0) }.compactMap(Unicode.Scalar.init).filter {
      !isWide && !undefined.contains($0.value) && $0 != "\"" && $0 != ","
        && encoding.bytes(String($0))?.count == 1
    }
    #expect(isWide || known.count > 200)
    func scalar(_ dice: inout Dice) -> Unicode.Scalar {
      if !isWide { return dice.pick(known) }
      let any = Unicode.Scalar(UInt32(dice.below(dice.chance(50) ? 0x1_10000 : 0x1_0000))) ?? "x"
      return any.value < 0x20 || any == "\"" || any == "," ? "y" : any
    }
    // Longer than what is converted at once, so that pairs of units are cut there.
    var rows: [[String]] = []
    for _ in 0..<4000 {
      rows.append(
        (0..<3).map { _ in
          var text = String.UnicodeScalarView()
          for _ in 0..<dice.below(40) { text.append(scalar(&dice)) }
          return "x" + String(text)
        })
    }
    let text = "a,b,c\n" + rows.map { $0.joined(separator: ",") + "\n" }.joined()
    let export = try ScratchExport(#require(encoding.bytes(text)))
    let file = try ExportFile.open(path: export.path, dialect: FileDialect(encoding))
    let expected = rows.map { $0.map { Array($0.utf8) } }
    for chunkBytes in [10_000, .max] {
      let reading = try Reading(file, chunkBytes: chunkBytes)
      #expect(reading.rows == expected && reading.rejects.count == 0, "seed \(seed)")
    }
  }

  @Test(
    arguments: [
      (.windows1252, [0x81]), (.windows1252, [0x8d]), (.windows1252, [0x41, 0x8f]),
      (.windows1252, [0x90, 0x90]),
      (.windows1252, [0x9d]), (.windows1251, [0x98]), (.utf16LE, [0x00, 0xd8]), (.utf16LE, [0x00, 0xdc]),
      (.utf16LE, [0x00, 0xdc, 0x00, 0xd8]), (.utf16LE, [0x00, 0xd8, 0x41, 0x00]), (.utf16BE, [0xd8, 0x00]),
      (.utf16BE, [0xdf, 0xff]), (.utf16BE, [0xdb, 0xff, 0xdb, 0xff]),
    ] as [(FileDialect.Encoding, [UInt8])])
  func `bytes that are no text in the encoding reject their row alone`(
    encoding: FileDialect.Encoding, wrong: [UInt8]
  ) throws {
    let before = try #require(encoding.bytes("a,b\n1,2\n3,x"))
    let after = try #require(encoding.bytes("y\n5,6\n"))
    let export = try ScratchExport(before + wrong + after)
    for chunkBytes in [1, 3, .max] {
      let file = try ExportFile.open(path: export.path, dialect: FileDialect(encoding))
      let reading = try Reading(file, chunkBytes: chunkBytes)
      #expect(reading.texts == [["1", "2"], ["5", "6"]])
      #expect(
        reading.rejects.rejects == [
          Reject(
            firstLine: 3, lastLine: 3, code: .invalidText, column: 2, columnName: "b",
            message: "bytes that are not \(encoding.rawValue)")
        ])
    }
  }

  @Test(arguments: [.utf16LE, .utf16BE] as [FileDialect.Encoding])
  func `a file of UTF-16 that ends within a unit or a pair loses its last row alone`(
    encoding: FileDialect.Encoding
  ) throws {
    let whole = try #require(encoding.bytes("a,b\n1,2\n3,4"))
    let pair = try #require(encoding.bytes("𝄞"))
    for tail in [[0x41], Array(pair.prefix(2)), Array(pair.prefix(3))] as [[UInt8]] {
      let reading = try Reading(ScratchExport(whole + tail), FileDialect(encoding))
      #expect(reading.texts == [["1", "2"]])
      #expect(reading.rejected == ["invalid_text 3-3"])
    }
    // Behind the last line end it is a row of its own.
    let ended = try #require(encoding.bytes("a,b\n1,2\n"))
    let reading = try Reading(ScratchExport(ended + [0x41]), FileDialect(encoding))
    #expect(reading.texts == [["1", "2"]])
    #expect(reading.rejected == ["too_few_fields 3-3"])
  }

  @Test func `a byte order mark tells the order of UTF-16, and is nothing to warn of`() throws {
    let little = try #require(FileDialect.Encoding.utf16LE.bytes("a,b\n1,é\n"))
    let big = try #require(FileDialect.Encoding.utf16BE.bytes("a,b\n1,é\n"))
    for bytes in [[0xff, 0xfe] + little, [0xfe, 0xff] + big] {
      let reading = try Reading(ScratchExport(bytes), FileDialect(.utf16))
      #expect(reading.texts == [["1", "é"]] && reading.warned.isEmpty)
    }
    #expect(
      try refusal(little, .utf16)
        == ": no byte order mark, so the order of its bytes is unknown; set input.encoding to utf-16le or utf-16be"
    )
  }

  @Test func `a byte order mark where none is needed is stripped with a warning`() throws {
    for encoding in [.utf16LE, .utf16BE] as [FileDialect.Encoding] {
      let bytes = try #require(encoding.bytes("\u{feff}a,b\n1,é\n"))
      let reading = try Reading(ScratchExport(bytes), FileDialect(encoding))
      #expect(reading.texts == [["1", "é"]] && reading.warned == ["byte_order_mark 1"])
    }
  }

  @Test func `a byte order mark that contradicts the encoding refuses the file`() throws {
    let little = try #require(FileDialect.Encoding.utf16.bytes("a,b\n1,2\n"))
    let big = try [0xfe, 0xff] + #require(FileDialect.Encoding.utf16BE.bytes("a,b\n1,2\n"))
    let marked = Array("\u{feff}a,b\n1,2\n".utf8)
    func expected(_ found: String, _ declared: String) -> String {
      ": byte order mark of \(found), expected \(declared); set input.encoding to \(found)"
    }
    #expect(try refusal(little, .utf16BE) == expected("utf-16le", "utf-16be"))
    #expect(try refusal(big, .utf16LE) == expected("utf-16be", "utf-16le"))
    for encoding in [.windows1252, .windows1251, .latin1] as [FileDialect.Encoding] {
      #expect(try refusal(little, encoding) == expected("utf-16", encoding.rawValue))
      #expect(try refusal(big, encoding) == expected("utf-16", encoding.rawValue))
      #expect(try refusal(marked, encoding) == expected("utf-8", encoding.rawValue))
    }
    // Without a mark the zeros tell.
    #expect(
      try refusal(Array(little.dropFirst(2)), .latin1)
        == ": UTF-16 text, expected latin-1; set input.encoding to utf-16, or export it as UTF-8")
  }

  @Test func `a header that is no text in the encoding refuses the file`() throws {
    #expect(
      try refusal([0x61, 0x2c, 0x81, 0x0a, 0x31, 0x2c, 0x32, 0x0a], .windows1252)
        == ":1: column 2 of the header is not windows-1252; set input.encoding, or export it as UTF-8")
  }

  @Test(arguments: others)
  func `a file without text is refused, one with a header alone is not`(
    encoding: FileDialect.Encoding
  ) throws {
    #expect(
      try refusal(#require(encoding.bytes("")), encoding)
        == ": empty (0 bytes), expected a header; export it again")
    for text in ["a,b", "a,b\n", "a,b\n\u{1a}"] {
      let reading = try Reading(ScratchExport(#require(encoding.bytes(text))), FileDialect(encoding))
      #expect(reading.rows.isEmpty && reading.warned == ["header_only 1"])
    }
  }

  @Test func `a record is read again from its place in the text`() throws {
    let text = "a,b\n" + (0..<300).map { "\($0),\"é\($0)\n\"\n" }.joined()
    let export = try ScratchExport(#require(FileDialect.Encoding.latin1.bytes(text)))
    let file = try ExportFile.open(path: export.path, dialect: FileDialect(.latin1))
    let reading = try Reading(file)
    for row in [299, 0, 150] {
      let again = try record(of: file, at: reading.offsets[row], keeping: [1])
      #expect(Reading.fields(of: again, 0) == [reading.rows[row][1]])
    }
  }

  @Test func `text that was released is made again where it is asked for`() throws {
    let text = "a,b\n" + (0..<40_000).map { "\($0),ü\n" }.joined()
    let export = try ScratchExport(#require(FileDialect.Encoding.windows1252.bytes(text)))
    let file = try ExportFile.open(path: export.path, dialect: FileDialect(.windows1252))
    let whole = try Reading(file)
    #expect(whole.rows.count == 40_000)
    file.release(before: 300_000)
    let first = try parse(file, cut: file.dataStart..<file.dataStart + 100, from: nil)
    #expect(Reading.fields(of: first.batch, 0) == whole.rows[0])
    file.close()
    #expect(try Reading(file, chunkBytes: 5000) == whole)
  }

  @Test func `a file that changes while its text is made is refused`() throws {
    let text = "a,b\n" + (0..<100_000).map { "\($0),ü\n" }.joined()
    let export = try ScratchExport(#require(FileDialect.Encoding.latin1.bytes(text)))
    let file = try ExportFile.open(path: export.path, dialect: FileDialect(.latin1))
    _ = try file.cut(from: file.dataStart, chunkBytes: 1000)
    let handle = try #require(FileHandle(forWritingAtPath: export.path))
    try handle.truncate(atOffset: 300_000)
    try handle.close()
    #expect(throws: OpenedFile.changed(export.path)) { try Reading(file) }
  }
}
