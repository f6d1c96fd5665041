/// Trims blanks, tabs, line ends, no-break spaces and marks of byte order around texts.
enum Trimming {
  /// A place without the blanks around it.
  @inline(__always)
  static func trimmed(_ bytes: Span<UInt8>, _ start: UInt32, _ end: UInt32) -> TextRanges.Place {
    if start >= end { return .none }
    // Nothing that is trimmed begins or ends with a byte of visible ASCII.
    if bytes[Int(start)] &- 0x21 < 0x5e, bytes[Int(end) - 1] &- 0x21 < 0x5e {
      return TextRanges.Place(start: start, end: end)
    }
    return cut(bytes, Int(start), Int(end))
  }

  @inline(never)
  private static func cut(_ bytes: Span<UInt8>, _ first: Int, _ limit: Int) -> TextRanges.Place {
    var (start, end) = (first, limit)
    while start < end {
      if isBlank(bytes[start]) {
        start += 1
      } else if end - start >= 2, bytes[start] == 0xc2, bytes[start + 1] == 0xa0 {
        start += 2
      } else if end - start >= 3, bytes[start] == 0xef, bytes[start + 1] == 0xbb, bytes[start + 2] == 0xbf {
        start += 3
      } else {
        break
      }
    }
    while end > start {
      if isBlank(bytes[end - 1]) {
        end -= 1
      } else if end - start >= 2, bytes[end - 2] == 0xc2, bytes[end - 1] == 0xa0 {
        end -= 2
      } else {
        break
      }
    }
    return TextRanges.Place(start: UInt32(start), end: UInt32(end))
  }

  /// How many bytes the blank at a place has; 0 where none stands there.
  static func blank(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    if isBlank(bytes[start]) { return 1 }
    return end - start >= 2 && bytes[start] == 0xc2 && bytes[start + 1] == 0xa0 ? 2 : 0
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d
  }
}
