import Canonical
import Tables

/// Evaluates a bound mapping's texts over some records of one batch, value by value.
struct TextEvaluation {
  /// A text that a map does not know and refuses.
  struct UnknownText {
    /// Its row, as place in `rows`.
    var row: Int
    var place: TextRanges.Place
    var isInFile: Bool
  }

  /// Rows of the batch that the conditions leave.
  private(set) var rows: [UInt32]
  /// Rows that conditions left out, by reason.
  private(set) var excluded: [String: Int] = [:]
  /// Blanks that were trimmed and the like.
  var warnings = WarningTally()
  /// Texts that a map refuses, where their value was chosen.
  private(set) var unknownTexts: [UnknownText] = []

  private let batch: RawBatch
  private let position: BatchPosition
  /// The mapping's pool, then texts that were put together.
  private var ownBytes: [UInt8]

  /// Prepares some records of a batch and applies the mapping's conditions.
  init(
    _ batch: RawBatch, _ records: Range<Int>, _ mapping: BoundMapping,
    at position: BatchPosition = BatchPosition()
  ) {
    (self.batch, self.position) = (batch, position)
    ownBytes = mapping.pool
    rows = Array(UInt32(records.lowerBound)..<UInt32(records.upperBound))
    for condition in mapping.conditions {
      let claims = claims(of: condition, mapping.nullTokens)
      let kept = zip(rows, claims).filter(\.1).map(\.0)
      if kept.count < rows.count {
        excluded[condition.reason, default: 0] += rows.count - kept.count
        rows = kept
      }
    }
  }

  /// The memory in which the texts of a value lie.
  func bytes(isInFile: Bool) -> [UInt8] { isInFile ? batch.bytes : ownBytes }

  /// The texts of a value for all rows; empty where missing.
  mutating func texts(of value: BoundMapping.Value) -> TextRanges {
    texts(of: value, value.nullTokens)
  }

  private mutating func texts(of value: BoundMapping.Value, _ tokens: TextSet) -> TextRanges {
    var ranges = TextRanges(count: rows.count, isInFile: value.isSourceInFile)
    switch value.source {
    case .absent, .dateAndTime, .sum, .dateMinus, .elapsed: return ranges
    case .constant(let range):
      let place = TextRanges.Place(start: UInt32(range.lowerBound), end: UInt32(range.upperBound))
      ranges.places = Array(repeating: place, count: rows.count)
    case .line(let name):
      let firstLines = batch.firstLines
      let before = position.linesBefore
      number(behind: name, into: &ranges) { before + Int(firstLines[$0]) }
    case .rowNumber:
      let before = position.rowsBefore
      number(behind: 0..<0, into: &ranges) { before + $0 + 1 }
    case .column(let column):
      readColumn(column, name: value.columnName, tokens, into: &ranges)
    case .concat(let parts, let separator, let nullParts):
      concatenate(parts, separator, nullParts: nullParts, into: &ranges)
      clear(tokens, in: &ranges)
    case .coalesce(let parts):
      for part in parts {
        let open = ranges.places.map(\.isEmpty)
        fill(&ranges, from: chosenTexts(of: part, where: open), where: open)
      }
      clear(tokens, in: &ranges)
    case .when(let branches, let otherwise):
      var open = Array(repeating: true, count: rows.count)
      for branch in branches {
        var taken = claims(of: branch.condition, tokens)
        for row in open.indices {
          taken[row] = taken[row] && open[row]
          if taken[row] { open[row] = false }
        }
        fill(&ranges, from: chosenTexts(of: branch.value, where: taken), where: taken)
      }
      if let otherwise { fill(&ranges, from: chosenTexts(of: otherwise, where: open), where: open) }
      clear(tokens, in: &ranges)
    }
    if !value.edits.isEmpty {
      edit(&ranges, by: value.edits)
      clear(tokens, in: &ranges)
    }
    if let map = value.map { return mapped(ranges, by: map) }
    return ranges
  }

