import Canonical
import Tables

extension ColumnReading {
  /// Instants in milliseconds since the epoch.
  /// - Parameter earliest: by row, the instant before which a time of day means the next day; empty
  ///   where nothing says so.
  func instants(
    _ value: BoundMapping.Value, _ texts: inout TextEvaluation, _ faults: inout RowFaults,
    earliest: [Int64]
  ) -> [Int64] {
    var times = TimeReading(value.zone)
    let numbers: [Int64]
    if case .dateAndTime(let date, let time) = value.source {
      numbers = joined(date, time, earliest, &times, &texts, &faults)
    } else {
      let formats = value.formats
      numbers = read(&texts, &faults) { bytes, start, end in
        guard let reading = times.reading(formats.span, bytes, start, end) else { return nil }
        return times.instant(reading)
      }
    }
    faults.warnings.add(.localTimeGap, schema.name, count: times.gaps)
    faults.warnings.add(.localTimeFold, schema.name, count: times.folds)
    return numbers
  }

  /// Days since 1970-01-01.
  func dates(
    _ value: BoundMapping.Value, _ texts: inout TextEvaluation, _ faults: inout RowFaults
  ) -> [Int64] {
    var times = TimeReading(value.zone)
    let formats = value.formats
    if case .dateMinus(let date, let amount, let unit) = value.source {
      return differences(date, amount, unit, &times, &texts, &faults)
    }
    return read(&texts, &faults) { bytes, start, end in
      times.reading(formats.span, bytes, start, end).map { Int64($0.day.days) }
    }
  }

  /// Days that lie an amount of time before others, rounded to the nearest day.
  private func differences(
    _ date: BoundMapping.Value, _ amount: BoundMapping.Value, _ unit: DayUnit,
    _ reader: inout TimeReading, _ texts: inout TextEvaluation, _ faults: inout RowFaults
  ) -> [Int64] {
    let days = mappedTexts(of: date, &texts, &faults)
    let amounts = mappedTexts(of: amount, &texts, &faults)
    let dayBytes = texts.bytes(isInFile: days.isInFile)
    let amountBytes = texts.bytes(isInFile: amounts.isInFile)
    var numbers = Array(repeating: CanonicalBatch.missing, count: texts.rows.count)
    for row in numbers.indices {
      let (day, much) = (days.places[row], amounts.places[row])
      if day.isEmpty || much.isEmpty {
        if schema.isRequired { rejectMissing(row, &faults) }
        continue
      }
      guard let read = reader.reading(date.formats.span, dayBytes.span, Int(day.start), Int(day.end)) else {
        unreadable(row, dayBytes, day, &faults)
        continue
      }
      let millionths = QuantityReading.millionths(
        amountBytes.span, Int(much.start), Int(much.end), decimalComma: amount.reading.decimalComma)
      // No spell is longer than a thousand years.
      guard let millionths, millionths >= 0,
        Int128(millionths) * Int128(unit.millionths) < 365_250 * 1_000_000_000_000
      else {
        unreadable(row, amountBytes, much, &faults)
        continue
      }
      let before = (Int128(millionths) * Int128(unit.millionths) + 500_000_000_000) / 1_000_000_000_000
      numbers[row] = Int64(read.day.days) - Int64(before)
    }
    return numbers
  }

  /// A day and a time of day from two values; the time is rounded to the second.
  private func joined(
    _ date: BoundMapping.Value, _ time: BoundMapping.Value, _ earliest: [Int64],
    _ reader: inout TimeReading, _ texts: inout TextEvaluation, _ faults: inout RowFaults
  ) -> [Int64] {
    let days = mappedTexts(of: date, &texts, &faults)
    let times = mappedTexts(of: time, &texts, &faults)
    let dayBytes = texts.bytes(isInFile: days.isInFile)
    let timeBytes = texts.bytes(isInFile: times.isInFile)
    var numbers = Array(repeating: CanonicalBatch.missing, count: texts.rows.count)
    let (dayFormats, timeFormats) = (date.formats.span, time.formats.span)
    let (dayPlaces, timePlaces) = (days.places.span, times.places.span)
    var results = numbers.mutableSpan
    for row in 0..<dayPlaces.count {
      let (dayPlace, timePlace) = (dayPlaces[row], timePlaces[row])
      if dayPlace.isEmpty || timePlace.isEmpty {
        if schema.isRequired { rejectMissing(row, &faults) }
        continue
      }
      guard
        let day = reader.reading(dayFormats, dayBytes.span, Int(dayPlace.start), Int(dayPlace.end))
      else {
        unreadable(row, dayBytes, dayPlace, &faults)
        continue
      }
      guard
        let clock = reader.timeOfDay(timeFormats, timeBytes.span, Int(timePlace.start), Int(timePlace.end))
      else {
        unreadable(row, timeBytes, timePlace, &faults)
        continue
      }
      var both = day
      both.milliseconds = (clock.milliseconds + 500) / 1000 * 1000
      both.offset = clock.offset ?? day.offset
      results[row] = reader.instant(both)
      if !earliest.isEmpty, earliest[row] != CanonicalBatch.missing, results[row] < earliest[row] {
        both.day.days += 1
        results[row] = reader.instant(both)
      }
    }
    return numbers
  }
}
