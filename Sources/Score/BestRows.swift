import Tables

/// Of the rows with one key the one that is used, while they pass: none is held but the best of each so far.
struct BestRows<Row: Sendable>: Sendable {
  /// The best row of each key, in the order in which keys were first met.
  private(set) var rows: [Row] = []
  private var table: PlaceTable

  /// No rows yet, with room for those of some keys.
  init(keys: Int = 8) { table = PlaceTable(capacity: keys) }

  /// Takes in a row.
  /// - Returns: the row that lost, this one or the best one so far; nil where its key is new.
  @inline(__always)
  mutating func take(_ row: Row, key: Fingerprint, rank: (Row) -> DuplicateRows.Rank) -> Row? {
    let place = table.number(of: key)
    if place == rows.count {
      rows.append(row)
      return nil
    }
    guard rank(rows[place]) < rank(row) else { return row }
    let loser = rows[place]
    rows[place] = row
    return loser
  }
}
