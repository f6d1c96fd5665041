/// What counts as text.
enum TextValidity {
  /// Whether bytes are UTF-8 as the Unicode Standard defines it: no overlong form, no surrogate,
  /// nothing above U+10FFFF.
  ///
  /// Source: The Unicode Standard 16.0, table 3-7, Well-Formed UTF-8 Byte Sequences.
  static func isUTF8(_ bytes: Span<UInt8>) -> Bool {
    var index = 0
    let count = bytes.count
    while index < count {
      let lead = bytes[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      // How many bytes follow, and what the first of them may be.
      let following: Int
      var second: ClosedRange<UInt8> = 0x80...0xbf
      switch lead {
      case 0xc2...0xdf: following = 1
      case 0xe0...0xef:
        following = 2
        if lead == 0xe0 { second = 0xa0...0xbf }
        if lead == 0xed { second = 0x80...0x9f }
      case 0xf0...0xf4:
        following = 3
        if lead == 0xf0 { second = 0x90...0xbf }
        if lead == 0xf4 { second = 0x80...0x8f }
      default: return false
      }
      guard index + following < count, second.contains(bytes[index + 1]) else { return false }
      for offset in 2..<4 where offset <= following {
        guard bytes[index + offset] & 0xc0 == 0x80 else { return false }
      }
      index += following + 1
    }
    return true
  }
}
