import Tables

/// Legs in an order in which those of one owner stand together, by start and source.
///
/// Legs that tie are in the order of reading. What scoring needs of them is copied once in that order,
/// so that it does not look for every leg again.
struct OwnerOrder {
  /// The legs of one owner; they begin where those of the one before end.
  struct Owner {
    /// Place behind the last one.
    var end: UInt32
    /// Whether it is a customer; else a chain or a contact without one.
    var hasCustomer: Bool
    /// Whether each leg is a conversation of its own: there is no chain, no overlap and no tie.
    var isSimple: Bool
  }

  /// Places of the legs.
  var places: [UInt32]
  /// The conversation that begins with each leg, in the same order.
  let conversations: [Conversation]
  /// The owners, in the same order.
  let owners: [Owner]

  /// The order of these legs; O(n log n) at worst.
  init(_ legs: Span<Leg>) {
    var keys = OwnerKeys(legs).keys
    var owners: [Owner] = []
    owners.reserveCapacity(legs.count)
    conversations = Array(capacity: legs.count) { conversations in
      OwnerOrder.gather(legs, &keys, &owners, &conversations)
    }
    self.owners = owners
    places = keys.map { UInt32(truncatingIfNeeded: $0) }
  }

  /// Copies the legs, and puts those whose keys begin alike in order where they are not.
  private static func gather(
    _ legs: Span<Leg>, _ keyStorage: inout [UInt64], _ owners: inout [Owner],
    _ conversations: inout OutputSpan<Conversation>
  ) {
    var keys = keyStorage.mutableSpan
    var start = 0
    while start < keys.count {
      let half = keys[start] >> 32
      var end = start + 1
      while end < keys.count, keys[end] >> 32 == half { end += 1 }
      if end - start > 1, !isOrdered(legs, keys.span, start, end) { sort(legs, &keys, start..<end) }
      append(legs, keys.span, start, end, &owners, &conversations)
      start = end
    }
  }

  /// Copies the legs of a few owners, mostly of one.
  private static func append(
    _ legs: Span<Leg>, _ keys: Span<UInt64>, _ start: Int, _ end: Int, _ owners: inout [Owner],
    _ conversations: inout OutputSpan<Conversation>
  ) {
    var place = start
    while place < end {
      let first = legs[OwnerKeys.place(of: keys[place])]
      conversations.append(Conversation(first))
      let hasCustomer = !first.customer.isMissing
      var isSimple = true
      var (latest, source, hasChain) = (first.start, first.source, !first.chain.isMissing)
      var runningEnd = first.mayOverlap ? first.end : .min
      place += 1
      while place < end {
        let leg = legs[OwnerKeys.place(of: keys[place])]
        if leg.owner != first.owner { break }
        conversations.append(Conversation(leg))
        hasChain = hasChain || !leg.chain.isMissing
        if hasChain || (leg.start == latest && leg.source == source) { isSimple = false }
        (latest, source) = (leg.start, leg.source)
        if leg.mayOverlap {
          if leg.start < runningEnd, hasCustomer { isSimple = false }
          runningEnd = leg.end
        }
        place += 1
      }
      owners.append(
        Owner(end: UInt32(truncatingIfNeeded: place), hasCustomer: hasCustomer, isSimple: isSimple))
    }
  }

  /// What decides the place of a leg.
  private struct Rank: Comparable {
    var owner: Fingerprint
    var start: Int64
    var source: UInt16
    var place: UInt64

    init(_ leg: borrowing Leg) {
      owner = leg.owner
      start = leg.start
      source = leg.source
      place = leg.place
    }

    static func < (lhs: Rank, rhs: Rank) -> Bool {
      if lhs.owner != rhs.owner {
        return (lhs.owner.low, lhs.owner.high) < (rhs.owner.low, rhs.owner.high)
      }
      if lhs.start != rhs.start { return lhs.start < rhs.start }
      if lhs.source != rhs.source { return lhs.source < rhs.source }
      return lhs.place < rhs.place
    }
  }

  private static func isOrdered(
    _ legs: Span<Leg>, _ keys: Span<UInt64>, _ start: Int, _ end: Int
  ) -> Bool {
    var last = Rank(legs[OwnerKeys.place(of: keys[start])])
    for place in start + 1..<end {
      let rank = Rank(legs[OwnerKeys.place(of: keys[place])])
      if rank < last { return false }
      last = rank
    }
    return true
  }

  /// Runs up to this length are sorted by insertion.
  private static let longestInsertion = 24

  private static func sort(_ legs: Span<Leg>, _ keys: inout MutableSpan<UInt64>, _ range: Range<Int>) {
    if range.count > longestInsertion {
      var sorted: [(rank: Rank, key: UInt64)] = []
      sorted.reserveCapacity(range.count)
      for place in range { sorted.append((Rank(legs[OwnerKeys.place(of: keys[place])]), keys[place])) }
      sorted.sort { $0.rank < $1.rank }
      for (offset, next) in sorted.enumerated() { keys[range.lowerBound + offset] = next.key }
      return
    }
    for place in range.dropFirst() {
      let key = keys[place]
      let rank = Rank(legs[OwnerKeys.place(of: key)])
      var free = place
      while free > range.lowerBound, rank < Rank(legs[OwnerKeys.place(of: keys[free - 1])]) {
        keys[free] = keys[free - 1]
        free -= 1
      }
      keys[free] = key
    }
  }
}