  /// Hands out the memory of texts that were put together, so that the file's bytes can be read meanwhile.
  mutating func changeOwnBytes(_ body: (inout [UInt8]) -> Void) {
    var own: [UInt8] = []
    swap(&own, &ownBytes)
    body(&own)
    swap(&own, &ownBytes)
  }

  /// The texts of one value among several; a text that its map refuses counts only where it is chosen.
  private mutating func chosenTexts(of value: BoundMapping.Value, where chosen: [Bool]) -> TextRanges {
    let known = unknownTexts.count
    let ranges = texts(of: value)
    if unknownTexts.count > known {
      unknownTexts.replaceSubrange(known..., with: unknownTexts[known...].filter { chosen[$0.row] })
    }
    return ranges
  }

  private mutating func readColumn(
    _ column: Int, name: String, _ tokens: TextSet, into ranges: inout TextRanges
  ) {
    var trimmedCount = 0
    let place = batch.place(of: column)
    do {
      let (bytes, starts, ends) = (batch.bytes.span, batch.starts.span, batch.ends.span)
      let (rows, width) = (rows.span, batch.width)
      var places = ranges.places.mutableSpan
      for row in 0..<rows.count {
        let field = Int(rows[row]) &* width &+ place
        let (start, end) = (starts[field], ends[field])
        let text = Trimming.trimmed(bytes, start, end)
        if text.isEmpty { continue }
        if text.end &- text.start != end &- start { trimmedCount += 1 }
        if !tokens.holds(bytes, text) { places[row] = text }
      }
    }
    warnings.add(.trimmedBlanks, name, count: trimmedCount)
  }

  /// Writes a number for each row, behind a text of the pool.
  private mutating func number(
    behind name: Range<Int>, into ranges: inout TextRanges, _ number: (_ record: Int) -> Int
  ) {
    for row in rows.indices {
      let start = UInt32(ownBytes.count)
      ownBytes += ownBytes[name]
      ownBytes += String(number(Int(rows[row]))).utf8
      ranges.places[row] = TextRanges.Place(start: start, end: UInt32(ownBytes.count))
    }
  }

  private func clear(_ tokens: TextSet, in ranges: inout TextRanges) {
    let bytes = bytes(isInFile: ranges.isInFile)
    var places = ranges.places.mutableSpan
    for row in 0..<places.count where !places[row].isEmpty && tokens.holds(bytes.span, places[row]) {
      places[row] = .none
    }
  }

  private mutating func mapped(_ ranges: TextRanges, by map: BoundMapping.Map) -> TextRanges {
    var mapped = TextRanges(count: ranges.places.count, isInFile: false)
    var unknown: [Int] = []
    do {
      let bytes = bytes(isInFile: ranges.isInFile)
      let (texts, outputs, places) = (bytes.span, map.outputs.span, ranges.places.span)
      var results = mapped.places.mutableSpan
      for row in 0..<places.count where !places[row].isEmpty {
        let (start, end) = (Int(places[row].start), Int(places[row].end))
        if let code = map.book.existingCode(of: texts, from: start, to: end) {
          results[row] = outputs[Int(code)]
        } else {
          unknown.append(row)
        }
      }
    }
    for row in unknown {
      switch map.unknown {
      case .null: break
      case .value: mapped.places[row] = map.otherwise
      case .keep: mapped.places[row] = own(ranges.places[row], isInFile: ranges.isInFile)
      case .error:
        unknownTexts.append(
          UnknownText(row: row, place: ranges.places[row], isInFile: ranges.isInFile))
        mapped.places[row] = own(ranges.places[row], isInFile: ranges.isInFile)
      }
    }
    return mapped
  }

  private mutating func fill(_ ranges: inout TextRanges, from other: TextRanges, where wanted: [Bool]) {
    let isCopied = other.isInFile && !ranges.isInFile
    for row in wanted.indices where wanted[row] && !other.places[row].isEmpty {
      ranges.places[row] = isCopied ? own(other.places[row], isInFile: true) : other.places[row]
    }
  }

