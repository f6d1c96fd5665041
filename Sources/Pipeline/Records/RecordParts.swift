/// Hands over the partitions of a store in parts that can be worked on at once.
struct RecordParts: Sendable {
  /// Where the records are.
  let store: RecordStore
  /// Where the parts go of a partition that is too large.
  let workspace: Workspace
  /// The keys of some records, by which they were dealt into the partitions.
  let keys: @Sendable (_ words: [UInt64], _ count: Int) -> [UInt64]

  /// Of a key's bits so many are tried: what they do not tell apart is one key.
  private static let mostBits = 48

  /// Takes a partition out of the store and hands it over, in one or several parts, none of them empty.
  /// - Parameter body: takes a part and its crowd: the key of most of its records where these are too many
  ///   to be worked on at once, and no division would help.
  func visit(_ partition: Int, _ body: (StoredRecords, _ crowd: UInt64?) throws -> Void) throws {
    let records = store.take(partition)
    if records.count == 0 { return }
    if records.count <= Workspace.recordsAtOnce { return try body(records, nil) }
    try divide(records, skipping: store.partitions.skipped + store.partitions.bits, body)
  }

  private func divide(
    _ records: consuming StoredRecords, skipping used: Int,
    _ body: (StoredRecords, _ crowd: UInt64?) throws -> Void
  ) throws {
    var bits = 1
    while records.count >> bits > Workspace.recordsAtOnce / 2 && bits < 8 { bits += 1 }
    let parts = workspace.store(
      width: store.width, PartitionBits(skipped: used, bits: bits), expecting: records.count)
    var majorities = Array(repeating: Majority(), count: parts.partitions.count)
    try records.read { words, count in
      let keys = keys(words, count)
      for key in keys { majorities[parts.partitions.place(of: key)].take(key) }
      try parts.append(count == words.count ? words : Array(words[..<count]), keys: keys)
    }
    for (part, majority) in majorities.enumerated() {
      let records = parts.take(part)
      if records.count == 0 { continue }
      if records.count <= Workspace.recordsAtOnce {
        try body(records, nil)
      } else if records.count - majority.lead > Workspace.recordsAtOnce, used + bits < RecordParts.mostBits {
        try divide(records, skipping: used + bits, body)
      } else {
        try body(records, majority.key)
      }
    }
  }

  /// The key that more than half of some records have, if any.
  ///
  /// Source: Boyer and Moore (1991), MJRTY, a fast majority vote algorithm.
  private struct Majority {
    var key: UInt64 = 0
    /// At least so many records have the key.
    var lead = 0

    mutating func take(_ key: UInt64) {
      if key == self.key {
        lead += 1
      } else if lead == 0 {
        (self.key, lead) = (key, 1)
      } else {
        lead -= 1
      }
    }
  }
}
