import Testing

@testable import Ingest

@Suite struct TextValidityTests {
  // A span does not go through the macro.
  private func isText(_ bytes: [UInt8]) -> Bool { TextValidity.isUTF8(bytes.span) }

  @Test func `overlong forms, surrogates and numbers beyond Unicode are no text`() {
    let wrong: [[UInt8]] = [
      [0x80], [0xbf], [0xc0, 0x80], [0xc1, 0xbf], [0xe0, 0x9f, 0xbf], [0xed, 0xa0, 0x80],
      [0xf0, 0x8f, 0xbf, 0xbf],
      [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xff], [0xc3], [0xe2, 0x82], [0xf0, 0x9d, 0x84],
      [0xe2, 0x28, 0xa1], [0xf0, 0x9d, 0x28, 0x9e],
    ]
    for bytes in wrong { #expect(!isText(bytes), "\(bytes)") }
    for text in ["", "a", "\u{80}", "\u{7ff}", "\u{800}", "\u{d7ff}", "\u{e000}", "\u{10000}", "\u{10ffff}"] {
      #expect(isText(Array(text.utf8)))
    }
  }

  /// Oracle: the standard library's `String(validating:as:)`.
  @Test func `what is text is what the standard library takes`() {
    let alphabet: [UInt8] = [
      0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5,
    ]
    for number in 0..<(1 << 16) {
      let bytes = (0..<4).map { alphabet[number >> (4 * $0) & 15] }
      #expect(isText(bytes) == (String(validating: bytes, as: UTF8.self) != nil))
    }
  }
}
