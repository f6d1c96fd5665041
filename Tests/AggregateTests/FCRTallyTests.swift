import Canonical
import Dice
import Tables
import Testing

@testable import Aggregate

@Suite struct FCRTallyTests {
  private func rate(
    _ figures: FCRFigures, _ number: FCRNumber, _ grouping: Grouping, _ group: UInt32,
    month: String? = nil
  ) -> [Int64]? {
    let key = figures.cells.keys.first {
      $0.grouping == grouping && $0.group == group && $0.month?.description == month
    }
    return key.flatMap { figures.figure(number, of: $0) }.map { [$0.rate.x, $0.rate.n] }
  }

  private func number(_ days: Int, _ match: Match = .any, _ measure: FCRMeasure = .windowFCR) -> FCRNumber {
    FCRNumber(measure, FCRNumber.Variant(days: days, match: match))
  }

  @Test func `each group and month has its own numbers, and missing groups too`() throws {
    var sheet = ScoredSheet()
    sheet.add(
      ScoredSheet.conversation(at: 40 * day, callType: 1), ScoredSheet.conversation(at: 70 * day, callType: 2)
    )
    sheet.add(ScoredSheet.conversation(at: 41 * day, return: day, callType: 1))
    sheet.add(ScoredSheet.conversation(at: 42 * day, callType: 0))
    let figures = sheet.tally().finish()
    // Days 40 to 42 are in February 1970, 70 in March.
    #expect(rate(figures, number(7), .all, 9) == [3, 4])
    #expect(rate(figures, number(7), .callType, 1) == [1, 2])
    #expect(rate(figures, number(7), .callType, 2) == [1, 1])
    #expect(rate(figures, number(7), .callType, 0) == [1, 1])
    // Months hold the headline's window alone.
    #expect(rate(figures, number(7), .all, 9, month: "1970-02") == [2, 3])
    #expect(rate(figures, number(7), .callType, 1, month: "1970-02") == [1, 2])
    #expect(rate(figures, number(7), .all, 9, month: "1970-03") == [1, 1])
    #expect(rate(figures, number(3), .all, 9, month: "1970-03") == nil)
    #expect(rate(figures, number(7), .callType, 2, month: "1970-02") == nil)
    #expect(rate(figures, number(7), .all, 9, month: "1970-01") == nil)
  }

  @Test func `months hold the headline window under the matches that may headline, or all in full`() {
    var parameters = FCRParameters()
    func months(_ measure: FCRMeasure = .windowFCR) -> [String] {
      FCRTally.Plan(parameters, coverage: ScoredSheet.coverage).monthNumbers
        .filter { $0.measure == measure }.compactMap(\.variant).map { "\($0.days) \($0.match)" }
    }
    #expect(months() == ["7 any", "7 reason"])
    #expect(months(.placebo) == ["7 any"] && months(.adjusted) == ["7 any"])
    #expect(months(.callResolution) == ["30 any"])
    parameters.matches = [.case]
    #expect(months() == ["7 case"] && months(.placebo) == ["7 any"])
    parameters.matches = Match.allCases
    parameters.headlineDays = 30
    #expect(months() == ["30 any", "30 reason"])
    #expect(months(.placebo) == ["30 any"] && months(.adjusted) == [])
    parameters.monthsInFull = true
    #expect(months().count == 15 && months(.placebo).count == 5 && months(.adjusted).count == 4)
  }

  @Test func `people are the distinct credited agents of n`() throws {
    var sheet = ScoredSheet()
    sheet.add(ScoredSheet.conversation(agent: 1), ScoredSheet.conversation(agent: 1))
    sheet.add(ScoredSheet.conversation(return: day, agent: 2))
    sheet.add(ScoredSheet.conversation(at: 95 * day, agent: 3))  // unsettled within 7 days
    sheet.add(ScoredSheet.conversation(isIdentified: false, agent: 4, resolved: true))
    sheet.add(ScoredSheet.conversation(since: 0, agent: 5, resolved: false))
    sheet.add(ScoredSheet.conversation(status: .abandoned, agent: 6, resolved: true))
    let figures = sheet.tally().finish()
    func people(_ number: FCRNumber) -> Int? { figures.figure(number, of: ScoredSheet.all)?.people }
    #expect(people(number(7)) == 2)
    #expect(people(number(1)) == 3)  // within 1 day the third is settled
    #expect(people(FCRNumber(.dispositionFCR)) == 2)
    #expect(figures.cells[ScoredSheet.all]?.people == 5)
  }

  @Test func `what agents assert counts for qualifying conversations, identified or not`() throws {
    var sheet = ScoredSheet()
    sheet.add(ScoredSheet.conversation(resolved: true), ScoredSheet.conversation(since: 0, resolved: false))
    sheet.add(ScoredSheet.conversation(isIdentified: false, resolved: true))
    sheet.add(ScoredSheet.conversation(at: 99 * day, resolved: true))
    sheet.add(ScoredSheet.conversation())
    sheet.add(ScoredSheet.conversation(status: .noAgent, resolved: true))
    #expect(rate(sheet.tally().finish(), FCRNumber(.dispositionFCR), .all, 9) == [3, 4])
  }

  @Test func `the population counts every conversation by status`() throws {
    var sheet = ScoredSheet()
    for (place, status) in ConversationStatus.allCases.enumerated() {
      for _ in 0...place { sheet.add(ScoredSheet.conversation(status: status)) }
    }
    let cell = try #require(sheet.tally().finish().cells[ScoredSheet.all])
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
      let sheet = ScoredSheet(using: &random)
      let plan = FCRTally.Plan(parameters, coverage: ScoredSheet.coverage, hasUnresolvable: true)
      let whole = sheet.tally(parameters, hasUnresolvable: true)
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
      #expect(left.finish() == whole.finish(), "seed \(seed), sheet \(number)")
      #expect(outer.finish() == whole.finish(), "seed \(seed), sheet \(number)")
    }
  }

  @Test func `in every cell and window all qualifying conversations are accounted for`() throws {
    let seed: UInt64 = 3
    var random = Dice(seed: seed)
    for sheet in 0..<40 {
      let figures = ScoredSheet(using: &random).tally(parameters, hasUnresolvable: true).finish()
      for (key, cell) in figures.cells where key.month == nil {
        for days in [1, 3, 7, 14, 30] {
          let fcr = try #require(figures.figure(number(days), of: key))
          let acr = try #require(figures.figure(number(days, .any, .acr), of: key))
          let (unsettled, unidentified) = (acr.unsettled ?? -1, acr.unidentified ?? -1)
          #expect(
            acr.rate.n + unsettled + unidentified == cell.qualifying, "seed \(seed), sheet \(sheet), \(key)")
          let others = (fcr.unsettled ?? 0) + (fcr.firstUnknown ?? 0) + (fcr.unidentified ?? 0)
          #expect(fcr.rate.n + others <= cell.qualifying, "seed \(seed), sheet \(sheet), \(key)")
          #expect(fcr.rate.n <= acr.rate.n && fcr.unidentified == acr.unidentified)
        }
      }
    }
  }

  private var parameters: FCRParameters {
    var parameters = FCRParameters()
    parameters.groupings = [.all, .callType, .agent, .team]
    return parameters
  }
}
