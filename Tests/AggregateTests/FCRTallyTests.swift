import Canonical
import Dice
import Tables
import Testing

@testable import Aggregate

@Suite struct FCRTallyTests {
  private func cell(_ tally: FCRTally, _ grouping: Grouping, _ group: UInt32, month: String? = nil)
    -> FCRCell?
  {
    tally.cells.first {
      $0.key.grouping == grouping && $0.key.group == group && $0.key.month?.description == month
    }?.value
  }

  @Test func `each group and month has its own numbers, and missing groups too`() throws {
    var sheet = ScoredSheet()
    sheet.add(
      ScoredSheet.conversation(at: 40 * day, callType: 1), ScoredSheet.conversation(at: 70 * day, callType: 2)
    )
    sheet.add(ScoredSheet.conversation(at: 41 * day, return: day, callType: 1))
    sheet.add(ScoredSheet.conversation(at: 42 * day, callType: 0))
    let tally = sheet.tally()
    // 7 days, any: the seventh of 5 windows × 3 matches. Days 40 to 42 are in February 1970, 70 in March.
    let place = 6
    func rate(_ cell: FCRCell?, _ place: Int) -> [Int64] {
      cell.map { [$0.windows[place].rate.x, $0.windows[place].rate.n] } ?? []
    }
    #expect(rate(cell(tally, .all, 9), place) == [3, 4])
    #expect(rate(cell(tally, .callType, 1), place) == [1, 2])
    #expect(rate(cell(tally, .callType, 2), place) == [1, 1])
    #expect(rate(cell(tally, .callType, 0), place) == [1, 1])
    // Months hold the headline's window alone: any, then reason.
    #expect(rate(cell(tally, .all, 9, month: "1970-02"), 0) == [2, 3])
    #expect(rate(cell(tally, .callType, 1, month: "1970-02"), 0) == [1, 2])
    #expect(rate(cell(tally, .all, 9, month: "1970-03"), 0) == [1, 1])
    #expect(cell(tally, .callType, 2, month: "1970-02") == nil)
    #expect(cell(tally, .all, 9, month: "1970-01") == nil)
  }

  @Test func `months hold the headline window under the matches that may headline, or all in full`() {
    var parameters = FCRParameters()
    func months() -> [String] {
      FCRTally.Plan(parameters, coverage: ScoredSheet.coverage).monthVariants.map { "\($0.days) \($0.match)" }
    }
    #expect(months() == ["7 any", "7 reason"])
    parameters.matches = [.case]
    #expect(months() == ["7 case"])
    parameters.matches = Match.allCases
    parameters.headlineDays = 30
    #expect(months() == ["30 any", "30 reason"])
    parameters.monthsInFull = true
    #expect(months().count == 15)
  }

  @Test func `people are the distinct credited agents of n`() throws {
    var sheet = ScoredSheet()
    sheet.add(ScoredSheet.conversation(agent: 1), ScoredSheet.conversation(agent: 1))
    sheet.add(ScoredSheet.conversation(return: day, agent: 2))
    sheet.add(ScoredSheet.conversation(at: 95 * day, agent: 3))  // unsettled within 7 days
    sheet.add(ScoredSheet.conversation(isIdentified: false, agent: 4, resolved: true))
    sheet.add(ScoredSheet.conversation(since: 0, agent: 5, resolved: false))
    sheet.add(ScoredSheet.conversation(status: .abandoned, agent: 6, resolved: true))
    let cell = try #require(sheet.tally().cells[ScoredSheet.all])
    #expect(cell.people(ofWindow: 6) == 2)
    #expect(cell.people(ofWindow: 0) == 3)  // within 1 day the third is settled
    #expect(cell.peopleOfDisposition == 2)
    #expect(cell.people == 5)
  }

