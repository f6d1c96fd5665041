import Canonical
import Tables

/// How canonical rows are packed into words while they wait: what no profile fills takes none.
package struct RowLayout: Sendable {
  /// A column that has words.
  struct Column: Sendable {
    /// Its place in the table.
    var place: Int
    /// Its first word.
    var word: Int
    /// How it is kept.
    var kind: Kind
  }

  /// How a column's values are kept: as two words of an id, a code of the run's vocabulary, or a number.
  enum Kind: Sendable {
    case key
    case code
    case number
  }

  /// Words of a row.
  package let width: Int
  /// The table that rows have before they become one.
  let table: TableSchema
  /// The columns, in the order of the table.
  let columns: [Column]

  // Its place, and the two words of what brings rows together, come first.
  private static let firstColumn = 3

  /// A layout for the columns that a profile fills.
  package init(_ profile: ProfileMapping) {
    table = profile.rowTable
    let mapped = Set(
      profile.fields.map(\.column) + [profile.unpivot?.item, profile.unpivot?.value].compactMap(\.self))
    var columns: [Column] = []
    var word = RowLayout.firstColumn
    for (place, column) in table.columns.enumerated() where mapped.contains(column.name) {
      let kind: Kind =
        switch column.type {
        case .key: .key
        case .text: .code
        default: .number
        }
      columns.append(Column(place: place, word: word, kind: kind))
      word += kind == .key ? 2 : 1
    }
    (self.columns, width) = (columns, word)
  }

  /// The rows of a batch as words, one row behind the other.
  /// - Parameters:
  ///   - first: place among all rows of the run of the first byte of the batch's chunk.
  ///   - keys: what brings the rows together; a missing one stays alone.
  ///   - codes: the run's codes of the batch's texts, by slot.
  package func pack(
    _ batch: CanonicalBatch, first: UInt64, keys: [Fingerprint], codes: [[UInt32]]
  ) -> [UInt64] {
    var words = Array(repeating: UInt64(0), count: batch.count * width)
    for row in 0..<batch.count {
      let (at, place) = (row * width, first + UInt64(batch.offsets[row]))
      let key = keys[row].isMissing ? Fingerprint(high: 1, low: 1).combined(with: place) : keys[row]
      (words[at], words[at + 1], words[at + 2]) = (place, key.high, key.low)
    }
    for column in columns {
      let slot = batch.slots[column.place]
      for row in 0..<batch.count {
        let at = row * width + column.word
        switch column.kind {
        case .key:
          (words[at], words[at + 1]) = (batch.keys[slot][row].high, batch.keys[slot][row].low)
        case .code: words[at] = UInt64(codes[slot][Int(batch.codes[slot][row])])
        case .number: words[at] = UInt64(bitPattern: batch.numbers[slot][row])
        }
      }
    }
    return words
  }

  /// What chooses the partitions of some packed rows.
  package func keys(_ words: [UInt64], _ count: Int) -> [UInt64] {
    stride(from: 0, to: count, by: width).map { words[$0 + 1] }
  }

  /// Whether a packed row has no value in a column.
  func isMissing(_ column: Column, _ words: [UInt64], at row: Int) -> Bool {
    let word = words[row + column.word]
    return switch column.kind {
    case .key: word == 0 && words[row + column.word + 1] == 0
    case .code: word == 0
    case .number: Int64(bitPattern: word) == CanonicalBatch.missing
    }
  }

  /// Packed rows, none of which became one with others, as rows of their canonical table.
  package func rows(
    _ words: [UInt64], of table: TableSchema, texts: (_ codes: [UInt32]) -> [[UInt8]]
  ) -> CanonicalBatch {
    RowCompletion(unpack(words, texts: texts), as: table).batch
  }

  /// Packed rows as a batch.
  /// - Parameter texts: the texts of some codes of the run's vocabulary, in their order.
  func unpack(
    _ words: [UInt64], texts: (_ codes: [UInt32]) -> [[UInt8]]
  ) -> CanonicalBatch {
    var batch = CanonicalBatch(table: table)
    let rows = Array(stride(from: 0, to: words.count, by: width))
    batch.count = rows.count
    batch.places = rows.map { words[$0] }
    for slot in batch.keys.indices { batch.keys[slot] = Array(repeating: .missing, count: rows.count) }
    for slot in batch.codes.indices { batch.codes[slot] = Array(repeating: 0, count: rows.count) }
    for slot in batch.numbers.indices {
      batch.numbers[slot] = Array(repeating: CanonicalBatch.missing, count: rows.count)
    }
    for column in columns {
      let slot = batch.slots[column.place]
      switch column.kind {
      case .key:
        batch.keys[slot] = rows.map {
          Fingerprint(high: words[$0 + column.word], low: words[$0 + column.word + 1])
        }
      case .number: batch.numbers[slot] = rows.map { Int64(bitPattern: words[$0 + column.word]) }
      case .code:
        let codes = rows.map { UInt32(truncatingIfNeeded: words[$0 + column.word]) }
        let distinct = Set(codes.filter { $0 != 0 }).sorted()
        var own: [UInt32: UInt32] = [0: 0]
        for (code, text) in zip(distinct, texts(distinct)) {
          own[code] = batch.books[slot].code(of: text, from: 0, to: text.count)
        }
        batch.codes[slot] = codes.map { own[$0] ?? 0 }
      }
    }
    return batch
  }
}
