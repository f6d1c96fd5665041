import Output
import Tables

/// Reads from the bytes of one of our CSV files only the rows that are asked for.
///
/// A table of thousands of teams over years has millions of rows, of which a page shows some hundred. Fields are
/// looked at from the left, up to the last column that a condition names, and no further than the first that fits
/// no selection; the rest of the line is passed over eight bytes at a time. Linear in the bytes.
package struct TableScan: Sendable {
  /// Rows of each selection, in the order of the file.
  package private(set) var rows: [[TableRow]]
  /// Names of the columns.
  package private(set) var columns: [String] = []

  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  /// Begins a prefix against spreadsheets.
  private static let apostrophe = UInt8(ascii: "'")
  private static let lineFeed = UInt8(ascii: "\n")
  /// One bit a selection.
  private static let mostSelections = 64

  /// What one column decides: which selections each text keeps, and which do not ask.
  fileprivate struct Column {
    var texts: [(bytes: [UInt8], word: UInt64, keeps: UInt64)] = []
    var indifferent: UInt64 = 0
    var isAsked: Bool { !texts.isEmpty }
  }

  /// Scans a whole file, header first.
  package init(_ bytes: [UInt8], _ selections: [RowSelection]) {
    precondition(selections.count <= TableScan.mostSelections, "too many selections for one scan")
    rows = Array(repeating: [], count: selections.count)
    let span = bytes.span
    var position = 0
    columns = TableScan.record(span, &position)
    var places: [String: Int] = [:]
    for (place, name) in columns.enumerated() { places[name] = place }

    var (wanted, asked, deepest) = TableScan.plan(selections, places)
    while position < span.count, wanted != 0 {
      let start = position
      var kept = wanted
      var column = 0
      while column <= deepest, kept != 0 {
        let end = TableScan.fieldEnd(span, position)
        if asked[column].isAsked {
          kept &= asked[column].indifferent | TableScan.match(span, position, end, asked[column])
        }
        position = end
        guard end < span.count, span[end] == TableScan.comma else { break }
        position = end + 1
        column += 1
      }
      if column < deepest { kept = 0 }
      if kept == 0 {
        position = TableScan.recordEnd(span, position)
        continue
      }
      position = start
      let row = TableRow(places: places, cells: TableScan.record(span, &position))
      for index in selections.indices where kept & (1 << UInt64(index)) != 0 {
        rows[index].append(row)
        if rows[index].count == selections[index].limit { wanted &= ~(1 << UInt64(index)) }
      }
    }
  }

  /// The selections that can be fulfilled, what each column decides, and the last column that decides anything.
  private static func plan(
    _ selections: [RowSelection], _ places: [String: Int]
  ) -> (wanted: UInt64, columns: [Column], deepest: Int) {
    var wanted: UInt64 = 0
    var columns = Array(repeating: Column(), count: places.count)
    for (index, selection) in selections.enumerated() {
      let bit: UInt64 = 1 << UInt64(index)
      let asked = selection.conditions.map { (places[$0.column], $0.texts) }
      guard selection.limit != 0, asked.allSatisfy({ $0.0 != nil }) else { continue }
      wanted |= bit
      var isAsked = Set<Int>()
      for (place, texts) in asked {
        guard let place else { continue }
        isAsked.insert(place)
        for text in texts { columns[place].add(Array(text.utf8), bit) }
      }
      for place in columns.indices where !isAsked.contains(place) { columns[place].indifferent |= bit }
    }
    return (wanted, columns, columns.lastIndex { $0.isAsked } ?? -1)
  }

  /// The selections that a field keeps.
  private static func match(_ span: Span<UInt8>, _ start: Int, _ end: Int, _ column: Column) -> UInt64 {
    if start < end, span[start] == quote || span[start] == apostrophe {
      var position = start
      let bytes = Array(field(span, &position).utf8)
      return column.texts.first { $0.bytes == bytes }?.keeps ?? 0
    }
    let word = span.word(at: start, count: min(8, end - start))
    for text in column.texts where text.word == word && text.bytes.count == end - start {
      var index = 8
      while index < text.bytes.count, text.bytes[index] == span[start + index] { index += 1 }
      if index >= text.bytes.count { return text.keeps }
    }
    return 0
  }

  /// Where an unread field ends: at its comma, its line end, or the end of the file.
  private static func fieldEnd(_ span: Span<UInt8>, _ start: Int) -> Int {
    var position = start
    if position < span.count, span[position] == quote {
      _ = field(span, &position)
      return position
    }
    while position < span.count {
      let byte = span[position]
      if byte == comma || byte == lineFeed { break }
      position += 1
    }
    return position
  }

  /// The place behind the line end of a record, from the beginning of one of its fields, or behind a field.
  private static func recordEnd(_ span: Span<UInt8>, _ start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let feeds = ones &* UInt64(lineFeed)
    let quotes = ones &* UInt64(quote)
    var position = start
    while position < span.count {
      if position <= span.count - 8 {
        let word = span.word(at: position)
        let (feed, mark) = (word ^ feeds, word ^ quotes)
        let found = ((feed &- ones) & ~feed | (mark &- ones) & ~mark) & highs
        if found == 0 {
          position += 8
          continue
        }
        position += found.trailingZeroBitCount / 8
      }
      let byte = span[position]
      position += 1
      if byte == lineFeed { return position }
      if byte == quote {
        while position < span.count, span[position] != quote { position += 1 }
        position += 1
      }
    }
    return span.count
  }

  /// The fields of a record, and the place behind its line end.
  private static func record(_ span: Span<UInt8>, _ position: inout Int) -> [String] {
    var fields: [String] = []
    while position <= span.count {
      fields.append(field(span, &position))
      guard position < span.count, span[position] == comma else { break }
      position += 1
    }
    position = min(span.count, position + 1)
    return fields
  }

  /// The text of a field, and the place behind it; a prefix against spreadsheets is taken off.
  private static func field(_ span: Span<UInt8>, _ position: inout Int) -> String {
    var text: [UInt8] = []
    if position < span.count, span[position] == quote {
      position += 1
      while position < span.count {
        if span[position] == quote {
          position += 1
          guard position < span.count, span[position] == quote else { break }
        }
        text.append(span[position])
        position += 1
      }
    } else {
      let end = fieldEnd(span, position)
      text.reserveCapacity(end - position)
      for index in position..<end { text.append(span[index]) }
      position = end
    }
    return String(decoding: withoutPrefix(text), as: UTF8.self)
  }

  /// A text whose `'` keeps a spreadsheet from running it, without it.
  private static func withoutPrefix(_ text: [UInt8]) -> ArraySlice<UInt8> {
    let isPrefixed = text.count > 1 && text[0] == apostrophe && CSVDocument.runsInSpreadsheet(text[1])
    return isPrefixed ? text[1...] : text[...]
  }
}

extension TableScan.Column {
  /// Lets a selection keep rows with a text.
  fileprivate mutating func add(_ bytes: [UInt8], _ bit: UInt64) {
    if let place = texts.firstIndex(where: { $0.bytes == bytes }) {
      texts[place].keeps |= bit
      return
    }
    var word: UInt64 = 0
    for (index, byte) in bytes.prefix(8).enumerated() { word |= UInt64(byte) << UInt64(index * 8) }
    texts.append((bytes, word, bit))
  }
}
