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
    var table = PlaceTable(capacity: rows.count)
    // By number of the key, the row that wins so far.
    var best: [UInt32] = []
    best.reserveCapacity(rows.count)
    var losers: [Int] = []
    for place in rows.indices {
      guard let key = key(rows[place]) else { continue }
      let number = table.number(of: key)
      if number == best.count {
        best.append(UInt32(place))
      } else if rank(rows[Int(best[number])]) < rank(rows[place]) {
        losers.append(Int(best[number]))
        best[number] = UInt32(place)
      } else {
        losers.append(place)
      }
    }
    return losers.sorted()
  }

  /// Places of the legs that lose to another one of their contact, ascending.
  ///
  /// The later `updated_at` wins, among equals the last one read; one changed after `asOf` loses to one
  /// changed before.
  package static func losers(among legs: [Leg], asOf: Instant?) -> [Int] {
    losers(legs, asOf, key: { $0.contactKey }, decides: { $0.updated })
  }

  /// Places of the legs that lose to another one under their profile's keep rule, ascending.
  ///
  /// One that is later than `asOf` loses to one that is not.
  package static func keepLosers(among legs: [Leg], asOf: Instant?) -> [Int] {
    losers(legs, asOf, key: { $0.keepKey }, decides: { $0.keepValue })
  }

  /// Leaves of each contact the row with the later `updated_at`, among equals the last one read.
  ///
  /// A row changed after `asOf` loses to one changed before.
  /// - Parameter legs: every row of any contact in it.
  /// - Returns: how many rows of each file were left out, by reason.
  package static func remove(from legs: inout [Leg], asOf: Instant?) -> ExcludedRows {
    drop(losers(among: legs, asOf: asOf), from: &legs, "duplicate")
  }

  /// Leaves of the rows that compete under a profile's keep rule the one it names; one that is later
  /// than `asOf` loses to one that is not.
  /// - Parameter legs: every row of any such competition in it.
  package static func applyKeepRule(to legs: inout [Leg], asOf: Instant?) -> ExcludedRows {
    drop(keepLosers(among: legs, asOf: asOf), from: &legs, "not_kept")
  }

  /// Places of the legs that lose to another one with their key; a missing key is none.
  private static func losers(
    _ legs: [Leg], _ asOf: Instant?, key: (Leg) -> Fingerprint, decides: (Leg) -> Int64
  ) -> [Int] {
    superseded(
      legs,
      key: { leg in
        let key = key(leg)
        return key.isMissing ? nil : key
      },
      rank: { Rank(updated: decides($0), place: $0.place, asOf: asOf) })
  }

  /// Leaves out the legs at some places, which ascend.
  private static func drop(_ places: [Int], from legs: inout [Leg], _ reason: String) -> ExcludedRows {
    var excluded = ExcludedRows()
    if places.isEmpty { return excluded }
    var counts: [UInt32: Int] = [:]
    for place in places { counts[legs[place].file, default: 0] += 1 }
    for (file, count) in counts { excluded.add(reason, file: file, count: count) }
    var next = 0
    var kept = 0
    var span = legs.mutableSpan
    for place in span.indices {
      if next < places.count, places[next] == place {
        next += 1
      } else {
        span[kept] = span[place]
        kept += 1
      }
    }
    legs.removeLast(places.count)
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