  @Test func `what agents assert counts for qualifying conversations, identified or not`() throws {
    var sheet = ScoredSheet()
    sheet.add(ScoredSheet.conversation(resolved: true), ScoredSheet.conversation(since: 0, resolved: false))
    sheet.add(ScoredSheet.conversation(isIdentified: false, resolved: true))
    sheet.add(ScoredSheet.conversation(at: 99 * day, resolved: true))
    sheet.add(ScoredSheet.conversation())
    sheet.add(ScoredSheet.conversation(status: .noAgent, resolved: true))
    let cell = try #require(sheet.tally().cells[ScoredSheet.all])
    #expect((cell.disposition.n, cell.disposition.x) == (4, 3))
  }

  @Test func `the population counts every conversation by status`() throws {
    var sheet = ScoredSheet()
    for (place, status) in ConversationStatus.allCases.enumerated() {
      for _ in 0...place { sheet.add(ScoredSheet.conversation(status: status)) }
    }
    let cell = try #require(sheet.tally().cells[ScoredSheet.all])
    #expect(cell.population == [1, 2, 3, 4, 5, 6, 7, 8])
  }

  @Test func `conversations without a call type are counted among the qualifying ones`() {
    var sheet = ScoredSheet()
    sheet.add(ScoredSheet.conversation(callType: 0), ScoredSheet.conversation(callType: 1))
    sheet.add(ScoredSheet.conversation(isIdentified: false, callType: 0))
    sheet.add(ScoredSheet.conversation(status: .abandoned, callType: 0))
    let tally = sheet.tally()
    #expect((tally.qualifying, tally.withoutCallType) == (3, 2))
  }

  @Test func `any split of customers into pieces, and any order of merging, is the same tally`() {
    let seed: UInt64 = 20_260_901
    var random = Dice(seed: seed)
    for number in 0..<60 {
      let sheet = randomSheet(using: &random)
      let plan = FCRTally.Plan(parameters, coverage: ScoredSheet.coverage)
      let whole = sheet.tally(parameters)
      var parts = Array(repeating: [Int](), count: random.below(5) + 2)
      for customer in sheet.customers.indices { parts[random.below(parts.count)].append(customer) }
      // Some tallies observe several pieces, some none.
      var tallies = Array(repeating: FCRTally(plan), count: 3)
      for part in parts { tallies[random.below(3)].observe(sheet.piece(part)) }
      tallies.shuffle(using: &random)
      var left = tallies[0]
      left.merge(tallies[1])
      left.merge(tallies[2])
      var right = tallies[1]
      right.merge(tallies[2])
      var outer = tallies[0]
      outer.merge(right)
      #expect(left == whole, "seed \(seed), sheet \(number)")
      #expect(outer == whole, "seed \(seed), sheet \(number)")
    }
  }

  @Test func `in every cell and window all qualifying conversations are accounted for`() {
    let seed: UInt64 = 3
    var random = Dice(seed: seed)
    for number in 0..<40 {
      for (key, cell) in randomSheet(using: &random).tally(parameters).cells {
        for window in cell.windows {
          let sum =
            window.rate.n + window.unsettled + window.firstUnknown + window.notFirst + window.unidentified
          #expect(sum == cell.population[0], "seed \(seed), sheet \(number), \(key)")
        }
      }
    }
  }

  private var parameters: FCRParameters {
    var parameters = FCRParameters()
    parameters.groupings = [.all, .callType, .agent, .team]
    return parameters
  }

  private func randomSheet(using random: inout Dice) -> ScoredSheet {
    var sheet = ScoredSheet()
    for _ in 0..<random.below(15) {
      sheet.add(
        (0...random.below(4)).map { _ in
          let gaps = [nil, 0, day, 7 * day, 20 * day]
          return ScoredSheet.conversation(
            at: Int64(random.below(100)) * day, since: gaps[random.below(5)], return: gaps[random.below(5)],
            status: random.below(3) == 0 ? ConversationStatus.allCases[random.below(8)] : .qualifying,
            isIdentified: random.below(5) > 0, agent: UInt32(random.below(3) + 1),
            callType: UInt32(random.below(3)), resolved: [nil, true, false][random.below(3)])
        })
    }
    return sheet
  }
}
