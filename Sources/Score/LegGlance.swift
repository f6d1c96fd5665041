import Canonical
import Tables

/// What a first look at a packed leg tells.
package struct LegGlance: Sendable {
  /// When it started, in milliseconds.
  package var start: Int64
  /// What stands for its contact, see `LegGlance.mark`.
  package var mark: UInt64
  /// Upper bits of what brings it together with other rows of its contact.
  package var contactKey: UInt64
  /// The lower half of its contact id's fingerprint.
  package var contact: UInt64
  /// Where it was read: account << 40 | byte offset in the file.
  package var place: UInt64

  /// Which file it came from, by its account.
  package var file: UInt32 { UInt32(truncatingIfNeeded: place >> 40) }

  /// What stands for a contact among those that may have several rows; never 0.
  @inline(__always)
  package static func mark(of contactKey: Fingerprint) -> UInt64 { contactKey.low | 1 }

  /// What stands for the contacts of legs.
  package static func marks(of legs: [Leg]) -> [UInt64] { legs.map { mark(of: $0.contactKey) } }
}

extension LegLayout {
  /// Adds a glance at each leg of the first `count` words to `glances`.
  package func glance(_ words: [UInt64], count: Int, into glances: inout [LegGlance]) {
    glances.reserveCapacity(glances.count + count / width)
    glance(words.span, count, &glances)
  }

  private func glance(_ words: Span<UInt64>, _ count: Int, _ glances: inout [LegGlance]) {
    var at = 0
    while at < count {
      let contact = Fingerprint(high: words[at &+ 4], low: words[at &+ 5])
      let source = words[at &+ 8] & 0xffff
      let key = contact.combined(with: source &+ 1)
      glances.append(
        LegGlance(
          start: Int64(bitPattern: words[at]), mark: LegGlance.mark(of: key), contactKey: key.high,
          contact: contact.low, place: words[at &+ 7]))
      at &+= width
    }
  }
}
