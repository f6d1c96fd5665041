import Canonical
import Tables

/// All rows of one canonical table that is kept whole, with codes of the run's vocabulary.
package struct SmallTable: Sendable {
  /// The rows; settled ones in the order of the run's files, whenever those were read.
  ///
  /// Its books are empty, its codes are the vocabulary's.
  package private(set) var rows: CanonicalBatch
  /// Source of each row, by its place among the sources.
  package private(set) var sources: [UInt16] = []
  /// File of each row, by its place in the run.
  package private(set) var files: [UInt32] = []
  /// When rows of people were changed, those too that did not stay, by source; of other tables nobody asks.
  package private(set) var updates: [UInt16: Set<Int64>] = [:]
  /// Where each row stands in its file: rows that waited come in no order.
  private var positions: [UInt64] = []

  /// A table without rows.
  package init(_ table: TableSchema) { rows = CanonicalBatch(table: table) }

  /// Its canonical table.
  package var table: TableSchema { rows.table }

  /// Adds a later batch of one file.
  package mutating func append(
    _ batch: CanonicalBatch, source: UInt16, file: UInt32, vocabulary: inout CodeBook
  ) {
    append(
      batch, source: source, files: Array(repeating: file, count: batch.count), vocabulary: &vocabulary)
  }

  /// Adds a later batch.
  /// - Parameter files: file of each of its rows.
  package mutating func append(
    _ batch: CanonicalBatch, source: UInt16, files: [UInt32], vocabulary: inout CodeBook
  ) {
    for slot in rows.keys.indices { rows.keys[slot] += batch.keys[slot] }
    for slot in rows.numbers.indices { rows.numbers[slot] += batch.numbers[slot] }
    for slot in rows.codes.indices {
      let global = vocabulary.merge(batch.books[slot])
      rows.codes[slot] += batch.codes[slot].map { global[Int($0)] }
    }
    rows.keepKeys +=
      batch.keepKeys.isEmpty
      ? Array(repeating: .missing, count: batch.count)
      : batch.keepKeys.map { $0.isMissing ? $0 : $0.combined(with: UInt64(source) + 1) }
    rows.offsets += batch.offsets
    rows.count += batch.count
    sources += Array(repeating: source, count: batch.count)
    self.files += files
    let first = UInt64(positions.count)
    positions += batch.places.isEmpty ? Array(first..<first + UInt64(batch.count)) : batch.places
  }

  /// Numbers of a column; `CanonicalBatch.missing` where missing.
  func numbers(_ column: String) -> [Int64] { rows.numbers[rows.slots[rows.table.place(of: column)]] }

  /// Fingerprints of a column.
  func keys(_ column: String) -> [Fingerprint] { rows.keys[rows.slots[rows.table.place(of: column)]] }

  /// Codes of a column; 0 where missing.
  func codes(_ column: String) -> [UInt32] { rows.codes[rows.slots[rows.table.place(of: column)]] }

  /// Leaves of the rows with one key the one that counts, and of the rest those inside `asOf`.
  /// - Parameter keepColumn: the instant or date by which each file's keep rule decides, where it has one.
  /// - Returns: how many rows of each file were left out, by reason.
  package mutating func settle(asOf: Instant?, keepColumn: [UInt32: String]) -> ExcludedRows {
    var excluded = ExcludedRows()
    func isBefore(_ a: Int, _ b: Int) -> Bool {
      (self.files[a], positions[a], a) < (self.files[b], positions[b], b)
    }
    if !(1..<max(1, rows.count)).allSatisfy({ isBefore($0 - 1, $0) }) {
      take((0..<rows.count).sorted(by: isBefore))
    }
    if table.name == TableSchema.people.name { noteUpdates() }
    let keepNumbers = Dictionary(
      uniqueKeysWithValues: Set(keepColumn.values).map { ($0, rows.milliseconds($0)) })
    let (keepKeys, files) = (rows.keepKeys, files)
    drop("not_kept", &excluded, key: { keepKeys[$0].isMissing ? nil : keepKeys[$0] }) { row in
      let column = keepColumn[files[row]].flatMap { keepNumbers[$0] }
      return DuplicateRows.Rank(updated: column?[row] ?? 0, place: UInt64(row), asOf: asOf)
    }
    let updated = numbers("updated_at")
    let keys = prints
    drop("duplicate", &excluded, key: { keys[$0] }) { row in
      DuplicateRows.Rank(updated: updated[row], place: UInt64(row), asOf: asOf)
    }
    return excluded
  }

  /// The newest instant in it that is no open end, or the end of the newest day; nil where it has none.
  /// - Parameter zone: whose days end.
  package func newest(in zone: ZoneTable) -> Instant? { rows.newest(in: zone) }

  /// The first day of a column of dates; nil where it has none.
  package func firstDay(of column: String) -> CivilDate? {
    numbers(column).lazy.filter { $0 != CanonicalBatch.missing }.min()
      .map { CivilDate(days: Int32(clamping: $0)) }
  }

  /// Notes when its rows were changed.
  private mutating func noteUpdates() {
    for (row, updated) in numbers("updated_at").enumerated() where updated != CanonicalBatch.missing {
      updates[sources[row], default: []].insert(updated)
    }
  }

  private mutating func drop(
    _ reason: String, _ excluded: inout ExcludedRows, key: (Int) -> Fingerprint?,
    rank: (Int) -> DuplicateRows.Rank
  ) {
    let losers = DuplicateRows.superseded((0..<rows.count).filter { key($0) != nil }, key: key, rank: rank)
    for row in losers { excluded.add(reason, file: files[row]) }
    keep(allBut: losers)
  }

  private mutating func keep(allBut places: [Int]) {
    if places.isEmpty { return }
    let dropped = Set(places)
    take((0..<rows.count).filter { !dropped.contains($0) })
  }

  private mutating func take(_ places: [Int]) {
    rows.take(places)
    sources = places.map { sources[$0] }
    files = places.map { files[$0] }
    positions = places.map { positions[$0] }
  }

  /// The fingerprints of rows' keys, their sources included.
  private var prints: [Fingerprint] {
    var prints = sources.map { Fingerprint(high: UInt64($0) + 1, low: 1) }
    for name in rows.table.key {
      let place = rows.table.place(of: name)
      let slot = rows.slots[place]
      switch rows.table.columns[place].type {
      case .key:
        for (row, key) in rows.keys[slot].enumerated() {
          prints[row] = prints[row].combined(with: key.high).combined(with: key.low)
        }
      case .text:
        for (row, code) in rows.codes[slot].enumerated() {
          prints[row] = prints[row].combined(with: UInt64(code))
        }
      default:
        for (row, number) in rows.numbers[slot].enumerated() {
          prints[row] = prints[row].combined(with: UInt64(bitPattern: number))
        }
      }
    }
    return prints
  }
}
