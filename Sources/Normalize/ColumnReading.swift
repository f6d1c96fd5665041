import Canonical
import Tables

/// Reads one canonical column of some rows of a batch.
struct ColumnReading {
  /// The canonical column.
  let schema: ColumnSchema
  /// What fills it; nil where the profile or the file has nothing for it.
  let value: BoundMapping.Value?
  /// The words of a column of words, each by its place from 1.
  let words: CodeBook

  /// Puts the column's values behind those that are in a slot of a batch.
  /// - Parameter earliest: see `instants`.
  func read(
    _ texts: inout TextEvaluation, _ faults: inout RowFaults, earliest: [Int64] = [],
    into batch: inout CanonicalBatch, slot: Int
  ) {
    switch schema.type {
    case .key: batch.keys[slot] += keys(&texts, &faults)
    case .text: batch.codes[slot] += codes(&texts, &faults, in: &batch.books[slot])
    default: batch.numbers[slot] += numbers(&texts, &faults, earliest: earliest)
    }
  }

  /// The column's values as fingerprints.
  func keys(_ texts: inout TextEvaluation, _ faults: inout RowFaults) -> [Fingerprint] {
    let ranges = ranges(&texts, &faults)
    let bytes = texts.bytes(isInFile: ranges.isInFile)
    var keys = Array(repeating: Fingerprint.missing, count: ranges.places.count)
    let (text, places) = (bytes.span, ranges.places.span)
    var results = keys.mutableSpan
    for row in 0..<places.count where !places[row].isEmpty {
      results[row] = Fingerprint(text, from: Int(places[row].start), to: Int(places[row].end))
    }
    return keys
  }

  /// The fingerprints of a value's texts; missing ones are no fault.
  static func keys(of value: BoundMapping.Value, _ texts: inout TextEvaluation) -> [Fingerprint] {
    let ranges = texts.texts(of: value)
    let bytes = texts.bytes(isInFile: ranges.isInFile)
    return ranges.places.map {
      $0.isEmpty ? .missing : Fingerprint(bytes.span, from: Int($0.start), to: Int($0.end))
    }
  }

  /// The column's values as codes of a book.
  func codes(_ texts: inout TextEvaluation, _ faults: inout RowFaults, in book: inout CodeBook) -> [UInt32] {
    let ranges = ranges(&texts, &faults)
    let bytes = texts.bytes(isInFile: ranges.isInFile)
    var codes = Array(repeating: UInt32(0), count: ranges.places.count)
    let (text, places) = (bytes.span, ranges.places.span)
    var results = codes.mutableSpan
    for row in 0..<places.count where !places[row].isEmpty {
      results[row] = book.code(of: text, from: Int(places[row].start), to: Int(places[row].end))
    }
    return codes
  }

  /// The column's values as numbers, with defaults filled in; missing ones as `CanonicalBatch.missing`.
  /// - Parameter earliest: see `instants`.
  func numbers(
    _ texts: inout TextEvaluation, _ faults: inout RowFaults, earliest: [Int64] = []
  ) -> [Int64] {
    var numbers: [Int64]
    if let value {
      switch schema.type {
      case .instant: numbers = instants(value, &texts, &faults, earliest: earliest)
      case .date: numbers = dates(value, &texts, &faults)
      default: numbers = quantities(value, &texts, &faults)
      }
    } else {
      rejectAll(texts, &faults)
      numbers = Array(repeating: CanonicalBatch.missing, count: texts.rows.count)
    }
    if let text = schema.defaultValue { fillDefault(text, &numbers) }
    return numbers
  }

  /// The column's texts; a required one that is missing and a text its map refuses reject the row.
  private func ranges(_ texts: inout TextEvaluation, _ faults: inout RowFaults) -> TextRanges {
    guard let value else {
      rejectAll(texts, &faults)
      return TextRanges(count: texts.rows.count, isInFile: true)
    }
    let ranges = mappedTexts(of: value, &texts, &faults)
    if schema.isRequired {
      let places = ranges.places.span
      for row in 0..<places.count where places[row].isEmpty { rejectMissing(row, &faults) }
    }
    return ranges
  }

