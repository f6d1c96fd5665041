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
    var times = TimeReading(value.zone.fallback)
    let zones = zones(value.zone, &texts, &faults)
    let numbers: [Int64]
    if case .dateAndTime(let date, let time) = value.source {
      numbers = joined(date, time, earliest, zones, &times, &texts, &faults)
    } else {
      let formats = value.formats
      numbers = read(&texts, &faults) { row, bytes, start, end in
        if !zones.isEmpty, !times.goTo(zones[row]) { return nil }
        guard let reading = times.reading(formats.span, bytes, start, end) else { return nil }
        return times.instant(reading)
      }
    }
    faults.warnings.add(.localTimeGap, schema.name, count: times.gaps)
    faults.warnings.add(.localTimeFold, schema.name, count: times.folds)
    guard let plus = value.plus.first else { return numbers }
    return later(numbers, by: plus, &texts, &faults)
  }

  /// Instants that lie a duration behind others; missing where either is.
  private func later(
    _ instants: [Int64], by plus: BoundMapping.Value, _ texts: inout TextEvaluation, _ faults: inout RowFaults
  ) -> [Int64] {
    let seconds = part(.seconds, plus).numbers(&texts, &faults)
    return instants.indices.map { row in
      if instants[row] != CanonicalBatch.missing, seconds[row] != CanonicalBatch.missing {
        return instants[row] + seconds[row] * 1000
      }
      if schema.isRequired { rejectMissing(row, &faults) }
      return CanonicalBatch.missing
    }
  }

  /// Seconds from one instant to another, rounded to the nearest; missing where either is, unreadable where
  /// they lie the other way round.
  /// - Parameter reversed: gets the rows in which they do.
  func elapsed(
    since first: BoundMapping.Value, until last: BoundMapping.Value, _ texts: inout TextEvaluation,
    _ faults: inout RowFaults, reversed: (Int) -> Void = { _ in }
  ) -> [Int64] {
    let starts = part(.instant, first).numbers(&texts, &faults)
    let ends = part(.instant, last).numbers(&texts, &faults)
    return starts.indices.map { row in
      guard starts[row] != CanonicalBatch.missing, ends[row] != CanonicalBatch.missing else {
        return CanonicalBatch.missing
      }
      if ends[row] >= starts[row] { return (ends[row] - starts[row] + 500) / 1000 }
      faults.warnings.add(.unreadableValue, schema.name)
      reversed(row)
      return CanonicalBatch.missing
    }
  }

  /// Reads a part of the column's values that is of another type; none is no fault.
  private func part(_ type: ColumnType, _ value: BoundMapping.Value) -> ColumnReading {
    let column = ColumnSchema(schema.name, type, personal: schema.isPersonal, schema.description)
    return ColumnReading(schema: column, value: value, words: words)
  }

  /// The zone of each row, nil where the row names none that there is; empty where all have the same.
  private func zones(
    _ choice: ZoneChoice, _ texts: inout TextEvaluation, _ faults: inout RowFaults
  ) -> [ZoneTable?] {
    guard case .named(let value, let shelf, let fallback) = choice else { return [] }
    let ranges = mappedTexts(of: value, &texts, &faults)
    let bytes = texts.bytes(isInFile: ranges.isInFile)
    var zones: [ZoneTable?] = Array(repeating: fallback, count: ranges.places.count)
    for (row, place) in ranges.places.enumerated() where !place.isEmpty {
      zones[row] = shelf.zone(bytes.span, place)
      // Where the column is optional the time becomes missing, and is counted there.
      if zones[row] == nil, schema.mustBeReadable {
        let name = RowFaults.quoted(bytes, place, schema, isWord: true)
        faults.reject(
          row, .requiredUnreadable, schema, value, "\(schema.name) is in \(name), which is no time zone")
      }
    }
    return zones
  }

  /// Days since 1970-01-01.
  func dates(
    _ value: BoundMapping.Value, _ texts: inout TextEvaluation, _ faults: inout RowFaults
  ) -> [Int64] {
    var times = TimeReading(value.zone.fallback)
    let formats = value.formats
    if case .dateMinus(let date, let amount, let unit) = value.source {
      return differences(date, amount, unit, &times, &texts, &faults)
    }
    return read(&texts, &faults) { _, bytes, start, end in
      times.reading(formats.span, bytes, start, end).map { Int64($0.day.days) }
    }
  }

  /// Days that lie an amount of time before others, rounded to the nearest day.
  private func differences(
    _ date: BoundMapping.Value, _ amount: BoundMapping.Value, _ unit: DayUnit,
    _ reader: inout TimeReading, _ texts: inout TextEvaluation, _ faults: inout RowFaults
  ) -> [Int64] {
    pairs(date, amount, &texts, &faults) { _, dayBytes, day, amountBytes, much in
      guard let read = reader.reading(date.formats.span, dayBytes, Int(day.start), Int(day.end)) else {
        return .firstUnreadable
      }
      let millionths = QuantityReading.millionths(
        amountBytes, Int(much.start), Int(much.end), decimalComma: amount.reading.decimalComma)
      // No spell is longer than a thousand years.
      guard let millionths, millionths >= 0,
        Int128(millionths) * Int128(unit.millionths) < 365_250 * 1_000_000_000_000
      else { return .secondUnreadable }
      let before = (Int128(millionths) * Int128(unit.millionths) + 500_000_000_000) / 1_000_000_000_000
      return .number(Int64(read.day.days) - Int64(before))
    }
  }

  /// A day and a time of day from two values; the time is rounded to the second.
  private func joined(
    _ date: BoundMapping.Value, _ time: BoundMapping.Value, _ earliest: [Int64], _ zones: [ZoneTable?],
    _ reader: inout TimeReading, _ texts: inout TextEvaluation, _ faults: inout RowFaults
  ) -> [Int64] {
    pairs(date, time, &texts, &faults) { row, dayBytes, day, timeBytes, clock in
      if !zones.isEmpty, !reader.goTo(zones[row]) { return .firstUnreadable }
      guard let read = reader.reading(date.formats.span, dayBytes, Int(day.start), Int(day.end)) else {
        return .firstUnreadable
      }
      guard let time = reader.timeOfDay(time.formats.span, timeBytes, Int(clock.start), Int(clock.end)) else {
        return .secondUnreadable
      }
      var both = read
      both.milliseconds = (time.milliseconds + 500) / 1000 * 1000
      both.offset = time.offset ?? read.offset
      let isBound = !earliest.isEmpty && earliest[row] != CanonicalBatch.missing
      return .number(isBound ? reader.instant(both, notBefore: earliest[row]) : reader.instant(both))
    }
  }

  /// What two texts of a row are together.
  private enum Pair {
    case number(Int64)
    case firstUnreadable
    case secondUnreadable
  }

  /// Numbers that two values make of each row that has both.
  @inline(__always)
  private func pairs(
    _ first: BoundMapping.Value, _ second: BoundMapping.Value, _ texts: inout TextEvaluation,
    _ faults: inout RowFaults,
    _ read: (_ row: Int, Span<UInt8>, TextRanges.Place, Span<UInt8>, TextRanges.Place) -> Pair
  ) -> [Int64] {
    let firsts = mappedTexts(of: first, &texts, &faults)
    let seconds = mappedTexts(of: second, &texts, &faults)
    let firstBytes = texts.bytes(isInFile: firsts.isInFile)
    let secondBytes = texts.bytes(isInFile: seconds.isInFile)
    var numbers = Array(repeating: CanonicalBatch.missing, count: texts.rows.count)
    for row in numbers.indices {
      let (place, other) = (firsts.places[row], seconds.places[row])
      if place.isEmpty || other.isEmpty {
        if schema.isRequired { rejectMissing(row, &faults) }
        continue
      }
      switch read(row, firstBytes.span, place, secondBytes.span, other) {
      case .number(let number): numbers[row] = number
      case .firstUnreadable: unreadable(row, firstBytes, place, &faults)
      case .secondUnreadable: unreadable(row, secondBytes, other, &faults)
      }
    }
    return numbers
  }
}
