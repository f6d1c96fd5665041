import Testing

@testable import Statistics

@Suite struct TrendTestTests {
  @Test func `six months by hand`() throws {
    // x = 0…5, y = x + e with e = 2, −1, −1, −1, −1, 2: Σe = 0 and Σx·e = 0, so the slope is 1 and e is what is left.
    // Σe² = 12; Σeₜeₜ₊₁ = −2 + 1 + 1 + 1 − 2 = −1, r = −1/12, ρ = −1/12 + (1 − 4/12)/6 = 1/36, nₑ = 6·35/37 = 210/37.
    let found = try TrendTest([0, 1, 2, 3, 4, 5], [2, 0, 1, 2, 3, 7])
    #expect(isNear(found.slope, 1, relative: 1e-13))
    #expect(isNear(found.effectiveCount, 210.0 / 37, relative: 1e-12))
    // Σdx² = 17.5, nₑ − 2 = 136/37: the error is √(12/(136/37)/17.5).
    #expect(isNear(found.t, 1 / (12 / (136.0 / 37) / 17.5).squareRoot(), relative: 1e-12))
    #expect(isNear(found.pAbove + found.pBelow, 1, relative: 1e-14))
  }

  @Test func `a series that hardly turns is worth three values`() throws {
    // e = 3, 1, −4, −4, 1, 3: Σe² = 52, Σeₜeₜ₊₁ = 14, r = 7/26, ρ = 7/26 + (54/26)/6 = 8/13: 6·5/21 = 1.4, less than 3.
    let found = try TrendTest([0, 1, 2, 3, 4, 5], [3, 2, -2, -1, 5, 8])
    #expect(found.effectiveCount == 3)
    // Student's t with one degree of freedom is Cauchy's: F(t) = ½ + arctan(t)/π; t = 1/√(52/17.5).
    #expect(isNear(found.t, (17.5 / 52).squareRoot(), relative: 1e-12))
    #expect(throws: NotEstimable.noSpread(.values)) { try TrendTest([1, 2, 3], [0.1, 0.2, 0.3]) }
  }

  @Test func `where neighbors differ it is the test of independent pairs`() throws {
    let (x, y) = ([0.0, 1, 2, 3, 4, 5], [1.0, 0, 3, 2, 5, 4])
    let (trend, plain) = (try TrendTest(x, y), try SlopeTest(x, y))
    #expect(trend.slope == plain.slope && trend.effectiveCount == 6)
    #expect(isNear(trend.t, plain.t, relative: 1e-14) && isNear(trend.pAbove, plain.pAbove, relative: 1e-13))
  }

  @Test func `a scale, a level and the unit of time change nothing of p`() throws {
    var numbers = SplitMix64(seed: 12)
    for _ in 0..<20 {
      var last = 0.0
      let y = (0..<24).map { place in
        last = 0.5 * last + numbers.normal()
        return last + 0.1 * Double(place)
      }
      let x = (0..<24).map(Double.init)
      let found = try TrendTest(x, y)
      let moved = try TrendTest(x.map { 30 * $0 + 700 }, y.map { 5 * $0 - 40 })
      #expect(isNear(found.t, moved.t, relative: 1e-8) && isNear(found.pAbove, moved.pAbove, relative: 1e-7))
      // It is never surer than the test of independent pairs.
      #expect(abs(found.t) <= abs(try SlopeTest(x, y).t) + 1e-12)
    }
  }

  @Test func `series without a trend are seldom found to have one`() throws {
    // AR(1) with .5 over 24 months: at 5 % the test of independent pairs finds one in about 15 %, this one in under 8 %.
    var numbers = SplitMix64(seed: 77)
    var (plain, allowing) = (0, 0)
    for _ in 0..<2_000 {
      var last = numbers.normal() / 0.75.squareRoot()
      let y = (0..<24).map { _ in
        last = 0.5 * last + numbers.normal()
        return last
      }
      let x = (0..<24).map(Double.init)
      if try SlopeTest(x, y).pAbove <= 0.05 { plain += 1 }
      if try TrendTest(x, y).pAbove <= 0.05 { allowing += 1 }
    }
    #expect(plain > 240 && allowing < 160, "\(plain), \(allowing) of 2,000")
  }
}
