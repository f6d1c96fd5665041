import Tables

/// Bytes of a document that grows at its end: numbers and texts as UTF-8, nothing by locale.
package struct TextBuffer: Sendable {
  /// What was written so far.
  package private(set) var bytes: [UInt8] = []

  /// An empty document.
  package init() {}

  /// Makes room for so many bytes at once.
  package mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  /// Adds one byte as it is.
  package mutating func append(byte: UInt8) { bytes.append(byte) }

  /// Adds bytes as they are.
  package mutating func append(bytes more: [UInt8]) { bytes.append(contentsOf: more) }

  /// Adds a text's UTF-8 as it is.
  package mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Adds a whole number.
  package mutating func append(integer: Int64) {
    if integer < 0 { bytes.append(UInt8(ascii: "-")) }
    append(magnitude: integer.magnitude)
  }

  /// Adds a number given in millionths, without the zeros at its end: 0.5, 1, 0, -0.25.
  package mutating func append(millionths: Int64) {
    if millionths < 0 { bytes.append(UInt8(ascii: "-")) }
    let (whole, fraction) = millionths.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    append(magnitude: whole)
    if fraction == 0 { return }
    bytes.append(UInt8(ascii: "."))
    var rest = fraction
    var unit: UInt64 = 100_000
    while rest > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(rest / unit))
      rest %= unit
      unit /= 10
    }
  }

  /// Adds a text between quotes, escaped as JSON asks (RFC 8259, section 7).
  ///
  /// U+2028 and U+2029 are escaped too: JSON allows them bare, older JavaScript does not.
  package mutating func append(quoted text: String) {
    bytes.append(UInt8(ascii: "\""))
    let span = text.utf8Span.span
    var isPlain = true
    for index in span.indices where TextBuffer.mayNeedEscape(span[index]) { isPlain = false }
    if isPlain { append(text) } else { append(escaped: text) }
    bytes.append(UInt8(ascii: "\""))
  }

  private static let hexadecimal = Array("0123456789abcdef".utf8)

  private static func mayNeedEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0xe2
  }

  private mutating func append(escaped text: String) {
    var before: (UInt8, UInt8) = (0, 0)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): append("\\\"")
      case UInt8(ascii: "\\"): append("\\\\")
      case 0x08: append("\\b")
      case 0x09: append("\\t")
      case 0x0a: append("\\n")
      case 0x0c: append("\\f")
      case 0x0d: append("\\r")
      case 0..<0x20:
        append("\\u00")
        bytes.append(TextBuffer.hexadecimal[Int(byte >> 4)])
        bytes.append(TextBuffer.hexadecimal[Int(byte & 15)])
      case 0xa8 where before == (0xe2, 0x80), 0xa9 where before == (0xe2, 0x80):
        bytes.removeLast(2)
        append(byte == 0xa8 ? "\\u2028" : "\\u2029")
      default: bytes.append(byte)
      }
      before = (before.1, byte)
    }
  }

  private mutating func append(magnitude: UInt64) {
    var digits = InlineArray<20, UInt8>(repeating: 0)
    var start = 20
    var rest = magnitude
    repeat {
      start -= 1
      digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
    for index in start..<20 { bytes.append(digits[index]) }
  }
}
