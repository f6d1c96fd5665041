import Tables

/// Some texts, asked of very many others whether they are one of them; the empty text is none.
struct TextSet: Sendable {
  private var book = CodeBook()
  /// A bit for each length, that of the last one for all longer texts.
  private var lengths: UInt64 = 0
  /// A bit for the low six bits of each first byte.
  private var firstBytes: UInt64 = 0

  /// The set of these texts.
  init(_ texts: [String]) {
    for text in texts where !text.isEmpty {
      _ = book.code(of: text)
      lengths |= TextSet.bit(ofLength: text.utf8.count)
      if let first = text.utf8.first { firstBytes |= TextSet.bit(ofFirst: first) }
    }
  }

  /// Whether some bytes, at least one, are one of the texts.
  @inline(__always)
  func holds(_ bytes: Span<UInt8>, _ place: TextRanges.Place) -> Bool {
    let (start, end) = (Int(place.start), Int(place.end))
    // Most texts are told apart by their length alone.
    if lengths & TextSet.bit(ofLength: end - start) == 0 { return false }
    if firstBytes & TextSet.bit(ofFirst: bytes[start]) == 0 { return false }
    return isListed(bytes, start, end)
  }

  /// Out of line, so that the loops that ask stay small.
  @inline(never)
  private func isListed(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    book.existingCode(of: bytes, from: start, to: end) != nil
  }

  @inline(__always)
  private static func bit(ofLength length: Int) -> UInt64 {
    1 &<< UInt64(truncatingIfNeeded: min(length, 63))
  }

  @inline(__always)
  private static func bit(ofFirst byte: UInt8) -> UInt64 { 1 &<< UInt64(byte & 63) }
}
