import Canonical
import Tables

/// How legs are packed into words: what no input fills takes none.
package struct LegLayout: Sendable {
  /// By what legs are brought together.
  package enum Key: Sendable {
    /// Rows of one contact.
    case contact
    /// Legs of one conversation.
    case chain
    /// All contacts of one customer.
    case owner
    /// Rows that compete under a profile's keep rule.
    case keepRule
  }

  /// Words of a leg.
  package let width: Int
  // Places of optional words; -1 where there are none.
  private(set) var labels = -1
  private var updated = -1
  private(set) var caseID = -1
  private(set) var chain = -1
  private var keep = -1
  private var handle = -1

  /// Words that every leg has.
  private static let always = 9
  /// The bit of a leg that was handed on, in the word of small parts.
  private static let transferred: UInt64 = 1 << 48

  /// A layout for the columns of contacts that some input fills.
  package init(columns: Set<String>, hasKeepRule: Bool) {
    var width = LegLayout.always
    func room(_ words: Int, where isThere: Bool) -> Int {
      guard isThere else { return -1 }
      width += words
      return width - words
    }
    labels = room(1, where: columns.contains("queue") || columns.contains("line_of_business"))
    updated = room(1, where: columns.contains("updated_at"))
    caseID = room(1, where: columns.contains("case_id"))
    chain = room(2, where: columns.contains("chain_id"))
    keep = room(3, where: hasKeepRule)
    handle = room(1, where: columns.contains("handle_s"))
    self.width = width
  }

  /// Whether legs may belong to chains.
  package var hasChains: Bool { chain > 0 }

  /// The legs' words, one leg behind the other.
  package func pack(_ legs: [Leg]) -> [UInt64] {
    var words = Array(repeating: UInt64(0), count: legs.count * width)
    pack(legs.span, into: &words)
    return words
  }

  private func pack(_ legs: Span<Leg>, into words: inout [UInt64]) {
    var words = words.mutableSpan
    for index in legs.indices {
      let leg = legs[index]
      let at = index &* width
      words[at] = UInt64(bitPattern: leg.start)
      words[at &+ 1] = UInt64(bitPattern: leg.end)
      words[at &+ 2] = leg.customer.high
      words[at &+ 3] = leg.customer.low
      words[at &+ 4] = leg.contact.high
      words[at &+ 5] = leg.contact.low
      words[at &+ 6] = UInt64(leg.agent) | UInt64(leg.callType) << 32
      words[at &+ 7] = leg.place
      words[at &+ 8] =
        UInt64(leg.source) | UInt64(leg.channel) << 16 | UInt64(leg.direction) << 24
        | UInt64(leg.outcome) << 32 | UInt64(UInt8(bitPattern: leg.resolved)) << 40
        | (leg.isTransferred ? LegLayout.transferred : 0)
      if labels > 0 { words[at &+ labels] = UInt64(leg.queue) | UInt64(leg.lineOfBusiness) << 32 }
      if updated > 0 { words[at &+ updated] = UInt64(bitPattern: leg.updated) }
      if caseID > 0 { words[at &+ caseID] = leg.caseID }
      if chain > 0 {
        words[at &+ chain] = leg.chain.high
        words[at &+ chain &+ 1] = leg.chain.low
      }
      if keep > 0 {
        words[at &+ keep] = leg.keepKey.high
        words[at &+ keep &+ 1] = leg.keepKey.low
        words[at &+ keep &+ 2] = UInt64(bitPattern: leg.keepValue)
      }
      if handle > 0 { words[at &+ handle] = UInt64(UInt32(bitPattern: leg.handleSeconds)) }
    }
  }

  /// Adds the first `count` words' legs to `legs`.
  package func unpack(_ words: [UInt64], count: Int, into legs: inout [Leg]) {
    precondition(count % width == 0 && count <= words.count, "whole legs")
    legs.append(addingCapacity: count / width) { legs in unpack(words.span, count, &legs) }
  }

  private func unpack(_ words: Span<UInt64>, _ count: Int, _ legs: inout OutputSpan<Leg>) {
    var at = 0
    while at < count {
      let names = words[at &+ 6]
      let small = words[at &+ 8]
      let texts = labels > 0 ? words[at &+ labels] : 0
      legs.append(
        Leg(
          start: Int64(bitPattern: words[at]), end: Int64(bitPattern: words[at &+ 1]),
          updated: updated > 0 ? Int64(bitPattern: words[at &+ updated]) : CanonicalBatch.missing,
          contact: Fingerprint(high: words[at &+ 4], low: words[at &+ 5]),
          chain: chain > 0
            ? Fingerprint(high: words[at &+ chain], low: words[at &+ chain &+ 1]) : .missing,
          customer: Fingerprint(high: words[at &+ 2], low: words[at &+ 3]),
          caseID: caseID > 0 ? words[at &+ caseID] : 0,
          keepKey: keep > 0 ? Fingerprint(high: words[at &+ keep], low: words[at &+ keep &+ 1]) : .missing,
          keepValue: keep > 0 ? Int64(bitPattern: words[at &+ keep &+ 2]) : 0,
          agent: UInt32(truncatingIfNeeded: names), queue: UInt32(truncatingIfNeeded: texts),
          callType: UInt32(truncatingIfNeeded: names >> 32),
          lineOfBusiness: UInt32(truncatingIfNeeded: texts >> 32),
          source: UInt16(truncatingIfNeeded: small), channel: UInt8(truncatingIfNeeded: small >> 16),
          direction: UInt8(truncatingIfNeeded: small >> 24),
          outcome: UInt8(truncatingIfNeeded: small >> 32),
          resolved: Int8(truncatingIfNeeded: small >> 40),
          isTransferred: small & LegLayout.transferred != 0,
          handleSeconds: handle > 0
            ? Int32(bitPattern: UInt32(truncatingIfNeeded: words[at &+ handle])) : -1,
          place: words[at &+ 7]))
      at &+= width
    }
  }

  /// What brings each leg together with others: the upper 64 bits of that fingerprint.
  package static func keys(of legs: [Leg], by key: Key) -> [UInt64] {
    switch key {
    case .contact: legs.map { $0.contactKey.high }
    case .chain: legs.map { $0.chainOrContact.high }
    case .owner: legs.map { $0.owner.high }
    case .keepRule: legs.map { $0.keepKey.isMissing ? $0.contactKey.high : $0.keepKey.high }
    }
  }
}
