import Canonical
import Testing

@testable import Analyses

@Suite struct DisclosureTests {
  @Test func `groups under 5 people are withheld, one of 5 is not`() {
    let disclosure = Disclosure(minimumPeople: PipelinePlan.defaultMinimumPeople)
    #expect([0, 4, 5, 6].map { disclosure.withholds(people: $0) } == [true, true, false, false])
  }

  @Test func `a minimum of 1 withholds only what nobody stands behind`() {
    let disclosure = Disclosure(minimumPeople: 1)
    #expect([0, 1].map { disclosure.withholds(people: $0) } == [true, false])
  }
}
