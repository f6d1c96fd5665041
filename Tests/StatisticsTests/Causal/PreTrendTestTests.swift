import Testing

@testable import Statistics

@Suite struct PreTrendTestTests {
  private func effects(clustered: Bool) throws -> GroupTimeEffects {
    try GroupTimeEffects(
      of: StaggeredPanel.panel(clustered: clustered), controls: .notYetTreated, anticipation: 1,
      minimumTreated: 1, minimumControls: 1)
  }

  // One number has W = z²; W·(n − 1)/n is then the square of Student's t with n − 1 degrees of freedom.
  @Test(arguments: [false, true])
  func `of the last month before selection it is the test by t of one average`(_ clustered: Bool) throws {
    let effects = try effects(clustered: clustered)
    let test = try PreTrendTest(byEventTimeOf: effects, last: 1)
    let average = try effects.average(eventTimes: -2 ... -2).estimate
    let z = average.value / (try #require(average.standardError))
    #expect(test.degreesOfFreedom == 1 && isNear(test.statistic, z * z, relative: 1e-12))
    let n = Double(effects.errorUnits.count)
    let student = StudentDistribution(degreesOfFreedom: n - 1)
    let expected = student.twoSided(z * ((n - 1) / n).squareRoot())
    #expect(isNear(test.fewUnitsP, expected, relative: 1e-9))
  }

  @Test func `few clusters make it less sure, and all months before are the test of all`() throws {
    let effects = try effects(clustered: true)
    let all = try PreTrendTest(byEventTimeOf: effects)
    #expect(try PreTrendTest(byEventTimeOf: effects, last: 100) == all)
    let few = try PreTrendTest(byEventTimeOf: effects, last: 2)
    #expect(few.degreesOfFreedom == 2 && few.degreesOfFreedom < all.degreesOfFreedom)
    #expect(all.fewUnitsP > all.p && few.fewUnitsP > few.p)
  }
}
