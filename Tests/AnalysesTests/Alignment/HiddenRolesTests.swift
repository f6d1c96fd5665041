import Canonical
import Dice
import Testing

@testable import Analyses

@Suite struct HiddenRolesTests {
  private func hidden(_ people: [Int], _ minimum: Int = 5) -> Set<Int> {
    HiddenRoles(people: people, minimum: minimum).places
  }

  @Test func `never one role alone is hidden, nor some of too few people together`() {
    #expect(hidden([20, 30]).isEmpty && hidden([20, 0, 30]).isEmpty)
    // Three are too few: with 20 the next smallest goes.
    #expect(hidden([40, 3, 20]) == [1, 2])
    // Two and two are four together: the next goes, too. Three and three are enough.
    #expect(hidden([2, 40, 2, 20]) == [0, 2, 3] && hidden([3, 40, 3]) == [0, 2])
    #expect(hidden([3, 40]) == [0, 1] && hidden([3]) == [0])
  }

  @Test func `what is hidden is of enough people, or all there are`() {
    let seed: UInt64 = 23
    var dice = Dice(seed: seed)
    for number in 0..<Rounds.count(200) {
      let people = (0..<dice.below(6) + 1).map { _ in dice.below(12) }
      let places = hidden(people, 6)
      for (place, count) in people.enumerated() where count > 0 && count < 6 {
        #expect(places.contains(place), "seed \(seed), \(number)")
      }
      let sum = places.reduce(0) { $0 + people[$1] }
      let isAll = places.count == people.count { $0 > 0 }
      #expect(places.isEmpty || isAll || (places.count > 1 && sum >= 6), "seed \(seed), \(number): \(people)")
    }
  }

  @Test func `a look that the whole and others would tell is withheld in a second role`() {
    func sign(_ behind: Int, isTold: Bool) -> GamingSign {
      GamingSign(
        check: .bunching, metric: "qa", people: isTold ? behind : nil, value: isTold ? 1 : nil,
        flag: isTold ? .none : .withheld, behind: behind)
    }
    var roles = [[sign(3, isTold: false)], [sign(9, isTold: true)], [sign(8, isTold: true)]]
    GamingSign.hideWhatOthersTell(&roles, minimumPeople: 5)
    #expect(roles.map { $0[0].flag } == [.withheld, .none, .withheld])
    #expect(roles[2][0].value == nil && roles[2][0].people == nil)
    // Without one that is withheld nothing is, and where nobody has any month nobody is told of.
    var told = [[sign(9, isTold: true)], [sign(0, isTold: false)]]
    GamingSign.hideWhatOthersTell(&told, minimumPeople: 5)
    #expect(told[0][0].flag == .none)
  }
}
