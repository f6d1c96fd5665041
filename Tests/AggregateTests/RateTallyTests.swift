import Testing

@testable import Aggregate

@Suite struct RateTallyTests {
  /// A tally of customers, each given by its observations.
  private func tally(_ customers: [[Bool]]) -> RateTally {
    var repetition = RateTally.Repetition()
    for customer in customers {
      let hits = Int64(customer.count { $0 })
      let one = RateTally.Repetition(n: Int64(customer.count), x: hits, both: hits)
      repetition = RateTally.Repetition(
        xx: repetition.xx + one.xx, xn: repetition.xn + one.xn, nn: repetition.nn + one.nn,
        customers: repetition.customers + one.customers)
    }
    let all = customers.flatMap(\.self)
    return RateTally(n: Int64(all.count), x: Int64(all.count { $0 }), repetition)
  }

  private func isNear(_ size: Double, _ expected: Double) -> Bool { abs(size - expected) < 1e-12 }

  @Test func `two customers who agree with themselves are worth one observation`() {
    // p = 1/2; residuals 1 and -1; 2/1 · 2/16 = 1/4 over 1/16: effect 4, and 4/4 = 1.
    let size = tally([[true, true], [false, false]]).effectiveSize
    #expect(isNear(size, 1))
  }

  @Test func `three customers of unequal size by hand`() {
    // n 7, x 4, p 4/7; residuals 9/7, -5/7, -4/7; 3/2 · (81 + 25 + 16)/49 / 49 over 12/343 = 61/28.
    let size = tally([[true, true, true], [true, false, false], [false]]).effectiveSize
    #expect(isNear(size, 7 * 28.0 / 61))
  }

  @Test func `an effect below 1 makes no sample larger than it is`() {
    // Each customer is half resolved: all residuals 0.
    #expect(tally([[true, false], [false, true]]).effectiveSize == 4)
  }

  @Test func `where all or none are resolved, or one customer is alone, n counts as it is`() {
    #expect(tally([[true, true], [true]]).effectiveSize == 3)
    #expect(tally([[false], [false, false]]).effectiveSize == 3)
    #expect(tally([[true, false, true]]).effectiveSize == 3)
  }

  @Test func `a customer without observations is no cluster`() {
    #expect(tally([[true, true], [], [false, false], []]) == tally([[true, true], [false, false]]))
  }
}
