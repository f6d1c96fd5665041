import Canonical
import Tables

/// The texts of one value for all rows of a batch: ranges of the evaluation's `bytes`.
struct TextRanges {
  var starts: [Int]
  var ends: [Int]

  /// All rows without text.
  init(count: Int) {
    starts = Array(repeating: 0, count: count)
    ends = starts
  }
}

/// Evaluates a bound mapping's texts over the rows of one batch, value by value.
struct TextEvaluation {
  /// The batch's fields, then the mapping's pool, then texts that were put together.
  private(set) var bytes: [UInt8]
  /// Rows of the batch that the conditions leave.
  private(set) var rows: [Int]
  /// Rows that conditions left out, by reason.
  private(set) var excluded: [String: Int] = [:]
  /// Blanks that were trimmed and the like.
  var warnings = WarningTally()
  /// Rows, as places in `rows`, whose text a map does not know and refuses.
  private(set) var unknownTexts: [(row: Int, range: Range<Int>)] = []

  private let batch: RawBatch
  private let poolStart: Int

  /// Prepares a batch and applies the mapping's conditions.
  init(_ batch: RawBatch, _ mapping: BoundMapping) {
    self.batch = batch
    bytes = batch.bytes
    poolStart = bytes.count
    bytes.append(contentsOf: mapping.pool)
    rows = Array(0..<batch.count)
    for condition in mapping.conditions {
      let before = rows.count
      rows = rows.filter { holds(condition, row: $0, nullTokens: mapping.nullTokens) }
      if rows.count < before { excluded[condition.reason, default: 0] += before - rows.count }
    }
  }

  /// The texts of a value for all rows; empty where missing.
  mutating func texts(of value: BoundMapping.Value) -> TextRanges {
    var ranges = TextRanges(count: rows.count)
    switch value.source {
    case .absent, .dateAndTime: return ranges
    case .constant(let range):
      let placed = (range.lowerBound + poolStart, range.upperBound + poolStart)
      ranges.starts = Array(repeating: placed.0, count: rows.count)
      ranges.ends = Array(repeating: placed.1, count: rows.count)
      return ranges
    case .column(let column):
      readColumn(column, name: value.columnName, into: &ranges)
    case .concat(let parts, let separator, let nullParts):
      concatenate(parts, separator, nullParts: nullParts, into: &ranges)
    case .coalesce(let parts):
      for part in parts {
        let open = rows.indices.map { ranges.starts[$0] >= ranges.ends[$0] }
        fill(&ranges, from: chosenTexts(of: part, where: open)) { open[$0] }
      }
    case .when(let branches, let otherwise):
      var open = Array(repeating: true, count: rows.count)
      for branch in branches {
        let taken = rows.indices.map {
          open[$0] && holds(branch.condition, row: rows[$0], nullTokens: value.nullTokens)
        }
        fill(&ranges, from: chosenTexts(of: branch.value, where: taken)) { taken[$0] }
        for row in rows.indices where taken[row] { open[row] = false }
      }
      if let otherwise {
        fill(&ranges, from: chosenTexts(of: otherwise, where: open)) { open[$0] }
      }
    }
    clearNullTokens(value.nullTokens, in: &ranges)
    if let map = value.map { apply(map, to: &ranges) }
    return ranges
  }

  /// The texts of one value among several; a text that its map refuses counts only where it is chosen.
  private mutating func chosenTexts(of value: BoundMapping.Value, where chosen: [Bool]) -> TextRanges {
    let known = unknownTexts.count
    let ranges = texts(of: value)
    let new = unknownTexts[known...].filter { chosen[$0.row] }
    unknownTexts.replaceSubrange(known..., with: new)
    return ranges
  }

  private mutating func readColumn(_ column: Int, name: String, into ranges: inout TextRanges) {
    var trimmedCount = 0
    for (place, row) in rows.enumerated() {
      let whole = batch.start(row, column)..<batch.end(row, column)
      let range = trimmed(whole)
      ranges.starts[place] = range.lowerBound
      ranges.ends[place] = range.upperBound
      if range.count != whole.count && !range.isEmpty { trimmedCount += 1 }
    }
    warnings.add(.trimmedBlanks, name, count: trimmedCount)
  }