  /// The texts of a value; one that its map refuses rejects the row.
  func mappedTexts(
    of value: BoundMapping.Value, _ texts: inout TextEvaluation, _ faults: inout RowFaults
  ) -> TextRanges {
    let known = texts.unknownTexts.count
    let ranges = texts.texts(of: value)
    for unknown in texts.unknownTexts[known...] {
      let text = RowFaults.quoted(
        texts.bytes(isInFile: unknown.isInFile), unknown.place, schema, isWord: true)
      faults.reject(
        unknown.row, .unknownValue, schema, value, "\(schema.name) \(text) is not in the profile's map")
    }
    return ranges
  }

  /// Reads each text with `parse`; unreadable ones reject the row or become missing, as the column says.
  @inline(__always)
  func read(
    _ texts: inout TextEvaluation, _ faults: inout RowFaults,
    _ parse: (_ row: Int, Span<UInt8>, Int, Int) -> Int64?
  ) -> [Int64] {
    let ranges = ranges(&texts, &faults)
    let bytes = texts.bytes(isInFile: ranges.isInFile)
    var numbers = Array(repeating: CanonicalBatch.missing, count: ranges.places.count)
    var unreadableRows: [Int] = []
    do {
      let (text, places) = (bytes.span, ranges.places.span)
      var results = numbers.mutableSpan
      for row in 0..<places.count where !places[row].isEmpty {
        if let number = parse(row, text, Int(places[row].start), Int(places[row].end)) {
          results[row] = number
        } else {
          unreadableRows.append(row)
        }
      }
    }
    for row in unreadableRows { unreadable(row, bytes, ranges.places[row], &faults) }
    return numbers
  }

  private func fillDefault(_ text: String, _ numbers: inout [Int64]) {
    guard case .oneOf(let words) = schema.type, let index = words.firstIndex(of: text) else {
      preconditionFailure("the default of \(schema.name) is none of its words")
    }
    var values = numbers.mutableSpan
    for row in 0..<values.count where values[row] == CanonicalBatch.missing { values[row] = Int64(index) }
  }

  /// A required column that neither profile nor file has is missing in every row.
  private func rejectAll(_ texts: TextEvaluation, _ faults: inout RowFaults) {
    guard schema.isRequired else { return }
    for row in texts.rows.indices { rejectMissing(row, &faults) }
  }

  /// Rejects a row whose required value is missing.
  func rejectMissing(_ row: Int, _ faults: inout RowFaults) {
    faults.reject(row, .requiredMissing, schema, value, "\(schema.name) is missing")
  }

  /// Rejects a row, or lets a value be missing, because of a text that cannot be read.
  func unreadable(
    _ row: Int, _ bytes: [UInt8], _ place: TextRanges.Place, _ faults: inout RowFaults
  ) {
    let isWord = if case .oneOf = schema.type { true } else { false }
    guard isWord || schema.mustBeReadable else {
      faults.warnings.add(.unreadableValue, schema.name)
      return
    }
    let found = "\(schema.name) \(RowFaults.quoted(bytes, place, schema, isWord: isWord))"
    if case .oneOf(let words) = schema.type {
      let expected = words.joined(separator: ", ")
      faults.reject(row, .unknownValue, schema, value, "\(found) is none of \(expected)")
    } else {
      faults.reject(row, .requiredUnreadable, schema, value, "\(found) is not \(expectation)")
    }
  }

  /// What a readable text would have been, for a message.
  private var expectation: String {
    let reading = value?.reading
    switch schema.type {
    case .instant, .date:
      if case .dateAndTime? = value?.source { return "a day and a time in the profile's formats" }
      let formats = reading?.formats ?? []
      if formats.isEmpty { return schema.type == .date ? "a date (yyyy-MM-dd)" : "an ISO 8601 time" }
      return "a date in the format " + formats.map { "'\($0.text)'" }.joined(separator: " or ")
    case .seconds: return "a duration"
    case .boolean: return "true or false"
    case .integer: return "a whole number"
    default: return "a number"
    }
  }
}
