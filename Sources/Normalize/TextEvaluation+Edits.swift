import Canonical
import Tables

extension TextEvaluation {
  /// Edits the texts of a value, one edit after the other.
  mutating func edit(_ ranges: inout TextRanges, by edits: [BoundMapping.Edit]) {
    for edit in edits {
      switch edit {
      case .item(let separator, let isLast):
        narrow(&ranges) { bytes, place in TextEvaluation.item(bytes, place, separator, isLast: isLast) }
      case .cut(let prefixes, let suffixes):
        narrow(&ranges) { bytes, place in TextEvaluation.cut(bytes, place, prefixes, suffixes) }
      case .collapseSpaces: rewrite(&ranges, TextEvaluation.appendCollapsed)
      case .lowercase: rewrite(&ranges, TextEvaluation.appendLowercase)
      case .digits: rewrite(&ranges, TextEvaluation.appendDigits)
      }
    }
  }

  /// Makes each text a piece of itself, without the blanks around it.
  @inline(__always)
  private func narrow(
    _ ranges: inout TextRanges, _ piece: (Span<UInt8>, TextRanges.Place) -> TextRanges.Place
  ) {
    let bytes = bytes(isInFile: ranges.isInFile)
    var places = ranges.places.mutableSpan
    for row in 0..<places.count where !places[row].isEmpty {
      let narrowed = piece(bytes.span, places[row])
      places[row] = Trimming.trimmed(bytes.span, narrowed.start, narrowed.end)
    }
  }

  /// Writes each text anew among those that were put together.
  @inline(__always)
  private mutating func rewrite(
    _ ranges: inout TextRanges, _ append: (Span<UInt8>, TextRanges.Place, inout [UInt8]) -> Void
  ) {
    let bytes = bytes(isInFile: ranges.isInFile)
    changeOwnBytes { own in
      var places = ranges.places.mutableSpan
      for row in 0..<places.count where !places[row].isEmpty {
        let start = UInt32(own.count)
        append(bytes.span, places[row], &own)
        places[row] = TextRanges.Place(start: start, end: UInt32(own.count))
      }
    }
    ranges.isInFile = false
  }

  /// The first or last item of a list that is not blank; none where all are.
  private static func item(
    _ bytes: Span<UInt8>, _ place: TextRanges.Place, _ separator: [UInt8], isLast: Bool
  ) -> TextRanges.Place {
    var found = TextRanges.Place.none
    var start = Int(place.start)
    let end = Int(place.end)
    while start <= end {
      var next = start
      while next < end, !begins(bytes, next, end, with: separator) { next += 1 }
      let item = Trimming.trimmed(bytes, UInt32(start), UInt32(next))
      if !item.isEmpty {
        found = item
        if !isLast { break }
      }
      start = next + separator.count
    }
    return found
  }

  private static func cut(
    _ bytes: Span<UInt8>, _ place: TextRanges.Place, _ prefixes: [[UInt8]], _ suffixes: [[UInt8]]
  ) -> TextRanges.Place {
    var (start, end) = (Int(place.start), Int(place.end))
    if let prefix = prefixes.first(where: { begins(bytes, start, end, with: $0) }) { start += prefix.count }
    if let suffix = suffixes.first(where: { begins(bytes, end - $0.count, end, with: $0, from: start) }) {
      end -= suffix.count
    }
    return TextRanges.Place(start: UInt32(start), end: UInt32(end))
  }

  /// Whether a text stands at a place that is not before `first`.
  private static func begins(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, with text: [UInt8], from first: Int = 0
  ) -> Bool {
    if start < first || end - start < text.count { return false }
    for index in text.indices where bytes[start + index] != text[index] { return false }
    return true
  }

  /// Blanks, tabs, line ends and no-break spaces in a row become one space.
  private static func appendCollapsed(
    _ bytes: Span<UInt8>, _ place: TextRanges.Place, _ own: inout [UInt8]
  ) {
    var isBlank = false
    var index = Int(place.start)
    while index < Int(place.end) {
      let width = Trimming.blank(bytes, index, Int(place.end))
      if width > 0 {
        isBlank = true
        index += width
        continue
      }
      if isBlank { own.append(0x20) }
      isBlank = false
      own.append(bytes[index])
      index += 1
    }
  }

  private static func appendLowercase(
    _ bytes: Span<UInt8>, _ place: TextRanges.Place, _ own: inout [UInt8]
  ) {
    for index in Int(place.start)..<Int(place.end) {
      let byte = bytes[index]
      own.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
    }
  }

  private static func appendDigits(_ bytes: Span<UInt8>, _ place: TextRanges.Place, _ own: inout [UInt8]) {
    for index in Int(place.start)..<Int(place.end) where bytes[index] &- 0x30 <= 9 {
      own.append(bytes[index])
    }
  }
}
