import Canonical
import Dice
import Tables
import Testing

@testable import Aggregate

@Suite struct AdjustedTests {
  private func figure(_ sheet: ScoredSheet, days: Int = 7) -> FCRFigure? {
    sheet.figure(days, ScoredSheet.coverage, .adjusted)
  }

  /// One customer's first contact, repeated or not and back by chance or not.
  private func first(_ isRepeated: Bool, _ isByChance: Bool, agent: UInt32 = 1) -> ScoredConversation {
    ScoredSheet.conversation(
      return: isRepeated ? day : nil, agent: agent, placebo: isByChance ? day : nil)
  }

  @Test func `ten first contacts by hand`() throws {
    var sheet = ScoredSheet()
    // 5 neither repeated nor back by chance, 2 repeated, 1 back by chance, 2 both.
    for agent in 1...5 { sheet.add(first(false, false, agent: UInt32(agent))) }
    for _ in 0..<2 { sheet.add(first(true, false)) }
    sheet.add(first(false, true))
    for _ in 0..<2 { sheet.add(first(true, true)) }
    let figure = try #require(self.figure(sheet))
    // 1 − (4/10 − 3/10) / (1 − 3/10) = 6/7: 6 are not repeated, 7 are not back by chance.
    let ratio = try #require(figure.ratio)
    #expect(abs(ratio.value - 6.0 / 7) < 1e-15)
    #expect(figure.rate.n == 10 && figure.people == 5)
    // Residuals 5 · (1/7)², 2 · (6/7)², 1 · 1: (5 + 72 + 49)/49 = 126/49; 10/9 · 126/49 / 49 = 140/2401.
    let half = 1.959963984540054 * (140.0 / 2401).squareRoot()
    #expect(abs(ratio.low - (6.0 / 7 - half)) < 1e-12 && abs(ratio.high - (6.0 / 7 + half)) < 1e-12)
    #expect(ratio.high > 1)
    #expect((figure.unsettled, figure.firstUnknown, figure.unidentified) == (nil, nil, nil))
    #expect(figure.survival == nil)
  }

  @Test func `customers with several first contacts widen the interval`() throws {
    var sheet = ScoredSheet()
    // Σ not repeated 3, Σ not by chance 4; customers (2, 2), (0, 2) and (1, 0): see RatioEstimateTests.
    sheet.add([first(false, false), first(false, false)])
    sheet.add([first(true, false), first(true, false)])
    sheet.add(first(false, true))
    let ratio = try #require(self.figure(sheet)?.ratio)
    let half = 1.959963984540054 * (21.0 / 64).squareRoot()
    #expect(ratio.value == 0.75 && abs(ratio.high - (0.75 + half)) < 1e-12)
  }

  @Test func `where fewer come back within the window than by chance it exceeds 1`() throws {
    var sheet = ScoredSheet()
    for _ in 0..<3 { sheet.add(first(false, false)) }
    sheet.add(first(false, true))
    // 1 − (0 − 1/4) / (3/4) = 4/3.
    #expect(try #require(self.figure(sheet)?.ratio).value == 4.0 / 3)
  }

  @Test func `where all come back by chance there is no ratio, and n stays`() throws {
    var sheet = ScoredSheet()
    for _ in 0..<6 { sheet.add(first(false, true)) }
    let figure = try #require(self.figure(sheet))
    #expect(figure.ratio == nil && figure.rate.n == 6 && figure.people == 1)
  }

  @Test func `its first contacts are those of placebo, to the second`() {
    for conversation in [
      ScoredSheet.conversation(at: 65 * day), ScoredSheet.conversation(at: 65 * day + 1),
      ScoredSheet.conversation(at: 7 * day), ScoredSheet.conversation(at: 7 * day - 1),
      ScoredSheet.conversation(since: 7 * day), ScoredSheet.conversation(since: 7 * day + 1),
      ScoredSheet.conversation(isIdentified: false),
    ] {
      var sheet = ScoredSheet()
      sheet.add(conversation)
      let chance = sheet.figure(7, ScoredSheet.coverage, .placebo)
      #expect(figure(sheet)?.rate == chance?.rate)
    }
  }

  @Test func `a return a week after the end to the second repeats it, a second later it does not`() {
    let values = [7 * day, 7 * day + 1].map { gap -> Double? in
      var sheet = ScoredSheet()
      sheet.add(ScoredSheet.conversation(return: gap))
      return figure(sheet)?.ratio?.value
    }
    #expect(values == [0, 1])
  }

  @Test func `windows up to 28 days have it, longer ones would reach into the placebo's`() {
    var parameters = FCRParameters()
    parameters.windowDays = [1, 27, 28, 29, 60]
    #expect(FCRNumber.all(of: .adjusted, parameters).compactMap(\.variant?.days) == [1, 27, 28])
    #expect(FCRNumber.all(of: .placebo, parameters).compactMap(\.variant?.days) == [1, 27, 28, 29, 60])
    var sheet = ScoredSheet()
    sheet.add(ScoredSheet.conversation(at: 44 * day, return: 28 * day))
    #expect(figure(sheet, days: 28)?.ratio?.value == 0 && figure(sheet, days: 29) == nil)
  }

  @Test func `it is 1 − (repeat share − placebo) / (1 − placebo) over one base, in every cell`() throws {
    let seed: UInt64 = 64
    var random = Dice(seed: seed)
    var compared = 0
    for number in 0..<40 {
      let sheet = ScoredSheet(using: &random)
      let figures = sheet.tally(hasUnresolvable: true).finish()
      for key in figures.cells.keys where key.month == nil {
        let variant = FCRNumber.Variant(days: 7, match: .any)
        let adjusted = try #require(figures.figure(FCRNumber(.adjusted, variant), of: key))
        let placebo = try #require(figures.figure(FCRNumber(.placebo, variant), of: key))
        #expect(adjusted.rate == placebo.rate && adjusted.people == placebo.people)
        // The repeat share over the same first contacts: those of window_fcr that closed 28 days earlier.
        let place = try #require(Grouping.ofContacts.firstIndex(of: key.grouping))
        let base = sheet.filtered {
          $0.groups[place] == key.group && $0.end.milliseconds <= 65 * day * 1000
        }
        let fcr = base.figure(7)?.rate ?? RateTally(n: 0, x: 0, RateTally.Repetition())
        #expect(fcr.n == placebo.rate.n, "seed \(seed), \(number), \(key)")
        if placebo.rate.n == placebo.rate.x {
          #expect(adjusted.ratio == nil)
          continue
        }
        let repeated = 1 - Double(fcr.x) / Double(fcr.n)
        let chance = Double(placebo.rate.x) / Double(placebo.rate.n)
        let value = try #require(adjusted.ratio?.value)
        #expect(abs(value - (1 - (repeated - chance) / (1 - chance))) < 1e-12, "seed \(seed), \(number)")
        compared += 1
      }
    }
    #expect(compared > 300)
  }
}
