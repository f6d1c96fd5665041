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
  /// Its contact id, without the source.
  package var contact: Fingerprint
  /// Its source and chain; missing without a chain.
  package var chain: Fingerprint
  /// The customer; missing without one.
  package var customer: Fingerprint
  /// The lower half of the case's fingerprint, enough among the cases of one customer; 0 without one.
  package var caseID: UInt64
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
  /// Whether it lost its customer to being a switchboard's; no packed leg has that.
  package var isOfSwitchboard = false
  /// Whether the source says that it was handed on.
  package var isTransferred: Bool
  /// Seconds that it was handled; -1 where nobody says or asks.
  package var handleSeconds: Int32
  /// Where it was read: the account of its file, then in 40 bits the byte at which its record begins.
  package var place: UInt64

  /// A leg with all its parts.
  package init(
    start: Int64, end: Int64, updated: Int64, contact: Fingerprint, chain: Fingerprint,
    customer: Fingerprint, caseID: UInt64, keepKey: Fingerprint, keepValue: Int64, agent: UInt32,
    queue: UInt32, callType: UInt32, lineOfBusiness: UInt32, source: UInt16, channel: UInt8,
    direction: UInt8, outcome: UInt8, resolved: Int8, isTransferred: Bool, handleSeconds: Int32 = -1,
    place: UInt64
  ) {
    self.start = start
    self.end = end
    self.updated = updated
    self.contact = contact
    self.chain = chain
    self.customer = customer
    self.caseID = caseID
    self.keepKey = keepKey
    self.keepValue = keepValue
    self.agent = agent
    self.queue = queue
    self.callType = callType
    self.lineOfBusiness = lineOfBusiness
    self.source = source
    self.channel = channel
    self.direction = direction
    self.outcome = outcome
    self.resolved = resolved
    self.isTransferred = isTransferred
    self.handleSeconds = handleSeconds
    self.place = place
  }

  /// Which file it came from, by its account.
  package var file: UInt32 { UInt32(place >> 40) }
  /// Its source and contact id.
  package var contactKey: Fingerprint { contact.combined(with: UInt64(source) + 1) }
  /// Place in the order of reading.
  package var sequence: UInt64 { place }
  /// What names the conversation before overlaps are joined.
  package var chainOrContact: Fingerprint { chain.isMissing ? contactKey : chain }
  /// Whose piece it belongs to: the customer, else its own chain.
  package var owner: Fingerprint { customer.isMissing ? chainOrContact : customer }
}
