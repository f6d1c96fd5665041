import Tables

/// Finds, among rows with one key, the one that is used.
enum DuplicateRows {
  /// What decides between rows with one key, in this order; the largest wins.
  struct Rank: Comparable {
    /// Whether the source changed it by the horizon of knowledge.
    var isKnown: Bool
    /// When the source last changed it; the least number where it does not say.
    var updated: Int64
    /// Place in the order of reading.
    var sequence: UInt64

    /// The rank of a row that was last changed at an instant and read at a place.
    init(updated: Int64, place: UInt64, asOf: Instant?) {
      isKnown = asOf.map { updated <= $0.milliseconds } ?? true
      self.updated = updated
      sequence = place
    }

    static func < (lhs: Rank, rhs: Rank) -> Bool {
      if lhs.isKnown != rhs.isKnown { return rhs.isKnown }
      return (lhs.updated, lhs.sequence) < (rhs.updated, rhs.sequence)
    }
  }

  /// Places of the rows that lose to another one with their key, ascending; rows without key never do.
  static func superseded<Row>(
    _ rows: [Row], key: (Row) -> Fingerprint?, rank: (Row) -> Rank
  ) -> [Int] {
    var best = BestRows<Int>(keys: rows.count)
    var losers: [Int] = []
    for place in rows.indices {
      guard let key = key(rows[place]) else { continue }
      if let loser = best.take(place, key: key, rank: { rank(rows[$0]) }) { losers.append(loser) }
    }
    return losers.sorted()
  }
}

/// Accepted rows that were not used: how many of each file, by reason.
package struct ExcludedRows: Sendable, Equatable {
  /// Rows by file and reason.
  package private(set) var counts: [UInt32: [String: Int]] = [:]

  /// None.
  package init() {}

  /// Adds rows of a file.
  package mutating func add(_ reason: String, file: UInt32, count: Int = 1) {
    counts[file, default: [:]][reason, default: 0] += count
  }

  /// Adds another's.
  package mutating func merge(_ other: ExcludedRows) {
    for (file, reasons) in other.counts {
      for (reason, count) in reasons { add(reason, file: file, count: count) }
    }
  }
}
