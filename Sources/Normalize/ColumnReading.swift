import Canonical
import Tables

/// Reads one canonical column of all rows of a batch.
struct ColumnReading {
  /// The canonical column.
  let schema: ColumnSchema
  /// What fills it; nil where the profile or the file has nothing for it.
  let value: BoundMapping.Value?

  /// The column's texts; a required one that is missing and a text its map refuses reject the row.
  func ranges(_ texts: inout TextEvaluation, _ faults: inout RowFaults) -> TextRanges {
    guard let value else {
      rejectAll(texts, &faults)
      return TextRanges(count: texts.rows.count)
    }
    let ranges = mappedTexts(of: value, &texts, &faults)
    if schema.isRequired {
      for row in ranges.starts.indices where ranges.starts[row] >= ranges.ends[row] {
        rejectMissing(row, &faults)
      }
    }
    return ranges
  }

  /// The texts of a value; one that its map refuses rejects the row.
  private func mappedTexts(
    of value: BoundMapping.Value, _ texts: inout TextEvaluation, _ faults: inout RowFaults
  ) -> TextRanges {
    let known = texts.unknownTexts.count
    let ranges = texts.texts(of: value)
    for (row, range) in texts.unknownTexts[known...] {
      faults.reject(
        row, .unknownValue, schema, value,
        "\(schema.name) \(RowFaults.quoted(texts.bytes, range, schema, isWord: true)) is not in the profile's map"
      )
    }
    return ranges
  }

  /// The column's values as numbers, with defaults filled in; missing ones as `CanonicalBatch.missing`.
  func numbers(_ texts: inout TextEvaluation, _ faults: inout RowFaults) -> [Int64] {
    var numbers: [Int64]
    switch (schema.type, value) {
    case (_, nil):
      rejectAll(texts, &faults)
      numbers = Array(repeating: CanonicalBatch.missing, count: texts.rows.count)
    case (.instant, let value?): numbers = instants(value, &texts, &faults)
    case (.date, let value?): numbers = dates(value, &texts, &faults)
    case (.oneOf(let words), .some):
      var book = CodeBook()
      for word in words { _ = book.code(of: word) }
      numbers = read(&texts, &faults) { bytes, start, end in
        book.existingCode(of: bytes, from: start, to: end).map { Int64($0) - 1 }
      }
    case (_, let value?):
      numbers = read(&texts, &faults) { bytes, start, end in
        switch schema.type {
        case .seconds:
          let patterns = value.reading.durations
          return QuantityReading.seconds(
            patterns.isEmpty ? [.seconds] : patterns, bytes, start, end,
            decimalComma: value.reading.decimalComma)
        case .number:
          return QuantityReading.millionths(
            bytes, start, end, decimalComma: value.reading.decimalComma)
        case .integer: return QuantityReading.integer(bytes, start, end)
        case .boolean: return boolean(bytes, start, end)
        default: preconditionFailure("\(schema.name) is not kept as a number")
        }
      }
    }
    if let text = schema.defaultValue { fillDefault(text, &numbers) }
    return numbers
  }

  /// Reads each text with `parse`; unreadable ones reject the row or become missing, as the column says.
  private func read(
    _ texts: inout TextEvaluation, _ faults: inout RowFaults,
    _ parse: ([UInt8], Int, Int) -> Int64?
  ) -> [Int64] {
    let ranges = self.ranges(&texts, &faults)
    let bytes = texts.bytes
    var numbers = Array(repeating: CanonicalBatch.missing, count: ranges.starts.count)
    for row in numbers.indices {
      let (start, end) = (ranges.starts[row], ranges.ends[row])
      if start >= end { continue }
      if let number = parse(bytes, start, end) {
        numbers[row] = number
      } else {
        unreadable(row, bytes, start..<end, &faults)
      }
    }
    return numbers
  }

  private func instants(
    _ value: BoundMapping.Value, _ texts: inout TextEvaluation, _ faults: inout RowFaults
  ) -> [Int64] {
    var skipped = (gap: 0, fold: 0)
    let numbers: [Int64]
    if case .dateAndTime(let date, let time) = value.source {
      numbers = joined(date, time, value.zone, &texts, &faults, &skipped)
    } else {
      numbers = read(&texts, &faults) { bytes, start, end in
        reading(value.reading, bytes, start, end).map { instant($0, value.zone, &skipped) }
      }
    }
    faults.warnings.add(.localTimeGap, schema.name, count: skipped.gap)
    faults.warnings.add(.localTimeFold, schema.name, count: skipped.fold)
    return numbers
  }