  private mutating func concatenate(
    _ parts: [BoundMapping.Value], _ separator: Range<Int>, nullParts: Bool,
    into ranges: inout TextRanges
  ) {
    let texts = parts.map { part -> TextRanges in
      // Without `nullParts` a token is one of the joined text, not of the part.
      var bare = part
      if !nullParts { bare.nullTokens = [] }
      return self.texts(of: bare)
    }
    let joint = (separator.lowerBound + poolStart)..<(separator.upperBound + poolStart)
    for row in rows.indices {
      let present = texts.filter { $0.starts[row] < $0.ends[row] }.count
      if present == 0 || (nullParts && present < parts.count) { continue }
      let start = bytes.count
      for (index, text) in texts.enumerated() {
        if index > 0 { bytes.append(contentsOf: Array(bytes[joint])) }
        bytes.append(contentsOf: Array(bytes[text.starts[row]..<text.ends[row]]))
      }
      let range = trimmed(start..<bytes.count)
      ranges.starts[row] = range.lowerBound
      ranges.ends[row] = range.upperBound
    }
  }

  private func fill(_ ranges: inout TextRanges, from other: TextRanges, where wanted: (Int) -> Bool) {
    for row in ranges.starts.indices where ranges.starts[row] >= ranges.ends[row] && wanted(row) {
      ranges.starts[row] = other.starts[row]
      ranges.ends[row] = other.ends[row]
    }
  }

  private func clearNullTokens(_ tokens: [[UInt8]], in ranges: inout TextRanges) {
    if tokens.isEmpty { return }
    for row in ranges.starts.indices
    where isToken(ranges.starts[row]..<ranges.ends[row], tokens) {
      ranges.ends[row] = ranges.starts[row]
    }
  }

  private mutating func apply(_ map: BoundMapping.Map, to ranges: inout TextRanges) {
    for row in ranges.starts.indices {
      let (start, end) = (ranges.starts[row], ranges.ends[row])
      if start >= end { continue }
      let output: Range<Int>
      if let code = map.book.existingCode(of: bytes, from: start, to: end) {
        output = map.outputs[Int(code)]
      } else {
        switch map.unknown {
        case .keep: continue
        case .null: output = 0..<0
        case .value: output = map.otherwise
        case .error:
          unknownTexts.append((row, start..<end))
          continue
        }
      }
      ranges.starts[row] = output.lowerBound + poolStart
      ranges.ends[row] = output.upperBound + poolStart
    }
  }

  private func holds(_ condition: BoundMapping.Condition, row: Int, nullTokens: [[UInt8]]) -> Bool {
    let range: Range<Int>
    if let column = condition.column {
      range = trimmed(batch.start(row, column)..<batch.end(row, column))
    } else {
      range = 0..<0
    }
    switch condition.test {
    case .isIn(let book, let holdsEmpty): return isListed(range, book, holdsEmpty)
    case .notIn(let book, let holdsEmpty): return !isListed(range, book, holdsEmpty)
    case .blank: return range.isEmpty || isToken(range, nullTokens)
    case .notBlank: return !(range.isEmpty || isToken(range, nullTokens))
    }
  }

  private func isListed(_ range: Range<Int>, _ book: CodeBook, _ holdsEmpty: Bool) -> Bool {
    if range.isEmpty { return holdsEmpty }
    return book.existingCode(of: bytes, from: range.lowerBound, to: range.upperBound) != nil
  }

  private func isToken(_ range: Range<Int>, _ tokens: [[UInt8]]) -> Bool {
    for token in tokens where token.count == range.count {
      var index = 0
      while index < token.count && bytes[range.lowerBound + index] == token[index] { index += 1 }
      if index == token.count { return true }
    }
    return false
  }

  /// A range without the blanks around it: blanks, tabs, line ends, no-break spaces and marks of byte order.
  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end {
      if TextEvaluation.isBlank(bytes[start]) {
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
      if TextEvaluation.isBlank(bytes[end - 1]) {
        end -= 1
      } else if end - start >= 2, bytes[end - 2] == 0xc2, bytes[end - 1] == 0xa0 {
        end -= 2
      } else {
        break
      }
    }
    return start..<end
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d
  }
}
