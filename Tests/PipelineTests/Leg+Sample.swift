import Canonical
import Score
import Tables

extension Leg {
  /// A handled inbound call of a customer, in milliseconds; the id of its contact is its number.
  static func sample(
    _ number: Int, start: Int64 = 0, customer: String? = "kim", chain: String? = nil, source: UInt16 = 0,
    account: UInt32 = 0, agent: UInt32 = 1, updated: Int64 = CanonicalBatch.missing
  ) -> Leg {
    Leg(
      start: start, end: start, updated: updated, contact: Fingerprint("c\(number)"),
      chain: chain.map { Fingerprint($0) } ?? .missing,
      customer: customer.map { Fingerprint($0) } ?? .missing,
      caseID: 0, keepKey: .missing, keepValue: 0, agent: agent, queue: 0, callType: 0, lineOfBusiness: 0,
      source: source, channel: 0, direction: 0, outcome: 0, resolved: -1, isTransferred: false,
      place: UInt64(account) << 40 | UInt64(number))
  }
}
