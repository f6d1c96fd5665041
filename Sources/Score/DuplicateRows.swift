import Tables

/// Finds, among rows with one key, the one that is used.
package enum DuplicateRows {
  /// What decides between rows with one key, in this order; the largest wins.
  struct Rank: Comparable {
    /// Whether the source changed it by the horizon of knowledge.
    var isKnown: Bool
    /// When the source last changed it; the least number where it does not say.
    var updated: Int64
    /// Place in the order of reading.
    var sequence: UInt64

    static func < (lhs: Rank, rhs: Rank) -> Bool {
      if lhs.isKnown != rhs.isKnown { return rhs.isKnown }
      return (lhs.updated, lhs.sequence) < (rhs.updated, rhs.sequence)
    }
  }

  /// Places of the rows that lose to another one with their key, ascending; rows without key never do.
  static func superseded<Row>(
    _ rows: [Row], key: (Row) -> Fingerprint?, rank: (Row) -> Rank
  ) -> [Int] {
    var best: [Fingerprint: Int] = [:]
    best.reserveCapacity(rows.count)
    var losers: [Int] = []
    for (place, row) in rows.enumerated() {
      guard let key = key(row) else { continue }
      if let other = best[key] {
        if rank(rows[other]) < rank(row) {
          losers.append(other)
          best[key] = place
        } else {
          losers.append(place)
        }
      } else {
        best[key] = place
      }
    }
    return losers.sorted()
  }

  /// Leaves of each contact the row with the later `updated_at`, among equals the last one read.
  ///
  /// A row changed after `asOf` loses to one changed before.
  /// - Parameter legs: every row of any contact in it, in the order of reading.
  /// - Returns: how many rows of each file were left out, by reason.
  package static func remove(from legs: inout [Leg], asOf: Instant?) -> ExcludedRows {
    drop(
      superseded(legs, key: { $0.contact }) { leg in
        Rank(
          isKnown: asOf.map { leg.updated <= $0.milliseconds } ?? true, updated: leg.updated,
          sequence: leg.sequence)
      }, from: &legs, "duplicate")
  }

  /// Leaves of the rows that compete under a profile's keep rule the one it names; one that is later
  /// than `asOf` loses to one that is not.
  /// - Parameter legs: every row of any such competition in it, in the order of reading.
  package static func applyKeepRule(to legs: inout [Leg], asOf: Instant?) -> ExcludedRows {
    drop(
      superseded(legs, key: { $0.keepKey.isMissing ? nil : $0.keepKey }) { leg in
        Rank(
          isKnown: asOf.map { leg.keepValue <= $0.milliseconds } ?? true, updated: leg.keepValue,
          sequence: leg.sequence)
      }, from: &legs, "not_kept")
  }

  /// Leaves out the legs at some places, which ascend.
  private static func drop(_ places: [Int], from legs: inout [Leg], _ reason: String) -> ExcludedRows {
    var excluded = ExcludedRows()
    if places.isEmpty { return excluded }
    for place in places { excluded.add(reason, file: legs[place].file) }
    var next = 0
    var kept: [Leg] = []
    kept.reserveCapacity(legs.count - places.count)
    for (place, leg) in legs.enumerated() {
      if next < places.count, places[next] == place { next += 1 } else { kept.append(leg) }
    }
    legs = kept
    return excluded
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
