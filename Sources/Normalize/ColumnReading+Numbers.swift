import Canonical
import Tables

extension ColumnReading {
  /// Words as their places, durations, numbers and booleans.
  func quantities(
    _ value: BoundMapping.Value, _ texts: inout TextEvaluation, _ faults: inout RowFaults
  ) -> [Int64] {
    let decimalComma = value.reading.decimalComma
    if case .sum(let parts) = value.source { return sums(of: parts, value, &texts, &faults) }
    if case .elapsed(let since, let until) = value.source {
      return elapsed(since: since, until: until, &texts, &faults)
    }
    switch schema.type {
    case .oneOf:
      let words = words
      return read(&texts, &faults) { _, bytes, start, end in
        words.existingCode(of: bytes, from: start, to: end).map { Int64($0) - 1 }
      }
    case .seconds:
      let patterns = value.reading.durations.isEmpty ? [.seconds] : value.reading.durations
      let (isPlain, isClock) = (patterns.first == .seconds, patterns.first == .clock)
      return read(&texts, &faults) { _, bytes, start, end in
        if isPlain, let seconds = QuantityReading.plainDigits(bytes, start, end) { return seconds }
        if isClock, let seconds = QuantityReading.plainClock(bytes, start, end) { return seconds }
        return QuantityReading.seconds(patterns.span, bytes, start, end, decimalComma: decimalComma)
      }
    case .number:
      return read(&texts, &faults) { _, bytes, start, end in
        QuantityReading.millionths(bytes, start, end, decimalComma: decimalComma)
      }
    case .integer:
      return read(&texts, &faults) { _, bytes, start, end in QuantityReading.integer(bytes, start, end) }
    case .boolean:
      return read(&texts, &faults) { _, bytes, start, end in ColumnReading.boolean(bytes, start, end) }
    default: preconditionFailure("\(schema.name) is not kept as a number")
    }
  }

  /// Sums of durations, numbers or whole numbers; one that cannot be read makes the sum unreadable.
  private func sums(
    of parts: [BoundMapping.Value], _ value: BoundMapping.Value, _ texts: inout TextEvaluation,
    _ faults: inout RowFaults
  ) -> [Int64] {
    var numbers = Array(repeating: CanonicalBatch.missing, count: texts.rows.count)
    var unreadableRows: Set<Int> = []
    let patterns = value.reading.durations
    for part in parts {
      if case .elapsed(let since, let until) = part.source {
        let seconds = elapsed(since: since, until: until, &texts, &faults) { unreadableRows.insert($0) }
        for row in numbers.indices where seconds[row] != CanonicalBatch.missing {
          numbers[row] = seconds[row] + (numbers[row] == CanonicalBatch.missing ? 0 : numbers[row])
        }
        continue
      }
      let ranges = mappedTexts(of: part, &texts, &faults)
      let bytes = texts.bytes(isInFile: ranges.isInFile)
      let (text, places) = (bytes.span, ranges.places.span)
      for row in 0..<places.count where !places[row].isEmpty {
        let (start, end) = (Int(places[row].start), Int(places[row].end))
        let read =
          switch schema.type {
          case .seconds:
            QuantityReading.seconds(
              patterns.span, text, start, end, decimalComma: value.reading.decimalComma)
          case .number:
            QuantityReading.millionths(text, start, end, decimalComma: value.reading.decimalComma)
          default: QuantityReading.integer(text, start, end)
          }
        if let read {
          numbers[row] = read + (numbers[row] == CanonicalBatch.missing ? 0 : numbers[row])
        } else if unreadableRows.insert(row).inserted {
          unreadable(row, bytes, places[row], &faults)
        }
      }
    }
    for row in unreadableRows { numbers[row] = CanonicalBatch.missing }
    if schema.isRequired {
      for row in numbers.indices
      where numbers[row] == CanonicalBatch.missing && !unreadableRows.contains(row) {
        rejectMissing(row, &faults)
      }
    }
    return numbers
  }

  /// `true`, `yes` and `1` as 1, `false`, `no` and `0` as 0, in any case; nil for anything else.
  static func boolean(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64? {
    guard end - start <= 5 else { return nil }
    let word = bytes.word(at: start, count: end - start)
    if end - start == 1 { return word == 0x31 ? 1 : word == 0x30 ? 0 : nil }
    // The letters in lower case, the first one lowest.
    switch (end - start, word | 0x2020_2020_2020_2020) {
    case (4, 0x2020_2020_6575_7274), (3, 0x2020_2020_2073_6579): return 1
    case (5, 0x2020_2065_736c_6166), (2, 0x2020_2020_2020_6f6e): return 0
    default: return nil
    }
  }
}
