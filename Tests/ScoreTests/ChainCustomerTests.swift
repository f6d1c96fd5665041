import Tables
import Testing

@testable import Score

@Suite struct ChainCustomerTests {
  private func customers(_ log: CallLog) throws -> (customers: [Fingerprint], conflicts: Int) {
    var legs = log.legs
    let conflicts = try ChainCustomer.assign(to: &legs, order: log.order)
    return (legs.map(\.customer), conflicts)
  }

  @Test func `all legs of a chain take the customer of its first leg that has one`() throws {
    var log = CallLog()
    log.add("3", 30, chain: "a", customer: "lou")
    log.add("2", 20, chain: "a", customer: "kim")
    log.add("1", 10, chain: "a", customer: nil)
    let found = try customers(log)
    #expect(found.customers == Array(repeating: Fingerprint("kim"), count: 3))
    // It names two, kim and lou: one conflict.
    #expect(found.conflicts == 1)
  }

  @Test func `a chain without any customer has none, one with a single customer is no conflict`() throws {
    var log = CallLog()
    log.add("1", 10, chain: "a", customer: nil)
    log.add("2", 20, chain: "b", customer: nil)
    log.add("3", 30, chain: "b", customer: "kim")
    log.add("4", 40, chain: "b", customer: "kim")
    let found = try customers(log)
    #expect(found.customers == [.missing, Fingerprint("kim"), Fingerprint("kim"), Fingerprint("kim")])
    #expect(found.conflicts == 0)
  }

  @Test func `a chain that names three customers is one conflict`() throws {
    var log = CallLog()
    for (place, customer) in ["kim", "lou", "max"].enumerated() {
      log.add("\(place)", Int64(place), chain: "a", customer: customer)
    }
    #expect(try customers(log).conflicts == 1)
  }

  @Test func `legs without a chain keep their customers`() throws {
    var log = CallLog()
    log.add("1", 10, customer: "kim")
    log.add("2", 20, customer: "lou")
    #expect(try customers(log).customers == [Fingerprint("kim"), Fingerprint("lou")])
  }

  @Test func `at the same instant the first leg is that of the smaller contact id`() throws {
    var log = CallLog()
    log.add("b", 10, chain: "a", customer: "lou")
    log.add("a", 10, chain: "a", customer: "kim")
    #expect(try customers(log).customers == [Fingerprint("kim"), Fingerprint("kim")])
  }

  @Test func `a chain is followed by its own customer's contacts, not by those of its other one`() throws {
    var log = CallLog()
    log.add("1", 0, chain: "a", customer: "kim")
    log.add("2", 10, chain: "a", customer: "lou")
    log.add("3", 1000, customer: "lou")
    log.add("4", 2000, customer: "kim")
    let piece = try log.scored()
    let chain = try #require(piece.conversations.first { $0.start == Instant(seconds: 0) })
    // It ends at 10; Kim comes back at 2000, Lou's call at 1000 does not count.
    #expect(chain.links[0].untilReturn == 1_990_000)
  }
}
