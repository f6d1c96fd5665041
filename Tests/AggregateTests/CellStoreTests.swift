import Canonical
import Dice
import Tables
import Testing

@testable import Aggregate

/// What stands in one cell, and what customers with several conversations change there.
@Suite struct CellStoreTests {
  private func acr(_ sheet: ScoredSheet, _ grouping: Grouping, _ group: UInt32, month: String? = nil)
    -> RateTally?
  {
    var parameters = FCRParameters()
    parameters.groupings = [.all, .callType]
    let figures = sheet.tally(parameters).finish()
    let key = figures.cells.keys.first {
      $0.grouping == grouping && $0.group == group && $0.month?.description == month
    }
    let number = FCRNumber(.acr, FCRNumber.Variant(days: 7, match: .any))
    return key.flatMap { figures.figure(number, of: $0)?.rate }
  }

  private func isWorth(_ tally: RateTally?, _ size: Double) -> Bool {
    tally.map { abs($0.effectiveSize - size) < 1e-12 } ?? false
  }

  @Test func `conversations of a customer in one cell are a cluster there, in two cells two observations`() {
    func customer(_ gap: Int64?, _ types: UInt32...) -> [ScoredConversation] {
      types.map { ScoredSheet.conversation(return: gap, callType: $0) }
    }
    var sheet = ScoredSheet()
    sheet.add(customer(nil, 1, 1, 2))
    sheet.add(customer(day, 1, 1, 2))
    // Of all 3 of 6: residuals ±3/2: 2 · 9/2 / 36 = 1/4 over 1/24: effect 6, worth 1.
    #expect(isWorth(acr(sheet, .all, 9), 1))
    // Type 1, 2 of 4: residuals ±1: effect 4, worth 1. Type 2: each customer once, 2/1 · 1/2 / 4 = 1/4
    // over 1/8: effect 2 = G/(G−1), worth 1.
    #expect(isWorth(acr(sheet, .callType, 1), 1) && isWorth(acr(sheet, .callType, 2), 1))
    sheet.add(customer(day, 2))
    sheet.add(customer(nil, 2))
    // Type 2: 2 of 4 customers with one each: 4/3, worth 3. Type 1 stays.
    #expect(isWorth(acr(sheet, .callType, 2), 3) && isWorth(acr(sheet, .callType, 1), 1))
    // All: 4 of 8; residuals 3/2, −3/2, −1/2, 1/2: 4/3 · 5 / 64 = 5/48 over 1/32: effect 10/3.
    #expect(isWorth(acr(sheet, .all, 9), 8 / (10.0 / 3)))
  }

  @Test func `a customer's conversations of two months are a cluster in the period of all alone`() {
    var sheet = ScoredSheet()
    // Day 40 is in February 1970, day 70 in March.
    for gap in [nil, day] {
      sheet.add([40, 70].map { ScoredSheet.conversation(at: $0 * day, return: gap) })
    }
    #expect(acr(sheet, .all, 9)?.n == 4 && isWorth(acr(sheet, .all, 9), 1))
    for month in ["1970-02", "1970-03"] {
      let tally = acr(sheet, .all, 9, month: month)
      #expect(tally?.n == 2 && isWorth(tally, 1) && tally?.customers == 2)
    }
    #expect(acr(sheet, .all, 9)?.customers == 2)
  }

  @Test func `one whose second conversation does not count for a measure is no cluster there`() {
    var sheet = ScoredSheet()
    sheet.add(ScoredSheet.conversation(), ScoredSheet.conversation(at: 99 * day))
    sheet.add(ScoredSheet.conversation(return: day), ScoredSheet.conversation(status: .abandoned))
    // Two of two customers: 2/1 · 1/2 / 4 over 1/8: effect 2.
    #expect(acr(sheet, .all, 9)?.customers == 2 && isWorth(acr(sheet, .all, 9), 1))
  }

  @Test func `every cell holds the numbers of its own conversations, as if there were no others`() throws {
    let seed: UInt64 = 73
    var random = Dice(seed: seed)
    var compared = 0
    for number in 0..<Rounds.count(10) {
      let sheet = ScoredSheet(using: &random)
      var parameters = FCRParameters()
      parameters.groupings = [.all, .callType, .agent, .team]
      let plan = FCRTally.Plan(parameters, coverage: ScoredSheet.coverage, hasUnresolvable: true)
      let figures = sheet.tally(parameters, hasUnresolvable: true).finish()
      for (key, cell) in figures.cells {
        let place = try #require(Grouping.ofContacts.firstIndex(of: key.grouping))
        let own = sheet.filtered {
          $0.groups[place] == key.group && (key.month == nil || $0.month == key.month)
        }
        let alone = own.tally(parameters, hasUnresolvable: true).finish()
        #expect(alone.cells[ScoredSheet.all]?.population == cell.population)
        #expect(alone.cells[ScoredSheet.all]?.people == cell.people)
        for name in key.month == nil ? plan.numbers : plan.monthNumbers {
          let figure = try #require(figures.figure(name, of: key))
          #expect(
            figure == alone.figure(name, of: ScoredSheet.all), "seed \(seed), \(number), \(key), \(name)")
          compared += 1
        }
      }
    }
    #expect(compared > 9_000)
  }

  @Test func `the months of a group add up to its period of all`() throws {
    let seed: UInt64 = 74
    var random = Dice(seed: seed)
    for number in 0..<Rounds.count(10) {
      var parameters = FCRParameters()
      parameters.groupings = [.all, .callType]
      parameters.monthsInFull = random.chance(50)
      let plan = FCRTally.Plan(parameters, coverage: ScoredSheet.coverage, hasUnresolvable: true)
      let figures = ScoredSheet(using: &random).tally(parameters, hasUnresolvable: true).finish()
      for (key, cell) in figures.cells where key.month == nil {
        let months = figures.cells.filter {
          $0.key.grouping == key.grouping && $0.key.group == key.group && $0.key.month != nil
        }
        for status in cell.population.indices {
          #expect(months.values.reduce(0) { $0 + $1.population[status] } == cell.population[status])
        }
        for name in plan.monthNumbers {
          let parts = months.keys.compactMap { figures.figure(name, of: $0) }
          let whole = try #require(figures.figure(name, of: key))
          let sums = [
            parts.reduce(0) { $0 + $1.rate.n }, parts.reduce(0) { $0 + $1.rate.x },
            parts.reduce(0) { $0 + ($1.unsettled ?? 0) }, parts.reduce(0) { $0 + ($1.firstUnknown ?? 0) },
            parts.reduce(0) { $0 + ($1.unidentified ?? 0) },
          ]
          #expect(
            sums == [
              whole.rate.n, whole.rate.x, whole.unsettled ?? 0, whole.firstUnknown ?? 0,
              whole.unidentified ?? 0,
            ], "seed \(seed), \(number), \(key), \(name)")
        }
      }
    }
  }
}
