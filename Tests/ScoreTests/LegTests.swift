import Canonical
import Tables
import Testing

@testable import Score

@Suite struct LegTests {
  private func legs(
    _ rows: [[String: String]], source: UInt16 = 0, keep: KeepRule? = nil, base: Int64 = 0
  ) -> [Leg] {
    var vocabulary = CodeBook()
    let batch = CanonicalSheet.batch(.contacts, rows)
    return Leg.legs(
      of: batch, source: source, first: UInt64(2) << 40 + UInt64(base), keep: keep,
      codes: LegCodes(batch, merging: &vocabulary))
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
    #expect(one.contactKey != other.contactKey && one.chain != other.chain)
    #expect(one.customer == other.customer && one.caseID == other.caseID)
  }

  @Test func `what is blank is missing`() {
    let leg = legs([["contact_id": "1", "started_at": "0"]])[0]
    #expect(leg.chain.isMissing && leg.customer.isMissing && leg.caseID == 0 && leg.keepKey.isMissing)
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

  @Test func `the order of reading is that of files, then of bytes in a file`() {
    let rows = [["contact_id": "1", "started_at": "0"], ["contact_id": "2", "started_at": "0"]]
    let (near, far) = (legs(rows), legs(rows, base: 1 << 39))
    let file = UInt64(2) << 40
    let base = UInt64(1) << 39
    #expect(near.map(\.sequence) == [file, file + 100])
    #expect(far.map(\.sequence) == [file + base, file + base + 100])
    #expect((near + far).allSatisfy { $0.file == 2 })
  }

  @Test func `texts are codes of the run's book, whatever the batch's own are`() {
    var vocabulary = CodeBook()
    let taken = ["chat", "sales", "card", "ana"].map { vocabulary.code(of: $0) }
    let batch = CanonicalSheet.batch(
      .contacts,
      [
        [
          "contact_id": "1", "started_at": "0", "agent_id": "bo", "queue": "sales", "call_type": "bill",
          "line_of_business": "tv",
        ],
        ["contact_id": "2", "started_at": "0", "agent_id": "ana", "call_type": "card"],
      ])
    let legs = Leg.legs(
      of: batch, source: 0, first: 0, keep: nil, codes: LegCodes(batch, merging: &vocabulary))
    let texts = legs.map { leg in
      [leg.agent, leg.queue, leg.callType, leg.lineOfBusiness].map { vocabulary.text(of: $0) }
    }
    #expect(texts == [["bo", "sales", "bill", "tv"], ["ana", "", "card", ""]])
    #expect(legs[0].queue == taken[1] && legs[1].agent == taken[3])
  }
}
