import Testing

@testable import Statistics

@Suite struct ProportionTests {
  @Test func `three of four are three quarters`() throws {
    #expect(try Proportion(successes: 3, size: 4).share == 0.75)
    #expect(try Proportion(successes: 0, size: 0.5).share == 0)
    #expect(try Proportion(successes: 2.5, size: 2.5).share == 1)
  }

  @Test(arguments: [
    (Double.nan, 1.0, NotEstimable.notFinite(.observations)), (1, .nan, .notFinite(.observations)),
    (1, .infinity, .notFinite(.observations)), (0, 0, .tooFew(.observations, found: 0, needed: 1)),
    (-1, 4, .outOfRange(.observations)), (5, 4, .outOfRange(.observations)),
    (0, -4, .outOfRange(.observations)), (1, 1e16, .outOfRange(.observations)),
    (0, 1e-300, .outOfRange(.observations)),
  ])
  func `what is no count is refused`(_ successes: Double, _ size: Double, _ reason: NotEstimable) {
    #expect(throws: reason) { _ = try Proportion(successes: successes, size: size) }
  }

  @Test func `proportions are ordered by size, then by successes`() throws {
    let three = try [(3, 4), (1, 9), (1, 4)].map { try Proportion(successes: $0.0, size: $0.1) }
    #expect(three.sorted() == [three[2], three[0], three[1]])
  }
}