  /// A text among those that were put together; it is copied there where it is one of the file.
  private mutating func own(_ place: TextRanges.Place, isInFile: Bool) -> TextRanges.Place {
    if !isInFile { return place }
    let start = UInt32(ownBytes.count)
    ownBytes.append(contentsOf: batch.bytes[Int(place.start)..<Int(place.end)])
    return TextRanges.Place(start: start, end: UInt32(ownBytes.count))
  }

  /// For which rows a condition holds.
  private func claims(of condition: BoundMapping.Condition, _ nullTokens: TextSet) -> [Bool] {
    let whereEmpty = condition.holdsEmpty != condition.isNegated
    var claims = Array(repeating: whereEmpty, count: rows.count)
    guard let column = condition.column else { return claims }
    let place = batch.place(of: column)
    let texts = condition.texts ?? nullTokens
    let (bytes, starts, ends) = (batch.bytes.span, batch.starts.span, batch.ends.span)
    let (rows, width) = (rows.span, batch.width)
    var results = claims.mutableSpan
    for row in 0..<rows.count {
      let field = Int(rows[row]) &* width &+ place
      let text = Trimming.trimmed(bytes, starts[field], ends[field])
      if !text.isEmpty { results[row] = texts.holds(bytes, text) != condition.isNegated }
    }
    return claims
  }
}

extension TextEvaluation {
  /// Joins the parts of each row that has any; with `nullParts`, of each row that has all.
  private mutating func concatenate(
    _ parts: [BoundMapping.Value], _ separator: Range<Int>, nullParts: Bool,
    into ranges: inout TextRanges
  ) {
    // Without `nullParts` a token is one of the joined text, not of the part.
    let texts = parts.map { part in
      nullParts ? self.texts(of: part) : self.texts(of: part, TextSet([]))
    }
    var present = Array(repeating: 0, count: rows.count)
    var lengths = Array(repeating: separator.count * (parts.count - 1), count: rows.count)
    for text in texts {
      for (row, place) in text.places.enumerated() where !place.isEmpty {
        present[row] += 1
        lengths[row] += Int(place.end - place.start)
      }
    }
    let least = nullParts ? parts.count : 1
    var end = ownBytes.count
    for row in rows.indices where present[row] >= least {
      ranges.places[row].start = UInt32(end)
      ranges.places[row].end = UInt32(end)
      end += lengths[row]
    }
    // Taken away while it is written to, so that the file's bytes can be read meanwhile.
    var ownBytes: [UInt8] = []
    swap(&ownBytes, &self.ownBytes)
    ownBytes.append(contentsOf: repeatElement(0, count: end - ownBytes.count))
    for (index, text) in texts.enumerated() {
      write(text, behind: index > 0 ? separator : 0..<0, least, present, &ranges, into: &ownBytes)
    }
    for row in rows.indices where present[row] >= least {
      ranges.places[row] = Trimming.trimmed(
        ownBytes.span, ranges.places[row].start, ranges.places[row].end)
    }
    swap(&ownBytes, &self.ownBytes)
  }

  /// Writes one part of every joined text, and moves the texts' ends behind it.
  private func write(
    _ text: TextRanges, behind separator: Range<Int>, _ least: Int, _ present: [Int],
    _ ranges: inout TextRanges, into ownBytes: inout [UInt8]
  ) {
    let (file, parts, present) = (batch.bytes.span, text.places.span, present.span)
    var bytes = ownBytes.mutableSpan
    var places = ranges.places.mutableSpan
    for row in 0..<places.count where present[row] >= least {
      var position = Int(places[row].end)
      for index in separator {
        bytes[position] = bytes[index]
        position &+= 1
      }
      let part = parts[row]
      if !part.isEmpty {
        for index in Int(part.start)..<Int(part.end) {
          bytes[position] = text.isInFile ? file[index] : bytes[index]
          position &+= 1
        }
      }
      places[row].end = UInt32(position)
    }
  }
}

extension RawBatch {
  /// The place of a column of the file among the kept fields.
  fileprivate func place(of column: Int) -> Int {
    let place = Int(places[column])
    precondition(place >= 0, "a column that is read was kept")
    return place
  }
}
