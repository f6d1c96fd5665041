import Canonical
import Dice
import Tables
import Testing

@testable import Aggregate

/// What a plan leaves out changes nothing of what it holds.
@Suite struct FCRPlanTests {
  private let all = Grouping.ofContacts.filter { [.all, .callType, .agent, .team].contains($0) }

  /// Some of these, at least one, in their order.
  private func some<Value>(_ values: [Value], using random: inout Dice) -> [Value] {
    let kept = values.filter { _ in random.chance(50) }
    return kept.isEmpty ? [random.pick(values)] : kept
  }

  @Test func `narrowed measures, windows, matches and groupings leave every remaining number unchanged`() {
    let seed: UInt64 = 81
    var random = Dice(seed: seed)
    var compared = 0
    for number in 0..<80 {
      let sheet = ScoredSheet(using: &random)
      var parameters = FCRParameters()
      parameters.groupings = all
      parameters.monthsInFull = true
      let full = sheet.tally(parameters, hasUnresolvable: true).finish()
      parameters.measures = some(FCRMeasure.allCases, using: &random)
      parameters.windowDays = some([1, 3, 7, 14, 30], using: &random)
      parameters.headlineDays = random.pick(parameters.windowDays)
      parameters.matches = some(Match.allCases, using: &random)
      parameters.groupings = some(all, using: &random)
      parameters.monthsInFull = random.chance(50)
      let plan = FCRTally.Plan(
        parameters, coverage: ScoredSheet.coverage, hasUnresolvable: true)
      let narrow = sheet.tally(parameters, hasUnresolvable: true).finish()
      #expect(
        Set(narrow.cells.keys) == Set(full.cells.keys.filter { parameters.groupings.contains($0.grouping) }))
      for (key, cell) in narrow.cells {
        #expect(cell.population == full.cells[key]?.population && cell.people == full.cells[key]?.people)
        for name in key.month == nil ? plan.numbers : plan.monthNumbers {
          let figure = narrow.figure(name, of: key)
          #expect(figure != nil && figure == full.figure(name, of: key), "seed \(seed), \(number), \(name)")
          compared += 1
        }
      }
    }
    #expect(compared > 10_000)
  }

  @Test func `a plan for unresolvable call types counts the same where no conversation has one`() {
    let seed: UInt64 = 82
    var random = Dice(seed: seed)
    for number in 0..<40 {
      let sheet = ScoredSheet(using: &random, hasUnresolvable: false)
      var parameters = FCRParameters()
      parameters.groupings = all
      let usual = sheet.tally(parameters).finish()
      #expect(sheet.tally(parameters, hasUnresolvable: true).finish() == usual, "seed \(seed), \(number)")
    }
  }

  @Test func `a measure that asks for nothing else makes no window of its own`() {
    func windows(_ measures: [FCRMeasure]) -> [String] {
      var parameters = FCRParameters()
      parameters.measures = measures
      parameters.matches = [.reason]
      parameters.windowDays = [1, 30]
      parameters.headlineDays = 1
      return FCRTally.Plan(parameters, coverage: ScoredSheet.coverage).windows
        .map { "\($0.days) \(Match.allCases[$0.link])" }
    }
    #expect(windows([.vocFCR, .dispositionFCR]) == [])
    #expect(windows([.callResolution]) == ["30 any"])
    #expect(windows([.acr]) == ["1 reason", "30 reason"])
    #expect(windows([.placebo]) == ["1 any", "30 any"] && windows([.adjusted]) == ["1 any"])
    #expect(windows([.acr, .callResolution, .placebo]) == ["1 reason", "30 reason", "30 any", "1 any"])
  }
}
