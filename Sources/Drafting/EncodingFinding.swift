import Ingest
import Tables

/// How a file's bytes spell text, told by the bytes alone.
struct EncodingFinding {
  /// The encoding.
  let encoding: FileDialect.Encoding
  /// Why, where it is not simply UTF-8.
  let reason: String?
  /// Whether another encoding would read the bytes as well.
  let isGuess: Bool

  /// Looks at the bytes of a file.
  init(_ glimpse: ExportGlimpse) {
    let start = glimpse.start
    if start.starts(with: [0xff, 0xfe]) || start.starts(with: [0xfe, 0xff]) {
      self.init(.utf16, "it begins with the byte order mark of UTF-16")
    } else if let order = EncodingFinding.utf16Order(start) {
      self.init(order, "every other byte is zero, and there is no byte order mark")
    } else if EncodingFinding.isUTF8(glimpse) {
      self.init(.utf8, nil)
    } else {
      self = EncodingFinding.singleByte(glimpse.later.reduce(start, +))
    }
  }

  private init(_ encoding: FileDialect.Encoding, _ reason: String?, isGuess: Bool = false) {
    (self.encoding, self.reason, self.isGuess) = (encoding, reason, isGuess)
  }

  private static func utf16Order(_ bytes: [UInt8]) -> FileDialect.Encoding? {
    let first = bytes.prefix(4096)
    let pairs = first.count / 2
    guard pairs >= 2 else { return nil }
    let even = (0..<pairs).count { first[2 * $0] == 0 }
    let odd = (0..<pairs).count { first[2 * $0 + 1] == 0 }
    guard max(even, odd) * 2 >= pairs else { return nil }
    return odd >= even ? .utf16LE : .utf16BE
  }

  private static func isUTF8(_ glimpse: ExportGlimpse) -> Bool {
    // Later pieces may begin within a character.
    ExportGlimpse.isUTF8(glimpse.start)
      && glimpse.later.allSatisfy { piece in
        ExportGlimpse.isUTF8(Array(piece.drop { $0 & 0xc0 == 0x80 }))
      }
  }

  /// Letters beyond ASCII stand alone among others in Western text, and side by side in Cyrillic text.
  private static func singleByte(_ bytes: [UInt8]) -> EncodingFinding {
    var (letters, neighbors, undefined) = (0, 0, 0)
    var wasLetter = false
    for byte in bytes {
      let isLetter = byte >= 0xc0
      if isLetter {
        letters += 1
        if wasLetter { neighbors += 1 }
      }
      if [0x81, 0x8d, 0x8f, 0x90, 0x9d].contains(byte) { undefined += 1 }
      wasLetter = isLetter
    }
    if neighbors * 2 > letters || undefined > 0 {
      return EncodingFinding(
        .windows1251,
        "it is not UTF-8, "
          + "and its letters beyond ASCII stand side by side as in Cyrillic words",
        isGuess: true)
    }
    return EncodingFinding(
      .windows1252, "it is not UTF-8, and its letters beyond ASCII stand alone as in Western words",
      isGuess: true)
  }
}
