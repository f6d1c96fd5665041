import Canonical
import Tables
import Testing

@testable import Score

@Suite struct LegTests {
  private func legs(_ rows: [[String: String]], source: UInt16 = 0, keep: KeepRule? = nil) -> [Leg] {
    var vocabulary = CodeBook()
    return Leg.legs(
      of: CanonicalSheet.batch(.contacts, rows), source: source, file: 0, piece: 2, keep: keep,
      vocabulary: &vocabulary)
  }

  @Test func `a leg ends at ended_at, else after its handle time, else when it starts`() {
    let rows = [
      ["contact_id": "a", "started_at": "100", "ended_at": "160", "handle_s": "90"],
      ["contact_id": "b", "started_at": "100", "handle_s": "90"],
      ["contact_id": "c", "started_at": "100"],
    ]
    #expect(legs(rows).map { $0.end / 1000 } == [160, 190, 100])
  }

  @Test func `a contact id and a chain id mean something in their source alone, a customer id everywhere`() {
    let row = ["contact_id": "1", "started_at": "0", "chain_id": "1", "customer_id": "1", "case_id": "1"]
    let (one, other) = (legs([row])[0], legs([row], source: 1)[0])
    #expect(one.contact != other.contact && one.chain != other.chain)
    #expect(one.customer == other.customer && one.caseID == other.caseID)
  }

  @Test func `what is blank is missing`() {
    let leg = legs([["contact_id": "1", "started_at": "0"]])[0]
    #expect(leg.chain.isMissing && leg.customer.isMissing && leg.caseID.isMissing && leg.keepKey.isMissing)
    #expect(leg.agent == 0 && leg.queue == 0 && leg.callType == 0 && leg.lineOfBusiness == 0)
    #expect(leg.resolved == -1 && leg.updated == CanonicalBatch.missing)
  }

  @Test func `resolved is yes, no or not said`() {
    let rows = ["yes", "no", ""].map { ["contact_id": $0, "started_at": "0", "resolved": $0] }
    #expect(legs(rows).map(\.resolved) == [1, 0, -1])
  }

  @Test func `words are kept as their places among all of their kind`() {
    let leg = legs([
      [
        "contact_id": "1", "started_at": "0", "channel": "video", "direction": "internal",
        "outcome": "self_served",
      ]
    ])[0]
    #expect(Channel.allCases[Int(leg.channel)] == .video)
    #expect(Direction.allCases[Int(leg.direction)] == .internal)
    #expect(Outcome.allCases[Int(leg.outcome)] == .selfServed)
  }

  @Test func `the order of reading is that of pieces, then rows`() {
    let both = legs([["contact_id": "1", "started_at": "0"], ["contact_id": "2", "started_at": "0"]])
    #expect(both[0].sequence < both[1].sequence)
    #expect(both[0].sequence == 2 << 32)
  }
}
