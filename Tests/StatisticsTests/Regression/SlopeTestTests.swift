import Testing

@testable import Statistics

@Suite struct SlopeTestTests {
  @Test func `four pairs by hand`() throws {
    // x = 0…3, y = 0, 1, 1, 4: Σdx² = 5, Σdxdy = 6, Σdy² = 9; b = 1.2, SSE = 9 − 7.2 = 1.8, se² = .9/5 = .18.
    let found = try SlopeTest([0, 1, 2, 3], [0, 1, 1, 4])
    #expect(isNear(found.slope, 1.2, relative: 1e-14))
    #expect(isNear(found.t, 1.2 / 0.18.squareRoot(), relative: 1e-12))
    // Student's t with 2 degrees of freedom has 1 − F(t) = ½ − t/(2√(2 + t²)); t² = 8.
    #expect(isNear(found.pAbove, 0.5 - 8.0.squareRoot() / (2 * 10.0.squareRoot()), relative: 1e-11))
    #expect(isNear(found.pAbove + found.pBelow, 1, relative: 1e-14))
  }

  @Test func `it is least squares of one regressor`() throws {
    var numbers = SplitMix64(seed: 31)
    for _ in 0..<20 {
      let x = (0..<12).map { _ in numbers.normal() * 40 + 1_000 }
      let y = x.map { 0.01 * $0 + numbers.normal() }
      let found = try SlopeTest(x, y)
      let fit = try WeightedLeastSquares(y, on: [Regressor("x", x)]).estimates()[1]
      #expect(isNear(found.slope, fit.value, relative: 1e-8))
      #expect(isNear(found.t, fit.t, relative: 1e-8))
      #expect(isNear(min(found.pAbove, found.pBelow) * 2, fit.p, relative: 1e-7))
    }
  }

  @Test func `what has no slope has a reason`() {
    #expect(throws: NotEstimable.tooFew(.observations, found: 2, needed: 3)) {
      try SlopeTest([0, 1], [0, 1])
    }
    #expect(throws: NotEstimable.noSpread(.values)) { try SlopeTest([0.1, 0.1, 0.1], [1, 2, 3]) }
    #expect(throws: NotEstimable.noSpread(.values)) { try SlopeTest([1, 2, 3], [0.1, 0.1, 0.1]) }
    #expect(throws: NotEstimable.noSpread(.values)) { try SlopeTest([1, 2, 3], [0.1, 0.2, 0.3]) }
    #expect(throws: NotEstimable.notFinite(.values)) { try SlopeTest([1, 2, .nan], [1, 2, 3]) }
  }
}
