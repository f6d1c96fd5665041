import Canonical
import Tables

/// Turns raw records of one file into canonical rows of one table, by one profile.
///
/// It works column by column over a batch and keeps no state between batches, so batches may be
/// normalized in any order and at the same time.
package struct Normalizer: Sendable {
  /// The table its rows belong to.
  package let table: TableSchema
  let mapping: BoundMapping
  private let keep: KeepRule?
  private let profile: ProfileMapping

  /// Binds a profile to the columns of a file.
  /// - Parameters:
  ///   - file: its path, for messages.
  ///   - lineName: what stands before the numbers of its lines where a value is one.
  /// - Throws: `dataRefused` with every column that is missing or stands twice.
  package init(
    _ profile: ProfileMapping, columns: [String], file: String, lineName: String,
    zones: [String: ZoneTable], inputZone: String
  ) throws(StageFailure) {
    table = profile.rowTable
    keep = profile.keep
    self.profile = profile
    mapping = try BoundMapping(
      profile, header: HeaderColumns(columns), file: file, lineName: lineName, zones: zones,
      inputZone: inputZone)
  }

  /// Places of the file's columns that the profile reads.
  package var usedColumns: Set<Int> { mapping.usedColumns }

  /// For each mapped column of the table: its canonical name and the file's column, where it is one.
  package var mappedColumns: [(canonical: String, column: String)] {
    zip(table.columns, mapping.fields).compactMap { column, value in
      if let value { return (column.name, value.columnName) }
      guard column.name == profile.unpivot?.value else {
        return column.name == profile.unpivot?.item ? (column.name, "") : nil
      }
      return (column.name, mapping.answers.compactMap { $0?.columnName }.joined(separator: "', '"))
    }
  }

  /// For each column of the table, whether the profile and the file have something for it.
  package var isMapped: [Bool] {
    zip(table.columns, mapping.fields).map { column, value in
      value != nil || column.name == profile.unpivot?.item || column.name == profile.unpivot?.value
    }
  }

  /// Records that are read column by column before the next ones are: so many stay in the processor's
  /// cache from one column to the next.
  private static let recordsAtOnce = 1024

  /// The canonical rows of a batch.
  package func normalize(_ batch: RawBatch, at position: BatchPosition = BatchPosition()) -> CanonicalBatch {
    var faults = RowFaults(table: table, batch: batch)
    var result = CanonicalBatch(table: table)
    var answers = Answers(mapping, profile.unpivot, table)
    for slot in result.keys.indices { result.keys[slot].reserveCapacity(batch.count) }
    for slot in result.codes.indices { result.codes[slot].reserveCapacity(batch.count) }
    for slot in result.numbers.indices { result.numbers[slot].reserveCapacity(batch.count) }
    for first in stride(from: 0, to: batch.count, by: Normalizer.recordsAtOnce) {
      let records = first..<min(first + Normalizer.recordsAtOnce, batch.count)
      var texts = TextEvaluation(batch, records, mapping, at: position)
      faults.go(to: texts.rows)
      read(&texts, &faults, into: &result)
      answers?.read(&texts, &faults)
      if let parent = mapping.parent {
        result.parents += ColumnReading.keys(of: parent, &texts)
      }
      for (reason, count) in texts.excluded { result.excluded[reason, default: 0] += count }
      result.warnings.merge(texts.warnings)
    }
    faults.goBack()
    result.count = faults.rows.count
    dropOpenEnds(&result, &faults)
    checkSpan(result, &faults)
    result.offsets =
      result.count == batch.count ? batch.offsets : faults.rows.map { batch.offsets[Int($0)] }
    if let answers {
      answers.spread(over: &result) { row in !faults.isRejected(row) }
    } else if faults.hasAny {
      result.keepRows { row in !faults.isRejected(row) }
    }
    if let keep, profile.collapse == nil { result.keepKeys = result.keepKeys(of: keep) }
    result.rejects = faults.rejects
    result.warnings.merge(faults.warnings)
    return result
  }

  /// Reads all columns of some rows and puts them behind those that are there.
  private func read(
    _ texts: inout TextEvaluation, _ faults: inout RowFaults, into result: inout CanonicalBatch
  ) {
    for (place, column) in table.columns.enumerated() {
      let reader = ColumnReading(
        schema: column, value: mapping.fields[place], words: mapping.words[place])
      // That column stands before this one, so its rows are there already.
      let earliest = mapping.fields[place]?.reading.nextDayIfBefore.map {
        Array(result.numbers[result.slots[table.place(of: $0)]].suffix(texts.rows.count))
      }
      reader.read(&texts, &faults, earliest: earliest ?? [], into: &result, slot: result.slots[place])
    }
  }

  /// Whether what a canonical column holds depends on where a row stands, so that it cannot be read again
  /// from the row alone.
  package func dependsOnPosition(_ column: String) -> Bool {
    mapping.fields[table.place(of: column)]?.dependsOnPosition == true
  }

  /// The text of one canonical column in a batch of a single record, as when an id is read again from
  /// its place; nil where it is missing, or where conditions leave the record out.
  package func text(of column: String, inSingle batch: RawBatch) -> [UInt8]? {
    precondition(batch.count == 1, "one record is asked for")
    guard let value = mapping.fields[table.place(of: column)] else { return nil }
    var texts = TextEvaluation(batch, 0..<1, mapping)
    let ranges = texts.texts(of: value)
    guard let place = ranges.places.first, !place.isEmpty, texts.unknownTexts.isEmpty else { return nil }
    return Array(texts.bytes(isInFile: ranges.isInFile)[Int(place.start)..<Int(place.end)])
  }

  /// The texts of one canonical column in the records of a batch that conditions leave.
  package func texts(of column: String, in batch: RawBatch, at position: BatchPosition) -> RecordTexts {
    var result = RecordTexts()
    guard let value = mapping.fields[table.place(of: column)] else { return result }
    var texts = TextEvaluation(batch, 0..<batch.count, mapping, at: position)
    let ranges = texts.texts(of: value)
    let bytes = texts.bytes(isInFile: ranges.isInFile)
    result.offsets.reserveCapacity(texts.rows.count)
    result.ends.reserveCapacity(texts.rows.count)
    for (row, place) in zip(texts.rows, ranges.places) {
      result.bytes += bytes[Int(place.start)..<Int(place.end)]
      result.offsets.append(batch.offsets[Int(row)])
      result.ends.append(UInt32(truncatingIfNeeded: result.bytes.count))
    }
    return result
  }

  /// An end far in the future means that there is none: such an instant becomes missing.
  private func dropOpenEnds(_ batch: inout CanonicalBatch, _ faults: inout RowFaults) {
    guard let name = table.span?.end, table.columns[table.place(of: name)].type == .instant else { return }
    let slot = batch.slots[table.place(of: name)]
    var dropped = 0
    do {
      var ends = batch.numbers[slot].mutableSpan
      for row in 0..<ends.count where ends[row] >= CanonicalBatch.openEnd {
        ends[row] = CanonicalBatch.missing
        dropped += 1
      }
    }
    faults.warnings.add(.openEnd, name, count: dropped)
  }

  /// Rejects rows that end before they start.
  private func checkSpan(_ batch: CanonicalBatch, _ faults: inout RowFaults) {
    guard let span = table.span else { return }
    let endPlace = table.place(of: span.end)
    let starts = batch.numbers[batch.slots[table.place(of: span.start)]]
    let ends = batch.numbers[batch.slots[endPlace]]
    for row in starts.indices
    where starts[row] != CanonicalBatch.missing && ends[row] != CanonicalBatch.missing
      && ends[row] < starts[row]
    {
      faults.reject(
        row, .endBeforeStart, table.columns[endPlace], mapping.fields[endPlace],
        "\(span.end) is before \(span.start)")
    }
  }
}
