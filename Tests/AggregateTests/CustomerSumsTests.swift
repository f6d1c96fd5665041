import Canonical
import Dice
import Tables
import Testing

@testable import Aggregate

/// What customers with many conversations in one cell change, against a plain recount.
@Suite struct CustomerSumsTests {
  private func figures(_ sheet: ScoredSheet, _ parameters: FCRParameters) -> FCRFigures {
    sheet.tally(parameters).finish()
  }

  private func parameters(_ measure: FCRMeasure) -> FCRParameters {
    var parameters = FCRParameters()
    parameters.measures = [measure]
    parameters.windowDays = [7]
    parameters.matches = [.any]
    parameters.groupings = [.all]
    return parameters
  }

  @Test func `sums over many conversations are those of a plain recount`() throws {
    let seed: UInt64 = 75
    var random = Dice(seed: seed)
    for number in 0..<30 {
      var sheet = ScoredSheet()
      var repetition = RateTally.Repetition()
      var (n, x) = (Int64(0), Int64(0))
      for _ in 0..<random.below(20) {
        let returns = (0..<random.below(12)).map { _ in random.chance(40) }
        sheet.add(returns.map { ScoredSheet.conversation(return: $0 ? day : nil) })
        let hits = Int64(returns.count { !$0 })
        let one = RateTally.Repetition(n: Int64(returns.count), x: hits, both: hits)
        repetition = RateTally.Repetition(
          xx: repetition.xx + one.xx, xn: repetition.xn + one.xn, nn: repetition.nn + one.nn,
          customers: repetition.customers + one.customers)
        (n, x) = (n + Int64(returns.count), x + hits)
      }
      let figures = figures(sheet, parameters(.acr))
      let name = FCRNumber(.acr, FCRNumber.Variant(days: 7, match: .any))
      if n > 0 {
        let rate = try #require(figures.figure(name, of: ScoredSheet.all)?.rate)
        #expect(rate == RateTally(n: n, x: x, repetition), "seed \(seed), \(number)")
      }
    }
  }

  @Test func `sums beyond 32 bits are exact, and merge`() throws {
    // 70,000² is more than 2³².
    let count = 70_000
    var sheet = ScoredSheet()
    sheet.add(Array(repeating: ScoredSheet.conversation(), count: count))
    let (tally, n) = (sheet.tally(parameters(.acr)), Int64(count))
    let name = FCRNumber(.acr, FCRNumber.Variant(days: 7, match: .any))
    let one = RateTally.Repetition(n: n, x: n, both: n)
    #expect(tally.finish().figure(name, of: ScoredSheet.all)?.rate == RateTally(n: n, x: n, one))
    var both = tally
    both.merge(tally)
    let two = RateTally.Repetition(
      xx: 2 * one.xx, xn: 2 * one.xn, nn: 2 * one.nn, customers: 2 * one.customers)
    #expect(both.finish().figure(name, of: ScoredSheet.all)?.rate == RateTally(n: 2 * n, x: 2 * n, two))
  }

  @Test func `an extreme plan counts as a plan of one of its windows does`() throws {
    var random = Dice(seed: 76)
    // The plan knows of no call type that a first contact cannot resolve.
    let sheet = ScoredSheet(using: &random, hasUnresolvable: false)
    var wide = FCRParameters()
    wide.windowDays = (1...20).map { $0 } + [365]
    wide.groupings = [.all, .agent]
    #expect(wide.windowDays.count * wide.matches.count == FCRParameters.mostVariants)
    wide.headlineDays = 7
    var narrow = wide
    narrow.windowDays = [7]
    let (whole, part) = (figures(sheet, wide), figures(sheet, narrow))
    #expect(!part.cells.isEmpty)
    let plan = FCRTally.Plan(narrow, coverage: ScoredSheet.coverage)
    for key in part.cells.keys {
      for name in key.month == nil ? plan.numbers : plan.monthNumbers {
        #expect(whole.figure(name, of: key) == part.figure(name, of: key), "\(key), \(name)")
      }
    }
  }
}
