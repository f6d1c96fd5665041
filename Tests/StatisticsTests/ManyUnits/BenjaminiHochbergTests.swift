import Dice
import Testing

@testable import Statistics

@Suite struct BenjaminiHochbergTests {
  // Benjamini and Hochberg (1995), section 4.1: 15 p-values of Neuhaus et al. (1992). They reject 4 at .05,
  // Bonferroni 3. q: R 4.2.2 p.adjust(p, "BH").
  @Test func `the authors' example rejects four where Bonferroni rejects three`() throws {
    let p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ]
    let expected = [
      0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.0638571428571429, 0.0638571428571429, 0.0645, 0.0765, 0.486,
      0.581181818181818, 0.714875, 0.753230769230769, 0.813214285714286, 1,
    ]
    let found = try BenjaminiHochberg.qValues(p).compactMap(\.self)
    #expect(found.count == 15 && zip(found, expected).allSatisfy { abs($0 - $1) < 1e-14 })
    #expect(found.count { $0 <= 0.05 } == 4)
    #expect(p.count { $0 * 15 <= 0.05 } == 3)
  }

  // statsmodels 0.15.0, stats/tests/test_multi.py (pval0, held against R's multtest):
  // multipletests(pval0, method = "fdr_bh").
  @Test func `statsmodels' ten p-values`() throws {
    let p = [
      0.838541367553, 0.642193923795, 0.680845947633, 0.967833824309, 0.71626938238, 0.177096952723,
      5.23656777208e-005, 0.0202732688798, 0.00028140506198, 0.0149877310796,
    ]
    let expected = [
      0.931712630614444, 0.895336727975, 0.895336727975, 0.967833824309, 0.895336727975, 0.354193905446,
      0.000523656777208, 0.0506831721995, 0.0014070253099, 0.0499591035986667,
    ]
    let found = try BenjaminiHochberg.qValues(p).compactMap(\.self)
    #expect(found.count == 10 && zip(found, expected).allSatisfy { abs($0 - $1) < 1e-14 })
  }

  // statsmodels 0.15.0: multipletests([.01, .02, .02, .02, .5, .5, .03, 1, .04, .04], method = "fdr_bh"):
  // the first is .05, as 10/4 · .02 of the fourth is less than 10 · .01.
  @Test func `equal p have equal q, and a missing one is as none`() throws {
    let p: [Double?] = [0.01, nil, 0.02, 0.02, 0.02, 0.5, 0.5, 0.03, 1, nil, 0.04, 0.04]
    let expected: [Double?] = [
      0.05, nil, 0.05, 0.05, 0.05, 0.555555555555556, 0.555555555555556, 0.0571428571428571, 1, nil,
      0.0571428571428571, 0.0571428571428571,
    ]
    for (found, expected) in zip(try BenjaminiHochberg.qValues(p), expected) {
      #expect((found == nil) == (expected == nil))
      #expect(abs((found ?? 0) - (expected ?? 0)) < 1e-14)
    }
  }

  @Test func `nothing, only missing ones, one, zeros`() throws {
    #expect(try BenjaminiHochberg.qValues([]) == [])
    #expect(try BenjaminiHochberg.qValues([nil, nil]) == [nil, nil])
    #expect(try BenjaminiHochberg.qValues([nil, 0.3]) == [nil, 0.3])
    #expect(try BenjaminiHochberg.qValues([0, 0, 1]) == [0, 0, 1])
    #expect(throws: NotEstimable.outOfRange(.values)) { try BenjaminiHochberg.qValues([1.01]) }
    #expect(throws: NotEstimable.outOfRange(.values)) { try BenjaminiHochberg.qValues([-0.01]) }
    #expect(throws: NotEstimable.notFinite(.values)) { try BenjaminiHochberg.qValues([.nan]) }
  }

  @Test func `q rises with p, is never below it, and order does not matter`() throws {
    let seed: UInt64 = 68
    var dice = Dice(seed: seed)
    for number in 0..<Rounds.count(50) {
      let p = (0..<(dice.below(30) + 1)).map { _ in dice.chance(20) ? nil : Double(dice.below(40)) / 40 }
      let q = try BenjaminiHochberg.qValues(p)
      let order = p.indices.shuffled(using: &dice)
      #expect(
        try BenjaminiHochberg.qValues(order.map { p[$0] }) == order.map { q[$0] }, "seed \(seed), \(number)")
      let tests = p.compactMap(\.self).count
      for (p1, q1) in zip(p, q) {
        guard let p1, let q1 else { continue }
        #expect(q1 >= p1 && q1 <= min(1, p1 * Double(tests) * (1 + 1e-12)), "seed \(seed), \(number)")
        for (p2, q2) in zip(p, q) {
          guard let p2, let q2 else { continue }
          #expect(p1 != p2 || q1 == q2, "seed \(seed), \(number)")
          #expect(p1 >= p2 || q1 <= q2, "seed \(seed), \(number)")
        }
      }
      // The step-up rule itself: the largest i with p_(i) ≤ i/m · level, and all below it.
      let sorted = p.compactMap(\.self).sorted()
      let last = sorted.indices.last { sorted[$0] * Double(tests) <= 0.1 * Double($0 + 1) * (1 + 1e-12) }
      #expect(
        q.count { ($0 ?? 1) <= 0.1 * (1 + 1e-12) } == last.map { $0 + 1 } ?? 0, "seed \(seed), \(number)")
    }
  }
}
