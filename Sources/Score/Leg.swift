import Canonical
import Tables

/// One contact row as a record of fixed width: a leg of a conversation, or a whole one.
package struct Leg: Sendable {
  /// When it started, in milliseconds.
  package var start: Int64
  /// When it ended: `ended_at`, else start and handle time, else start.
  package var end: Int64
  /// When the source last changed it; `CanonicalBatch.missing` where it does not say.
  package var updated: Int64
  /// Its source and contact id.
  package var contact: Fingerprint
  /// Its source and chain; missing without a chain.
  package var chain: Fingerprint
  /// The customer; missing without one.
  package var customer: Fingerprint
  /// The case; missing without one.
  package var caseID: Fingerprint
  /// What competes with it under the profile's keep rule; missing without a rule.
  package var keepKey: Fingerprint
  /// By what the keep rule decides, larger wins.
  package var keepValue: Int64
  /// Codes of the run's vocabulary; 0 where missing.
  package var agent: UInt32
  package var queue: UInt32
  package var callType: UInt32
  package var lineOfBusiness: UInt32
  /// Place of the source among the sources in the byte order of their names.
  package var source: UInt16
  package var channel: UInt8
  package var direction: UInt8
  package var outcome: UInt8
  /// 1 resolved, 0 not, -1 not said.
  package var resolved: Int8
  /// Which file it came from, by its place in the run.
  package var file: UInt32
  /// Which piece of the input, in reading order, and which row of it.
  package var piece: UInt32
  package var row: UInt32

  /// Place in the order of reading.
  package var sequence: UInt64 { UInt64(piece) << 32 | UInt64(row) }
  /// What names the conversation before overlaps are joined.
  package var chainOrContact: Fingerprint { chain.isMissing ? contact : chain }
  /// Whose piece it belongs to: the customer, else its own chain.
  package var owner: Fingerprint { customer.isMissing ? chainOrContact : customer }
}

/// Contact ids by piece and row: they alone decide the order of legs that start at the same instant.
package struct ContactIDs: Sendable {
  /// The ids of each piece, in reading order.
  package var pieces: [TextColumn] = []

  /// No ids.
  package init() {}

  /// Whether a leg comes before another: by start, then source, then the bytes of the contact id.
  func precedes(_ a: Leg, _ b: Leg) -> Bool {
    if a.start != b.start { return a.start < b.start }
    if a.source != b.source { return a.source < b.source }
    let (left, right) = (pieces[Int(a.piece)], pieces[Int(b.piece)])
    let (leftRange, rightRange) = (left.range(Int(a.row)), right.range(Int(b.row)))
    return left.arena[leftRange].lexicographicallyPrecedes(right.arena[rightRange])
  }
}
