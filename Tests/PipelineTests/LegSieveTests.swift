import Canonical
import Score
import Tables
import Testing

@testable import Pipeline

@Suite struct LegSieveTests {
  private static let boundary = CoverageBoundary(
    from: Instant(milliseconds: 100), statedEnd: Instant(milliseconds: 300), asOf: Instant(milliseconds: 200),
    end: Instant(milliseconds: 300))

  @Test func `rows that lost are left out, and those outside under their reasons, by file`() {
    let sieve = LegSieve(losers: WordSet([Leg.sample(2).place + 1]), boundary: Self.boundary)
    var legs = [
      Leg.sample(0, start: 100), .sample(1, start: 99), .sample(2, start: 150), .sample(3, start: 200),
      .sample(4, start: 201, account: 7), .sample(5, start: 301, account: 7),
      .sample(6, start: 99, account: 7),
    ]
    var counts = LegSieve.Counts()
    sieve.sift(&legs, &counts)
    #expect(legs.map(\.place) == [0, 3])
    // The loser was counted where it was found.
    #expect(
      counts.excluded.counts == [
        0: ["outside_coverage": 1], 7: ["after_as_of": 1, "outside_coverage": 2],
      ])
  }

  @Test func `the row read first may lose`() {
    let sieve = LegSieve(losers: WordSet([1]), boundary: Self.boundary)
    var legs = [Leg.sample(0, start: 100), .sample(1, start: 100)]
    var counts = LegSieve.Counts()
    sieve.sift(&legs, &counts)
    #expect(legs.map(\.place) == [1])
  }

  @Test func `legs that count are counted by agent, however many agents there are`() {
    let sieve = LegSieve(losers: WordSet([Leg.sample(9).place + 1]), boundary: Self.boundary)
    var (all, parts) = (LegSieve.Counts(), LegSieve.Counts())
    let agents: [UInt32] = [1, 5000, 1, 0, 70_000, 5000, 1]
    for agent in agents {
      var legs = [Leg.sample(1, start: 100, agent: agent)]
      sieve.sift(&legs, &all)
      var part = LegSieve.Counts()
      sieve.sift(&legs, &part)
      parts.merge(part)
    }
    // Neither a loser nor what lies outside.
    var others = [Leg.sample(9, start: 100, agent: 3), .sample(8, start: 0, agent: 3)]
    sieve.sift(&others, &all)
    #expect(others.isEmpty)
    for counts in [all, parts] {
      let byAgent = counts.legsByAgent.enumerated().filter { $0.element > 0 }
      #expect(byAgent.map(\.offset) == [1, 5000, 70_000] && byAgent.map(\.element) == [3, 2, 1])
    }
    #expect(all.excluded.counts == [0: ["outside_coverage": 1]] && parts.excluded.counts.isEmpty)
  }

  @Test func `no legs are left as none`() {
    var legs: [Leg] = []
    var counts = LegSieve.Counts()
    LegSieve(losers: WordSet(), boundary: Self.boundary).sift(&legs, &counts)
    #expect(legs.isEmpty && counts.legsByAgent.isEmpty)
  }
}
