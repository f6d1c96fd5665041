import Canonical
import Tables

/// Turns raw records of one file into canonical rows of one table, by one profile.
///
/// It works column by column over a batch and keeps no state between batches, so batches may be
/// normalized in any order and at the same time.
package struct Normalizer: Sendable {
  /// The table its rows belong to.
  package let table: TableSchema
  private let mapping: BoundMapping
  private let keep: KeepRule?
  private let profile: ProfileMapping

  /// Binds a profile to the columns of a file.
  /// - Throws: `dataRefused` with every column that is missing or stands twice.
  package init(
    _ profile: ProfileMapping, columns: [String], file: String, zones: [String: ZoneTable],
    inputZone: String
  ) throws(StageFailure) {
    table = profile.table
    keep = profile.keep
    self.profile = profile
    mapping = try BoundMapping(
      profile, header: HeaderColumns(columns), file: file, zones: zones, inputZone: inputZone)
  }

  /// Places of the file's columns that the profile reads.
  package var usedColumns: Set<Int> { mapping.usedColumns }

  /// For each mapped column of the table: its canonical name and the file's column, where it is one.
  package var mappedColumns: [(canonical: String, column: String)] {
    zip(table.columns, mapping.fields).compactMap { column, value in
      value.map { (column.name, $0.columnName) }
    }
  }

  /// The canonical rows of a batch.
  package func normalize(_ batch: RawBatch) -> CanonicalBatch {
    var texts = TextEvaluation(batch, mapping)
    var faults = RowFaults(table: table, rows: texts.rows, batch: batch)
    var result = CanonicalBatch(table: table)
    for (place, column) in table.columns.enumerated() {
      let reader = ColumnReading(schema: column, value: mapping.fields[place])
      let slot = result.slots[place]
      switch column.type {
      case .key, .orderedKey:
        let ranges = reader.ranges(&texts, &faults)
        result.keys[slot] = zip(ranges.starts, ranges.ends).map { start, end in
          start < end ? Fingerprint(texts.bytes, from: start, to: end) : .missing
        }
        if column.type == .orderedKey { result.texts[slot] = textColumn(ranges, texts.bytes) }
      case .text:
        let ranges = reader.ranges(&texts, &faults)
        var book = CodeBook()
        result.codes[slot] = zip(ranges.starts, ranges.ends).map { start, end in
          book.code(of: texts.bytes, from: start, to: end)
        }
        result.books[slot] = book
      default:
        result.numbers[slot] = reader.numbers(&texts, &faults)
      }
    }
    dropOpenEnds(&result, &faults)
    checkSpan(result, &faults)
    result.lines = texts.rows.map { batch.firstLines[$0] }
    result.count = texts.rows.count
    if let keep { result.keepKeys = keepKeys(keep, result) }
    if faults.hasAny { result.keepRows { row in !faults.isRejected(row) } }
    result.rejects = faults.rejects
    result.excluded = texts.excluded
    result.warnings = texts.warnings
    result.warnings.merge(faults.warnings)
    return result
  }

  private func textColumn(_ ranges: TextRanges, _ bytes: [UInt8]) -> TextColumn {
    var column = TextColumn()
    for (start, end) in zip(ranges.starts, ranges.ends) { column.append(bytes, from: start, to: end) }
    return column
  }

  /// An end far in the future means that there is none: such an instant becomes missing.
  private func dropOpenEnds(_ batch: inout CanonicalBatch, _ faults: inout RowFaults) {
    guard let name = table.span?.end, table.columns[table.place(of: name)].type == .instant else { return }
    let slot = batch.slots[table.place(of: name)]
    for row in batch.numbers[slot].indices where batch.numbers[slot][row] >= CanonicalBatch.openEnd {
      batch.numbers[slot][row] = CanonicalBatch.missing
      faults.warnings.add(.openEnd, name)
    }
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

  /// The fingerprint of a keep rule's key for each row; missing where the whole key is.
  private func keepKeys(_ rule: KeepRule, _ batch: CanonicalBatch) -> [Fingerprint] {
    var keys = Array(repeating: Fingerprint(high: 1, low: 1), count: batch.lines.count)
    var hasValue = Array(repeating: false, count: batch.lines.count)
    for name in rule.key {
      let place = table.place(of: name)
      let slot = batch.slots[place]
      for row in keys.indices {
        switch table.columns[place].type {
        case .key, .orderedKey:
          if !batch.keys[slot][row].isMissing { hasValue[row] = true }
          keys[row] = keys[row].combined(with: batch.keys[slot][row].high)
            .combined(with: batch.keys[slot][row].low)
        case .text:
          if batch.codes[slot][row] != 0 { hasValue[row] = true }
          let text = Array(batch.books[slot].bytes(of: batch.codes[slot][row]))
          let print = Fingerprint(text, from: 0, to: text.count)
          keys[row] = keys[row].combined(with: print.high).combined(with: print.low)
        default:
          if batch.numbers[slot][row] != CanonicalBatch.missing { hasValue[row] = true }
          keys[row] = keys[row].combined(with: UInt64(bitPattern: batch.numbers[slot][row]))
        }
      }
    }
    for row in keys.indices where !hasValue[row] { keys[row] = .missing }
    return keys
  }
}