  /// A day and a time of day from two values; the time is rounded to the second.
  private func joined(
    _ date: BoundMapping.Value, _ time: BoundMapping.Value, _ zone: ZoneTable,
    _ texts: inout TextEvaluation, _ faults: inout RowFaults, _ skipped: inout (gap: Int, fold: Int)
  ) -> [Int64] {
    let days = mappedTexts(of: date, &texts, &faults)
    let times = mappedTexts(of: time, &texts, &faults)
    let bytes = texts.bytes
    var numbers = Array(repeating: CanonicalBatch.missing, count: texts.rows.count)
    for row in numbers.indices {
      let (dayStart, dayEnd) = (days.starts[row], days.ends[row])
      let (timeStart, timeEnd) = (times.starts[row], times.ends[row])
      if dayStart >= dayEnd || timeStart >= timeEnd {
        if schema.isRequired { rejectMissing(row, &faults) }
        continue
      }
      guard let day = reading(date.reading, bytes, dayStart, dayEnd) else {
        unreadable(row, bytes, dayStart..<dayEnd, &faults)
        continue
      }
      guard let clock = timeOfDay(time.reading, bytes, timeStart, timeEnd) else {
        unreadable(row, bytes, timeStart..<timeEnd, &faults)
        continue
      }
      var both = day
      both.milliseconds = (clock.milliseconds + 500) / 1000 * 1000
      both.offset = clock.offset ?? day.offset
      numbers[row] = instant(both, zone, &skipped)
    }
    return numbers
  }

  private func dates(
    _ value: BoundMapping.Value, _ texts: inout TextEvaluation, _ faults: inout RowFaults
  ) -> [Int64] {
    read(&texts, &faults) { bytes, start, end in
      reading(value.reading, bytes, start, end).map { Int64($0.day.days) }
    }
  }

  /// Reads a day, or a day and time, by the value's formats.
  private func reading(_ mapping: ValueMapping, _ bytes: [UInt8], _ start: Int, _ end: Int)
    -> ClockReading?
  {
    if mapping.formats.isEmpty { return ClockReading.iso(bytes, start, end) }
    for format in mapping.formats {
      if let read = ClockReading.matching(
        format, bytes, start, end, centuryPivot: mapping.centuryPivot)
      {
        return read
      }
    }
    return nil
  }

  /// Reads a time of day: by the value's formats, else `H:mm:ss`.
  private func timeOfDay(_ mapping: ValueMapping, _ bytes: [UInt8], _ start: Int, _ end: Int)
    -> ClockReading?
  {
    if !mapping.formats.isEmpty { return reading(mapping, bytes, start, end) }
    guard let milliseconds = QuantityReading.clock(bytes, start, end), milliseconds < 86_400_000 else {
      return nil
    }
    return ClockReading(milliseconds: milliseconds)
  }

  private func instant(
    _ reading: ClockReading, _ zone: ZoneTable, _ skipped: inout (gap: Int, fold: Int)
  ) -> Int64 {
    let local = Int64(reading.day.days) * 86_400 + reading.milliseconds / 1000
    let fraction = reading.milliseconds % 1000
    if let offset = reading.offset { return (local - offset) * 1000 + fraction }
    let (second, kind) = zone.utc(fromLocal: local)
    switch kind {
    case .plain: break
    case .gap: skipped.gap += 1
    case .fold: skipped.fold += 1
    }
    return second * 1000 + fraction
  }

  private static let booleans: [(word: [UInt8], value: Int64)] = [
    ("true", 1), ("false", 0), ("1", 1), ("0", 0), ("yes", 1), ("no", 0),
  ].map { (Array($0.0.utf8), $0.1) }

  private func boolean(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int64? {
    for (word, value) in ColumnReading.booleans where word.count == end - start {
      if zip(word, bytes[start..<end]).allSatisfy({ $0 == ($1 &- 0x41 < 26 ? $1 | 0x20 : $1) }) {
        return value
      }
    }
    return nil
  }

  private func fillDefault(_ text: String, _ numbers: inout [Int64]) {
    guard case .oneOf(let words) = schema.type, let index = words.firstIndex(of: text) else {
      preconditionFailure("the default of \(schema.name) is none of its words")
    }
    for row in numbers.indices where numbers[row] == CanonicalBatch.missing {
      numbers[row] = Int64(index)
    }
  }

  /// A required column that neither profile nor file has is missing in every row.
  private func rejectAll(_ texts: TextEvaluation, _ faults: inout RowFaults) {
    guard schema.isRequired else { return }
    for row in texts.rows.indices { rejectMissing(row, &faults) }
  }

  private func rejectMissing(_ row: Int, _ faults: inout RowFaults) {
    faults.reject(row, .requiredMissing, schema, value, "\(schema.name) is missing")
  }

  private func unreadable(_ row: Int, _ bytes: [UInt8], _ range: Range<Int>, _ faults: inout RowFaults) {
    let isWord = if case .oneOf = schema.type { true } else { false }
    let found = "\(schema.name) \(RowFaults.quoted(bytes, range, schema, isWord: isWord))"
    if case .oneOf(let words) = schema.type {
      let expected = words.joined(separator: ", ")
      faults.reject(row, .unknownValue, schema, value, "\(found) is none of \(expected)")
    } else if schema.isRequired {
      faults.reject(row, .requiredUnreadable, schema, value, "\(found) is not \(expectation)")
    } else {
      faults.warnings.add(.unreadableValue, schema.name)
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
