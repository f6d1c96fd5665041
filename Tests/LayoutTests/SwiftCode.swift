/// Swift text without what is no code: comments, string contents and backticked names are blanked,
/// line ends stay, and so does code inside interpolations.
struct SwiftCode {
  /// One identifier or keyword.
  struct Word: Sendable {
    /// As written.
    let text: String
    /// Counted from 1.
    let line: Int
    /// Up to eight characters of code that follow on the line, blanks left out.
    let next: String
    /// Whether a dot stands before it.
    let isMember: Bool
  }

  /// The blanked text.
  private(set) var bytes: [UInt8] = []
  private let source: [UInt8]
  private var at = 0

  /// Blanks everything in `text` that is no code.
  init(_ text: String) {
    source = Array(text.utf8)
    bytes.reserveCapacity(source.count)
    while at < source.count { readCode(insideInterpolation: false) }
  }

  /// All words, in order.
  var words: [Word] {
    var words: [Word] = []
    var line = 1
    var index = 0
    while index < bytes.count {
      guard isWordByte(bytes[index]) else {
        if bytes[index] == UInt8(ascii: "\n") { line += 1 }
        index += 1
        continue
      }
      let start = index
      while index < bytes.count, isWordByte(bytes[index]) { index += 1 }
      words.append(
        Word(
          text: String(decoding: bytes[start..<index], as: UTF8.self), line: line,
          next: following(index), isMember: start > 0 && bytes[start - 1] == UInt8(ascii: ".")))
    }
    return words
  }

  private func following(_ start: Int) -> String {
    let blanks: [UInt8] = [UInt8(ascii: " "), UInt8(ascii: "\t")]
    let rest = bytes[start...].prefix(40).prefix { $0 != UInt8(ascii: "\n") }
    return String(decoding: rest.filter { !blanks.contains($0) }.prefix(8), as: UTF8.self)
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      return true
    default:
      return false
    }
  }

  // MARK: - reading

  private func stands(_ text: StaticString, at index: Int) -> Bool {
    text.withUTF8Buffer { expected in
      index + expected.count <= source.count && source[index..<index + expected.count].elementsEqual(expected)
    }
  }

  private mutating func keep(_ count: Int = 1) {
    bytes += source[at..<min(at + count, source.count)]
    at = min(at + count, source.count)
  }

  private mutating func blank(_ count: Int = 1) {
    for _ in 0..<count where at < source.count {
      bytes.append(source[at] == UInt8(ascii: "\n") ? source[at] : UInt8(ascii: " "))
      at += 1
    }
  }

  private mutating func readCode(insideInterpolation: Bool) {
    var depth = 0
    while at < source.count {
      let hashes = source[at...].prefix { $0 == UInt8(ascii: "#") }.count
      if stands("\"", at: at + hashes) {
        readString(hashes: hashes)
      } else if hashes > 0 {
        keep(hashes)
      } else if stands("//", at: at) {
        while at < source.count, source[at] != UInt8(ascii: "\n") { blank() }
      } else if stands("/*", at: at) {
        readBlockComment()
      } else if stands("`", at: at) {
        repeat { blank() } while at < source.count && !stands("`", at: at) && !stands("\n", at: at)
        if stands("`", at: at) { blank() }
      } else {
        if stands("(", at: at) { depth += 1 }
        if stands(")", at: at) { depth -= 1 }
        keep()
        if insideInterpolation, depth == 0 { return }
      }
    }
  }

  private mutating func readBlockComment() {
    var depth = 0
    repeat {
      if stands("/*", at: at) {
        depth += 1
        blank(2)
      } else if stands("*/", at: at) {
        depth -= 1
        blank(2)
      } else {
        blank()
      }
    } while depth > 0 && at < source.count
  }

  private mutating func readString(hashes: Int) {
    let isMultiline = stands("\"\"\"", at: at + hashes)
    let quotes = isMultiline ? 3 : 1
    blank(hashes + quotes)
    while at < source.count {
      if stands("\\", at: at), hashCount(at + 1) >= hashes {
        let escape = 1 + hashes
        if stands("(", at: at + escape) {
          blank(escape)
          readCode(insideInterpolation: true)
        } else {
          blank(escape + 1)
        }
      } else if stands("\"", at: at), !isMultiline || stands("\"\"\"", at: at),
        hashCount(at + quotes) >= hashes
      {
        return blank(quotes + hashes)
      } else if !isMultiline, stands("\n", at: at) {
        return
      } else {
        blank()
      }
    }
  }

  private func hashCount(_ index: Int) -> Int {
    index < source.count ? source[index...].prefix { $0 == UInt8(ascii: "#") }.count : 0
  }
}
