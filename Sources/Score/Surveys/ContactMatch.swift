import Canonical
import Tables

/// A contact that a response may be about: what of its row a join needs.
package struct ContactMatch: Sendable {
  /// Its id, without the source.
  var contact: Fingerprint
  /// The customer; missing without one.
  var customer: Fingerprint
  /// Upper bits of what brings it together with its customer's other contacts.
  var owner: UInt64
  /// When it started, in milliseconds.
  var start: Int64
  /// When the source last changed the row; `CanonicalBatch.missing` where it does not say.
  var updated: Int64
  /// Where the row was read.
  var place: UInt64
  /// Place of its source among the sources.
  var source: UInt16

  /// What of a leg matters.
  init(_ leg: Leg) {
    contact = leg.contact
    customer = leg.customer
    owner = leg.owner.high
    start = leg.start
    updated = leg.updated
    place = leg.place
    source = leg.source
  }

  /// Words of a match.
  package static let width = 9

  /// The words of legs, and what brings each together with the responses about it.
  package static func pack(_ legs: [Leg]) -> (words: [UInt64], keys: [UInt64]) {
    var words: [UInt64] = []
    words.reserveCapacity(legs.count * width)
    for leg in legs {
      let match = ContactMatch(leg)
      words += [
        match.contact.high, match.contact.low, match.customer.high, match.customer.low, match.owner,
        UInt64(bitPattern: match.start), UInt64(bitPattern: match.updated), match.place,
        UInt64(match.source),
      ]
    }
    return (words, legs.map(\.contact.high))
  }

  /// Adds the first `count` words' matches to `matches`.
  package static func unpack(_ words: [UInt64], count: Int, into matches: inout [ContactMatch]) {
    for at in stride(from: 0, to: count, by: width) { matches.append(ContactMatch(words, at)) }
  }

  private init(_ words: [UInt64], _ at: Int) {
    contact = Fingerprint(high: words[at], low: words[at + 1])
    customer = Fingerprint(high: words[at + 2], low: words[at + 3])
    owner = words[at + 4]
    start = Int64(bitPattern: words[at + 5])
    updated = Int64(bitPattern: words[at + 6])
    place = words[at + 7]
    source = UInt16(truncatingIfNeeded: words[at + 8])
  }
}
