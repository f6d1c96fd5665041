import Canonical
import Dice
import Tables
import Testing

@testable import Score

@Suite struct LegLayoutTests {
  /// Columns of contacts that may be absent from all inputs.
  private static let optional = [
    "queue", "line_of_business", "updated_at", "case_id", "chain_id", "handle_s",
  ]

  /// A leg with everything at its edges or random.
  private static func leg(_ random: inout Dice) -> Leg {
    func print() -> Fingerprint {
      random.pick([
        .missing, Fingerprint(high: .max, low: .max), Fingerprint(high: random.next(), low: random.next()),
      ])
    }
    func number() -> Int64 { random.pick([.min, .max, -1, 0, Int64(bitPattern: random.next())]) }
    func code() -> UInt32 { random.pick([0, 1, .max, UInt32(truncatingIfNeeded: random.next())]) }
    func byte() -> UInt8 { random.pick([0, 1, .max]) }
    return Leg(
      start: number(), end: number(), updated: number(), contact: print(), chain: print(), customer: print(),
      caseID: random.pick([0, .max, random.next()]), keepKey: print(), keepValue: number(), agent: code(),
      queue: code(), callType: code(), lineOfBusiness: code(), source: random.pick([0, 1, .max]),
      channel: byte(), direction: byte(), outcome: byte(), resolved: random.pick([-1, 0, 1]),
      isTransferred: random.chance(50), handleSeconds: random.pick([-1, 0, .max]),
      place: random.pick([0, .max, random.next()]))
  }

  /// A leg as it is where some columns are absent.
  private static func leg(_ leg: Leg, having columns: Set<String>, hasKeepRule: Bool) -> Leg {
    var leg = leg
    // Both texts share a word.
    if columns.isDisjoint(with: ["queue", "line_of_business"]) { (leg.queue, leg.lineOfBusiness) = (0, 0) }
    if !columns.contains("updated_at") { leg.updated = CanonicalBatch.missing }
    if !columns.contains("case_id") { leg.caseID = 0 }
    if !columns.contains("chain_id") { leg.chain = .missing }
    if !columns.contains("handle_s") { leg.handleSeconds = -1 }
    if !hasKeepRule { (leg.keepKey, leg.keepValue) = (.missing, 0) }
    return leg
  }

  @Test func `legs come back from their words for any columns that inputs have`() {
    var random = Dice(seed: 1)
    for choice in 0..<128 {
      let columns = Set(Self.optional.enumerated().filter { choice >> $0.offset & 1 == 1 }.map(\.element))
      let hasKeepRule = choice >> 6 == 1
      let layout = LegLayout(columns: columns.union(["contact_id", "agent_id"]), hasKeepRule: hasKeepRule)
      let legs = (0..<20).map { _ in Self.leg(Self.leg(&random), having: columns, hasKeepRule: hasKeepRule) }
      let words = layout.pack(legs)
      #expect(words.count == legs.count * layout.width)
      // Behind the legs that count stand words of nothing.
      var unpacked = Array(legs.prefix(3))
      layout.unpack(words + [1, 2, 3], count: words.count, into: &unpacked)
      #expect(unpacked.map { "\($0)" } == (legs.prefix(3) + legs).map { "\($0)" }, "\(columns.sorted())")
      #expect(layout.hasChains == columns.contains("chain_id"))
    }
  }

  @Test func `what no input fills takes no words`() {
    func width(_ columns: Set<String>, _ hasKeepRule: Bool = false) -> Int {
      LegLayout(columns: columns, hasKeepRule: hasKeepRule).width
    }
    let least = width([])
    #expect(width(["contact_id", "started_at", "customer_id", "agent_id", "call_type", "outcome"]) == least)
    #expect(width(["queue"]) == least + 1 && width(["queue", "line_of_business"]) == least + 1)
    #expect(width(["updated_at", "case_id"]) == least + 2 && width(["chain_id"]) == least + 2)
    #expect(width([], true) == least + 3 && width(["handle_s"]) == least + 1)
    #expect(width(Set(Self.optional), true) == least + 9)
  }

  @Test func `no legs are no words`() {
    let layout = LegLayout(columns: [], hasKeepRule: false)
    var legs: [Leg] = []
    layout.unpack(layout.pack([]), count: 0, into: &legs)
    #expect(legs.isEmpty && layout.pack([]).isEmpty)
  }

  @Test func `legs come together by contact, chain, customer or keep rule`() {
    var log = CallLog()
    log.add("c1", 0, source: 0, chain: "a", customer: "kim", keep: ("k", 1))
    log.add("c1", 0, source: 1, chain: "a", customer: "kim")
    log.add("c2", 0, source: 0, chain: "a", customer: nil)
    log.add("c3", 0, source: 0, customer: nil)
    func keys(_ key: LegLayout.Key) -> [UInt64] { LegLayout.keys(of: log.legs, by: key) }
    // An id is a contact in each source; a chain too; a customer is one everywhere.
    #expect(Set(keys(.contact)).count == 4)
    #expect(keys(.chain)[0] == keys(.chain)[2] && Set(keys(.chain)).count == 3)
    #expect(keys(.owner)[0] == keys(.owner)[1] && Set(keys(.owner)).count == 3)
    // Without a customer it is the chain, without a chain the contact.
    #expect(keys(.owner)[2] == keys(.chain)[2] && keys(.owner)[3] == keys(.contact)[3])
    #expect(keys(.keepRule)[0] == Fingerprint("k").high && keys(.keepRule)[1...] == keys(.contact)[1...])
  }

  @Test func `rows of one contact have one key, whatever else they say`() {
    var log = CallLog()
    log.add("c1", 0, chain: "a", customer: "kim", updated: 1)
    log.add("c1", 9, chain: "b", customer: "lou", updated: 2)
    let keys = LegLayout.keys(of: log.legs, by: .contact)
    #expect(keys[0] == keys[1])
  }
}
