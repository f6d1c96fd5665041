import Tables

/// Sorted keys that bring the legs of one owner together: the upper half of each is the upper half of
/// its owner's lower half, the lower half the leg's place.
///
/// A pass over the upper bits brings owners close, so that little is left to sort; no leg is looked at
/// more than once.
struct OwnerKeys {
  /// The keys.
  private(set) var keys: [UInt64]

  /// Buckets up to this length are sorted by insertion.
  private static let longestInsertion: UInt32 = 24

  /// The keys of these legs; O(n log n) at worst.
  init(_ legs: Span<Leg>) {
    var bits: UInt64 = 1
    while bits < 31, legs.count >> bits > 2 { bits += 1 }
    let shift = 64 - bits
    var ends = Array(repeating: UInt32(0), count: 1 << bits)
    let dealt = Array(capacity: legs.count) { (keys: inout OutputSpan<UInt64>) in
      OwnerKeys.read(legs, shift: shift, &keys, &ends)
    }
    keys = Array(repeating: 0, count: legs.count)
    let longest = OwnerKeys.deal(dealt.span, shift: shift, &keys, &ends)
    if longest > OwnerKeys.longestInsertion { sortLong(ends.span) }
    OwnerKeys.insert(&keys)
  }

  /// Place of a key's leg.
  @inline(__always)
  static func place(of key: UInt64) -> Int { Int(UInt32(truncatingIfNeeded: key)) }

  /// Writes the keys in the order of the legs, and counts those of each bucket.
  private static func read(
    _ legs: Span<Leg>, shift: UInt64, _ keys: inout OutputSpan<UInt64>, _ endStorage: inout [UInt32]
  ) {
    var ends = endStorage.mutableSpan
    for place in legs.indices {
      let half = legs[place].owner.low
      keys.append(half & ~UInt64(UInt32.max) | UInt64(UInt32(truncatingIfNeeded: place)))
      ends[Int(truncatingIfNeeded: half >> shift)] &+= 1
    }
  }

  /// Deals the keys into their buckets, in their order.
  /// - Returns: the length of the longest bucket.
  private static func deal(
    _ dealt: Span<UInt64>, shift: UInt64, _ keyStorage: inout [UInt64], _ endStorage: inout [UInt32]
  ) -> UInt32 {
    var ends = endStorage.mutableSpan
    var keys = keyStorage.mutableSpan
    var (start, longest) = (UInt32(0), UInt32(0))
    for bucket in ends.indices {
      let count = ends[bucket]
      ends[bucket] = start
      start &+= count
      longest = max(longest, count)
    }
    for place in dealt.indices {
      let bucket = Int(truncatingIfNeeded: dealt[place] >> shift)
      keys[Int(ends[bucket])] = dealt[place]
      ends[bucket] &+= 1
    }
    return longest
  }

  /// Sorts the buckets that are too long for insertion.
  private mutating func sortLong(_ ends: Span<UInt32>) {
    var start = 0
    for bucket in ends.indices {
      let end = Int(ends[bucket])
      if end - start > Int(OwnerKeys.longestInsertion) { keys[start..<end].sort() }
      start = end
    }
  }

  /// Sorts what is nearly sorted.
  private static func insert(_ keyStorage: inout [UInt64]) {
    var keys = keyStorage.mutableSpan
    var place = 1
    while place < keys.count {
      let key = keys[place]
      var free = place
      while free > 0, key < keys[free &- 1] {
        keys[free] = keys[free &- 1]
        free &-= 1
      }
      if free != place { keys[free] = key }
      place &+= 1
    }
  }
}
