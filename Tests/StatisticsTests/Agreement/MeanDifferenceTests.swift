import Testing

@testable import Statistics

@Suite struct MeanDifferenceTests {
  // Two published examples of Welch's test; figures from scipy 1.17.1, stats.ttest_ind(a, b, equal_var=False).
  @Test func `two examples of Welch's test`() throws {
    let first = try MeanDifference(
      [27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4],
      minus: [27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 30.0, 23.9])
    check(
      first,
      (-2.7666666666666657, 0.008452732437443423, 27.713625968118762, -4.766445039218351, -0.7668882941149804)
    )
    let second = try MeanDifference(
      [17.2, 20.9, 22.6, 18.1, 21.7, 21.4, 23.5, 24.2, 14.7, 21.8],
      minus: [
        21.5, 22.8, 21.0, 23.0, 21.6, 23.6, 22.5, 20.7, 23.4, 21.8, 20.7, 21.7, 21.5, 22.5, 23.6, 21.5, 22.5,
        23.5, 21.5, 21.8,
      ])
    check(
      second,
      (-1.5249999999999986, 0.14884169660532817, 9.904741248650831, -3.698421325375163, 0.6484213253751658))
  }

  private func check(
    _ found: MeanDifference, _ known: (difference: Double, p: Double, df: Double, low: Double, high: Double)
  ) {
    #expect(isNear(found.difference, known.difference, relative: 1e-12))
    #expect(isNear(found.pValue, known.p, relative: 1e-11))
    #expect(isNear(found.degreesOfFreedom, known.df, relative: 1e-12))
    #expect(isNear(found.low, known.low, relative: 1e-11) && isNear(found.high, known.high, relative: 1e-11))
  }

  @Test func `sides change the sign alone`() throws {
    let (a, b) = ([1.0, 2, 4], [3.0, 5, 5.5, 9])
    let (one, other) = (try MeanDifference(a, minus: b), try MeanDifference(b, minus: a))
    #expect(one.difference == -other.difference && one.low == -other.high && one.pValue == other.pValue)
  }

  @Test func `one side that does not vary is enough, two are not`() throws {
    // Means 2 and 5; 5, 4, 6 has variance 1, error √(1/3), degrees of freedom 2.
    let found = try MeanDifference([2, 2], minus: [5, 4, 6])
    #expect(found.difference == -3 && isNear(found.standardError, (1.0 / 3).squareRoot(), relative: 1e-15))
    #expect(isNear(found.degreesOfFreedom, 2, relative: 1e-14))
    #expect(throws: NotEstimable.noSpread(.values)) { try MeanDifference([0.1, 0.1], minus: [0.3, 0.3]) }
    #expect(throws: NotEstimable.tooFew(.observations, found: 1, needed: 2)) {
      try MeanDifference([1], minus: [1, 2])
    }
    #expect(throws: NotEstimable.notFinite(.values)) { try MeanDifference([1, .nan], minus: [1, 2]) }
  }
}
