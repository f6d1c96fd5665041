import Dice
import Testing

@testable import Aggregate

@Suite struct AgentRepetitionsTests {
  @Test func `agents' shares know which of their contacts are of one customer`() {
    let seed: UInt64 = 77
    var random = Dice(seed: seed)
    var (one, other) = (AgentRepetitions(shares: 3), AgentRepetitions(shares: 3))
    var wanted: [UInt32: [RateTally.Repetition]] = [:]
    for number in 0..<200 {
      let contacts = (0..<random.below(9)).map { _ in
        let counts = UInt8(random.below(8))
        return AgentRepetitions.Contact(
          agent: UInt32(random.below(3)), counts: counts, hits: counts & UInt8(random.below(8)))
      }
      for contact in contacts { if number % 2 == 0 { one.add(contact) } else { other.add(contact) } }
      if number % 2 == 0 { one.endCustomer() } else { other.endCustomer() }
      for agent in UInt32(0)..<3 {
        for share in 0..<3 {
          let own = contacts.filter { $0.agent == agent && $0.counts >> UInt8(share) & 1 == 1 }
          let x = own.count { $0.hits >> UInt8(share) & 1 == 1 }
          wanted[agent, default: .init(repeating: .init(), count: 3)][share].add(
            .init(n: Int64(own.count), x: Int64(x), both: Int64(x)))
        }
      }
    }
    one.merge(other)
    for agent in UInt32(0)..<3 {
      for share in 0..<3 {
        #expect(one.repetition(of: agent, share) == wanted[agent]?[share], "seed \(seed)")
      }
    }
  }

  @Test func `two denied claims of one agent about one customer are worth one`() {
    // Both are denied, of one customer: n = 2, Σ n² = 4, one cluster.
    var repetitions = AgentRepetitions(shares: 1)
    for _ in 0..<2 { repetitions.add(.init(agent: 5, counts: 1, hits: 1)) }
    repetitions.endCustomer()
    let rate = RateTally(n: 2, x: 2, repetitions.repetition(of: 5, 0))
    #expect(rate.customers == 1 && rate.sizeSquares == 4)
    #expect(repetitions.repetition(of: 4, 0) == RateTally.Repetition())
  }
}
