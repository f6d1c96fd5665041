/// Records of fixed width, sorted by partition and within one in their order.
struct RecordDeal: Sendable {
  /// The records, one behind the other.
  let words: [UInt64]
  /// Behind the last record of each partition, counted in records.
  let ends: [Int]

  /// Deals records by the upper bits of their keys.
  /// - Parameters:
  ///   - records: `width` words each.
  ///   - keys: one for each record.
  init(_ records: [UInt64], width: Int, keys: [UInt64], into partitions: PartitionBits) {
    let count = keys.count
    precondition(records.count == count * width, "a key for each record")
    var ends = Array(repeating: 0, count: partitions.count)
    guard partitions.count > 1 else {
      words = records
      self.ends = [count]
      return
    }
    var sorted = Array(repeating: UInt64(0), count: records.count)
    RecordDeal.sort(records.span, width, keys.span, partitions, &ends, &sorted)
    words = sorted
    self.ends = ends
  }

  /// Counts, then places: two passes over the keys.
  private static func sort(
    _ records: Span<UInt64>, _ width: Int, _ keys: Span<UInt64>, _ partitions: PartitionBits,
    _ ends: inout [Int], _ sorted: inout [UInt64]
  ) {
    var places = ends.mutableSpan
    for record in keys.indices { places[partitions.place(of: keys[record])] += 1 }
    var start = 0
    for partition in places.indices {
      let count = places[partition]
      places[partition] = start
      start += count
    }
    var target = sorted.mutableSpan
    for record in keys.indices {
      let partition = partitions.place(of: keys[record])
      let (from, to) = (record &* width, places[partition] &* width)
      places[partition] &+= 1
      for word in 0..<width { target[to &+ word] = records[from &+ word] }
    }
  }
}

/// Which bits of a key choose among partitions.
struct PartitionBits: Sendable, Equatable {
  /// Upper bits that were used up by a division before.
  var skipped: Int
  /// How many bits choose.
  var bits: Int

  /// How many partitions there are.
  var count: Int { 1 << bits }

  /// The partition of a key.
  @inline(__always)
  func place(of key: UInt64) -> Int {
    bits == 0 ? 0 : Int(truncatingIfNeeded: (key &<< UInt64(skipped)) &>> UInt64(64 - bits))
  }
}
