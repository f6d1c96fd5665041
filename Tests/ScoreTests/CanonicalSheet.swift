import Canonical
import Tables

@testable import Score

/// Canonical rows from text, as Normalize would make them: days as yyyy-MM-dd, instants in
/// seconds, numbers as decimals.
enum CanonicalSheet {
  /// Bytes that each row's record takes.
  static let recordBytes: UInt32 = 100

  static func batch(_ table: TableSchema, _ rows: [[String: String]]) -> CanonicalBatch {
    var batch = CanonicalBatch(table: table)
    for row in rows {
      for (place, column) in table.columns.enumerated() {
        let slot = batch.slots[place]
        let text = row[column.name] ?? column.defaultValue ?? ""
        switch column.type {
        case .key: batch.keys[slot].append(text.isEmpty ? .missing : Fingerprint(text))
        case .text: batch.codes[slot].append(batch.books[slot].code(of: text))
        default: batch.numbers[slot].append(number(text, column.type) ?? CanonicalBatch.missing)
        }
      }
      batch.offsets.append(UInt32(batch.count) * CanonicalSheet.recordBytes)
      batch.count += 1
    }
    return batch
  }

  /// A table that is kept whole, of one source and file.
  static func table(
    _ table: TableSchema, _ rows: [[String: String]], source: UInt16 = 0, _ vocabulary: inout CodeBook
  ) -> SmallTable {
    var small = SmallTable(table)
    small.append(batch(table, rows), source: source, file: UInt32(source), vocabulary: &vocabulary)
    return small
  }

  private static func number(_ text: String, _ type: ColumnType) -> Int64? {
    switch type {
    case .instant: Int64(text).map { $0 * 1000 }
    case .date: CivilDate(iso: text).map { Int64($0.days) }
    case .boolean: text == "yes" ? 1 : text == "no" ? 0 : nil
    case .oneOf(let words): words.firstIndex(of: text).map { Int64($0) }
    case .number: Double(text).map { Int64(($0 * 1_000_000).rounded()) }
    default: Int64(text)
    }
  }
}
